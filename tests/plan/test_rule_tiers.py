"""Tiers of a loyalty programme in the wrong order."""

from decimal import Decimal

import pytest

from passerelle.plan.load import read_plan
from passerelle.plan.rule_tiers import Reversed, reversed_tiers


def _found(tiers: str) -> list[Reversed]:
    text = f"loyalty: {{club: {{title: Club, tiers: {{{tiers}}}}}}}"
    return list(reversed_tiers(read_plan({"plan/plan.yaml": text}).loyalty["club"]))


@pytest.mark.parametrize(
    ("tiers", "harder"),
    [
        ("a: {who: orders >= 2 in 24 months, discount: 5 %}, b: {who: orders >= 5 in 36 months, discount: 3 %}", "b"),
        ("a: {who: orders >= 2 in 24 months, discount: 5 %}, b: {who: orders >= 1 in 36 months, discount: 10 %}", "a"),
        ("a: {who: orders >= 2, discount: 5 %}, b: {who: orders >= 3, discount: 4 %}", "b"),
        ("a: {who: orders >= 2, discount: 5 %}, b: {who: orders >= 2 in 12 months, discount: 4 %}", "b"),
        ("a: {who: spend > 100 EUR in 1 year, discount: 5 %}, b: {who: spend >= 300 EUR in 1 year, discount: 4 %}", "b"),
    ],
)  # fmt: skip
def test_more_is_asked_and_less_is_given(tiers: str, harder: str) -> None:
    """The one written last is where it is told, whichever of the two slipped."""
    easier = "b" if harder == "a" else "a"

    assert [(one.harder, one.easier, one.last) for one in _found(tiers)] == [(harder, easier, "b")]


@pytest.mark.parametrize(
    "tiers",
    [
        "a: {who: orders >= 2 in 24 months, discount: 5 %}, b: {who: orders >= 5 in 36 months, discount: 5 %}",
        "a: {who: orders >= 2 in 24 months, discount: 5 %}, b: {who: orders >= 5 in 36 months}",
        "a: {who: orders >= 2 in 24 months}, b: {who: orders >= 5 in 36 months, discount: 1 %}",
        "a: {who: orders >= 2 in 12 months, discount: 5 %}, b: {who: orders >= 3 in 36 months, discount: 3 %}",
        "a: {who: orders >= 2, discount: 5 %}, b: {who: spend >= 300 EUR, discount: 3 %}",
        "a: {who: orders <= 2, discount: 5 %}, b: {who: orders <= 3, discount: 3 %}",
        "a: {discount: 5 %}, b: {who: orders >= 3, discount: 3 %}",
        "a: {who: orders >= 2, discount: 5 %}, b: {who: orders >= 2, discount: 3 %}",
        "a: {who: orders >= 2 between 2026-01-01 and 2026-12-31, discount: 5 %}, b: {who: orders >= 3 in 12 months, discount: 3 %}",
    ],
)  # fmt: skip
def test_tiers_that_stand_in_order_or_cannot_be_compared(tiers: str) -> None:
    """As much for more, nothing said, or a slower pace: nothing is told."""
    assert _found(tiers) == []


def test_the_last_of_several_is_told_once() -> None:
    """The top tier gives less than both below it."""
    found = _found(
        "a: {who: orders >= 2, discount: 5 %}, b: {who: orders >= 3, discount: 6 %}, "
        "c: {who: orders >= 4, discount: 1 %}"
    )

    assert found == [Reversed("c", "a", "c", Decimal("0.01"), Decimal("0.05"))]
