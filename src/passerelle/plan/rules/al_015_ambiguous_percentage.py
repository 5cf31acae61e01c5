"""AL-015: a percentage of a percentage must say which one it means.

What it checks
    Targets that are a bare change in per cent (``+10 %``) on a KPI that is itself a share.

Why it matters
    From 10 %, « +10 % » is 11 % to one reader and 20 % to another: two different plans.
    « part de marché de 10% », « taux de conversion des ventes de 5% » (002).

Bad
    objectives:
      part: {title: Gagner de la part, results: {market_share_value: +10 %}}

Good
    objectives:
      # or +10 pts, or 10 % -> 11 %
      part: {title: Gagner de la part, results: {market_share_value: +10 % relative}}

Source
    Alignment rule of the design notes, layer *objective*; worked example of document 002's cascade.
"""

from dataclasses import replace

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.cascade import baseline, meanings
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_words import amount_text, say, share_text
from passerelle.plan.scalars import target as target_text
from passerelle.plan.strategy import KeyResult

RULE = Rule(
    id="AL-015",
    title=Text(en="Ambiguous percentage", fr="Pourcentage ambigu"),
    question=Text(
        en="Does every percentage say whether it is relative or in points?",
        fr="Chaque pourcentage dit-il s'il est relatif ou en points\u202f?",
    ),
    why=Text(
        en="One % sign can hold several plans.",
        fr="Un même signe % peut contenir plusieurs plans.",
    ),
    severity=Severity.ERROR,
    seed="002 « part de marché de 10% », « taux de conversion des ventes de 5% »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each bare percentage of a share."""
    for name, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        if result.target.kind != "bare" or result.target.change is None:
            continue
        if metric is None or metric.unit != "share":
            continue
        yield RULE.broken(
            result_spot(given, name, key),
            say(
                "{x} of {metric}: relative change or percentage points? Choose one.",
                "{x} de {metric} : variation relative ou points de pourcentage ? Choisissez.",
                x=amount_text(result.target.change.value, "%"),
                metric=metric.title,
            ),
            _both_levels(given, key, result),
            settle=target_text.write(replace(result.target, kind="relative")),
            change=result.target.change.value,
        )


def _both_levels(given: Given, key: str, result: KeyResult) -> Text:
    start = baseline(given, key, result)
    read = meanings(result.target, "share", start)
    if start is None or not read:
        return say(
            "Write `relative` or `pts` after the number, or both levels: 24 % -> 28 %.",
            "Écrivez `relative` ou `pts` après le nombre, ou les deux niveaux : 24 % -> 28 %.",
        )
    return say(
        "From {start}, relative gives {one}, points give {two}: write `relative` or `pts`.",
        "À partir de {start}, en relatif cela donne {one}, en points {two} : écrivez `relative` "
        "ou `pts`.",
        start=share_text(start),
        one=share_text(start * read[0].factor, 2),
        two=share_text(start * read[1].factor, 2),
    )
