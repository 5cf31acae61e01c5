"""The rows that KPIs count: leads, answers, messages, sessions, costs."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from measurement.shop import fill, order, setting
from passerelle.base.period import Period
from passerelle.measurement.kpi import measure

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def moment(text: str) -> datetime:
    """Read a naive UTC moment."""
    return datetime.fromisoformat(text)


def test_leads_are_followed_as_cohorts(warehouse):
    """Won counts for the period of qualification; the response time is a median; waiting is shown."""
    rows = [
        {
            "lead_id": f"l{hours}",
            "created_at": moment("2026-03-01T08:00:00"),
            "first_contact_at": moment(f"2026-03-01T{8 + hours:02d}:00:00"),
            "qualified_at": moment("2026-03-05T08:00:00"),
            "closed_at": moment("2026-05-01T08:00:00"),
            "outcome": "won" if hours == 1 else "lost",
        }
        for hours in (1, 3, 8)
    ]
    rows.append({"lead_id": "open", "created_at": moment("2026-03-02T08:00:00")})
    fill(warehouse, "leads", rows)
    context = setting(warehouse)
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    got = {name: measure(context, name, march) for name in ("lead_response_time", "lead_backlog")}
    assert got["lead_response_time"].value == 3
    assert got["lead_response_time"].note.en.startswith("1 still wait for a first contact")
    assert got["lead_backlog"].value == 1
    assert measure(context, "qualified_leads", march).value == 3
    assert measure(context, "lead_qualification_rate", march).value == Decimal(3) / 4
    assert measure(context, "sales_conversion_rate", march).value == Decimal(1) / 3
    before = setting(warehouse, "2026-04-01")
    assert measure(before, "sales_conversion_rate", march).value == 0


def test_nps_of_the_reference(warehouse):
    """50 promoters, 30 passives, 20 detractors: 30, with a standard error of 7.810."""
    scores = [10] * 50 + [7] * 30 + [3] * 20
    rows = [
        {
            "answer_id": str(n),
            "survey": "wave-1",
            "question": "nps",
            "score": float(score),
            "answered_at": moment("2026-02-02T10:00:00"),
        }
        for n, score in enumerate(scores)
    ]
    fill(warehouse, "answers", rows)
    reading = measure(setting(warehouse), "nps", YEAR)
    assert (reading.value, reading.n) == (30, 100)
    error = (reading.high - reading.low) / 2 / Decimal("1.959963984540054")
    assert float(error) == pytest.approx(7.810, abs=5e-4)


def test_messages_of_ours_and_of_another_tool(warehouse):
    """Rates count each message once, whether our ledger or another tool's events tell of it."""
    at = moment("2026-02-02T10:00:00")
    fill(
        warehouse,
        "deliveries",
        [
            {
                "delivery_id": str(n),
                "action": "lettre",
                "channel": "email",
                "person": f"p{n}",
                "state": state,
                "at": at,
            }
            for n, state in enumerate(
                [
                    "sent",
                    "sent",
                    "unsubscribed",
                    "bounced",
                    "failed",
                    "excluded",
                    "unknown",
                    "queued",
                ]
            )
        ],
    )
    event = {"campaign": "lettre", "occurred_at": at, "customer_id": "p0", "name": "email_click"}
    other = {"campaign": "old", "occurred_at": at}
    rows = [event, {**event, "customer_id": "p4"}]
    rows += [{**other, "customer_id": f"q{n}", "name": "email_delivered"} for n in range(3)]
    rows += [{**other, "customer_id": "q1", "name": "email_unsubscribe"}]
    fill(warehouse, "events", [{"event_id": str(n), **row} for n, row in enumerate(rows)])
    context = setting(warehouse)
    got = {
        name: measure(context, name, YEAR) for name in ("delivery_rate", "click_rate", "unsub_rate")
    }
    assert (got["delivery_rate"].numerator, got["delivery_rate"].denominator) == (3, 5)
    assert (got["click_rate"].numerator, got["click_rate"].denominator) == (1, 6)
    assert (got["unsub_rate"].numerator, got["unsub_rate"].denominator) == (2, 6)


def test_another_tool_that_tells_sent_and_delivered(warehouse):
    """Where a campaign tells deliveries, what was sent and not delivered did not arrive."""
    at = moment("2026-02-02T10:00:00")
    told = [("a", f"p{n}", "email_sent") for n in range(4)]
    told += [("a", f"p{n}", "email_delivered") for n in range(3)]
    told += [("b", f"p{n}", "email_sent") for n in range(4)] + [("b", "p3", "email_bounced")]
    rows = [
        {"event_id": str(n), "campaign": code, "customer_id": who, "name": name, "occurred_at": at}
        for n, (code, who, name) in enumerate(told)
    ]
    fill(warehouse, "events", rows)
    reading = measure(setting(warehouse), "delivery_rate", YEAR)
    assert (reading.numerator, reading.denominator) == (6, 8)


def test_conversion_counts_orders_for_sessions(warehouse):
    """Two orders for four sessions; a session of one event is a bounce."""
    fill(warehouse, "orders", [order(n, "ann", "2026-02-02", "10") for n in range(2)])
    rows = [
        {
            "event_id": str(n),
            "session_id": session,
            "name": "visit",
            "occurred_at": moment("2026-02-02T10:00:00"),
            "medium": medium,
        }
        for n, (session, medium) in enumerate(
            [("a", "organic"), ("a", None), ("b", None), ("c", None), ("d", None), ("d", None)]
        )
    ]
    fill(warehouse, "events", rows)
    context = setting(warehouse)
    reading = measure(context, "conversion_rate", YEAR)
    assert (reading.value, reading.denominator) == (Decimal("0.5"), 4)
    assert reading.low < Decimal("0.5") < reading.high
    assert measure(context, "bounce_rate", YEAR).value == Decimal("0.5")
    assert measure(context, "organic_sessions", YEAR).value == 1


def test_margin_comes_from_costs_or_margin_rates(warehouse):
    """Quantity times cost where known, else the margin rate, else nothing; value over lifetime too."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-02", "100")])
    lines = [("p1", "2", "60"), ("p2", "1", "30"), ("p3", "1", "10")]
    fill(
        warehouse,
        "order_lines",
        [
            {
                "order_id": "o1",
                "line": n,
                "product_id": p,
                "quantity": Decimal(q),
                "amount": Decimal(a),
                "kind": "sale",
            }
            for n, (p, q, a) in enumerate(lines)
        ],
    )
    products = [
        {"product_id": "p1", "cost": Decimal(20), "margin_share": None},
        {"product_id": "p2", "cost": None, "margin_share": Decimal("0.5")},
    ]
    fill(warehouse, "products", products)
    context = setting(warehouse)
    assert measure(context, "contribution_margin", YEAR).value == 35
    assert measure(context, "ltv_historic", YEAR).value == 35
    assert measure(context, "units_per_order", YEAR).value == 4
