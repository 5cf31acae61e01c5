"""Does a goal follow from those under it? Products of KPIs, a share of revenue, a market.

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
from itertools import product
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
        gap = self.required - self.implied
        return max(Decimal(0), gap if self.required >= 0 else -gap)


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
    """Give every way to read a target: two for a bare percentage of a share, else one.

    None at all when only a baseline could tell.

    Args:
        target: As the plan says it.
        unit: Unit of the KPI; only a ``share`` can be ambiguous.
        baseline: Starting value, in the KPI's own unit (a share is 0..1).
    """
    first = factor(target, baseline)
    bare = target.kind == "bare" and unit == "share" and target.change is not None
    if first is None or (bare and not baseline):
        return ()
    relative = Meaning(say("relative: {by}", "en relatif : {by}", by=_signed(first - 1)), first)
    if not bare or not baseline or not target.change:
        return (relative,)
    points = 1 + target.change.share / baseline
    step = amount_text(target.change.value, "pts")
    text = say("{step}, which is {by}", "{step}, soit {by}", step=step, by=_signed(points - 1))
    return (relative, Meaning(text, points))


@dataclass(frozen=True, slots=True)
class Branch:
    """A key result, those on the KPIs it is the product of, and the market's growth."""

    key: str
    result: KeyResult
    metric: Metric
    children: tuple[tuple[str, KeyResult], ...]
    growth: Decimal


def evaluate(given: Given, objective: str, key: str) -> Cascade | Text | None:
    """Solve the cascade under one key result.

    Returns:
        The figures; a sentence on what is missing to compute them; or None where there is no
        cascade: the KPI is no product of others, or nothing under the objective moves one of them.
    """
    found = branch(given, objective, key)
    if found is None or isinstance(found, Text):
        return found
    plans = alternatives(given, found)
    if not plans:
        return _silent(given, found)
    if len(plans) == 1:
        return plans[0][1]
    return say(
        "one reading of the percentages: {ways} are {n} different plans",
        "une seule lecture des pourcentages : {ways} sont {n} plans différents",
        ways=listed(_way(figures) for _, figures in plans),
        n=len(plans),
    )


def branch(given: Given, objective: str, key: str) -> Branch | Text | None:
    """Find what a key result is made of; None when of nothing, a sentence when the market lacks."""
    node = given.plan.objectives[objective]
    result = node.results[key]
    metric = given.metric(result.metric or key)
    if metric is None or not metric.driven_by or result.target.is_guardrail:
        return None
    children = _children(given, objective, metric.driven_by)
    if not children:
        return None
    growth = _growth(given, metric, node)
    return growth if isinstance(growth, Text) else Branch(key, result, metric, children, growth)


def alternatives(given: Given, found: Branch) -> tuple[tuple[tuple[Text, ...], Cascade], ...]:
    """Solve a cascade once for every way to read its percentages.

    Returns:
        Pairs of (the reading of the parent and of each child, the figures): one when nothing is
        ambiguous, none when a baseline lacks.
    """
    rows = ((found.key, found.result), *found.children)
    readings = [_read(given, key, result) for key, result in rows]
    solved = []
    for way in product(*readings):
        required, factors = way[0].factor - 1, [meaning.factor for meaning in way[1:]]
        through = found.metric.through
        figures = Cascade(
            required=required,
            implied=implied_change(factors, through, found.growth),
            growth=found.growth,
            through=through,
            needed_through=needed_through(required, factors, found.growth),
            children=tuple(key for key, _ in found.children),
        )
        solved.append((tuple(meaning.text for meaning in way), figures))
    return tuple(solved)


def baseline(given: Given, key: str, result: KeyResult) -> Decimal | None:
    """Give where a key result starts, in the KPI's own unit: as written, else as last read."""
    if result.target.baseline:
        return result.target.baseline.share
    read = given.reading(result.metric or key)
    return read.value if read else None


def _read(given: Given, key: str, result: KeyResult) -> tuple[Meaning, ...]:
    metric = given.metric(result.metric or key)
    unit = metric.unit if metric else "count"
    return meanings(result.target, unit, baseline(given, key, result))


def _way(figures: Cascade) -> Text:
    return say(
        "{given} for {asked}",
        "{given} pour {asked}",
        given=_signed(figures.implied),
        asked=_signed(figures.required),
    )


def _silent(given: Given, found: Branch) -> Text:
    rows = ((found.key, found.result), *found.children)
    names = [key for key, result in rows if not _read(given, key, result)]
    return say("a baseline for {kpis}", "une valeur de départ pour {kpis}", kpis=listed(names))


def _children(
    given: Given, objective: str, drivers: Sequence[str]
) -> tuple[tuple[str, KeyResult], ...]:
    found: dict[str, tuple[str, KeyResult]] = {}
    for name in given.below(objective):
        node = given.plan.objectives.get(name)
        for key, result in node.results.items() if node else ():
            metric = given.metric(result.metric or key)
            if metric and not result.target.is_guardrail:
                found.setdefault(metric.id, (key, result))
    wanted = [metric.id for name in drivers if (metric := given.metric(name))]
    return tuple(found[name] for name in wanted if name in found)


def _growth(given: Given, metric: Metric, objective: Objective) -> Decimal | Text:
    market = metric.market or (objective.market if "market_share" in metric.id else None)
    if market is None:
        if "market_share" in metric.id:
            return say("the market of {kpi}", "le marché de {kpi}", kpi=metric.title)
        return Decimal(0)
    known = given.plan.markets.get(market)
    if known is None or known.growth is None:
        return say("the growth of market {name}", "la croissance du marché {name}", name=market)
    if known.growth.likely <= -100:  # noqa: PLR2004  nothing of the market would be left
        return say("a market {name} that remains", "un marché {name} qui subsiste", name=market)
    return known.growth.likely / 100


def _signed(change: Decimal) -> Text:
    text = share_text(change)
    return Text(en="+" + text.en, fr="+" + text.fr) if change >= 0 else text
