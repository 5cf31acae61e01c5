"""What a change of one part touches, and by which way."""

from passerelle.plan.impact import impact
from passerelle.plan.load import read_plan

PLAN = """
north_star: revenue
brand: {tier: premium, promise: Kept for ten years, never: {discount_over: 20 %}}
facts: {touch: {says: People buy by touch}}
positionings: {linen: {offers: sheet, benefit: It lasts, tier: premium, because: touch}}
offers: {sheet: {title: Sheet, price: 90 EUR}, towel: {title: Towel, price: 20 EUR}}
channels: {shop: {family: own, tier: premium}}
segments:
  loyal: {who: orders >= 3, promise: First to see}
  new: {promise: Touch before you buy}
messages: {first: {says: First to see, segment: loyal}}
objectives:
  back: {title: They come back, owner: ann, results: {revenue: 1 000 EUR -> 2 000 EUR by 2027-12-31}}
actions:
  evening: {for: loyal, by: shop, cost: 500 EUR, owner: bob, says: First to see, serves: back, judged_on: orders, offers: sheet}
  rent: {kind: run, cost: 9 000 EUR}
  mailing: {for: new, cost: 100 EUR, owner: cleo, serves: back, judged_on: click_rate, needs: evening}
promotions: {sale: {discount: 10 % public, when: 2027-01-10, offers: towel}}
spending: {line: {pays: evening, months: {2027-01: {planned: 500 EUR}}}}
people: {ann: {}, bob: {}, cleo: {}}
"""


def _touched(*nodes: str) -> dict[str, tuple[str, ...]]:
    return {one.node: one.way for one in impact(read_plan({"p.yaml": PLAN}), nodes).touched}


def test_a_brand_binds_all_that_speaks_or_sells_for_it():
    """Positionings, offers, promotions, messages, promises, channels, and the actions that say something."""
    touched = _touched("brand")
    assert touched["promotions/sale"] == ("brand",)
    assert touched["segments/loyal"] == ("brand",)
    assert touched["actions/evening"] == ("brand",)
    assert touched["channels/shop"] == ("brand",)
    assert touched["spending/line"] == ("brand", "actions/evening")
    assert touched["metrics/orders"] == ("brand", "actions/evening")
    assert touched["objectives/back"] == ("brand", "actions/evening")
    assert "actions/rent" not in touched
    assert not any(node.startswith("facts/") for node in touched)


def test_a_positioning_touches_its_offers_and_what_sells_them():
    """Not the other offer, nor the action that does not sell it."""
    touched = _touched("positionings/linen")
    assert touched["offers/sheet"] == ("positionings/linen",)
    assert touched["actions/evening"] == ("positionings/linen", "offers/sheet")
    assert "offers/towel" not in touched
    assert "promotions/sale" not in touched


def test_a_segment_touches_whoever_addresses_it_and_repeats_its_promise():
    """By name, and by the words it is promised; then what waits for that action."""
    touched = _touched("segments/loyal")
    assert touched["messages/first"] == ("segments/loyal",)
    assert touched["actions/evening"] == ("segments/loyal",)
    assert touched["actions/mailing"] == ("segments/loyal", "actions/evening")


def test_a_fact_touches_what_rests_on_it():
    """From the evidence to the money."""
    touched = _touched("facts/touch")
    assert touched["spending/line"][:2] == ("facts/touch", "positionings/linen")


def test_who_must_know_and_how_much_money():
    """Owners of what is touched, cost of the touched actions, people addressed."""
    found = impact(read_plan({"p.yaml": PLAN}), ["segments/loyal"])
    assert [str(amount) for amount in found.money] == ["600 EUR"]
    assert found.owners == ("bob", "cleo")
    assert found.segments == ("loyal", "new")


def test_nothing_rests_on_nothing():
    """A part that nobody names touches nothing."""
    assert _touched("actions/rent") == {}
