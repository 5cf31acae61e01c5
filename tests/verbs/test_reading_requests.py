"""Whom the plan and its charter ask to read what, and by which day."""

from datetime import date

from passerelle.plan.approvals import owner_of
from passerelle.plan.diff import Change, ChangeSet
from passerelle.plan.load import read_plan
from passerelle.verbs.reading_requests import asked_of, charter_asks, read_by

PLAN = """
teams: {vente: {title: Vente, notice_days: 3}}
people: {marie: {title: Marie}, paul: {title: Paul}}
charter:
  lancement: {event: launch, tell: [vente, paul], notice_days: 10}
  cap: {event: strategic, tell: paul, within_days: 5}
objectives:
  o: {title: Grandir, raci: {consulted: vente, informed: paul}, results: {orders: 1 -> 2}}
actions: {a: {when: 2027-03-11, tell: marie, serves: o}}
bonuses: {b: {of: paul, pays: 100 EUR, rewards: {o: 100 %}}}
"""
MONDAY = date(2027, 3, 8)


def _plan():
    return read_plan({"p.yaml": PLAN})


def test_actions_and_objectives_ask_whom_they_name() -> None:
    """By hand, or by their roles."""
    assert list(asked_of(_plan())) == [
        ("objectives/o", "vente"),
        ("objectives/o", "paul"),
        ("actions/a", "marie"),
    ]


def test_the_charter_asks_by_event() -> None:
    """A new action is a launch; a change of course is strategic; a node that is gone asks nobody."""
    changes = (
        Change("actions/a", "", None, {}, "additive"),
        Change("objectives/o", "title", "a", "b", "strategic"),
        Change("actions/gone", "", None, {}, "additive"),
    )
    asks = charter_asks(_plan(), ChangeSet(changes))

    assert {who: [line.event for line in lines] for who, lines in asks.items()} == {
        ("actions/a", "vente"): ["launch"],
        ("actions/a", "paul"): ["launch"],
        ("objectives/o", "paul"): ["strategic"],
    }


def test_the_earliest_day_counts() -> None:
    """The longest notice before the first day, or the days given to read."""
    plan = _plan()
    launch, course = plan.charter["lancement"], plan.charter["cap"]

    assert read_by(plan, "actions/a", "vente") == date(2027, 3, 8)
    assert read_by(plan, "actions/a", "vente", [launch]) == date(2027, 3, 1)
    assert read_by(plan, "actions/a", "paul", [launch], MONDAY) == date(2027, 3, 1)
    assert read_by(plan, "objectives/o", "paul", [course], MONDAY) == date(2027, 3, 13)
    assert read_by(plan, "objectives/o", "paul", [launch], MONDAY) is None


def test_a_sum_names_nobody() -> None:
    """A bonus pays money, not a node: nobody above it answers for it."""
    assert owner_of(_plan(), "bonuses/b") is None
