"""All rules put to one plan: what is broken, what holds, what could not be checked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.plan.alignment import Alignment, align
from passerelle.plan.check_waivers import waive
from passerelle.plan.given import Given
from passerelle.plan.rule import NotChecked, Rule
from passerelle.plan.rule_catalogue import rules

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Check:
    """What the rules say of a plan on a day.

    ``findings`` are sorted, gravest first, then by place; ``held`` are the ids of the rules that
    found nothing and had all they needed.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    held: tuple[str, ...]
    alignment: Alignment

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that stop an apply."""
        return tuple(finding for finding in self.findings if finding.blocks)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def as_json(self) -> dict[str, object]:
        """Give all of it as plain JSON."""
        return {
            "findings": [finding.as_json() for finding in self.findings],
            "not_checked": [one.as_json() for one in self.not_checked],
            "held": list(self.held),
            "alignment": self.alignment.as_json(),
            "blocking": len(self.blocking),
            "counts": {severity.value: self.count(severity) for severity in Severity},
        }


def check(given: Given) -> Check:
    """Put all rules to the plan.

    Args:
        given: The plan, the day, and all that is known; what is not known makes a rule *not
        checked*.

    Returns:
        What they say; the same for the same ``given``.
    """
    findings: list[Finding] = []
    not_checked: list[NotChecked] = []
    held: list[str] = []
    for name, module in rules().items():
        verdicts = tuple(module.check(given))
        broken = [verdict for verdict in verdicts if isinstance(verdict, Finding)]
        findings += (_enforced(given, module.RULE, finding) for finding in broken)
        not_checked += (verdict for verdict in verdicts if isinstance(verdict, NotChecked))
        if not verdicts:
            held.append(name)
    judged = waive(given, findings)
    return Check(
        findings=tuple(in_order(judged)),
        not_checked=tuple(not_checked),
        held=tuple(held),
        alignment=align(given, judged, len(not_checked)),
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings: gravest first, then by place in the text, then by rule and node."""
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    where = (place.file, place.line, place.column) if place else ("", 0, 0)
    return (_ORDER[finding.severity], where, finding.rule, finding.node, finding.field)


def _enforced(given: Given, rule: Rule, finding: Finding) -> Finding:
    """Apply what the workspace says: raising a rule hardens what it calls grave, not its hints."""
    level = given.thresholds.enforcement.get(rule.id)
    if level is None:
        return finding
    hint = finding.severity is not rule.severity
    return (
        finding
        if hint and level is not Enforcement.ADVISORY
        else replace(finding, enforcement=level)
    )
