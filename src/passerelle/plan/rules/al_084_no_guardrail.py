"""AL-084: a goal on volume should have a guardrail on quality beside it.

What it checks
    Objectives with a key result on ``volume`` (leads, orders, sessions, revenue…), limits apart:
    that one key result of the same objective is on ``quality`` (qualification, margin,
    unsubscriptions, recommendation…). One hint for each objective, with the guardrail that ``pairs``
    suggests.

Why it matters
    « Un système de bonus basé sur l'atteinte de ces objectifs » (002): volume alone can be bought
    at any price.

Bad
    objectives: {vendre: {title: Vendre plus, results: {leads: +20 %}}}

Good
    objectives:
      vendre: {title: Vendre plus, results: {leads: +20 %, lead_qualification_rate: stays over 30 %}}

Source
    Alignment rule of the design notes, layer *measure*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_words import say
from passerelle.plan.strategy import Objective

RULE = Rule(
    id="AL-084",
    title=Text(en="No guardrail metric", fr="Pas d'indicateur garde-fou"),
    question=Text(
        en="Does every goal on volume have a guardrail on quality?",
        fr="Chaque but de volume a-t-il un garde-fou de qualité\u202f?",
    ),
    why=Text(
        en="Volume alone can be bought at any price.",
        fr="Le volume seul peut s'acheter à n'importe quel prix.",
    ),
    severity=Severity.INFO,
    seed="002 « Un système de bonus basé sur l'atteinte de ces objectifs »",
)


def check(given: Given) -> Verdicts:
    """Yield one hint for each objective on volume alone."""
    volume = given.thresholds.words("AL-084", "volume")
    quality = set(given.thresholds.words("AL-084", "quality"))
    pairs = dict(map(_pair, given.thresholds.words("AL-084", "pairs")))
    for name, objective in given.plan.objectives.items():
        kpis = _kpis(given, objective)
        counted = [key for key, kpi in kpis.items() if kpi in volume and _aimed(objective, key)]
        if not counted or not quality.isdisjoint(kpis.values()):
            continue
        first = kpis[counted[0]]
        metric, guard = given.metric(first), given.metric(pairs.get(first, ""))
        yield RULE.broken(
            result_spot(given, name, counted[0]),
            say(
                "{kpi} can be raised at the expense of quality: nothing in {o} watches it.",
                "{kpi} peut monter aux dépens de la qualité : rien dans {o} ne la surveille.",
                kpi=metric.title if metric else first,
                o=objective.title,
            ),
            say(
                "Add a limit on {guard} to the key results: `{id}: stays …`.",
                "Ajoutez une limite sur {guard} aux résultats clés : `{id}: stays …`.",
                guard=guard.title if guard else say("quality", "la qualité"),
                id=guard.id if guard else "nps",
            ),
            kpis=counted,
            suggestion=pairs.get(first),
        )


def _kpis(given: Given, objective: Objective) -> dict[str, str]:
    """Give the KPI of each key result, by the catalogue's name."""
    return {
        key: metric.id
        for key, result in objective.results.items()
        if (metric := given.metric(result.metric or key))
    }


def _pair(text: str) -> tuple[str, str]:
    volume, _, guard = text.partition("/")
    return volume, guard


def _aimed(objective: Objective, key: str) -> bool:
    return not objective.results[key].target.is_guardrail
