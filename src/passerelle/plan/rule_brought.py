"""What the actions of a key result, and of the goals within it, bring to it, added up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from passerelle.plan.given import Given, Metric
from passerelle.plan.rule_effect import Need, stated, through_tree, total
from passerelle.plan.scalars import target as target_text
from passerelle.plan.strategy import KeyResult
from passerelle.plan.tree import Tree
from passerelle.plan.values import Amount, Estimate

Sums = tuple[Decimal, Decimal, Decimal]
"""Low, likely and high, in the unit of what is needed."""


def brought_to(
    given: Given, where: tuple[str, str], serving: list[str], tree: Tree | None, wanted: Need
) -> dict[str, Estimate]:
    """Give what actions say they bring: those of the objective, and of the objectives within it."""
    name, key = where
    found = {
        act: estimate
        for act in serving
        if (estimate := stated(given, act, name, key))
        or (estimate := through_tree(given, tree, given.actions[act], wanted))
    }
    metric = given.metric(given.plan.objectives[name].results[key].metric or key)
    for child in given.below(name) if metric else ():
        for act in given.serving.get(child, ()) if child != name else ():
            estimate = _from_below(given, act, child, metric)
            if act in given.work and act not in found and estimate:
                found[act] = estimate
    return found


def together(given: Given, said: Mapping[str, Estimate], wanted: Need) -> Sums | None:
    """Add effects, less what pairs of actions have in common; None of units that do not add."""
    sums = total(list(said.values()), wanted)
    return _less_overlaps(given, said, wanted, sums) if sums else None


def reachable(result: KeyResult, wanted: Need, likely: Decimal) -> str | None:
    """Write the target at what the actions are likely to bring."""
    if likely <= 0 or wanted.start is None or result.target.level is None:
        return None
    level = (wanted.start + wanted.sign * likely).normalize()
    return target_text.write(replace(result.target, level=Amount(level, result.target.level.unit)))


def day_moved(given: Given, result: KeyResult, late: list[str]) -> str | None:
    """Write the target with the day on which all that is late shows and is over, within the plan's year."""
    shown = [
        max(action.when.end, action.when.start + timedelta(days=action.lag_days or 0))
        for act in late
        if (action := given.actions[act]).when
    ]
    year = given.plan.year
    if not shown or result.target.by is None or year is None or max(shown) > year.period.end:
        return None
    return target_text.write(replace(result.target, by=max(shown)))


def _from_below(given: Given, act: str, child: str, metric: Metric | None) -> Estimate | None:
    """Give what an action of an objective within another brings to the KPI of that other."""
    for key, result in given.plan.objectives[child].results.items():
        known = given.metric(result.metric or key)
        if known and metric and known.id == metric.id:
            return stated(given, act, child, key)
    return None


def _less_overlaps(given: Given, stated: Mapping[str, Estimate], wanted: Need, sums: Sums) -> Sums:
    """Take away, for each pair of actions, the smaller effect on the people that both reach."""
    low, likely, high = sums
    for pair, share in (given.overlaps or {}).items():
        both = [total([stated[act]], wanted) for act in pair if act in stated]
        if len(both) == 2 and both[0] and both[1]:  # noqa: PLR2004  a pair
            low -= share * max(Decimal(0), min(both[0][0], both[1][0]))
            likely -= share * max(Decimal(0), min(both[0][1], both[1][1]))
            high -= share * max(Decimal(0), min(both[0][2], both[1][2]))
    return low, likely, high
