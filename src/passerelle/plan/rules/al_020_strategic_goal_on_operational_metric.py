"""AL-020: a strategic objective needs a strategic measure.

What it checks
    Strategic objectives whose key results, limits aside, are all read on operational KPIs. The
    North Star always counts as strategic.

Why it matters
    Clicks can rise while the brand declines. Document 000 chooses the indicator by the phase.

Bad
    objectives:
      image: {title: Devenir la référence du lin, results: {ctr: 1 % -> 2 % by 2027-12-31}}

Good
    objectives:
      image: {title: Devenir la référence du lin, results: {awareness_aided: 12 % -> 18 % by
      2027-12-31}}

Source
    Alignment rule of the design notes, layer *kpi*; document 000, and the Porter quote of 003.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import listed, say
from passerelle.plan.strategy import Objective

RULE = Rule(
    id="AL-020",
    title=Text(
        en="Strategic goal on operational metric",
        fr="Objectif stratégique mesuré par un KPI opérationnel",
    ),
    question=Text(
        en="Is every strategic objective read on a strategic KPI?",
        fr="Chaque objectif stratégique est-il lu sur un indicateur stratégique\u202f?",
    ),
    why=Text(
        en="Clicks can rise while the brand declines.",
        fr="Les clics peuvent monter pendant que la marque décline.",
    ),
    severity=Severity.WARNING,
    seed="000 « se concentrer sur des indicateurs plus concrets »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each strategic objective that only operational KPIs measure."""
    for name, objective in given.plan.objectives.items():
        kpis = _goals(objective)
        known = [metric for kpi in kpis if (metric := given.metric(kpi))]
        north_star = given.metric(given.star) if given.star else None
        strategic = any(metric.phase == "strategic" or metric == north_star for metric in known)
        if objective.level != "strategic" or strategic or len(known) < len(kpis) or not known:
            continue
        yield RULE.broken(
            spot(given, f"objectives/{name}", "level"),
            say(
                "“{o}” is strategic but only measured by {kpis}.",
                "« {o} » est stratégique mais n'est mesuré que par {kpis}.",
                o=objective.title,
                kpis=listed(metric.title for metric in known),
            ),
            say(
                "Add a share, awareness, lifetime value, satisfaction or the North Star to its key "
                "results, or call it operational.",
                "Ajoutez à ses résultats clés une part, une notoriété, une valeur vie, une "
                "satisfaction "
                "ou l'étoile polaire, ou dites-le opérationnel.",
            ),
            kpis=kpis,
        )


def _goals(objective: Objective) -> list[str]:
    every = [(result.metric or key, result) for key, result in objective.results.items()]
    goals = [kpi for kpi, result in every if not result.target.is_guardrail]
    return goals or [kpi for kpi, _ in every]
