"""The mix: what fits, where the money is, and the same seen by customers."""

from datetime import date
from decimal import Decimal

from passerelle.plan.canvases.mix import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
brand: {means: {price: the same everywhere}}
offers: {watch: {title: Watch, price: 900 EUR}, strap: {title: Strap, price: 90 EUR}}
policies:
  one-price: {p: price, allows: [list price], refuses: [struck price]}
  few: {p: product, allows: [numbered edition], offers: watch}
choices:
  listed: {p: price, chosen: List price}
  struck: {p: price, chosen: struck price}
  many: {p: product, chosen: ten colours, offers: strap}
actions:
  sale: {promotion: 10 % public, cost: 100 EUR}
  film: {lever: video, cost: 300 EUR}
  rent: {kind: run, cost: 9 000 EUR}
"""


def _drawn(text=PLAN):
    return draw(Given(read_plan({"p.yaml": text}), date(2026, 11, 26), catalogue()), {})


def test_choices_are_held_against_the_policies_that_cover_them():
    """Letter case has no meaning; a policy of the watch says nothing of the strap."""
    rows = {one["p"]: one for one in _drawn()["ps"]}
    assert {one["name"]: one["fits"] for one in rows["price"]["choices"]} == {
        "listed": True,
        "struck": False,
    }
    assert rows["product"]["choices"][0]["fits"] is None
    assert list(rows) == ["product", "price", "place", "promotion"]


def test_each_action_weighs_in_the_p_of_its_lever():
    """A discount is price, a film is communication, rent is no action."""
    rows = {one["p"]: one["money"] for one in _drawn()["ps"]}
    assert rows == {"product": 0, "price": Decimal(100), "place": 0, "promotion": Decimal(300)}


def test_customers_see_the_same_in_four_c():
    """Price is their cost; it counts once."""
    cs = {one["c"]: one for one in _drawn()["cs"]}
    assert list(cs) == ["customer", "cost", "convenience", "communication"]
    assert cs["cost"]["said"] == ["List price", "struck price"]
    assert sum(one["money"] for one in cs.values()) == Decimal(400)


def test_a_service_asks_for_seven():
    """As soon as one offer is a service."""
    service = PLAN.replace("price: 90 EUR}", "price: 90 EUR, kind: service}")
    assert len(_drawn(service)["ps"]) == 7
