"""A rule's page: its examples are true, and the French says what the English says now."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any, cast

import pytest

from passerelle.base.finding import Finding
from passerelle.plan.given import (
    Acknowledged,
    Bounce,
    Consented,
    Deeds,
    Given,
    Outlook,
    ReadingNow,
    Recorded,
)
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule import RuleModule
from passerelle.plan.rule_catalogue import rule, rules
from passerelle.plan.rule_page import checks_in_french, sections

TODAY = date(2026, 11, 23)


def _revision(**known: Any) -> Recorded:
    return Recorded(**{"number": 7, "klass": "strategic", "reason": "", "at": TODAY, **known})


LATER = {"AL-051": date(2027, 3, 12)}
READ = Deeds((Acknowledged("actions/salon", "vente", "read", date(2027, 3, 1)),))
BESIDE = {
    ("AL-091", "Bad"): {"recorded": (_revision(approved_by=("strategy",)),)},
    ("AL-091", "Good"): {"recorded": (_revision(approved_by=("strategy", "sales")),)},
    ("AL-092", "Bad"): {
        "recorded": (_revision(reason="plan"), _revision(nodes=("segments/fideles",)))
    },
    ("AL-092", "Good"): {"recorded": (_revision(), _revision(reason="la moitié de la marge"))},
    ("AL-023", "Bad"): {
        "in_force_since": {"actions/salon": date(2026, 9, 1), "objectives/o": date(2026, 11, 10)}
    },
    ("AL-088", "Bad"): {
        "odds": {
            "vendre/orders": (
                (date(2026, 11, 9), Decimal("0.35")),
                (date(2026, 11, 16), Decimal("0.3")),
            )
        }
    },
    ("AL-056", "Bad"): {
        "acknowledgements": (
            Acknowledged("brand", "vente", "objection", date(2026, 11, 20), "nos devis courent"),
        )
    },
    ("AL-093", "Bad"): {"asked": (("actions/salon", "vente", date(2026, 11, 2)),)},
}
"""Deeds that a page tells in a comment."""
FORESEEN = {
    ("AL-013", "Bad"): Outlook(Decimal("0.04")),
    ("AL-013", "Good"): Outlook(Decimal("0.55")),
    ("AL-016", "Bad"): Outlook(Decimal("0.99"), unaided=Decimal("0.98")),
    ("AL-016", "Good"): Outlook(Decimal("0.55"), unaided=Decimal("0.1")),
}
"""What a page says in a comment is foreseen of its key result."""
MEASURED: dict[str, dict[str, Any]] = {
    "AL-074": {"seasons": {"revenue": (*[Decimal("0.9")] * 11, Decimal("2.1"))}},
    "AL-083": {"readings": {"nps": ReadingNow(Decimal(42), date(2026, 10, 1))}},
    "AL-085": {"consents": {"reciblage": Consented(800, 900, "ad_user_data")}},
    "AL-086": {"bounces": {"lettre": Bounce(Decimal("0.7"), Decimal("0.4"), Decimal("0.1"))}},
}
"""What a page tells in a comment of what was measured."""
BEFORE = {
    "AL-096": "actions: {a: {for: tous, by: tv, cost: 90 EUR}, b: {for: tous, by: radio, cost: 10 EUR}}"
}
"""The plan of the year before that a page tells in a comment."""


def _said(name: str, heading: str, deeds: Deeds) -> list[str]:
    text = sections(rule(name))[heading]
    known = {
        "sizes": {"fideles": 900},
        "deeds": replace(deeds, **BESIDE.get((name, heading), {})),
        "outlooks": {"revenir/repurchase_rate": one}
        if (one := FORESEEN.get((name, heading)))
        else None,
        "before": read_plan({"plan.yaml": before}) if (before := BEFORE.get(name)) else None,
        **MEASURED.get(name, {}),
    }
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


@pytest.mark.parametrize("name", rules())
def test_the_french_page_says_what_is_checked(name: str) -> None:
    """What the English says now has its French; a failure asks to put the French beside it anew."""
    assert checks_in_french(rule(name)) is not None


def test_french_of_another_text_is_not_shown() -> None:
    """What a rule no longer says in English is not told in French; another line break is no change."""
    said = rule("AL-001").__doc__ or ""
    assert checks_in_french(_saying(said.replace("That every", "That each"))) is None
    assert checks_in_french(_saying(said.replace("programme names", "programme\n    names")))


def _saying(text: str) -> RuleModule:
    changed = ModuleType("changed", text)
    changed.__dict__["RULE"] = rule("AL-001").RULE
    return cast("RuleModule", changed)
