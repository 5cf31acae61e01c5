"""Conditions that contradict themselves."""

import pytest

from passerelle.plan.load import read_plan
from passerelle.plan.rule_nobody import nobody

OTHERS = (
    "  fideles: {who: orders >= 3 in 24 months}\n  ronde: {who: in segment ronde}\n  tous: {}\n"
)


def _nobody(who: str) -> bool:
    plan = read_plan({"plan.yaml": f"segments:\n{OTHERS}  s: {{who: '{who}'}}\n"})
    return nobody(plan, plan.segments["s"].who)


@pytest.mark.parametrize(
    "who",
    [
        "orders >= 1 in 12 months and not orders >= 1 in 12 months",
        "orders >= 3 and orders < 3",
        "orders > 2 and orders <= 2",
        "orders = 1 and orders = 2",
        "orders >= 1 in 12 months and not orders >= 1 in 36 months",
        "orders >= 1 in 12 months and orders = 0",
        "spend > 100 EUR in 1 year and spend <= 50 EUR in 1 year",
        "country is FR and country is BE",
        "country in (FR, BE) and not country in (FR, BE)",
        "country in (FR, be) and country not in (fr, BE)",
        "in segment fideles and not in segment fideles",
        "in segment fideles and orders <= 2 in 24 months",
        "consents to email and not consents to email",
        "city is known and not city is known",
        "everyone and (orders >= 1 and orders < 1)",
        "(orders >= 2 and orders < 2) or (country is FR and country is BE)",
        "country is FR and ((orders >= 2 and orders < 2) or (city is A and city is B))",
    ],
)
def test_nobody_meets_what_contradicts_itself(who: str) -> None:
    """Whatever the data say."""
    assert _nobody(who)


@pytest.mark.parametrize(
    "who",
    [
        "everyone",
        "orders >= 1 in 12 months and not orders >= 2 in 12 months",
        "orders >= 3 and orders <= 3",
        "orders >= 1 in 36 months and not orders >= 1 in 12 months",
        "orders >= 1 and orders = 0 in 12 months",
        "orders >= 3 in 12 months and orders <= 1 between 2026-01-01 and 2026-03-31",
        "spend >= 100 EUR in 3 months and spend <= 50 EUR in 1 year",
        "orders >= 3 and event visit < 3",
        "orders >= 3 where (channel is web) and orders < 3",
        "average order >= 50 and not average order >= 50 in 12 months",
        "country is FR or country is BE",
        "country in (FR, BE) and country in (BE, CH)",
        "country in (FR, BE) and not city is FR",
        "country contains F and country is BE",
        "in segment fideles and orders <= 5 in 24 months",
        "in segment ronde and in segment tous and in segment parti",
        "(orders >= 2 and orders < 2) or country is FR",
        "not (orders >= 2 and country is FR) and orders >= 2",
    ],
)
def test_somebody_may_meet_the_rest(who: str) -> None:
    """What is not sure is nobody's fault."""
    assert not _nobody(who)


def test_no_condition_is_no_contradiction() -> None:
    """A segment without words may hold everyone."""
    plan = read_plan({"plan.yaml": "segments: {s: {}}\n"})
    assert not nobody(plan, plan.segments["s"].who)
