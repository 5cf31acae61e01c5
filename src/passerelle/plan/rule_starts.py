"""Whether the starting values of a metric tree agree: what the parts make of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from passerelle.plan.tree import Node, Tree
from passerelle.plan.values import Target

_SUM = {"add", "subtract"}
_PRODUCT = {"multiply", "divide"}


@dataclass(frozen=True, slots=True)
class Starts:
    """Where a KPI starts, and where its parts say that it does; ``sum`` when they are added."""

    whole: Decimal
    parts: Decimal
    sum: bool

    @property
    def times(self) -> Decimal:
        """How many times the one is the other, >= 1."""
        return max(self.whole / self.parts, self.parts / self.whole)


def starts(tree: Tree) -> Starts | None:
    """Compare the start of a tree's top with what its parts make of it.

    None where a part, or the top, does not say where it starts, where the ties are no levels
    (elasticities, means, weights), or where factors cannot make the whole by their units: money is
    made of one amount of money and of numbers, a number of at least one number.
    """
    made: dict[str, Decimal | None] = {}
    for kpi in reversed(tuple(tree.nodes)):
        node = tree.nodes[kpi]
        made[kpi] = _made(tree, node, [made.get(tie.child) for tie in node.ties])
        if node.start is not None and kpi != tree.root:
            made[kpi] = node.start
    whole, parts = tree.top.start, made.get(tree.root)
    if not whole or not parts or whole < 0 or parts < 0:
        return None
    return Starts(whole, parts, all(tie.op in _SUM for tie in tree.top.ties))


@dataclass(frozen=True, slots=True)
class AtLimits:
    """What factors make of a KPI when those that only keep a limit stand at it, and its target.

    ``held`` are those factors; ``value`` and ``asked`` are None where another one says no level.
    """

    held: tuple[Node, ...]
    value: Decimal | None
    asked: Decimal | None

    @property
    def enough(self) -> bool:
        """Whether the target is reached even so."""
        return bool(self.value and self.asked and self.value >= self.asked > 0)

    @property
    def times(self) -> Decimal | None:
        """How many times the target is what they make; None where that is not known."""
        return self.asked / self.value if self.value and self.asked else None


def at_limits(tree: Tree, held: Mapping[str, Target]) -> AtLimits | None:
    """Look at the factors of a tree's top that start nowhere and only keep a limit.

    Args:
        tree: The tree of a key result.
        held: The limits that key results keep, by KPI.

    Returns:
        None where there is no such factor.
    """
    factors = {tie.child for node in tree.nodes.values() for tie in node.ties
               if tie.op in _PRODUCT and tie.child in held}  # fmt: skip
    mine = [node for kpi, node in tree.nodes.items() if kpi in factors and node.start is None]
    if not mine:
        return None
    levels: dict[str, Decimal | None] = {}
    for kpi in reversed(tuple(tree.nodes)):
        node = tree.nodes[kpi]
        own = _level(node, held) if kpi != tree.root else None
        below = [levels.get(tie.child) for tie in node.ties]
        levels[kpi] = own if own is not None else _made(tree, node, below)
    return AtLimits(tuple(mine), levels[tree.root], _level(tree.top, {}))


def _level(node: Node, held: Mapping[str, Target]) -> Decimal | None:
    """Give the level that a KPI is to reach, or to keep."""
    target = node.goal.result.target if node.goal else held.get(node.kpi)
    return target.level.share if target and target.level else None


def _made(tree: Tree, node: Node, values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values) or any(tie.coefficient for tie in node.ties):
        return None
    if all(tie.op in _SUM for tie in node.ties):
        signed = (
            -one if tie.op == "subtract" else one for tie, one in zip(node.ties, known, strict=True)
        )
        return sum(signed, Decimal(0))
    return prod(known, start=Decimal(1)) if _is_product(tree, node) else None


def _is_product(tree: Tree, node: Node) -> bool:
    """Whether the units of factors can make that of the whole: orders x basket is revenue."""
    units = [tree.nodes[tie.child].unit for tie in node.ties]
    if len(units) < _FACTORS or any(tie.op != "multiply" for tie in node.ties):
        return False
    if node.unit == "money":
        return units.count("money") == 1
    return node.unit == "count" and "count" in units and "money" not in units


_FACTORS = 2
