"""How far goals bring the KPI above them: whether it is enough, and the target that they do reach."""

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade
from passerelle.plan.given import Given
from passerelle.plan.rule_words import amount_text, number_text, share_text
from passerelle.plan.scalars import target as target_text
from passerelle.plan.tree import Node
from passerelle.plan.tree_of import tree_of
from passerelle.plan.values import Amount, Target

_EXACT = 6
"""Decimals beyond which a difference comes from dividing, not from the plan."""

_LARGE = 100
"""From here on a decimal more says nothing."""

_TENTH = Decimal("0.1")


def falls_short(solved: Cascade) -> bool:
    """Whether something of the required change is missing."""
    return bool(solved.required) and bool(round(solved.missing, _EXACT))


def made_of(given: Given, kpi: str) -> list[Text]:
    """Name the goals that a KPI is a part of: what a lower target leaves out is missing there."""
    trees = (tree_of(given, name, key) for name, key, _, _ in given.key_results())
    return [tree.top.title for tree in trees if tree and kpi in tree.nodes and tree.root != kpi]


def level_text(unit: str, target: Target, value: Decimal) -> Text:
    """Write a value of a KPI in the unit of its target."""
    if unit == "share":
        return share_text(value)
    said = target.level or target.baseline
    if said and said.unit not in {"count", "%"}:
        return amount_text(round(value, 0 if abs(value) >= _LARGE else 1), said.unit)
    return number_text(value, 0 if abs(value) >= _LARGE else 1)


def reachable(top: Node, target: Target, solved: Cascade) -> str | None:
    """Write a target at what the goals below make of it; None when they lead the other way.

    Rounded towards its start, so that they do reach it.
    """
    rising = solved.required > 0
    if (solved.implied > 0) != rising or not solved.implied:
        return None
    rounding = ROUND_FLOOR if rising else ROUND_CEILING
    if target.level and top.start:
        scale = 100 if top.unit == "share" else 1
        value = round(top.start * (1 + solved.implied) * scale, _EXACT)
        step = Decimal(1) if value >= _LARGE else _TENTH
        level = _plain(value.quantize(step, rounding=rounding))
        moved = level > top.start * scale if rising else level < top.start * scale
        right = replace(target, level=Amount(level, target.level.unit))
        return target_text.write(right) if moved else None
    if target.change and target.kind in {"relative", "bare"}:
        exact = round(solved.implied * 100, _EXACT)
        change = _plain(exact.quantize(_TENTH, rounding=rounding))
        right = replace(target, change=Amount(change, target.change.unit))
        return target_text.write(right) if change else None
    return None


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")
