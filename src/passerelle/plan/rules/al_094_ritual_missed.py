"""AL-094: a meeting that is to come back does come back.

What it checks
    Rituals that say how often they are held: no more than ``late`` (1.5) times that has passed
    since the last one, or since the year began when none was held.

Why it matters
    « Mettre en place des réunions régulières entre les équipes stratégiques et opérationnelles »
    (002).

Bad
    rituals: {point: {title: Point du lundi, every_days: 7, held: 2026-11-02}}

Good
    rituals: {point: {title: Point du lundi, every_days: 7, held: 2026-11-16}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from datetime import date

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.organisation import Ritual
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-094",
    title=Text(en="Ritual missed", fr="Rituel manqué"),
    question=Text(
        en="Are the regular meetings held?",
        fr="Les réunions régulières se tiennent-elles\u202f?",
    ),
    why=Text(
        en="Two teams that stop meeting start guessing.",
        fr="Deux équipes qui ne se voient plus se mettent à deviner.",
    ),
    severity=Severity.INFO,
    seed=(
        "002 « Mettre en place des réunions régulières entre les équipes stratégiques et "
        "opérationnelles »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield one remark for each ritual that is late."""
    late = given.thresholds.number("AL-094", "late")
    year = given.plan.year
    for name, ritual in given.plan.rituals.items():
        since = ritual.held or (year.period.start if year else None)
        if since and ritual.every_days:
            days = (given.today - since).days
            if days > ritual.every_days * late:
                yield _missed(given, name, ritual, since)


def _missed(given: Given, name: str, ritual: Ritual, since: date) -> Finding:
    teams = [label(team, given.plan.teams[team].title) for team in ritual.teams]
    return RULE.broken(
        spot(given, f"rituals/{name}", "held"),
        say(
            "No {ritual} since {day}; it comes back every {n} days.",
            "Pas de {ritual} depuis le {day} ; il revient tous les {n} jours.",
            ritual=ritual.title,
            day=since,
            n=ritual.every_days,
        ),
        say(
            "Hold it{teams}, and write the day in `held`.{agenda}",
            "Tenez-le{teams}, et écrivez le jour dans `held`.{agenda}",
            teams=say(" with {t}", " avec {t}", t=listed(teams)) if teams else "",
            agenda=(
                say(" Agenda: {a}.", " Ordre du jour : {a}.", a=ritual.agenda)
                if ritual.agenda
                else ""
            ),
        ),
        since=since,
        every_days=ritual.every_days,
    )
