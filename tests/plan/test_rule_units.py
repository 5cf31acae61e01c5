"""Numbers in the unit of their KPI."""

import pytest

from passerelle.plan.rule_units import fit_estimate, fit_target
from passerelle.plan.scalars import estimate, target


@pytest.mark.parametrize(
    ("written", "kind", "right"),
    [
        ("20 -> 25", "share", "20 % -> 25 %"),
        ("0.2 -> 0.25", "share", "0.2 -> 0.25"),
        ("20 -> 25 %", "share", "20 % -> 25 %"),
        ("stays over 15", "share", "stays over 15 %"),
        ("+3", "share", "+3 pts"),
        ("+3 %", "share", "+3 %"),
        ("90 -> 360 EUR", "count", "90 -> 360"),
        ("90 % -> 95 %", "count", "90 -> 95"),
        ("+20 %", "count", "+20 %"),
        ("90 -> 95", "money", "90 EUR -> 95 EUR"),
        ("90 USD -> 95 USD", "money", "90 USD -> 95 USD"),
        ("+5 pts", "score", "+5 pts"),
        ("120 % -> 150 %", "ratio", "120 % -> 150 %"),
        ("1 days -> 2 days", "hours", "24 hours -> 48 hours"),
        ("8 hours -> 4 hours", "hours", "8 hours -> 4 hours"),
    ],
)
def test_a_target_in_the_unit_of_its_kpi(written: str, kind: str, right: str) -> None:
    """What fits stays as it is."""
    assert target.write(fit_target(target.read(written), kind, "EUR")) == right


@pytest.mark.parametrize(
    ("written", "kind", "right"),
    [
        ("3 / 8 / 15", "share", "3 / 8 / 15 pts"),
        ("3 / 8 / 15 %", "share", "3 / 8 / 15 %"),
        ("3 / 8 / 15 pts", "count", "3 / 8 / 15"),
        ("3 / 8 / 15 EUR", "count", "3 / 8 / 15"),
        ("3 / 8 / 15", "money", "3 / 8 / 15 EUR"),
        ("1 / 2 / 3 pts", "score", "1 / 2 / 3 pts"),
    ],
)
def test_an_effect_in_the_unit_of_its_kpi(written: str, kind: str, right: str) -> None:
    """A change in per cent fits every KPI."""
    assert estimate.write(fit_estimate(estimate.read(written), kind, "EUR")) == right
