"""The target that goals do reach."""

from decimal import Decimal

import pytest

from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade
from passerelle.plan.rule_reach import falls_short, level_text, reachable
from passerelle.plan.scalars import target
from passerelle.plan.tree import Node


def _solved(required: str, implied: str) -> Cascade:
    return Cascade(Decimal(required), Decimal(implied), Decimal(0), Decimal(1), None, ())


@pytest.mark.parametrize(
    ("unit", "start", "written", "required", "implied", "right"),
    [
        ("count", "220", "220 -> 960", "3.3636", "2.54545454545454545454", "220 -> 780"),
        ("count", "99", "99 -> 150", "0.5151", "0.009", "99 -> 99.8"),
        ("count", "90", "90 -> 150", "0.6667", "0.1111111", "90 -> 99.9"),
        ("count", "90", "90 -> 150", "0.6667", "0.11111112", "90 -> 100"),
        ("share", "0.3", "30 % -> 24 %", "-0.2", "-0.1", "30 % -> 27 %"),
        ("share", "0.3", "30 % -> 24 %", "-0.2", "-0.1005", "30 % -> 27 %"),
        ("money", "50", "50 EUR -> 60 EUR", "0.2", "-0.1", None),
        ("money", "50", "50 EUR -> 60 EUR", "0.2", "0", None),
        ("money", "1000", "1000 EUR -> 1200 EUR", "0.2", "0.0009", None),
        ("money", None, "+20 %", "0.2", "0.1239", "+12.3 %"),
        ("money", None, "+20 % relative", "0.2", "0.1239", "+12.3 % relative"),
        ("money", None, "-20 %", "-0.2", "-0.1239", "-12.3 %"),
        ("money", None, "+20 %", "0.2", "0.0009", None),
        ("share", "0.3", "+3 pts", "0.1", "0.05", None),
    ],
)
def test_a_target_is_lowered_to_what_is_reached(
    unit, start, written, required, implied, right
) -> None:
    """It is rounded towards its start."""
    top = Node("k", Text(en="K", fr="K"), unit, Decimal(start) if start else None)

    assert reachable(top, target.read(written), _solved(required, implied)) == right


def test_what_comes_from_dividing_is_not_missing() -> None:
    """A difference in the seventh decimal is none."""
    assert not falls_short(_solved("0.1000001", "0.1"))
    assert falls_short(_solved("0.100001", "0.1"))
    assert not falls_short(_solved("0", "-0.1"))


@pytest.mark.parametrize(
    ("unit", "written", "value", "text"),
    [
        ("share", "1 % -> 2 %", "0.123", "12.3%"),
        ("money", "1 EUR -> 2 EUR", "12.34", "€12.30"),
        ("money", "1 EUR -> 2 EUR", "123.4", "€123"),
        ("money", "+20 %", "123.4", "123"),
        ("count", "1 -> 2", "99.44", "99.4"),
        ("count", "1 -> 2", "100.44", "100"),
        ("days", "1 days -> 2 days", "3", "3"),
    ],
)
def test_a_value_in_the_unit_of_its_target(unit, written, value, text) -> None:
    """From a hundred on without decimals."""
    assert level_text(unit, target.read(written), Decimal(value)).en == text
