"""Who must approve what: by class, by owner, by right."""

import pytest

from passerelle.plan.approvals import needed, owner_of
from passerelle.plan.diff import apply_changes, diff
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan
from passerelle.plan.thresholds import standard

PLAN = """
year: {period: 2027, budget: 100 000 EUR}
vision: Linen kept for ten years
objectives:
  back: {title: They come back, owner: ann, results: {orders: 10 -> 20}}
actions:
  evening: {when: 2027-03-01, cost: 1 000 EUR, owner: bob, serves: back, leads: 1 / 2 / 3, title: Evening}
  mailing: {when: 2027-04-01, cost: 30 000 EUR, owner: cleo, serves: back}
spending: {line: {pays: evening, months: {2027-03: {planned: 1 000 EUR}}}}
teams:
  course: {family: strategy}
  shop: {family: operations}
  sellers: {family: sales}
  money: {family: finance}
people:
  ann: {team: course}
  bob: {team: shop}
  cleo: {team: shop}
  dan: {team: sellers}
"""


def _needed(*changes: tuple, text: str = PLAN) -> dict[str, tuple[str, ...]]:
    texts = change_texts({"p.yaml": text}, [FieldChange(*change) for change in changes])
    before, after = read_plan({"p.yaml": text}), read_plan(texts)
    found = needed(before, after, diff(before, after).changes, standard())
    return {one.key: one.nodes for one in found}


def test_a_wording_asks_nobody():
    """Cosmetic."""
    assert _needed(("actions/evening", "title", "Soirée")) == {}


def test_work_asks_its_owner():
    """A channel is the owner's."""
    assert _needed(("actions/mailing", "by", "email")) == {"owner:cleo": ("actions/mailing",)}


def test_dates_of_leads_ask_sales():
    """Sales must be there when leads come."""
    found = _needed(("actions/evening", "when", "2027-03-08"))
    assert found == {"owner:bob": ("actions/evening",), "sales": ("actions/evening",)}


def test_a_new_action_asks_its_owner():
    """Additive: whoever answers for it says yes."""
    node = {"owner": "cleo", "serves": "back"}
    assert _needed(("actions/card", "", node)) == {"owner:cleo": ("actions/card",)}


@pytest.mark.parametrize(("cost", "finance"), [("6 000 EUR", False), ("6 001 EUR", True)])
def test_money_asks_its_owner_and_beyond_a_twentieth_finance(cost, finance):
    """5 000 of 100 000 is a twentieth exactly."""
    found = _needed(("actions/evening", "cost", cost))
    assert found["owner:bob"] == ("actions/evening",)
    assert ("finance" in found) is finance


def test_the_course_asks_three_families():
    """Strategy, operations and sales each look at it."""
    found = _needed(("objectives/back", "results/orders/target", "10 -> 30"))
    assert set(found) == {"strategy", "operations", "sales"}


def test_a_seat_that_nobody_can_take_is_not_asked():
    """No sales team, no sales reviewer."""
    without = PLAN.replace("  sellers: {family: sales}\n", "").replace(
        "  dan: {team: sellers}\n", ""
    )
    assert set(_needed(("vision", "", "Other"), text=without)) == {"strategy", "operations"}


def test_a_right_lets_its_holder_alone_within_its_share():
    """Ten per cent of a line, for the team of its owner."""
    text = PLAN + "rights: {free: {who: shop, may: budget, up_to: 10 %}}\n"
    assert _needed(("actions/evening", "cost", "1 100 EUR"), text=text) == {}
    assert "owner:bob" in _needed(("actions/evening", "cost", "1 101 EUR"), text=text)
    assert "owner:cleo" in _needed(("actions/mailing", "by", "email"), text=text)


def test_a_locked_baseline_makes_planned_amounts_strategic():
    """Before it is locked, a planned amount is a matter of money."""
    change = ("spending/line", "months/2027-03/planned", "2 000 EUR")
    assert set(_needed(change)) == {"owner:bob"}
    locked = PLAN.replace("budget: 100 000 EUR}", "budget: 100 000 EUR, locked: 2026-11-01}")
    assert set(_needed(change, text=locked)) == {"strategy", "operations", "sales"}


def test_the_accountable_person_comes_before_the_owner():
    """RACI in full wins over its short form."""
    text = PLAN.replace("leads: 1 / 2 / 3,", "leads: 1 / 2 / 3, raci: {accountable: ann},")
    assert owner_of(read_plan({"p.yaml": text}), "actions/evening") == "ann"
    assert owner_of(read_plan({"p.yaml": PLAN}), "spending/line") == "bob"
    assert owner_of(read_plan({"p.yaml": PLAN}), "vision") is None


def test_changes_made_again_give_the_plan():
    """The difference is complete: nothing that matters is left out of it."""
    after = read_plan({"p.yaml": PLAN.replace("owner: bob", "owner: dan")})
    before = read_plan({"p.yaml": PLAN})
    assert apply_changes(before, diff(before, after).changes) == after


def test_a_change_cannot_take_away_the_seat_that_would_judge_it():
    """Who leaves the sales team out of the plan still needs its word."""
    found = _needed(("vision", "", "Other"), ("teams/sellers", "", None))
    assert set(found) >= {"strategy", "operations", "sales"}


def test_a_change_cannot_grant_itself_a_right():
    """A right counts once it is in force."""
    right = {"who": "shop", "may": "budget", "up_to": "100 %"}
    found = _needed(("actions/evening", "cost", "1 100 EUR"), ("rights/free", "", right))
    assert found["owner:bob"] == ("actions/evening",)


def test_whoever_answered_so_far_is_asked_before_someone_else_does():
    """Naming oneself owner is not a way to approve one's own change."""
    found = _needed(("actions/evening", "owner", "cleo"), ("actions/evening", "by", "email"))
    assert found == {"owner:bob": ("actions/evening",)}


def test_a_family_that_is_new_is_asked_at_once():
    """Where none was in force, the plan to come names the seat."""
    without = PLAN.replace("  sellers: {family: sales}\n", "").replace(
        "  dan: {team: sellers}\n", ""
    )
    team = {"family": "sales"}
    assert "sales" in _needed(("vision", "", "Other"), ("teams/sellers", "", team), text=without)


def test_money_that_nobody_answers_for_asks_strategy_and_finance():
    """The budget of the year itself, against what the year was."""
    found = _needed(("year", "budget", "200 000 EUR"))
    assert set(found) == {"strategy", "finance"}


def test_a_whole_new_line_counts_its_months():
    """6 000 in two months is more than a twentieth of 100 000."""
    months = {"2027-03": {"planned": "3 000 EUR"}, "2027-04": {"planned": "3 001 EUR"}}
    found = _needed(("spending/more", "", {"pays": "evening", "months": months}))
    assert set(found) == {"owner:bob", "finance"}
