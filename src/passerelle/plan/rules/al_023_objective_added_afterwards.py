"""AL-023: the goal comes before the work.

What it checks
    Objectives that came into force after an action that serves them had started, though the action
    was in force before them. A plan that arrives whole, with work under way, is left alone.

Why it matters
    « Clarifiez toujours les objectifs avant de définir les actions » (000): a goal written
    afterwards explains the work, it does not direct it.

Bad
    objectives: {o: {title: Rencontrer des hôteliers}}                    # in force since 10 November
    actions: {salon: {by: event, when: 2026-10-05, serves: o}}            # in force since 1 September

Good
    objectives: {o: {title: Rencontrer des hôteliers}}
    actions: {salon: {by: event, when: 2027-03-18, serves: o}}

Source
    Alignment rule of the design notes, layer *time*; document 000.
"""

from datetime import date

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-023",
    title=Text(en="Retro-fitted objective", fr="Objectif ajouté après coup"),
    question=Text(
        en="Was every goal agreed before its actions started?",
        fr="Chaque but a-t-il été arrêté avant le début de ses actions\u202f?",
    ),
    why=Text(
        en="A goal written afterwards explains the work, it does not direct it.",
        fr="Un but écrit après coup explique le travail, il ne le dirige pas.",
    ),
    severity=Severity.INFO,
    seed="000 « Clarifiez toujours les objectifs avant de définir les actions »",
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one note for each objective that is younger than work that serves it."""
    started = _started(given)
    if given.deeds is None:
        if started:
            yield RULE.lacks(
                say(
                    "the days since when {names} are in force",
                    "les jours depuis lesquels {names} sont en vigueur",
                    names=listed(started),
                )
            )
        return
    since = given.deeds.in_force_since
    for name, starts in started.items():
        agreed = since.get(f"objectives/{name}")
        before = [
            (day, action)
            for day, action in starts
            if agreed and day < agreed and since.get(f"actions/{action}", agreed) < agreed
        ]
        if before and agreed:
            day, action = min(before)
            yield RULE.broken(
                spot(given, f"actions/{action}", "serves"),
                say(
                    "“{o}” came into force on {d}, after {a} had started ({d1}).",
                    "« {o} » est entré en vigueur le {d}, après le début de {a} ({d1}).",
                    o=given.plan.objectives[name].title,
                    d=agreed,
                    a=label(action, given.actions[action].title),
                    d1=day,
                ),
                say(
                    "Judge the action on what it was meant for, and count for this objective only "
                    "what came after {d}.",
                    "Jugez l'action sur ce qu'elle visait, et ne comptez pour cet objectif que ce "
                    "qui a suivi le {d}.",
                    d=agreed,
                ),
                in_force_since=agreed,
                started=day,
            )


def _started(given: Given) -> dict[str, list[tuple[date, str]]]:
    """Give the actions of each objective that have started, with the day; none without any."""
    found: dict[str, list[tuple[date, str]]] = {}
    for name, action in given.work.items():
        if action.when and action.when.start <= given.today:
            for objective in action.serves:
                if objective in given.plan.objectives:
                    found.setdefault(objective, []).append((action.when.start, name))
    return found
