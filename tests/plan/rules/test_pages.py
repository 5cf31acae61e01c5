"""The examples on a rule's page are true: the bad one breaks the rule, the good one keeps it."""

from datetime import date

import pytest

from passerelle.base.finding import Finding
from passerelle.plan.given import Acknowledged, Deeds, Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_catalogue import rule, rules
from passerelle.plan.rule_page import sections

TODAY = date(2026, 11, 23)
LATER = {"AL-051": date(2027, 3, 12)}
READ = Deeds((Acknowledged("actions/salon", "vente", "read", date(2027, 3, 1)),))


def _said(name: str, heading: str, deeds: Deeds) -> list[str]:
    text = sections(rule(name))[heading]
    known = {"sizes": {"fideles": 900}, "deeds": deeds}
    given = Given(
        read_plan({"plan.yaml": text + "\n"}), LATER.get(name, TODAY), catalogue(), **known
    )
    return [one.message.en for one in rule(name).check(given) if isinstance(one, Finding)]


@pytest.mark.parametrize("name", rules())
def test_the_bad_example_is_bad(name: str) -> None:
    """What the page shows as bad is found."""
    assert _said(name, "Bad", Deeds()) != []


@pytest.mark.parametrize("name", rules())
def test_the_good_example_is_good(name: str) -> None:
    """What the page shows as good is left in peace."""
    assert _said(name, "Good", READ) == []
