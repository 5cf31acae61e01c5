"""``cascade``: what the goals below make of the goal above, how likely, and what other numbers would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import Fault, InputErrors, NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade, Solved, evaluate, solve, solve_with
from passerelle.plan.given import Given
from passerelle.plan.rule import result_spot
from passerelle.plan.rule_words import say
from passerelle.plan.scalars import target as target_text
from passerelle.plan.tree import Goal, Node, Tie, Tree, grow
from passerelle.plan.tree_of import tree_of
from passerelle.plan.values import Estimate
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.cascade_target import at_change
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan

if TYPE_CHECKING:
    from passerelle.adjustment.cascade_draws import Odds

DRAWS = 200_000
UNSURE = Decimal("0.4")
"""Standard deviation, as a part of the change, while nobody has said how sure it is."""

FARTHEST = Decimal(100)
"""Largest change that can be tried: a hundred times as much again."""


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
    typed = _Typed()
    tried = _Tried(
        {kpi: typed.share(f"changes/{kpi}", text) for kpi, text in (changes or {}).items() if text},
        {
            kpi: typed.spread(f"spreads/{kpi}", text)
            for kpi, text in (spreads or {}).items()
            if text
        },
        typed.part("through", through),
        typed.share("growth", growth),
        typed.spread("growth_spread", growth_spread),
        typed.share("required", required),
    )
    if typed.faults:
        raise InputErrors(typed.faults)
    return _shown(given, _Seen(revision.number, objective, key, tree), tried)


@dataclass(frozen=True, slots=True)
class _Seen:
    revision: int
    objective: str
    key: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class _Tried:
    """Numbers that someone moved; None or absent is as planned."""

    changes: Mapping[str, Decimal]
    spreads: Mapping[str, Decimal]
    through: Decimal | None
    growth: Decimal | None
    growth_spread: Decimal | None
    required: Decimal | None


@dataclass
class _Typed:
    """Reads typed numbers, and collects those that cannot be read."""

    faults: list[Fault] = field(default_factory=list)

    def share(self, name: str, text: str) -> Decimal | None:
        """Read per cent as a change above -100 %."""
        return self._between(name, text, Decimal(-1), FARTHEST)

    def spread(self, name: str, text: str) -> Decimal | None:
        """Read points of per cent, 0 or more."""
        return self._between(name, text, Decimal(0), FARTHEST)

    def part(self, name: str, text: str) -> Decimal | None:
        """Read a share of 0 to 100 %."""
        return self._between(name, text, Decimal(0), Decimal(1))

    def _between(self, name: str, text: str, low: Decimal, high: Decimal) -> Decimal | None:
        bare = text.replace("\u202f", "").replace("\u00a0", "").strip().rstrip("%").strip()
        if not bare:
            return None
        try:
            value = Decimal(bare.replace(",", ".").replace("−", "-")) / 100
        except ArithmeticError:
            value = Decimal("NaN")
        if value.is_finite() and low <= value <= high and (low >= 0 or value > low):
            return value
        self.faults.append(Fault(_not_a_number(name, text), _write_one(low, high)))
        return None


def _not_a_number(name: str, text: str) -> Text:
    return say(
        "“{text}” is no percentage that {name} can have.",
        "« {text} » n'est pas un pourcentage possible pour {name}.",
        text=text[:40],
        name=name.rpartition("/")[2],
    )


def _write_one(low: Decimal, high: Decimal) -> Text:
    return say(
        "Write a number of per cent from {low} to {high}, such as 12.5.",
        "Écrivez un nombre de pour cent, de {low} à {high}, comme 12,5.",
        low=int(low * 100),
        high=int(high * 100),
    )


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


def _shown(given: Given, seen: _Seen, tried: _Tried) -> Shown:
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
        rows=tuple(_rows(given, tree, moves, spreads, figures)),
        figures=None if figures is None else plain(_figures(figures)),
        odds=None if first is None else plain(_odds(tree, moves, spreads, required, tried)),
        required=plain(required) if first else None,
        through=plain(tree.top.through),
        growth=_growth(tree, tried),
        plans=() if isinstance(planned, Text) or len(planned) == 1 else tuple(map(_plan, planned)),
        lacks=lacks,
        tried=_is_tried(tried),
        changes=tuple(_changes(given, seen, tried, first)) if first else (),
    )


def _is_tried(tried: _Tried) -> bool:
    rest = (tried.through, tried.growth, tried.growth_spread, tried.required)
    return bool(tried.changes or tried.spreads) or any(one is not None for one in rest)


def _with(tree: Tree, tried: _Tried) -> Tree:
    if tried.through is not None:
        tree = tree.changed(tree.root, through=tried.through)
    if tried.growth is not None and _has_market(tree):
        points = Estimate(tried.growth, tried.growth, tried.growth)
        tree = tree.changed(tree.root, growth=points, lacks=None)
    return tree


def _has_market(tree: Tree) -> bool:
    return tree.top.growth is not None or tree.top.lacks is not None


def _moves(tree: Tree, tried: _Tried, first: Solved | None) -> dict[str, Decimal]:
    planned = first.moves if first else {}
    return {kpi: 1 + tried.changes.get(kpi, planned.get(kpi, Decimal(1)) - 1) for kpi in tree.front}


def _spread(tried: _Tried, kpi: str, moves: Mapping[str, Decimal]) -> Decimal:
    return tried.spreads.get(kpi, abs(moves[kpi] - 1) * UNSURE)


def _odds(
    tree: Tree,
    moves: Mapping[str, Decimal],
    spreads: Mapping[str, Decimal],
    required: Decimal,
    tried: _Tried,
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


def _growth(tree: Tree, tried: _Tried) -> Json | None:
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


def _rows(
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


def _changes(given: Given, seen: _Seen, tried: _Tried, first: Solved) -> list[Json]:
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
