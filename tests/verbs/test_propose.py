"""Proposals speak when this shop's own numbers support them, and are silent when they are not known."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from measurement.shop import fill, order
from passerelle.base.period import Period
from passerelle.plan.model import Plan
from passerelle.verbs.measure import measuring
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.past_facts import Sale, margin_share, past_lift, past_uplift
from passerelle.verbs.propose_stop import losing_actions
from passerelle.verbs.publish import publish
from verbs.conftest import plan_text, write_plan

BANNERS = """
  bannieres:
    title: Banners
    for: fideles
    by: display
    when: 2026-11-01..2027-10-31
    cost: 12 000 EUR
    owner: marie
    serves: faire-revenir
"""
TODAY = date(2027, 1, 11)


@pytest.fixture
def running(house):
    """Banners in their tenth week: 4 000 spent, seen by many, one order of 60 after a click."""
    write_plan(house, plan_text(house).replace("\nactions:\n", f"\nactions:{BANNERS}", 1))
    warehouse = house.warehouse
    start = date(2026, 1, 15)
    rows = [order(n, f"c{n}", str(start + timedelta(days=n)), "100") for n in range(350)]
    rows.append(order(900, "ann", "2026-12-10", "60"))
    fill(warehouse, "orders", rows)
    fill(warehouse, "order_lines", [line(row) for row in rows])
    fill(warehouse, "products", [{"product_id": "p", "margin_share": Decimal("0.5")}])
    fill(warehouse, "touches", [touch(1, "ann", "2026-12-09"), touch(2, "zoe", "2026-12-09")])
    fill(warehouse, "spend", [spent(n) for n in range(10)])
    return house


def line(row):
    """Make the one line of an order."""
    return {
        "order_id": row["order_id"], "line": 1, "product_id": "p", "quantity": Decimal(1),
        "unit_price": row["net"], "amount": row["net"], "kind": "sale", "customer_id": row["customer_id"],
        "ordered_at": row["ordered_at"],
    }  # fmt: skip


def touch(number, person, day):
    """Make one click on a banner."""
    return {
        "event_id": f"e{number}", "customer_id": person, "occurred_at": datetime.fromisoformat(f"{day}T10:00:00"),
        "channel": "display", "code": "bannieres",
    }  # fmt: skip


def spent(week):
    """Make one week of spend."""
    return {
        "spend_id": str(week), "day": date(2026, 11, 2) + timedelta(weeks=week), "channel": "display",
        "campaign": "bannieres", "amount": Decimal(400), "source": "agence",
    }  # fmt: skip


def asked(house):
    """Ask for actions to stop."""
    revision, plan = head_plan(house)
    publish(house, plan)
    return list(losing_actions(house, plan, measuring(house, plan, revision.number)))


def setting_of(house, plan=None):
    """Give the setting of a measure of this workspace, today."""
    return measuring(house, plan or Plan())


def test_an_action_that_really_loses_is_ended_at_what_it_cost(running):
    """4 000 spent, 30 of margin: it ends today, and what is left of its 12 000 is not spent."""
    (found,) = asked(running)
    assert found.kind == "stop_losing_action"
    assert {(change.field, change.value) for change in found.changes} == {
        ("when", "2026-11-01..2027-01-11"),
        ("cost", "4 000 EUR"),
    }
    assert found.expected.p50 == pytest.approx(8_000 * (1 - 30 / 4_000))
    assert "€30" in found.reason.en


def test_no_order_at_all_is_no_proof_of_nothing(running):
    """Without any order up to 3.69 may have been missed by chance: its best margin is not zero."""
    fill(running.warehouse, "touches", [touch(2, "zoe", "2026-12-09")])
    (found,) = asked(running)
    best = 50 * 3.69 * 351 / 351
    assert found.expected.p10 == pytest.approx(8_000 * (1 - best / 4_000), rel=0.01)


@pytest.mark.parametrize("table", ["touches", "spend", "products"])
def test_what_is_not_known_says_nothing(running, table):
    """Unseen clicks, a cost that is only planned, or margins nobody knows: no proposal."""
    running.warehouse.replace(
        table, running.warehouse.arrow(running.warehouse.table(table)).slice(0, 0)
    )
    assert asked(running) == []


def test_a_margin_needs_the_costs_of_nearly_all_that_was_sold(running):
    """Half the revenue without a cost: the margin is not told."""
    context = setting_of(running)
    year = Period(TODAY - timedelta(days=365), TODAY)
    assert margin_share(context, year) == pytest.approx(0.5)
    rows = running.warehouse.arrow(running.warehouse.table("order_lines")).to_pylist()
    fill(running.warehouse, "order_lines",
         [{**row, "product_id": "q" if n % 2 else "p"} for n, row in enumerate(rows)])  # fmt: skip
    assert margin_share(context, year) is None


def test_past_promotions_teach_what_a_promotion_brings(house):
    """Forty orders in ten days after fifty-six in four weeks: twice as many a day, with its luck."""
    days = [date(2026, 6, 1) + timedelta(days=n // 2) for n in range(56)]
    days += [date(2026, 6, 29) + timedelta(days=n // 4) for n in range(40)]
    fill(
        house.warehouse, "orders", [order(n, f"c{n}", str(day), "10") for n, day in enumerate(days)]
    )
    sale = Sale(None, Period(date(2026, 6, 29), date(2026, 7, 8)))
    low, likely, high = past_uplift(setting_of(house), [sale]).points
    assert likely == pytest.approx(1.0)
    assert low < 0.8
    assert high > 1.2
    assert past_uplift(setting_of(house), []) is None
    ahead = Sale(None, Period(TODAY, TODAY + timedelta(days=9)))
    assert past_uplift(setting_of(house), [ahead]) is None


def test_a_past_holdout_teaches_what_a_letter_brings(house):
    """1 000 written to and 500 kept aside: 4 % against 2 %; the points are its 80 % interval."""
    at = datetime(2026, 12, 1, 9)
    rows = [sent(n, at, held=n >= 1000) for n in range(1500)]
    fill(house.warehouse, "deliveries", rows)
    assert past_lift(setting_of(house)).points[1] == pytest.approx(0.0)
    buyers = [*range(40), *range(1000, 1010)]
    fill(house.warehouse, "orders", [order(n, f"p{n}", "2026-12-03", "10") for n in buyers])
    learnt = past_lift(setting_of(house))
    low, likely, high = learnt.points
    assert likely == pytest.approx(0.02)
    assert 0 < low < likely < high < 0.04
    assert learnt.taught_by == ("lettre",)
    fill(house.warehouse, "deliveries", rows[:1010])
    assert past_lift(setting_of(house)) is None


def sent(number, at, *, held):
    """Make one message, sent or kept aside."""
    return {
        "delivery_id": str(number), "send_id": "1", "action": "lettre", "channel": "email", "person": f"p{number}",
        "arm": "", "state": "excluded" if held else "sent", "at": at, "reason": "holdout" if held else "",
    }  # fmt: skip
