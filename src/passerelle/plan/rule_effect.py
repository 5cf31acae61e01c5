"""What the actions of a key result are expected to bring, beside what it needs, in one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from passerelle.plan.given import Given, Metric
from passerelle.plan.operations import Action
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_units import fit_estimate, fitted, kind_of
from passerelle.plan.strategy import KeyResult, Objective
from passerelle.plan.target_meaning import baseline
from passerelle.plan.tree import Node, Tree, grow
from passerelle.plan.values import Estimate, Target


@dataclass(frozen=True, slots=True)
class Need:
    """The change that a key result asks for: its size, >= 0, its direction, and where it starts.

    ``unit`` is ``pts`` for a share, ``%`` where no baseline is known, else the target's own.
    ``start`` is the baseline in the same unit (24 for 24 %), when known.
    """

    size: Decimal
    sign: int
    unit: str
    start: Decimal | None = None


def need(given: Given, key: str, result: KeyResult) -> Need | None:
    """Give the change a key result needs; None for a limit, an ambiguous target or no baseline."""
    target, metric = fitted(given, key, result), given.metric(result.metric or key)
    share = metric is not None and metric.unit == "share"
    if target.is_guardrail or (target.kind == "bare" and share):
        return None
    known = baseline(given, key, result)
    start = known * 100 if share and known is not None else known
    unit = "pts" if share else (target.level or target.baseline or target.change or _NONE).unit
    if target.level is not None and start is not None:
        level = target.level.share * 100 if share else target.level.value
        return _need(level - start, unit, start)
    return _change(target, unit, start)


def _change(target: Target, unit: str, start: Decimal | None) -> Need | None:
    """Read the need out of a written change, relative or in the KPI's unit."""
    if target.change is None:
        return None
    if target.kind in {"points", "absolute"}:
        return _need(target.change.value, unit, start)
    if start is None:
        return _need(target.change.value, "%", None)
    return _need(start * target.change.value / 100, unit if unit != "%" else "count", start)


def better_way(given: Given, metric: Metric | None) -> int:
    """Give the way in which a KPI is better: +1, -1; 0 when it has none, or nobody says it."""
    if metric is None:
        return 0
    own = given.plan.metrics.get(metric.id)
    said = metric.id in given.catalogue or bool(own and own.direction)
    return {"up": 1, "down": -1}.get(metric.direction, 0) if said else 0


def key_result_of(objective: Objective) -> str | None:
    """Name the key result that a plain ``brings`` speaks of: the first one that is no limit."""
    goals = (key for key, result in objective.results.items() if not result.target.is_guardrail)
    return next(goals, None)


def brought(action: Action, name: str, objective: Objective, key: str) -> Estimate | None:
    """Give what an action says it brings to one key result; None when it does not say.

    A plain estimate goes to the first key result of the first objective that the action serves,
    so that nothing is counted twice.
    """
    if isinstance(action.brings, dict):
        metric = objective.results[key].metric
        return action.brings.get(key) or (action.brings.get(metric) if metric else None)
    first = action.serves[:1] == (name,) and key_result_of(objective) == key
    return action.brings if first else None


def stated(given: Given, act: str, name: str, key: str) -> Estimate | None:
    """Give what an action says it brings to a key result, in the unit of its KPI.

    Its KPI may go by another of its names.
    """
    objective, action = given.plan.objectives[name], given.actions[act]
    result = objective.results[key]
    metric = given.metric(result.metric or key)
    estimate = brought(action, name, objective, key)
    if estimate is None and metric and isinstance(action.brings, dict):
        known = {one.id: kpi for kpi in action.brings if (one := given.metric(kpi))}
        estimate = action.brings.get(known.get(metric.id, ""))
    kind = kind_of(given, metric, result)
    if estimate is None or kind is None:
        return estimate
    return fit_estimate(estimate, kind, main_currency(given.plan))


def shows_late(given: Given, action: Action, result: KeyResult) -> bool:
    """Whether the effect of an action first shows after the day that a key result is due."""
    due = given.due(result)
    return bool(due and action.when and (due - action.when.start).days < (action.lag_days or 0))


def through_tree(given: Given, tree: Tree | None, action: Action, wanted: Need) -> Estimate | None:
    """Give what an action brings to a key result by the KPIs that its KPI is made of.

    Args:
        given: What rules look at.
        tree: The metric tree of the key result, if it has one.
        action: Its ``brings`` names KPIs of the tree.
        wanted: What the key result needs; the answer is in its unit.

    Returns:
        Its change as low, likely, high; None where nothing is said, it is no progress, or something
        lacks to compute it.
    """
    if tree is None or not isinstance(action.brings, dict):
        return None
    currency = main_currency(given.plan)
    said = {
        metric.id: fit_estimate(estimate, metric.unit, currency)
        for key, estimate in action.brings.items()
        if (metric := given.metric(key)) and metric.id in tree.nodes
    }
    rows = []
    for which in ("low", "likely", "high"):
        moves = {kpi: _factor(tree.nodes[kpi], estimate, which) for kpi, estimate in said.items()}
        known = {kpi: factor for kpi, factor in moves.items() if factor is not None}
        grown = grow(tree, known)
        if not known or grown.starts or grown.lacks:
            return None
        rows.append((grown.gain * tree.top.through) * (wanted.start or 100))
    low, likely, high = sorted(rows)
    return Estimate(low, likely, high, wanted.unit) if likely * wanted.sign > 0 else None


def _factor(node: Node, estimate: Estimate, which: str) -> Decimal | None:
    """Give what one of the three values multiplies a KPI by; None without its baseline."""
    value: Decimal = getattr(estimate, which)
    if estimate.unit == "%":
        return 1 + value / 100
    if not node.start:
        return None
    return 1 + (value / 100 if estimate.unit == "pts" else value) / node.start


def total(estimates: Sequence[Estimate], wanted: Need) -> tuple[Decimal, Decimal, Decimal] | None:
    """Add estimates in the unit of the need, as progress towards it.

    Lows, likelies and highs are added each with its kind, as if good and bad luck came together:
    the high sum is then the most that the plan may hope for.

    Returns:
        (low, likely, high), or None when an estimate cannot be put in that unit.
    """
    rows = [_converted(estimate, wanted) for estimate in estimates]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    sums = [sum((row[i] for row in known), Decimal(0)) for i in range(3)]
    return sums[0], sums[1], sums[2]


def _converted(estimate: Estimate, wanted: Need) -> tuple[Decimal, Decimal, Decimal] | None:
    values = (estimate.low, estimate.likely, estimate.high)
    if wanted.sign < 0:
        values = (-estimate.high, -estimate.likely, -estimate.low)
    if estimate.unit == wanted.unit or {estimate.unit, wanted.unit} <= _PLAIN:
        return values
    if estimate.unit == "%" and wanted.start is not None:
        low, likely, high = (wanted.start * value / 100 for value in values)
        return low, likely, high
    return None


def _need(change: Decimal, unit: str, start: Decimal | None) -> Need:
    return Need(abs(change), -1 if change < 0 else 1, unit, start)


_NONE = Estimate(Decimal(0), Decimal(0), Decimal(0))
_PLAIN = {"count", "score", "ratio", "days", "hours", "pts"}
