"""The rules are asked once for one question, and again as soon as anything of it changed."""

from dataclasses import replace
from datetime import date

from passerelle.plan.given import Deeds, Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.verbs.check_once import check_once

TEXTS = {"plan/plan.yaml": "actions:\n  salon: {when: 2027-03-18}\n"}
REPAIRED = {"plan/plan.yaml": "actions:\n  salon: {when: 2027-03-18, judged_on: [orders]}\n"}


def given(texts, **known):
    return Given(read_plan(texts), date(2027, 1, 11), catalogue(), **known)


def rules_broken(asked):
    return {finding.rule for finding in check_once(asked).findings}


def test_the_same_question_gets_the_very_same_answer():
    assert check_once(given(TEXTS)) is check_once(given(TEXTS))


def test_a_changed_text_is_checked_anew():
    assert "AL-080" in rules_broken(given(TEXTS))
    assert "AL-080" not in rules_broken(given(REPAIRED))
    assert "AL-080" in rules_broken(given(TEXTS))


def test_another_day_or_another_fact_is_another_question():
    before = check_once(given(TEXTS))
    later = replace(given(TEXTS), today=date(2027, 6, 1))
    assert "AL-087" not in {finding.rule for finding in before.findings}
    assert "AL-087" in rules_broken(later)
    assert check_once(given(TEXTS, deeds=Deeds())) is not before


def test_a_moved_line_moves_the_place_of_the_finding():
    moved = {"plan/plan.yaml": "# one line more\n" + TEXTS["plan/plan.yaml"]}
    first = check_once(given(TEXTS)).findings[0].place
    assert first is not None
    assert check_once(given(moved)).findings[0].place.line == first.line + 1
