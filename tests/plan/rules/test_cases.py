"""Every rule says what its cases say it must, in both languages, and its one answer settles it."""

from collections import Counter
from dataclasses import replace

import pytest

from passerelle.base.finding import Finding
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.rule_catalogue import rule, rules
from passerelle.plan.typed_value import typed_value
from plan.rules.case import FILE, WORDS, Case, all_cases

CASES = all_cases()
FAILING = [case for case in CASES if "-fail_" in case.name]
PASSING = [case for case in CASES if "-pass_" in case.name]


@pytest.mark.parametrize("case", PASSING, ids=lambda case: case.name)
def test_passes(case: Case) -> None:
    """A plan that keeps the rule is left in peace; what is missing to decide is said."""
    assert case.wrong(rule(case.rule).check(case.given())) == {}


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_fails(case: Case) -> None:
    """A plan that breaks the rule is told so: where, how gravely, in which words, and what settles it."""
    assert case.wrong(rule(case.rule).check(case.given())) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wants_known_things(case: Case) -> None:
    """A case is named for its end, and a misspelt wish does not go unasked."""
    assert case in PASSING or case in FAILING
    assert set(case.want) <= {"plan", "given", *WORDS}


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_settles(case: Case) -> None:
    """The one value that a finding offers makes that finding go away."""
    for finding in case.verdicts(case.given())[0]:
        if finding.settle is None:
            continue
        asked = FieldChange(finding.node, finding.field, finding.settle)
        change = replace(asked, value=typed_value(asked.path, finding.settle))

        texts = change_texts({FILE: case.text}, [change])

        after, _ = case.verdicts(case.given(texts[FILE]))
        assert _key(finding) not in {_key(one) for one in after}


def test_every_rule_has_cases() -> None:
    """Each rule has at least two plans that keep it and two that break it."""
    passing = Counter(case.rule for case in PASSING)
    failing = Counter(case.rule for case in FAILING)

    assert set(passing) == set(failing) == set(rules())
    assert min(passing.values()) >= 2
    assert min(failing.values()) >= 2


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_french_is_typeset(case: Case) -> None:
    """French sentences keep narrow no-break spaces before double signs, and none has a hole left."""
    for finding in case.verdicts(case.given())[0]:
        for text in (finding.message, finding.fix):
            assert not any(f" {sign}" in text.fr for sign in ":;!?»")
            assert "{" not in text.en + text.fr
            assert text.en != text.fr


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.node, finding.field
