"""Inverting any one condition of a rule makes one of its own cases fail."""

import pytest

from plan.rules.case import Case
from plan.rules.inversion import inversions
from plan.rules.mutant import Source, excused, ours, source, stale, told
from plan.rules.step import moves


@pytest.mark.parametrize("name", ours())
def test_an_inverted_condition_is_noticed(name: str, record_property) -> None:
    """Each condition has a case that stands on one side of it and says so."""
    rule = source(name)
    if rule.noticed():
        pytest.fail(f"{name} as it stands: a case does not hold, or is too slow", pytrace=False)

    count, found = rule.survivors(inversions(rule))

    record_property("inverted", count)
    record_property("excused", excused(found))
    if told(found):
        lines = "\n".join(told(found))
        pytest.fail(f"No case of {name} notices the inverse of\n{lines}", pytrace=False)


@pytest.mark.parametrize("name", ours())
def test_an_excuse_is_needed(name: str) -> None:
    """A comment ``# either:`` stands only where no case notices a change."""
    rule = source(name)
    if rule.excuses:
        found = [one for some in (inversions, moves) for one in rule.survivors(some(rule))[1]]

        assert stale(rule, found) == set()


RULE = '''
"""A rule with one condition of each kind."""

from dataclasses import dataclass

WORDS = True


@dataclass(frozen=True)
class Pair:
    one: int


def check(given):
    for node in (n for n in given.plan.actions if n.isalpha()):
        while not node.islower():
            break
        kind = "a" if 0 < len(node) < 9 else "b"
        if kind == "a" and WORDS or node not in kind:  # either: the example's reason
            yield node
        match node:
            case str() if node is not kind:
                pass
'''

CONDITIONS = [
    "n.isalpha()", "node.islower()", 'kind == "a" and WORDS or node not in kind',
    "0 < len(node) < 9", "0 < len(node) < 9, sign 1", "0 < len(node) < 9, sign 2",
    'kind == "a" and WORDS', "node not in kind", 'kind == "a"', "WORDS", "node is not kind",
]  # fmt: skip


def _example(text: str, *cases: Case) -> Source:
    return Source("a_rule_of_the_tests", "example.py", text, cases)


def test_each_kind_of_condition_is_found_once() -> None:
    """What is asked by each kind of statement, sign and word, and nothing else."""
    assert sorted(one.text for one in inversions(_example(RULE))) == sorted(CONDITIONS)


def test_a_rule_without_cases_has_all_its_conditions_survive() -> None:
    """Nobody notices; the line is named, and the reason that stands on it."""
    example = _example(RULE)

    count, found = example.survivors(inversions(example))

    assert count == len(found) == len(CONDITIONS)
    assert "example.py:18: 0 < len(node) < 9" in told(found)
    assert 'example.py:19: kind == "a" (either: the example\'s reason)' in excused(found)
    assert len(excused(found)) == 5
    assert stale(example, found) == set()
    assert stale(example, []) == {"the example's reason"}


def test_what_does_not_end_is_noticed() -> None:
    """A mutant that loops, with verdicts or without, does not stop the tests."""
    case = Case("X", "X-pass_a", {"plan": {}})
    waiting = "def check(given):\n    while given.sizes:\n        pass\n    yield from ()\n"
    talking = "def check(given):\n    while given.sizes:\n        yield None\n"

    for text in (waiting, talking):
        example = _example(text, case)
        assert not example.noticed()
        assert example.survivors(inversions(example)) == (1, [])
