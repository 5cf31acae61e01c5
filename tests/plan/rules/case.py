"""Cases of rules: plans as YAML, what is known beside them, and what the rule must say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from passerelle.base.finding import Finding
from passerelle.plan.given import Acknowledged, Deeds, Given, ReadingNow
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule import NotChecked
from passerelle.plan.rule_catalogue import rule
from passerelle.plan.scalars import money
from passerelle.plan.thresholds import Thresholds

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 23)
FILE = "plan/plan.yaml"


@dataclass(frozen=True)
class Case:
    """One plan put to one rule."""

    rule: str
    name: str
    want: dict[str, Any]

    @property
    def text(self) -> str:
        """The plan as a file would hold it."""
        return yaml.safe_dump(self.want["plan"], allow_unicode=True, sort_keys=False, width=1000)

    def given(self, text: str | None = None) -> Given:
        """What the rule looks at; ``text`` stands for the case's own plan."""
        plan = read_plan({FILE: self.text if text is None else text})
        return Given(plan, TODAY, catalogue(), **_known(self.want.get("given", {})))

    def verdicts(self, given: Given) -> tuple[list[Finding], list[NotChecked]]:
        """What the rule says, apart: findings, and what it could not check."""
        said = tuple(rule(self.rule).check(given))
        findings = [one for one in said if isinstance(one, Finding)]
        return findings, [one for one in said if isinstance(one, NotChecked)]

    def outcome(self, thresholds: Thresholds | None = None) -> list[tuple[object, ...]]:
        """What the rule says, as plain values to compare."""
        given = _given(self)
        given = replace(given, thresholds=thresholds) if thresholds else given
        findings, lacking = self.verdicts(given)
        said = [(f.node, f.field, f.severity, f.settle, f.message.en) for f in findings]
        return [*said, *((one.node, one.needs.en) for one in lacking)]


def cases() -> Iterator[Case]:
    """Walk all cases of all files beside this one."""
    for file in sorted(FOLDER.glob("al_*.yaml")):
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        name = raw.pop("rule")
        yield from (Case(name, f"{name}-{key}", want) for key, want in raw.items())


_GIVEN: dict[str, Given] = {}


def _given(case: Case) -> Given:
    if case.name not in _GIVEN:
        _GIVEN[case.name] = case.given()
    return _GIVEN[case.name]


def _known(raw: dict[str, Any]) -> dict[str, Any]:
    readings = raw.get("readings")
    overlaps = raw.get("overlaps")
    return {
        "sizes": raw.get("sizes"),
        "readings": readings
        and {k: ReadingNow(Decimal(str(v)), TODAY) for k, v in readings.items()},
        "overlaps": overlaps
        and {frozenset(pair.split("+")): Decimal(str(v)) for pair, v in overlaps.items()},
        "templates": raw.get("templates"),
        "deeds": _deeds(raw["deeds"]) if "deeds" in raw else None,
    }


def _deeds(raw: dict[str, Any]) -> Deeds:
    answers = tuple(Acknowledged(**one) for one in raw.get("read", ()))
    return Deeds(answers, {name: money.read(one) for name, one in raw.get("spent", {}).items()})


@cache
def all_cases() -> tuple[Case, ...]:
    """All cases, read once."""
    return tuple(cases())
