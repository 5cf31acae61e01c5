"""Templates make groups that agree with themselves, in both languages, or say what is missing."""

from datetime import date

import pytest

from passerelle.base.errors import InputErrors, NotFound
from passerelle.base.finding import Severity
from passerelle.plan.check import check
from passerelle.plan.edit import change_texts
from passerelle.plan.given import Given
from passerelle.plan.group import fill, group, groups
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

BASE = """
vision: Last
north_star: revenue
year: {period: 2027, budget: 100 000 EUR}
facts: {known: {says: They like it, until: 2027-12-31}}
segments: {everyone: {rank: 4, who: orders >= 0, promise: All of it, evidence: known}}
people: {marie: {title: Marie}}
"""
ANSWERS = {
    "name": "Le Test",
    "start": "2027-04-05",
    "price": "12 EUR",
    "budget": "30 000",
    "owner": "marie",
    "segment": "everyone",
    "country": "CA",
    "language": "en",
    "from": "24 %",
    "to": "27 %",
    "benefit": "Made here",
    "tier": "mainstream",
}


def _made(name, language="fr", **more):
    usual = {one.key: one.usual or one.example for one in group(name).asks if one.kind != "ref"}
    answers = usual | ({} if name == "first" else ANSWERS) | more
    changes = fill(group(name), answers, language, "EUR")
    return read_plan(change_texts({"plan/plan.yaml": BASE}, changes)), changes


@pytest.mark.parametrize("name", groups())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_group_holds_no_error(name, language):
    """Everything it names exists, has an owner, days, evidence, a target, an action."""
    plan, changes = _made(name, language)
    found = check(Given(plan, date(2026, 11, 26), catalogue())).findings
    assert len(changes) == len(group(name).makes)
    assert [(one.rule, one.node) for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", [name for name in groups() if name != "first"])
def test_what_is_not_known_yet_is_left_out(name):
    """Without a person or a segment nothing names one that is not there."""
    plan, _ = _made(name, owner="", segment="")
    found = check(Given(plan, date(2026, 11, 26), catalogue())).findings
    assert not [one for one in found if one.rule == "AL-003"]


def test_days_move_and_money_is_shared():
    """Three weeks before, and a fifth, a half, three tenths of 30 000."""
    plan, _ = _made("launch")
    before = plan.actions["le-test-annonce"]
    assert str(before.when) == "2027-03-15..2027-04-04"
    costs = [action.cost.amount for action in plan.actions.values()]
    assert costs == [6000, 15000, 9000]
    assert plan.offers["le-test"].answers == ("le-test",)


def test_answers_that_are_missing_are_all_said():
    """With an example of each."""
    with pytest.raises(InputErrors) as fault:
        fill(group("launch"), {"start": "soon", "budget": "much"}, "en", "EUR")
    said = [one.place.cell for one in fault.value.faults]
    assert said == ["name", "start", "price", "budget"]


def test_an_unknown_template_is_answered_with_the_nearest():
    """Launch."""
    with pytest.raises(NotFound, match="launch"):
        group("lanch")
