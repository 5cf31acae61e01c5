"""AL-028: ratios are not added up, nor averaged without weights.

What it checks
    KPIs that are ratios (shares, costs per unit, means) and are said to be made (``made_of``) of
    other ratios by ``add`` or ``mean``, one of them without a weight (``coefficient``). Shares of
    one market do add up, and are left in peace.

Why it matters
    « mesurer, analyser, ajuster » (002): a rate of 2 % on 10,000 visits and one of 10 % on 100 make
    2.1 %, neither 12 % nor 6 %.

Bad
    metrics:
      conversion_rate: {made_of: {web_rate: mean, shop_rate: mean}}
      web_rate: {unit: share}
      shop_rate: {unit: share}

Good
    metrics: {conversion_rate: {made_of: {orders: multiply, sessions: divide}}}

Source
    Alignment rule of the design notes, layer *KPI*; it cannot be waived.
"""

from passerelle.base.finding import Enforcement, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import listed, say
from passerelle.plan.tree_of import is_market_share

RULE = Rule(
    id="AL-028",
    title=Text(en="Ratio rolled up as a sum", fr="Agrégation de ratio fausse"),
    question=Text(
        en="Is every ratio brought together by its parts, not added or averaged?",
        fr="Chaque ratio se recompose-t-il par ses termes, sans addition ni moyenne\u202f?",
    ),
    why=Text(
        en="A mean of rates counts a small shop as much as a large one.",
        fr="Une moyenne de taux compte un petit magasin autant qu'un grand.",
    ),
    severity=Severity.ERROR,
    seed="002 « mesurer, analyser, ajuster »",
    enforcement=Enforcement.HARD,
)

_ROLLED = ("add", "mean")


def check(given: Given) -> Verdicts:
    """Yield one error for each ratio that is added up or averaged from ratios."""
    for name in given.plan.metrics:
        metric = given.metric(name)
        if metric is None or not _is_ratio(metric) or is_market_share(metric):
            continue
        wrong = [
            (part, child.title)
            for part, link in metric.made_of.items()
            if link.op in _ROLLED and link.coefficient is None
            if (child := given.metric(part)) and _is_ratio(child)
        ]
        if wrong:
            yield RULE.broken(
                spot(given, f"metrics/{name}", f"made_of/{wrong[0][0]}"),
                say(
                    "{kpi} is a ratio, and so are {parts}: ratios neither add up nor average.",
                    "{kpi} est un ratio, et {parts} aussi : des ratios ne s'additionnent pas, et "
                    "leur moyenne est fausse.",
                    kpi=metric.title,
                    parts=listed(title for _, title in wrong),
                ),
                say(
                    "Make it of what is above and below its line (`multiply` and `divide`), or "
                    "give each part its weight (`coefficient`).",
                    "Composez-le de son numérateur et de son dénominateur (`multiply` et `divide`), "
                    "ou donnez à chaque part son poids (`coefficient`).",
                ),
                parts=[part for part, _ in wrong],
            )


def _is_ratio(metric: Metric) -> bool:
    return metric.unit == "share" or metric.rollup == "parts"
