"""The tree of a cascade as it is drawn: one row a KPI, each under the one it moves."""

from collections.abc import Mapping
from decimal import Decimal

from passerelle.plan.cascade import Cascade
from passerelle.plan.given import Given
from passerelle.plan.scalars import target as target_text
from passerelle.plan.tree import Goal, Node, Tie, Tree, grow
from passerelle.verbs.answer import Json, plain


def rows_of(
    given: Given,
    tree: Tree,
    moves: Mapping[str, Decimal],
    spreads: Mapping[str, Decimal],
    figures: Cascade | None,
) -> list[Json]:
    """Walk the tree as it is drawn: each KPI under its parent, a KPI used twice drawn once."""
    rows: list[Json] = []
    seen: set[str] = set()
    factors = grow(tree, moves).factors if figures else {}
    waiting: list[tuple[Tie | None, str, int]] = [(None, tree.root, 0)]
    while waiting:
        tie, kpi, depth = waiting.pop()
        if kpi in seen:
            continue
        seen.add(kpi)
        node = tree.nodes[kpi]
        goal = node.goal
        row: Json = {
            "kpi": kpi,
            "title": node.title,
            "unit": node.unit,
            "depth": depth,
            "op": tie.op if tie else "",
            "coefficient": _points(tie),
            "lag_days": tie.lag_days if tie else 0,
            "start": node.start,
            "through": node.through if node.ties else None,
            "moved": kpi in moves,
            "implied": factors[kpi] - 1 if kpi in factors else None,
            **_of_goal(given, goal),
        }
        if kpi in moves:
            row |= {"change": moves[kpi] - 1, "spread": spreads[kpi]}
            row["level"] = _level(node, moves[kpi])
            row["late"] = bool(figures and goal and goal.key in figures.late)
        rows.append(plain(row))
        if kpi not in moves or kpi == tree.root:
            waiting.extend((one, one.child, depth + 1) for one in reversed(node.ties))
    return rows


def _points(tie: Tie | None) -> Json | None:
    points = tie.coefficient if tie else None
    return (
        None
        if points is None
        else {"low": points.low, "likely": points.likely, "high": points.high}
    )


def _of_goal(given: Given, goal: Goal | None) -> Json:
    if goal is None:
        return {"objective": "", "objective_title": "", "key": "", "target": "", "due": None}
    return {
        "objective": goal.objective,
        "objective_title": given.plan.objectives[goal.objective].title,
        "key": goal.key,
        "target": target_text.write(goal.result.target),
        "due": goal.due,
    }


def _level(node: Node, factor: Decimal) -> Decimal | None:
    return None if node.start is None else node.start * factor
