"""``cascade``: what the goals below make of the goal above, how likely, and what other numbers would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade, Solved, evaluate, solve, solve_with
from passerelle.plan.given import Given
from passerelle.plan.rule import result_spot
from passerelle.plan.rule_words import say
from passerelle.plan.scalars import target as target_text
from passerelle.plan.tree import Tree
from passerelle.plan.tree_of import tree_of
from passerelle.plan.values import Estimate
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.cascade_rows import rows_of
from passerelle.verbs.cascade_target import at_change
from passerelle.verbs.cascade_trial import Trial
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan

if TYPE_CHECKING:
    from passerelle.adjustment.cascade_draws import Odds

DRAWS = 200_000
UNSURE = Decimal("0.4")
"""Standard deviation, as a part of the change, while nobody has said how sure it is."""


@dataclass(frozen=True, slots=True)
class Cascades(Answer):
    """Every key result that others move, with what it needs and what they imply."""

    rows: tuple[Json, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class Shown(Answer):
    """One cascade: its tree, its figures, its odds, and what would be written to keep them.

    Changes are relative (0.10 is +10 %). ``lacks`` says what is missing to compute it, and then
    there are no figures. ``plans`` holds one row for each way to read its percentages.
    """

    objective: str
    title: str
    key: str
    kpi: Text
    revision: int
    rows: tuple[Json, ...]
    figures: Json | None
    odds: Json | None
    required: Any
    through: Any
    growth: Json | None
    plans: tuple[Json, ...]
    lacks: Text | None
    tried: bool
    changes: tuple[Json, ...] = field(default=())


def cascades(house: House) -> Cascades:
    """List the cascades of head, in the order of its objectives."""
    revision, plan = head_plan(house)
    given = deeds_known(house, plan)
    rows = []
    for name, key, objective, result in given.key_results():
        tree = tree_of(given, name, key)
        solved = evaluate(given, name, key) if tree and tree.front else None
        if tree is None or solved is None:
            continue
        row = {"objective": name, "title": objective.title, "key": key, "kpi": tree.top.title}
        row |= {"target": target_text.write(result.target), "lacks": None, "figures": None}
        row |= {"lacks": solved} if isinstance(solved, Text) else {"figures": _figures(solved)}
        rows.append(plain(row))
    return Cascades(tuple(rows), revision.number)


def cascade(  # noqa: PLR0913 (words of a door)
    house: House,
    objective: str,
    key: str = "",
    changes: Mapping[str, str] | None = None,
    spreads: Mapping[str, str] | None = None,
    through: str = "",
    growth: str = "",
    growth_spread: str = "",
    required: str = "",
) -> Shown:
    """Show the cascade under a key result, with other numbers where some are given.

    Args:
        house: The workspace.
        objective: Name of the objective.
        key: Its key result; nothing for the first that others move.
        changes: Change tried for each KPI below, in per cent as it is typed: ``{"orders": "12,5"}``.
        spreads: One standard deviation of each, in points of per cent.
        through: Share of revenue that passes by them, in per cent.
        growth: Growth of the market, in per cent.
        growth_spread: One standard deviation of it.
        required: Change that the key result needs, in per cent.

    Raises:
        NotFound: there is no such objective, or nothing moves its key results.
        InputErrors: a number cannot be read.
    """
    revision, plan = head_plan(house)
    given = deeds_known(house, plan)
    key, tree = _found(given, objective, key)
    numbers = Trial.read(changes or {}, spreads or {}, through, growth, growth_spread, required)
    return _shown(given, _Seen(revision.number, objective, key, tree), numbers)


@dataclass(frozen=True, slots=True)
class _Seen:
    revision: int
    objective: str
    key: str
    tree: Tree


def _found(given: Given, objective: str, key: str) -> tuple[str, Tree]:
    node = given.plan.objectives.get(objective)
    if node is None:
        raise NotFound(
            say(
                "There is no objective '{name}'.",
                "Il n'y a pas d'objectif « {name} ».",
                name=objective,
            ),
            nearest(objective, given.plan.objectives),
        )
    for name in [key] if key else node.results:
        tree = tree_of(given, objective, name) if name in node.results else None
        if tree is not None and tree.front:
            return name, tree
    raise NotFound(
        say(
            "No goal below moves {what} of '{name}': its KPI must say what it is made of "
            "(`driven_by`, `made_of`), and goals within it must move a part.",
            "Aucun but du dessous ne fait bouger {what} de « {name} » : son indicateur doit dire de "
            "quoi il est fait (`driven_by`, `made_of`), et des buts en son sein doivent en bouger "
            "une part.",
            what=key or say("a key result", "un résultat clé"),
            name=objective,
        ),
        nearest(key, node.results),
    )


def _shown(given: Given, seen: _Seen, tried: Trial) -> Shown:
    tree = _with(seen.tree, tried)
    planned = solve(tree)
    lacks = planned if isinstance(planned, Text) else None
    first = None if isinstance(planned, Text) else planned[0]
    moves = _moves(tree, tried, first)
    required = first.figures.required if first else Decimal(0)
    required = required if tried.required is None else tried.required
    spreads = {kpi: _spread(tried, kpi, moves) for kpi in moves}
    figures = None if first is None else solve_with(tree, moves, required)
    return Shown(
        objective=seen.objective,
        title=given.plan.objectives[seen.objective].title,
        key=seen.key,
        kpi=tree.top.title,
        revision=seen.revision,
        rows=tuple(rows_of(given, tree, moves, spreads, figures)),
        figures=None if figures is None else plain(_figures(figures)),
        odds=None if first is None else plain(_odds(tree, moves, spreads, required, tried)),
        required=plain(required) if first else None,
        through=plain(tree.top.through),
        growth=_growth(tree, tried),
        plans=() if isinstance(planned, Text) or len(planned) == 1 else tuple(map(_plan, planned)),
        lacks=lacks,
        tried=tried.any,
        changes=tuple(_changes(given, seen, tried, first)) if first else (),
    )


def _with(tree: Tree, tried: Trial) -> Tree:
    if tried.through is not None:
        tree = tree.changed(tree.root, through=tried.through)
    if tried.growth is not None and _has_market(tree):
        points = Estimate(tried.growth, tried.growth, tried.growth)
        tree = tree.changed(tree.root, growth=points, lacks=None)
    return tree


def _has_market(tree: Tree) -> bool:
    return tree.top.growth is not None or tree.top.lacks is not None


def _moves(tree: Tree, tried: Trial, first: Solved | None) -> dict[str, Decimal]:
    planned = first.moves if first else {}
    return {kpi: 1 + tried.changes.get(kpi, planned.get(kpi, Decimal(1)) - 1) for kpi in tree.front}


def _spread(tried: Trial, kpi: str, moves: Mapping[str, Decimal]) -> Decimal:
    return tried.spreads.get(kpi, abs(moves[kpi] - 1) * UNSURE)


def _odds(
    tree: Tree,
    moves: Mapping[str, Decimal],
    spreads: Mapping[str, Decimal],
    required: Decimal,
    tried: Trial,
) -> "Odds":
    from passerelle.adjustment.cascade_draws import Spread, odds

    drawn = {kpi: Spread(float(moves[kpi] - 1), float(spreads[kpi])) for kpi in moves}
    market = None
    grows = tree.top.growth
    if grows and (tried.growth is not None or tried.growth_spread is not None):
        market = Spread(float(grows.likely), float(tried.growth_spread or 0))
    return odds(tree, drawn, float(required), growth=market, draws=DRAWS, seed=1)


def _figures(solved: Cascade) -> Json:
    return {
        "required": solved.required,
        "implied": solved.implied,
        "missing": solved.missing,
        "times": solved.times,
        "needed_through": solved.needed_through,
        "children": list(solved.children),
        "late": list(solved.late),
    }


def _plan(solved: Solved) -> Json:
    found: Json = plain({"readings": solved.readings, **_figures(solved.figures)})
    return found


def _growth(tree: Tree, tried: Trial) -> Json | None:
    if not _has_market(tree):
        return None
    points = tree.top.growth
    spread = tried.growth_spread
    found: Json = plain(
        {
            "likely": points.likely if points else None,
            "low": points.low if points else None,
            "high": points.high if points else None,
            "spread": spread,
        }
    )
    return found


def _changes(given: Given, seen: _Seen, tried: Trial, first: Solved) -> list[Json]:
    """Give the changes of the plan that would keep the numbers tried, each with what stands now."""
    wanted = {kpi: one for kpi, one in tried.changes.items() if kpi in first.moves}
    if tried.required is not None:
        wanted = {seen.tree.root: tried.required, **wanted}
    found = []
    for kpi, change in wanted.items():
        node = seen.tree.nodes[kpi]
        before = first.moves.get(kpi, first.figures.required + 1) - 1
        if node.goal is None or change == before:
            continue
        where = result_spot(given, node.goal.objective, node.goal.key)
        found.append(
            {
                "node": where.node,
                "field": where.field,
                "kpi": node.title.as_json(),
                "before": target_text.write(node.goal.result.target),
                "value": target_text.write(at_change(node.goal.result.target, node, change)),
            }
        )
    if tried.through is not None and tried.through != seen.tree.top.through:
        found.append(_through(given, seen, tried.through))
    return found


def _through(given: Given, seen: _Seen, share: Decimal) -> Json:
    from passerelle.plan.scalars import percent

    name = given.plan.objectives[seen.objective].results[seen.key].metric or seen.key
    known = name if name in given.plan.metrics else seen.tree.root
    return {
        "node": f"metrics/{known}",
        "field": "through",
        "kpi": seen.tree.top.title.as_json(),
        "before": percent.write(seen.tree.top.through),
        "value": percent.write(share),
    }
