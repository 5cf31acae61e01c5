"""Moving a threshold by one step must be seen by a case of its rule."""

from decimal import Decimal

import pytest

from passerelle.plan.thresholds import standard
from plan.rules.case import all_cases

ALL = standard()
NUMBERS = [
    (rule, name)
    for rule, named in ALL.values.items()
    for name, threshold in named.items()
    if isinstance(threshold.value, Decimal)
]
WORDS = [
    (rule, name)
    for rule, named in ALL.values.items()
    for name, threshold in named.items()
    if isinstance(threshold.value, tuple)
]


def _noticed(rule: str, name: str, value: object) -> bool:
    moved = ALL.changed({rule: {name: value}})
    mine = [case for case in all_cases() if case.rule == rule]
    return any(case.outcome() != case.outcome(moved) for case in mine)


@pytest.mark.parametrize(("rule", "name"), NUMBERS)
@pytest.mark.parametrize("direction", [1, -1])
def test_a_step_is_noticed(rule: str, name: str, direction: int) -> None:
    """A case stands on each side of each threshold."""
    value = ALL.number(rule, name)
    share = value <= 1
    moved = value + direction * (Decimal("0.01") if share else 1)
    if moved < 0:
        pytest.skip("nothing is below zero")

    assert _noticed(rule, name, moved)


@pytest.mark.parametrize(("rule", "name"), WORDS)
def test_other_words_are_noticed(rule: str, name: str) -> None:
    """A case depends on each list of words."""
    assert _noticed(rule, name, ["rien"])
