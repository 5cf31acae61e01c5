"""Numbers that a rule compares with, and what one step of each is.

Thresholds stand in ``thresholds.yaml``; a rule also has numbers of its own: those named at the top
of its module, and those written in a comparison.
"""

import ast
from collections.abc import Iterator
from decimal import Decimal

from plan.rules.mutant import Change, Source, put, slots

_COUNTED = ("rank", "reach", "count", "people")


def step(name: str, value: Decimal) -> Decimal:
    """Give one step of a threshold: a hundredth for a share, else one of its last digit.

    A share is at most 1, and not named for what it counts (``days``, ``priority_rank``).
    """
    last = name.rsplit("_", maxsplit=1)[-1]
    counted = last in _COUNTED or (last.endswith("s") and not last.endswith("ss"))
    whole = value == value.to_integral_value()
    if value <= 1 and not (counted and whole):
        return Decimal("0.01")
    return Decimal(1) if whole else Decimal((0, (1,), value.normalize().as_tuple().exponent))


def moves(source: Source) -> Iterator[Change]:
    """Walk the numbers in a rule's own source, each moved up and down by one step."""
    for whole in _comparing(source.tree):
        for parent, field, index, node in _numbers(whole):
            for way in (1, -1):
                moved = ast.copy_location(ast.Constant(_moved(node.value, way)), node)
                text = f"{source.segment(whole)}, with {node.value} moved to {moved.value}"
                yield Change(node, text, *put(parent, field, index, moved))


def _comparing(tree: ast.Module) -> Iterator[ast.AST]:
    """Walk the named values at the top of a module, but its ``RULE``, and all comparisons."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="RULE")]):
                pass
            case ast.Assign() | ast.AnnAssign():
                yield node
            case _:
                pass
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield node


def _numbers(whole: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.Constant]]:
    """Walk the numbers directly in a node, or in a ``Decimal(…)`` that is directly in it."""
    for field, index, node in list(slots(whole)):
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                yield whole, field, index, node
            case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant() as written]):
                yield node, "args", 0, written
            case _:
                pass


def _moved(value: object, way: int) -> object:
    if isinstance(value, int):
        return value + way
    number = Decimal(str(value))
    moved = number + way * step("", number)
    return float(moved) if isinstance(value, float) else str(moved)
