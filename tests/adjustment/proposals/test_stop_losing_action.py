"""An action that cannot earn its cost is ended; others are given time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from passerelle.adjustment.proposals.stop_losing_action import ActionCase, propose
from passerelle.base.money import Money
from passerelle.base.period import Period

TODAY = date(2026, 11, 23)
CASE = ActionCase(
    "reciblage",
    "Bannières",
    Period(date(2026, 9, 1), date(2027, 8, 31)),
    Money(Decimal(24_000)),
    Money(Decimal(6_000)),
    (Decimal(900), Decimal(1_800), Decimal(3_000)),
)


def test_a_losing_action_ends_today():
    """It ends today at what it has cost, and what is left would have lost most of itself."""
    found = propose(CASE, TODAY)
    assert {change.field: change.value for change in found.changes} == {
        "when": "2026-09-01..2026-11-23",
        "cost": "6 000 EUR",
    }
    assert found.expected.p50 == pytest.approx(18_000 * 0.7)
    assert found.expected.p10 <= found.expected.p50 <= found.expected.p90


@pytest.mark.parametrize(
    "case",
    [
        replace(CASE, when=Period(date(2026, 11, 10), date(2027, 8, 31))),
        replace(CASE, when=Period(date(2026, 1, 1), date(2026, 11, 1))),
        replace(CASE, margin=(Decimal(900), Decimal(4_000), Decimal(6_500))),
        replace(CASE, spent=Money(Decimal(0))),
        replace(CASE, spent=Money(Decimal(24_000))),
    ],
    ids=["young", "over", "may pay", "nothing spent", "all spent"],
)
def test_other_actions_are_left_alone(case):
    """Too young, over, possibly paying, without spend or fully spent: no proposal."""
    assert propose(case, TODAY) is None
