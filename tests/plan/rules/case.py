"""Cases of rules: plans as YAML, what is known beside them, and what the rule must say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

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
from passerelle.plan.rule import NotChecked
from passerelle.plan.rule_catalogue import rule
from passerelle.plan.scalars import money

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

    @property
    def known(self) -> Given:
        """What the rule looks at, read once."""
        if self.name not in _GIVEN:
            _GIVEN[self.name] = self.given()
        return _GIVEN[self.name]

    def verdicts(self, given: Given) -> tuple[list[Finding], list[NotChecked]]:
        """What the rule says, apart: findings, and what it could not check."""
        return _apart(rule(self.rule).check(given))

    def wrong(self, said: Iterable[Finding | NotChecked]) -> dict[str, tuple[object, object]]:
        """What a rule said otherwise than this case wants: (wanted, said), by what it is about."""
        wanted, found = self._wanted(), _found(*_apart(said))
        return {
            key: (value, found.get(key))
            for key, value in wanted.items()
            if key not in found or found[key] != value
        }

    def _wanted(self) -> dict[str, object]:
        wanted: dict[str, object] = {key: self.want[key] for key in WORDS if key in self.want}
        if "dit" in wanted:
            wanted["dit"] = _plain(self.want["dit"])
        for key in {"says", "not_checked"} & set(wanted):
            value = self.want[key]
            wanted[key] = value if isinstance(value, list) else [value]
        if "-fail_" in self.name:
            return {"fails": True, "has a place": True, **wanted}
        lacking = {"not_checked": []} if self.rule in _SAY_ALL else {}
        return {"says": [], **lacking, **wanted}


WORDS = ("at", "severity", "enforcement", "settle", "fix", "says", "dit", "not_checked")
"""What a case may want: of the first finding, of all messages, of all that is not checked."""

_SAY_ALL = (
    "AL-024",
    "AL-051",
    "AL-055",
    "AL-070",
    "AL-071",
    "AL-072",
    "AL-074",
    "AL-083",
    "AL-085",
    "AL-086",
    "AL-088",
    "AL-104",
    "AL-105",
    "AL-106",
)
"""Rules whose passing cases name each thing that was not checked."""

_WITHOUT_PLACE = ("brand", "year", "north_star")
"""Nodes that a finding may point at before they are written."""


def _apart(said: Iterable[Finding | NotChecked]) -> tuple[list[Finding], list[NotChecked]]:
    both = tuple(said)
    findings = [one for one in both if isinstance(one, Finding)]
    return findings, [one for one in both if isinstance(one, NotChecked)]


def _found(findings: list[Finding], lacking: list[NotChecked]) -> dict[str, object]:
    every = {
        "fails": bool(findings),
        "says": [finding.message.en for finding in findings],
        "not_checked": [one.needs.en for one in lacking],
    }
    return every | _first(findings[0]) if findings else every


def _first(finding: Finding) -> dict[str, object]:
    return {
        "at": f"{finding.node} {finding.field}".strip(),
        "severity": finding.severity.value,
        "enforcement": finding.enforcement.value,
        "settle": finding.settle,
        "fix": finding.fix.en,
        "dit": _plain(finding.message.fr),
        "has a place": finding.place is not None or finding.node in _WITHOUT_PLACE,
    }


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def cases() -> Iterator[Case]:
    """Walk all cases of all files beside this one."""
    for file in sorted(FOLDER.glob("al_*.yaml")):
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        name = raw.pop("rule")
        yield from (Case(name, f"{name}-{key}", want) for key, want in raw.items())


_GIVEN: dict[str, Given] = {}


def _known(raw: dict[str, Any]) -> dict[str, Any]:
    readings = raw.get("readings")
    overlaps = raw.get("overlaps")
    return {
        "sizes": raw.get("sizes"),
        "readings": readings and {k: _reading(v) for k, v in readings.items()},
        "overlaps": overlaps
        and {frozenset(pair.split("+")): Decimal(str(v)) for pair, v in overlaps.items()},
        "forecasts": raw.get("forecasts")
        and {k: Decimal(str(v)) for k, v in raw["forecasts"].items()},
        "outlooks": raw.get("outlooks") and {k: _outlook(v) for k, v in raw["outlooks"].items()},
        "templates": raw.get("templates"),
        "seasons": raw.get("seasons") and {k: _numbers(v) for k, v in raw["seasons"].items()},
        "consents": raw.get("consents") and {k: Consented(**v) for k, v in raw["consents"].items()},
        "bounces": raw.get("bounces")
        and {k: Bounce(*_numbers(v)) for k, v in raw["bounces"].items()},
        "deeds": _deeds(raw["deeds"]) if "deeds" in raw else None,
        "before": read_plan({FILE: yaml.safe_dump(raw["before"], allow_unicode=True)})
        if "before" in raw
        else None,
    }


def _deeds(raw: dict[str, Any]) -> Deeds:
    answers = tuple(Acknowledged(**one) for one in raw.get("read", ()))
    return Deeds(
        answers,
        {name: money.read(one) for name, one in raw.get("spent", {}).items()},
        asked=tuple(tuple(one) for one in raw.get("asked", ())),
        recorded=tuple(_recorded(one) for one in raw.get("recorded", ())),
        in_force_since=raw.get("in_force_since", {}),
        drifted=frozenset(raw.get("drifted", ())),
        decided=raw.get("decided", {}),
        odds={
            key: tuple((day, Decimal(str(value))) for day, value in rows)
            for key, rows in raw.get("odds", {}).items()
        },
    )


def _reading(raw: Any) -> ReadingNow:
    """Read ``0.25``, read today, or ``{value: 0.25, as_of: 2026-10-01}``."""
    if isinstance(raw, dict):
        return ReadingNow(Decimal(str(raw["value"])), raw["as_of"])
    return ReadingNow(Decimal(str(raw)), TODAY)


def _numbers(raw: list[Any]) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(one)) for one in raw)


def _outlook(raw: dict[str, Any]) -> Outlook:
    return Outlook(**{key: Decimal(str(value)) for key, value in raw.items()})


def _recorded(raw: dict[str, Any]) -> Recorded:
    lists = {key: tuple(raw.get(key, ())) for key in ("nodes", "approved_by")}
    return Recorded(**{"reason": "", "klass": "strategic", **raw, **lists})


@cache
def all_cases() -> tuple[Case, ...]:
    """All cases, read once."""
    return tuple(cases())
