"""Does a goal follow from the goals under it? Products of KPIs, a share of revenue, a market that grows.

The change that children imply for a parent is

    (1 + (product of the children's factors - 1) x through) / (1 + market growth) - 1

``through`` is the share of revenue that passes by the children; market growth counts only where
the parent is a share of a market. Exact and without chance: draws stand in ``adjustment``.

Source:
    The cascade of document 002 of the brief: +10 % share from +20 % leads and +5 % conversion.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule_words import amount_text, listed, say, share_text
from passerelle.plan.strategy import KeyResult, Objective
from passerelle.plan.values import Target


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to read a target, and by how much it multiplies the baseline (1.2 is +20 %)."""

    text: Text
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Cascade:
    """What a key result needs and what those under it imply, as relative changes (0.10 is +10 %).

    ``needed_through`` is the share of revenue that would have to pass by the children for the
    cascade to close; above 1 it cannot. ``children`` names the KPIs that move.
    """

    required: Decimal
    implied: Decimal
    growth: Decimal
    through: Decimal
    needed_through: Decimal | None
    children: tuple[str, ...]

    @property
    def missing(self) -> Decimal:
        """The change that nothing under it brings; zero when the cascade closes."""
        return max(Decimal(0), self.required - self.implied)


def implied_change(factors: Iterable[Decimal], through: Decimal, growth: Decimal) -> Decimal:
    """Give the relative change of a parent, from the factors of its children.

    Args:
        factors: What each child is multiplied by, > 0.
        through: Share of revenue that passes by them, in 0..1.
        growth: Growth of the market, > -1; 0 where the parent is no share of a market.

    >>> implied_change([Decimal("1.20"), Decimal("1.05")], Decimal(1), Decimal(0))
    Decimal('0.2600')
    """
    gain = prod(factors, start=Decimal(1)) - 1
    return (1 + gain * through) / (1 + growth) - 1


def needed_through(
    required: Decimal, factors: Iterable[Decimal], growth: Decimal
) -> Decimal | None:
    """Give the share of revenue that must pass by the children for the cascade to close.

    Returns:
        A number >= 0, above 1 when no share is enough; None when the children change nothing.
    """
    gain = prod(factors, start=Decimal(1)) - 1
    if gain == 0:
        return None
    return ((1 + required) * (1 + growth) - 1) / gain


def factor(target: Target, baseline: Decimal | None) -> Decimal | None:
    """Give what a target multiplies its baseline by; None when only a baseline could tell.

    A bare percentage is read as relative; ``meanings`` gives the other reading.
    """
    if target.kind in {"relative", "bare"} and target.change:
        return 1 + target.change.share
    if not baseline:
        return None
    if target.level is not None and not target.is_guardrail:
        return target.level.share / baseline
    return 1 + target.change.share / baseline if target.change else None


def meanings(target: Target, unit: str, baseline: Decimal | None) -> tuple[Meaning, ...]:
    """Give every way to read a target: one, or two for a bare percentage of a share.

    Args:
        target: As the plan says it.
        unit: Unit of the KPI; only a ``share`` can be ambiguous.
        baseline: Starting value, in the KPI's own unit (a share is 0..1).
    """
    first = factor(target, baseline)
    if first is None:
        return ()
    relative = Meaning(say("relative: {by}", "en relatif : {by}", by=_signed(first - 1)), first)
    if target.kind != "bare" or unit != "share" or not target.change or not baseline:
        return (relative,)
    points = 1 + target.change.share / baseline
    step = amount_text(target.change.value, "pts")
    text = say("{step}, which is {by}", "{step}, soit {by}", step=step, by=_signed(points - 1))
    return (relative, Meaning(text, points))


def evaluate(given: Given, objective: str, key: str) -> Cascade | Text | None:
    """Solve the cascade under one key result.

    Returns:
        The figures; a sentence on what is missing to compute them; or None where there is no cascade: the
        KPI is no product of others, or nothing under the objective moves one of them.
    """
    node = given.plan.objectives[objective]
    metric = given.metric(node.results[key].metric or key)
    if metric is None or not metric.driven_by or node.results[key].target.is_guardrail:
        return None
    children = _children(given, objective, metric.driven_by)
    if not children:
        return None
    growth = _growth(given, metric, node)
    if isinstance(growth, Text):
        return growth
    return _solve(given, (key, node.results[key]), children, growth)


def _solve(
    given: Given,
    parent: tuple[str, KeyResult],
    children: Sequence[tuple[str, KeyResult]],
    growth: Decimal,
) -> Cascade | Text:
    unclear = [key for key, result in (parent, *children) if _ambiguous(given, key, result)]
    if unclear:
        return say(
            "one reading of the percentage of {kpis}: relative, or points",
            "une seule lecture du pourcentage de {kpis} : relatif, ou en points",
            kpis=listed(unclear),
        )
    ratios = [
        (key, factor(result.target, baseline(given, key, result))) for key, result in children
    ]
    required = factor(parent[1].target, baseline(given, *parent))
    silent = [key for key, ratio in ratios if ratio is None] + ([] if required else [parent[0]])
    if silent or required is None:
        return say("a baseline for {kpis}", "une valeur de départ pour {kpis}", kpis=listed(silent))
    metric = given.metric(parent[1].metric or parent[0])
    through = metric.through if metric else Decimal(1)
    factors = [ratio for _, ratio in ratios if ratio is not None]
    return Cascade(
        required=required - 1,
        implied=implied_change(factors, through, growth),
        growth=growth,
        through=through,
        needed_through=needed_through(required - 1, factors, growth),
        children=tuple(key for key, _ in ratios),
    )


def baseline(given: Given, key: str, result: KeyResult) -> Decimal | None:
    """Give where a key result starts, in the KPI's own unit: as written, else as last read."""
    if result.target.baseline:
        return result.target.baseline.share
    read = given.reading(result.metric or key)
    return read.value if read else None


def _children(given: Given, objective: str, drivers: Sequence[str]) -> list[tuple[str, KeyResult]]:
    wanted = {metric.id for name in drivers if (metric := given.metric(name))}
    found: dict[str, tuple[str, KeyResult]] = {}
    for name in given.below(objective):
        for key, result in _results(given, name):
            metric = given.metric(result.metric or key)
            if metric and metric.id in wanted and not result.target.is_guardrail:
                found.setdefault(metric.id, (key, result))
    return list(found.values())


def _results(given: Given, objective: str) -> Iterable[tuple[str, KeyResult]]:
    node = given.plan.objectives.get(objective)
    return node.results.items() if node else ()


def _growth(given: Given, metric: Metric, objective: Objective) -> Decimal | Text:
    market = metric.market or (objective.market if "market_share" in metric.id else None)
    if market is None:
        if "market_share" in metric.id:
            return say("the market of {kpi}", "le marché de {kpi}", kpi=metric.title)
        return Decimal(0)
    known = given.plan.markets.get(market)
    if known is None or known.growth is None:
        return say("the growth of market {name}", "la croissance du marché {name}", name=market)
    return known.growth.likely / 100


def _ambiguous(given: Given, key: str, result: KeyResult) -> bool:
    metric = given.metric(result.metric or key)
    return result.target.kind == "bare" and metric is not None and metric.unit == "share"


def _signed(change: Decimal) -> Text:
    text = share_text(change)
    return Text(en="+" + text.en, fr="+" + text.fr) if change >= 0 else text
