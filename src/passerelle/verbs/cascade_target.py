"""The target that says a tried change, written as the plan writes the one it replaces."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from passerelle.plan.tree import Node
from passerelle.plan.values import Amount, Target

FINE = Decimal("0.01")
LARGE = Decimal(100)


def at_change(target: Target, node: Node, change: Decimal) -> Target:
    """Give a target that asks for a relative change: a level where there was one, else a percentage.

    Args:
        target: What the plan says today; its day stays.
        node: The KPI, with where it starts.
        change: The relative change wanted (0.10 is +10 %).
    """
    if target.level is not None and node.start:
        shown = node.start * (100 if target.level.unit in {"%", "pts"} else 1) * (1 + change)
        return replace(target, level=Amount(_round(shown), target.level.unit))
    kind: Literal["relative", "bare"] = (
        "relative" if node.unit == "share" or target.kind == "relative" else "bare"
    )
    by = Amount(_trim(change * 100), "%")
    return replace(target, level=None, change=by, kind=kind)


def _round(value: Decimal) -> Decimal:
    step = Decimal(1) if abs(value) >= LARGE else FINE
    return _trim(value.quantize(step, ROUND_HALF_UP))


def _trim(value: Decimal) -> Decimal:
    """Drop zeros at the end, and never write 1E+2."""
    return Decimal(format(value.normalize(), "f"))
