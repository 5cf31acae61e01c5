"""Measures from the verbs: costs published once, answers kept while nothing changes, lifts shown."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from measurement.shop import fill, order
from passerelle.base.errors import NotFound
from passerelle.records.delivery import Delivery, Send
from passerelle.records.tasks import Brief, TaskSheet, make_task_sheet
from passerelle.verbs.lift import lift, lift_rows
from passerelle.verbs.measure import board, measure
from passerelle.verbs.memo import remembered
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.publish import publish
from passerelle.verbs.tasks import task_done
from passerelle.verbs.type_reading import type_reading
from verbs.conftest import plan_text, write_plan

LETTER = """
  lettre:
    title: A letter
    for: fideles
    by: email
    when: 2027-01-02..2027-01-21
    cost: 200 EUR
    owner: marie
    serves: faire-revenir
"""


def deliver(action, at, *, written, aside):
    """Write a send into the ledger: so many sent, so many kept aside."""
    send = Send.objects.create(
        key=f"{action}/1", digest="d", action=action, code=action, starts_at=at, hold_until=at, made_at=at
    )  # fmt: skip
    Delivery.objects.bulk_create(
        Delivery(
            send=send, person=f"p{n}", state="sent" if n < written else "excluded", at=at,
            reason="" if n < written else "holdout", message_id=str(n), unsubscribe_token=f"u{n}", link_token=f"l{n}",
        )
        for n in range(written + aside)
    )  # fmt: skip


@pytest.fixture
def posted(house):
    """A letter in its tenth day of twenty, and two orders."""
    write_plan(house, plan_text(house).replace("\nactions:\n", f"\nactions:{LETTER}", 1))
    fill(
        house.warehouse,
        "orders",
        [order(1, "ann", "2027-01-05", "90"), order(2, "bob", "2026-12-05", "60")],
    )
    return house


def test_a_planned_cost_is_published_until_its_sheet_is_closed(posted):
    """Half of 200 has run; once the owner reports 150 that is the cost, and nothing is planned."""
    before = measure(posted, "cac").reading
    assert (before["denominator"], Decimal(before["numerator"])) == ("2", 100)
    assert "planned cost" in before["note"]["en"]
    make_task_sheet(Brief("lettre", "A letter"), at=posted.clock.now())
    task_done(posted, "lettre", cost="150", done=False)
    assert Decimal(measure(posted, "cac").reading["numerator"]) == 100
    task_done(posted, "lettre", cost="150")
    after = measure(posted, "cac").reading
    assert Decimal(after["numerator"]) == 150
    assert after["planned"] == "0.0000"
    assert TaskSheet.objects.count() == 1


def test_publishing_twice_changes_nothing(posted):
    """The second time nothing is written, so that answers stay good."""
    _, plan = head_plan(posted)
    publish(posted, plan)
    version = posted.warehouse.version
    publish(posted, plan)
    assert posted.warehouse.version == version


def test_a_delivery_that_changes_is_published_again(posted):
    """One message of three bounces: the copy follows, and is not written again without a change."""
    _, plan = head_plan(posted)
    at = datetime(2027, 1, 3, 9, tzinfo=UTC)
    deliver("lettre", at, written=2, aside=1)
    publish(posted, plan)
    version = posted.warehouse.version
    publish(posted, plan)
    assert posted.warehouse.version == version
    Delivery.objects.filter(person="p0").update(state="bounced", at=posted.clock.now())
    publish(posted, plan)
    states = posted.warehouse.rows("SELECT person, state FROM deliveries ORDER BY person")
    assert states == [("p0", "bounced"), ("p1", "sent"), ("p2", "excluded")]


def test_an_answer_is_kept_until_a_fact_changes(posted):
    """Asked twice it is made once; a load, a typed figure and a new plan make it anew."""
    made = []

    def ask():
        return remembered(posted, "question", lambda: made.append(1) or len(made))

    assert (ask(), ask()) == (1, 1)
    fill(posted.warehouse, "orders", [order(1, "ann", "2027-01-05", "90")])
    assert ask() == 2
    type_reading(posted, "awareness_aided", "12", source="survey")
    assert ask() == 3


def test_the_board_follows_each_kind_of_fact(posted):
    """Loads, typed figures and texts are all seen by the next board."""

    def shown():
        return {row["kpi"]["id"]: row["value"] for row in board(posted).rows}

    assert shown()["revenue"] == "150.0000"
    assert shown()["revenue"] == "150.0000"
    fill(posted.warehouse, "orders", [order(1, "ann", "2027-01-05", "90")])
    assert shown()["revenue"] == "90.0000"
    assert "awareness_aided" not in shown()
    type_reading(posted, "awareness_aided", "12", source="survey")
    assert shown()["awareness_aided"] == "0.12"
    cost = Decimal(shown()["cac"])
    write_plan(posted, plan_text(posted).replace("cost: 200 EUR", "cost: 400 EUR"))
    assert Decimal(shown()["cac"]) == 2 * cost


def test_a_lift_is_told_with_both_sides_and_its_interval(posted):
    """1 000 written to, 500 kept aside; the weekly page says it because chance does not explain it."""
    at = datetime(2027, 1, 3, 9, tzinfo=UTC)
    fill(
        posted.warehouse,
        "orders",
        [order(n, f"p{n}", "2027-01-05", "10") for n in [*range(60), *range(1000, 1010)]],
    )
    deliver("lettre", at, written=1000, aside=500)
    done = lift(posted, "lettre").lift
    assert (done["treated"]["people"], done["compared"]["people"]) == (1000, 500)
    assert Decimal(done["rate"]["value"]) == Decimal("0.04")
    assert done["rate"]["clear"]
    assert done["label"]["en"].startswith("A/B")
    (row,) = lift_rows(posted, "en")
    assert row["what"].startswith("A letter: 4.00 points more people ordered (1.90 to 5.88)")
    assert lift_rows(posted, "fr")[0]["what"].startswith("A letter\u202f: 4,00 points de personnes")


def test_without_a_holdout_a_lift_says_why_it_is_empty(posted):
    """Nothing sent is nothing to compare, and an unknown action is named with the nearest."""
    assert "nothing was sent" in lift(posted, "lettre").lift["missing"]["en"]
    assert lift_rows(posted, "en") == []
    with pytest.raises(NotFound, match="lettre"):
        lift(posted, "letre")
