"""Moving any threshold of a rule by one step makes one of its own cases fail."""

from dataclasses import replace
from decimal import Decimal

import pytest

from passerelle.plan.rule_catalogue import rule, rules
from passerelle.plan.thresholds import Thresholds, standard
from plan.rules.case import all_cases
from plan.rules.mutant import excused, ours, source, told
from plan.rules.step import moves, step

ALL = standard()
MOVED = [
    (rule, name, moved)
    for rule, named in ALL.values.items()
    if rule in rules()
    for name, threshold in named.items()
    if isinstance(value := threshold.value, Decimal)
    for moved in (value + step(name, value), value - step(name, value))
    if moved >= 0
]
WORDS = [
    (rule, name)
    for rule, named in ALL.values.items()
    if rule in rules()
    for name, threshold in named.items()
    if isinstance(threshold.value, tuple)
]


def _noticed(name: str, thresholds: Thresholds) -> bool:
    mine = [case for case in all_cases() if case.rule == name]
    givens = [(case, replace(case.known, thresholds=thresholds)) for case in mine]
    return any(case.wrong(rule(name).check(given)) for case, given in givens)


@pytest.mark.parametrize(("rule", "name", "moved"), MOVED)
def test_a_step_is_noticed(rule: str, name: str, moved: Decimal, record_property) -> None:
    """A case stands on each side of each threshold."""
    record_property("moved", [f"{rule} {name}"])
    assert _noticed(rule, ALL.changed({rule: {name: moved}}))


@pytest.mark.parametrize(("rule", "name"), WORDS)
def test_other_words_are_noticed(rule: str, name: str, record_property) -> None:
    """A case depends on each list of words."""
    record_property("moved", [f"{rule} {name}"])
    assert _noticed(rule, ALL.changed({rule: {name: ["rien"]}}))


@pytest.mark.parametrize("name", ours())
def test_a_number_of_its_own_is_noticed(name: str, record_property) -> None:
    """The numbers that a rule names, or compares with, stand between two cases as well."""
    mine = source(name)

    _, found = mine.survivors(moves(mine))

    record_property(
        "moved", sorted({f"{name} {one.text.split(', with')[0]}" for one in moves(mine)})
    )
    record_property("excused", excused(found))
    if told(found):
        lines = "\n".join(told(found))
        pytest.fail(f"No case of {name} notices\n{lines}", pytrace=False)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("error_over", "0.25", "0.01"),
        ("error_over", "1", "0.01"),
        ("luxury", "0", "0.01"),
        ("soon_days", "1", "1"),
        ("priority_rank", "1", "1"),
        ("min_reach", "1000", "1"),
        ("times", "1.5", "0.1"),
        ("success", "1", "0.01"),
    ],
)
def test_what_one_step_is(name: str, value: str, expected: str) -> None:
    """A hundredth for a share, one for a count, one of the last digit for what is between."""
    assert step(name, Decimal(value)) == Decimal(expected)
