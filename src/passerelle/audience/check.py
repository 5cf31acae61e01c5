"""Whether the segments of a plan fit the data: is what they name there, and of the right kind?

Rules of this check: AU-001 a segment that is not there, says nothing or leads back to itself;
AU-002 a property that nobody has; AU-003 an event that never happened; AU-004 a property that an
event never had; AU-005 a value of the wrong kind, or a property that orders do not have; AU-006 a
sum of what is no number; AU-007 a consent nobody was asked for; AU-008 a value that nobody has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from passerelle.audience.catalogue import leaves
from passerelle.audience.known import Doubt, Known
from passerelle.audience.lookup import circle
from passerelle.audience.scope import Asked
from passerelle.base.finding import Finding
from passerelle.base.language import Text
from passerelle.plan.condition import All, AnyOf, Condition, Leaf, Member, Moment, Not, Tally
from passerelle.plan.model import Plan
from passerelle.plan.rule import DEFAULT_ENFORCEMENT, NotChecked


@dataclass(frozen=True, slots=True)
class Checked:
    """What the data says of the plan's segments, and what it could not say."""

    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "findings": [finding.as_json() for finding in self.findings],
            "not_checked": [each.as_json() for each in self.not_checked],
        }


def check(plan: Plan, warehouse: Asked) -> Checked:
    """Hold every segment of a plan against the data.

    Args:
        plan: Its segments are looked at, each on its own.
        warehouse: Gives the tables and answers.

    Returns:
        Findings with the place of the segment's condition; what has no data is not checked.
    """
    known = Known(warehouse, plan.segments)
    findings: list[Finding] = []
    missing: list[NotChecked] = []
    for name, segment in plan.segments.items():
        if segment.who is None:
            continue
        for leaf in walk(segment.who):
            missing += _missing(name, leaf, known)
        doubts = dict.fromkeys(_doubts(name, segment.who, known))
        findings += [_finding(plan, name, doubt) for doubt in doubts]
    return Checked(tuple(findings), tuple(dict.fromkeys(missing)))


def walk(condition: Condition) -> Iterator[Leaf]:
    """Walk the leaves of a condition, in the order they are written."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from walk(part)
        case Not(part=part):
            yield from walk(part)
        case _:
            yield condition


def _doubts(name: str, condition: Condition, known: Known) -> Iterator[Doubt]:
    for leaf in walk(condition):
        doubts = getattr(leaves()[type(leaf)], "doubts", None)
        if doubts is not None and not _missing(name, leaf, known):
            yield from doubts(leaf, known)
    path = _way_back(name, known)
    if path:
        fault = circle(path).faults[0]
        yield Doubt("AU-001", fault.what, fault.fix)


def _way_back(start: str, known: Known) -> tuple[str, ...]:
    """Give the segments that lead from one back to itself, or nothing."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop()
        for name in _named(path[-1], known):
            if name == start:
                return (*path, start)
            if name not in seen:
                seen.add(name)
                paths.append((*path, name))
    return ()


def _named(segment: str, known: Known) -> Iterator[str]:
    found = known.segments.get(segment)
    if found is not None and found.who is not None:
        yield from (leaf.segment for leaf in walk(found.who) if isinstance(leaf, Member))


def _missing(name: str, leaf: Leaf, known: Known) -> list[NotChecked]:
    of = leaf.of if isinstance(leaf, Tally | Moment) else "customers"
    table = "events" if of == "event" else of
    if known.any_row(table):
        return []
    needs = {
        "customers": Text(en="needs customers", fr="il faut des clients"),
        "orders": Text(en="needs orders", fr="il faut des commandes"),
        "events": Text(en="needs events", fr="il faut des événements"),
    }[table]
    return [NotChecked("AU", needs, f"segments/{name}")]


def _finding(plan: Plan, name: str, doubt: Doubt) -> Finding:
    return Finding(
        rule=doubt.rule,
        node=f"segments/{name}",
        severity=doubt.severity,
        message=doubt.message,
        fix=doubt.fix,
        place=plan.place("segments", name, "who"),
        field="who",
        enforcement=DEFAULT_ENFORCEMENT[doubt.severity],
    )
