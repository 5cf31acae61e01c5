"""Every rule says what its cases say it must, in both languages, and its one answer settles it."""

from collections import Counter
from typing import Any

import pytest

from passerelle.base.finding import Finding
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.rule import settlement
from passerelle.plan.rule_catalogue import rules
from plan.rules.case import FILE, Case, all_cases

CASES = all_cases()
FAILING = [case for case in CASES if "-fail_" in case.name]
PASSING = [case for case in CASES if "-pass_" in case.name]


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("case", PASSING, ids=lambda case: case.name)
def test_passes(case: Case) -> None:
    """A plan that keeps the rule is left in peace; what is missing to decide is said."""
    findings, lacking = case.verdicts(case.given())

    assert [finding.message.en for finding in findings] == []
    if "not_checked" in case.want or case.name.startswith(("AL-024", "AL-051", "AL-055")):
        wanted = _listed(case.want.get("not_checked", []))
        assert [one.needs.en for one in lacking] == wanted


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_fails(case: Case) -> None:
    """A plan that breaks the rule is told so: where, how gravely, in which words, and what settles it."""
    findings, _ = case.verdicts(case.given())

    assert findings
    first = findings[0]
    said = {
        "at": f"{first.node} {first.field}".strip(),
        "severity": first.severity.value,
        "enforcement": first.enforcement.value,
        "settle": first.settle,
        "fix": first.fix.en,
    }
    assert {key: case.want[key] for key in said if key in case.want} == {
        key: value for key, value in said.items() if key in case.want
    }
    if "says" in case.want:
        assert [finding.message.en for finding in findings] == _listed(case.want["says"])
    if "dit" in case.want:
        assert _plain(first.message.fr) == _plain(case.want["dit"])
    assert first.place is not None or first.node in {"brand", "year"}


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.name)
def test_settles(case: Case) -> None:
    """The one value that a finding offers makes that finding go away."""
    for finding in case.verdicts(case.given())[0]:
        if finding.settle is None:
            continue
        change = FieldChange(finding.node, finding.field, settlement(finding))

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


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")
