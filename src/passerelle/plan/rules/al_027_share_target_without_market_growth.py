"""AL-027: a market share target needs a forecast of the market.

What it checks
    Key results on a market share, limits aside: the market they speak of (that of the KPI, else of
    the objective) must say how it is expected to grow.

Why it matters
    « accroître la part de marché de 10% en un an » (002): in a market that grows 5 %, sales that
    grow 5 % gain nothing. Without the market, nobody knows what sales must do.

Bad
    markets: {france: {title: France}}
    objectives: {part: {title: Gagner de la part, market: france, results: {market_share_value: 10 % -> 11 %}}}

Good
    markets: {france: {title: France, growth: 2 / 3 / 4 %}}
    objectives: {part: {title: Gagner de la part, market: france, results: {market_share_value: 10 % -> 11 %}}}

Source
    Alignment rule of the design notes, layer *cascade*; document 002.
"""

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Spot, Verdicts, result_spot, spot
from passerelle.plan.rule_words import say
from passerelle.plan.tree_of import is_market_share

RULE = Rule(
    id="AL-027",
    title=Text(
        en="Share target without market growth", fr="Part de marché sans croissance du marché"
    ),
    question=Text(
        en="Does every market share target know how its market grows?",
        fr="Chaque cible de part de marché sait-elle comment son marché croît\u202f?",
    ),
    why=Text(
        en="More sales may be a smaller share, when the market grows more.",
        fr="Plus de ventes peuvent être une part plus petite, si le marché croît davantage.",
    ),
    severity=Severity.ERROR,
    seed="002 « accroître la part de marché de 10% en un an »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each market without a forecast, and for each share without a market."""
    silent = set()
    for name, key, objective, result in given.key_results():
        metric = given.metric(result.metric or key)
        if metric is None or result.target.is_guardrail or not is_market_share(metric):
            continue
        market = metric.market or objective.market
        if market is None:
            yield _nowhere(given, name, key, metric)
            continue
        known = given.plan.markets.get(market)
        if known and known.growth is None and market not in silent:
            silent.add(market)
            yield _unknown(given, market, metric)


def _unknown(given: Given, market: str, metric: Metric) -> Finding:
    return RULE.broken(
        spot(given, f"markets/{market}", "growth"),
        say(
            "{kpi} has a target, and nothing says how the market “{market}” grows: more sales may "
            "be a smaller share.",
            "{kpi} a une cible, et rien ne dit comment croît le marché « {market} » : plus de "
            "ventes peuvent être une part plus petite.",
            kpi=metric.title,
            market=given.plan.markets[market].title,
        ),
        say(
            "Write its `growth` a year as low / likely / high: 2 / 3 / 4 %.",
            "Écrivez sa croissance (`growth`) par an, basse / probable / haute : 2 / 3 / 4 %.",
        ),
        market=market,
    )


def _nowhere(given: Given, objective: str, key: str, metric: Metric) -> Finding:
    known = [name for name, market in given.plan.markets.items() if market.growth is not None]
    return RULE.broken(
        Spot(f"objectives/{objective}", "market", result_spot(given, objective, key).place),
        say(
            "{kpi} has a target, and nothing says of which market it is a share.",
            "{kpi} a une cible, et rien ne dit de quel marché c'est la part.",
            kpi=metric.title,
        ),
        say(
            "Name in `market` a market that says how it grows.",
            "Nommez dans `market` un marché qui dit comment il croît.",
        ),
        settle=known[0] if len(known) == 1 else None,
        kpi=metric.id,
    )
