"""AL-074: a key result should not be paced evenly when its KPI has seasons.

What it checks
    Key results whose ``pace`` is even, limits apart, against the twelve months of their KPI: the
    best month may stand above the worst by ``varies`` (30 %) of an average month. The months are
    read from past figures; as long as there are none, it is not checked.

Why it matters
    « anticiper les évolutions du marché » (000): judged month by month on an even pace, a good
    spring looks like a failure and a poor December like a success.

Bad
    # December brings 2.1 times an average month, the others 0.9
    objectives:
      vendre: {title: Vendre, results: {revenue: {target: 100 -> 120 EUR, pace: even}}}

Good
    objectives:
      vendre: {title: Vendre, results: {revenue: {target: 100 -> 120 EUR, pace: season}}}

Source
    Alignment rule of the design notes, layer *calendar*; document 000.
"""

from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_words import listed, number_text, say

RULE = Rule(
    id="AL-074",
    title=Text(en="Seasonality ignored", fr="Saisonnalité ignorée"),
    question=Text(
        en="Does every key result go with the seasons of its KPI?",
        fr="Chaque résultat clé suit-il les saisons de son indicateur\u202f?",
    ),
    why=Text(
        en="On an even pace, a good spring looks like a failure.",
        fr="Jugé sur un rythme égal, un bon printemps ressemble à un échec.",
    ),
    severity=Severity.INFO,
    seed="000 « anticiper les évolutions du marché et orienter ses actions futures »",
    needs=("text", "readings"),
)

_MONTHS = (
    Text(en="January", fr="janvier"),
    Text(en="February", fr="février"),
    Text(en="March", fr="mars"),
    Text(en="April", fr="avril"),
    Text(en="May", fr="mai"),
    Text(en="June", fr="juin"),
    Text(en="July", fr="juillet"),
    Text(en="August", fr="août"),
    Text(en="September", fr="septembre"),
    Text(en="October", fr="octobre"),
    Text(en="November", fr="novembre"),
    Text(en="December", fr="décembre"),
)


def check(given: Given) -> Verdicts:
    """Yield one hint for each key result that is paced evenly against its seasons."""
    varies = given.thresholds.number("AL-074", "varies")
    unknown: dict[Text, None] = {}
    for objective, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        if result.pace != "even" or result.target.is_guardrail or metric is None:
            continue
        factors = (given.seasons or {}).get(metric.id)
        if factors is None:
            unknown[metric.title] = None
        elif max(factors) - min(factors) > varies:
            yield _uneven(given, objective, key, metric.title, factors)
    if unknown:
        yield RULE.lacks(
            say("the seasons of {names}", "les saisons de {names}", names=listed(unknown))
        )


def _uneven(
    given: Given, objective: str, key: str, title: Text, factors: tuple[Decimal, ...]
) -> Finding:
    high, low = max(factors), min(factors)
    return RULE.broken(
        result_spot(given, objective, key, "pace"),
        say(
            "{kpi} is paced evenly; {best} is usually at {high} when {worst} is at {low}.",
            "{kpi} est réparti également ; {best} est d'ordinaire à {high} quand {worst} est à {low}.",
            kpi=title,
            best=_MONTHS[factors.index(high)],
            worst=_MONTHS[factors.index(low)],
            high=number_text(high, 2),
            low=number_text(low, 2),
        ),
        say(
            "Write `pace: season`, and each month is judged by its own past.",
            "Écrivez `pace: season`, et chaque mois est jugé sur son propre passé.",
        ),
        settle="season",
        factors=factors,
    )
