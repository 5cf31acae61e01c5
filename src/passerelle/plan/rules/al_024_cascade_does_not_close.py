"""AL-024: the goals below must add up to the goal above.

What it checks
    Where a KPI is made of others (a product in ``driven_by``; sums, quotients and elasticities in
    ``made_of``), the change that the key results on them imply, times the share of revenue that
    passes by them (``through``, all of it unless said), over the market's growth for a market
    share, against the change that the goal above needs. What lands, after the ``lag_days`` of its
    link, later than that goal is due does not count. An error when more than ``error_over`` (20 %)
    of the change is missing, a warning when less is.

Why it matters
    A strategy « doit se traduire en buts opérationnels concrets » (002): +20 % leads and +5 %
    conversion give +26 % of new business, and +10 % of share only if 38 % of revenue passes by
    them.

Bad
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      croitre: {title: Croître, results: {revenue: +20 %}}
      commander: {title: Plus de commandes, within: croitre, results: {orders: +10 %}}

Good
    metrics: {revenue: {driven_by: [orders, aov]}}
    objectives:
      croitre: {title: Croître, results: {revenue: +20 %}}
      commander: {title: Plus de commandes, within: croitre, results: {orders: +10 %}}
      panier: {title: De plus gros paniers, within: croitre, results: {aov: +10 %}}

Source
    Alignment rule of the design notes, layer *cascade*; worked example of document 002.
"""

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade, evaluate
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Spot, Verdicts, result_spot
from passerelle.plan.rule_words import listed, say, share_text
from passerelle.plan.strategy import Objective

RULE = Rule(
    id="AL-024",
    title=Text(en="Cascade does not close", fr="Cascade insuffisante"),
    question=Text(
        en="Do the goals below add up to the goal above?",
        fr="Les buts du dessous suffisent-ils au but du dessus\u202f?",
    ),
    why=Text(
        en="When every team reaches its goal and the company misses its own, the goals were wrong.",
        fr=(
            "Quand chaque équipe atteint son but et que l'entreprise manque le sien, les buts "
            "étaient faux."
        ),
    ),
    severity=Severity.ERROR,
    seed="002 « doit se traduire en buts opérationnels concrets »",
    needs=("text", "readings"),
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each key result that those below do not add up to."""
    for name, key, objective, _ in given.key_results():
        solved = evaluate(given, name, key)
        if isinstance(solved, Text):
            yield RULE.lacks(solved, f"objectives/{name}/results/{key}")
        elif solved and solved.required and solved.missing:
            yield _open(given, result_spot(given, name, key), objective, solved)


def _open(given: Given, where: Spot, objective: Objective, solved: Cascade) -> Finding:
    gap = solved.missing / abs(solved.required)
    grave = gap > given.thresholds.number("AL-024", "error_over")
    return RULE.broken(
        where,
        say(
            "{children} give {implied}; “{o}” needs {target}. Missing {gap}.",
            "{children} donnent {implied} ; « {o} » demande {target}. Il manque {gap}.",
            children=listed(solved.children),
            implied=share_text(solved.implied),
            o=objective.title,
            target=share_text(solved.required),
            gap=share_text(solved.missing),
        ),
        _fix(solved),
        severity=Severity.ERROR if grave else Severity.WARNING,
        implied=solved.implied,
        required=solved.required,
        growth=solved.growth,
        through=solved.through,
        needed_through=solved.needed_through,
        late=list(solved.late),
    )


def _fix(solved: Cascade) -> Text:
    if solved.late:
        return say(
            "{late} show their effect after this goal is due: bring them forward, or give it a "
            "later day.",
            "L'effet de {late} se voit après l'échéance de ce but : avancez-les, ou reculez "
            "l'échéance.",
            late=listed(solved.late),
        )
    needed = solved.needed_through
    if needed is None or not 0 <= needed <= 1:
        return say(
            "Even if all revenue passed by them it would not close: raise them or lower the goal.",
            "Même si tout le chiffre d'affaires passait par eux, il en manquerait : relevez-les ou "
            "baissez le but.",
        )
    return say(
        "It closes if {needed} of revenue passes by them (now {through}), or with higher goals "
        "below.",
        "Le compte y est si {needed} du chiffre d'affaires passe par eux (aujourd'hui {through}), "
        "ou avec "
        "des buts plus hauts en dessous.",
        needed=share_text(needed),
        through=share_text(solved.through),
    )
