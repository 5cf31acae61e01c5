"""Accepted exceptions: which findings they cover, and which of them cover nothing any more."""

from collections.abc import Sequence
from dataclasses import replace

from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, spot
from passerelle.plan.rule_words import say
from passerelle.plan.strategy import Waiver

WAIVER = Rule(
    id="WAIVER",
    title=Text(en="Waiver without effect", fr="Dérogation sans effet"),
    question=Text(
        en="Does every waiver still cover something?",
        fr="Chaque dérogation couvre-t-elle encore quelque chose\u202f?",
    ),
    why=Text(
        en="An exception that nobody needs any more hides the next one.",
        fr="Une exception dont personne n'a plus besoin cache la suivante.",
    ),
    severity=Severity.INFO,
    seed="002 « communiquer de manière transparente les raisons du changement »",
)
"""What is said of a waiver itself; it is no rule of the catalogue and blocks nothing."""


def waive(given: Given, findings: Sequence[Finding]) -> list[Finding]:
    """Mark the findings that a waiver in force covers, and add one for each waiver without effect.

    A hard finding cannot be waived. A waiver holds on its ``until`` day, not after.
    """
    result = list(findings)
    for name, waiver in given.plan.waivers.items():
        covered = [i for i, finding in enumerate(result) if covers(waiver, finding)]
        soft = [i for i in covered if result[i].enforcement is not Enforcement.HARD]
        if waiver.until >= given.today:
            for i in soft:
                result[i] = replace(result[i], waived_by=waiver.approved_by)
        if waiver.until < given.today or not soft:
            result.append(_without_effect(given, name, waiver, hard=len(covered) > len(soft)))
    return result


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver speaks of this finding: its rule, and its node by path, id, or field."""
    if waiver.rule.upper() != finding.rule:
        return False
    path = f"{finding.node}/{finding.field}"
    return waiver.on in {finding.node, finding.node.partition("/")[2], path}


def _without_effect(given: Given, name: str, waiver: Waiver, *, hard: bool) -> Finding:
    if waiver.until < given.today:
        message = say(
            "The waiver of {rule} on {on} expired on {day}.",
            "La dérogation à {rule} sur {on} a expiré le {day}.",
            rule=waiver.rule,
            on=waiver.on,
            day=waiver.until,
        )
        field = "until"
    else:
        message = say(
            "{rule} on {on} cannot be waived: it keeps the plan whole." if hard else _NOTHING.en,
            "{rule} sur {on} n'admet pas de dérogation : elle garde le plan entier."
            if hard
            else _NOTHING.fr,
            rule=waiver.rule,
            on=waiver.on,
        )
        field = "on"
    return WAIVER.broken(
        spot(given, f"waivers/{name}", field),
        message,
        say(
            "Remove it, or renew it with its reason.",
            "Retirez-la, ou renouvelez-la avec sa raison.",
        ),
        covers=waiver.rule,
    )


_NOTHING = Text(
    en="The waiver of {rule} on {on} covers nothing.",
    fr="La dérogation à {rule} sur {on} ne couvre rien.",
)
