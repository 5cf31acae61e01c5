"""AL-007: a key result should feed the North Star, or say why it matters.

What it checks
    That the KPI of each key result leads to the North Star through ``driven_by`` or ``made_of``.
    Limits to keep and key results that say ``why`` are left alone. Nothing is said while the plan
    has no North Star or draws no link between KPIs.

Why it matters
    These frameworks « aident à poser une direction commune » (003): a figure that leads elsewhere
    pulls people elsewhere.

Bad
    north_star: revenue
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      suivre: {title: Être suivi, results: {engagement_rate: 2 % -> 3 % by 2027-12-31}}

Good
    north_star: revenue
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      commander: {title: Plus de commandes, results: {orders: 900 -> 1000 by 2027-12-31}}

Source
    Alignment rule of the design notes, layer *trace*; document 003.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_tree import drivers, feeding
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-007",
    title=Text(en="Key result unreachable from the North Star", fr="Résultat clé hors arbre"),
    question=Text(
        en="Does every key result feed the North Star, or say why it matters?",
        fr="Chaque résultat clé nourrit-il l'étoile polaire, ou dit-il pourquoi il compte\u202f?",
    ),
    why=Text(
        en="A figure that leads elsewhere pulls people elsewhere.",
        fr="Un chiffre qui mène ailleurs entraîne les gens ailleurs.",
    ),
    severity=Severity.INFO,
    seed="003 « aident à poser une direction commune »",
)


def check(given: Given) -> Verdicts:
    """Yield one note for each key result whose KPI feeds no North Star and that gives no reason."""
    stars = given.plan.north_star
    if not stars or not drivers(given):
        return
    tree = feeding(given, stars)
    for name, key, objective, result in given.key_results():
        metric = given.metric(result.metric or key)
        if result.target.is_guardrail or result.why or metric is None or metric.id in tree:
            continue
        yield RULE.broken(
            result_spot(given, name, key, "why"),
            say(
                "“{o}” moves {kpi}, which does not feed the North Star ({star}).",
                "« {o} » fait bouger {kpi}, qui ne nourrit pas l'étoile polaire ({star}).",
                o=objective.title,
                kpi=metric.title,
                star=listed(kpi_title(given, one) for one in stars),
            ),
            say(
                "Say in `why` why it matters, or link the KPI in `metrics` (`made_of`).",
                "Dites dans `why` pourquoi il compte, ou reliez l'indicateur dans `metrics` "
                "(`made_of`).",
            ),
            kpi=metric.id,
        )
