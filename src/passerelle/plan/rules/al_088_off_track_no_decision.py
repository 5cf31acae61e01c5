"""AL-088: a goal at risk must be decided on.

What it checks
    The probability of reaching each key result, reading after reading: when the last ``readings``
    (2) in a row are below ``below`` (40 %), that a decision was written down since the first of
    them, on the key result, on its objective, or on an action that serves it.

Why it matters
    « ajuster la stratégie et les tactiques en fonction des données » (002): to see and not to
    decide is the dearest way to measure.

Bad
    # 35 % on 9 November, 30 % on 16 November, and nothing decided
    objectives: {vendre: {title: Vendre, results: {orders: 100 -> 200 by 2027-12-31}}}

Good
    # 60 % on 16 November
    objectives: {vendre: {title: Vendre, results: {revenue: 100 -> 200 EUR by 2027-12-31}}}

Source
    Alignment rule of the design notes, layer *measure*; document 002.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Deeds, Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_words import say, share_text

RULE = Rule(
    id="AL-088",
    title=Text(en="Off track, no decision", fr="Écart sans décision"),
    question=Text(
        en="Is something decided when a goal is at risk?",
        fr="Décide-t-on quelque chose quand un but est menacé\u202f?",
    ),
    why=Text(
        en="To see and not to decide is the dearest way to measure.",
        fr="Voir sans décider est la façon la plus chère de mesurer.",
    ),
    severity=Severity.WARNING,
    seed="002 « ajuster la stratégie et les tactiques en fonction des données »",
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each key result at risk on which nothing was decided."""
    if given.deeds is None:
        if any(objective.results for objective in given.plan.objectives.values()):
            yield RULE.lacks(say("forecasts and decisions", "des prévisions et des décisions"))
        return
    below = given.thresholds.number("AL-088", "below")
    enough = given.thresholds.number("AL-088", "readings")
    for objective, key, _, _ in given.key_results():
        low = _low(given.deeds.odds.get(f"{objective}/{key}", ()), below)
        if (
            low
            and len(low) >= enough
            and not _decided(given, given.deeds, objective, key, low[0][0])
        ):
            yield _undecided(given, objective, key, low)


def _low(odds: Sequence[tuple[date, Decimal]], below: Decimal) -> list[tuple[date, Decimal]]:
    """Give the readings at the end of a series that are all too low, oldest first."""
    return list(takewhile(lambda one: one[1] < below, reversed(odds)))[::-1]


def _decided(given: Given, deeds: Deeds, objective: str, key: str, since: date) -> bool:
    nodes = [f"objectives/{objective}", f"objectives/{objective}/results/{key}"]
    nodes += [f"actions/{name}" for name in given.serving.get(objective, ())]
    return any(day >= since for node in nodes if (day := deeds.decided.get(node)))


def _undecided(
    given: Given, objective: str, key: str, low: Sequence[tuple[date, Decimal]]
) -> Finding:
    metric = given.metric(given.plan.objectives[objective].results[key].metric or key)
    return RULE.broken(
        result_spot(given, objective, key),
        say(
            "{kpi} is at risk since {day} ({p} now), and no decision is written down.",
            "{kpi} est menacé depuis le {day} ({p} à présent), et aucune décision n'est écrite.",
            kpi=metric.title if metric else key,
            day=low[0][0],
            p=share_text(low[-1][1], 0),
        ),
        say(
            "Decide: change the actions, the means or the target, and write down why.",
            "Décidez : changez les actions, les moyens ou la cible, et écrivez pourquoi.",
        ),
        since=low[0][0],
        probability=low[-1][1],
        readings=len(low),
    )
