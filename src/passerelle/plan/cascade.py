"""Does a goal follow from those under it? The metric tree, a share of revenue, a market.

The change that children imply for a parent is

    (1 + (what the tree makes of the children's factors - 1) x through) / (1 + market growth) - 1

``through`` is the share of revenue that passes by the children; market growth counts only where
the parent is a share of a market. A child whose effect shows after the parent is due does not
count. Exact and without chance: draws stand in ``adjustment``.

Source:
    The cascade of document 002 of the brief: +10 % share from +20 % leads and +5 % conversion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod

from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule_words import listed, say
from passerelle.plan.target_meaning import Meaning, baseline, factor, meanings, signed
from passerelle.plan.tree import Goal, Grown, Node, Tree, grow
from passerelle.plan.tree_of import tree_of

__all__ = [
    "Cascade",
    "Meaning",
    "Solved",
    "alternatives",
    "baseline",
    "evaluate",
    "factor",
    "implied_change",
    "meanings",
    "needed_through",
    "solve",
    "solve_with",
]

MOST_READINGS = 4
"""Ambiguous percentages up to which every plan they may mean is named: 2, 4, 8, 16 plans."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """What a key result needs and what those under it imply, as relative changes (0.10 is +10 %).

    ``needed_through`` is the share of revenue that would have to pass by the children for the
    cascade to close; above 1 it cannot. ``children`` names the key results that move it, ``late``
    those that would, but show their effect after it is due.
    """

    required: Decimal
    implied: Decimal
    growth: Decimal
    through: Decimal
    needed_through: Decimal | None
    children: tuple[str, ...]
    late: tuple[str, ...] = ()

    @property
    def missing(self) -> Decimal:
        """The change that nothing under it brings; zero when the cascade closes."""
        gap = self.required - self.implied
        return max(Decimal(0), gap if self.required >= 0 else -gap)

    @property
    def times(self) -> Decimal | None:
        """How many times the required change is implied; None where no change is required."""
        return self.implied / self.required if self.required else None


@dataclass(frozen=True, slots=True)
class Solved:
    """One way to read the percentages of a cascade: the texts, the factors, the figures."""

    readings: tuple[Text, ...]
    moves: Mapping[str, Decimal]
    figures: Cascade


def implied_change(factors: Iterable[Decimal], through: Decimal, growth: Decimal) -> Decimal:
    """Give the relative change of a parent that is the product of its children.

    Args:
        factors: What each child is multiplied by, > 0.
        through: Share of revenue that passes by them, in 0..1.
        growth: Growth of the market, > -1; 0 where the parent is no share of a market.

    >>> implied_change([Decimal("1.20"), Decimal("1.05")], Decimal(1), Decimal(0))
    Decimal('0.2600')
    """
    gain = prod(factors, start=Decimal(1)) - 1
    return (1 + gain * through) / (1 + growth) - 1


def needed_through(required: Decimal, gain: Decimal, growth: Decimal) -> Decimal | None:
    """Give the share of revenue that must pass by the children for the cascade to close.

    Args:
        required: The change that the parent needs (0.10 is +10 %).
        gain: The change that the children make of what passes by them (0.26 is +26 %).
        growth: Growth of the market, 0 where the parent is no share of one.

    Returns:
        A number, above 1 when no share is enough; None when the children change nothing.
    """
    return ((1 + required) * (1 + growth) - 1) / gain if gain else None


def evaluate(given: Given, objective: str, key: str) -> Cascade | Text | None:
    """Solve the cascade under one key result.

    Returns:
        The figures; a sentence on what is missing to compute them; or None where there is no
        cascade: the KPI is made of no others, or nothing under the objective moves one of them.
    """
    tree = tree_of(given, objective, key)
    if tree is None or not tree.front:
        return None
    solved = solve(tree)
    if isinstance(solved, Text):
        return solved
    if len(solved) == 1:
        return solved[0].figures
    return say(
        "one reading of the percentages: {ways} are {n} different plans",
        "une seule lecture des pourcentages : {ways} sont {n} plans différents",
        ways=listed(_way(one.figures) for one in solved),
        n=len(solved),
    )


def alternatives(given: Given, objective: str, key: str) -> tuple[Solved, ...]:
    """Solve a cascade once for every way to read its percentages; none where something lacks."""
    tree = tree_of(given, objective, key)
    solved = solve(tree) if tree and tree.front else ()
    return () if isinstance(solved, Text) else solved


def solve(tree: Tree) -> tuple[Solved, ...] | Text:
    """Solve a tree with goals, once for every way to read their percentages.

    Returns:
        One when nothing is ambiguous; a sentence when a baseline, a coefficient or a growth lacks.
    """
    rows = [(kpi, goal) for kpi in (tree.root, *tree.front) if (goal := tree.nodes[kpi].goal)]
    readings = {kpi: _read(tree.nodes[kpi], goal) for kpi, goal in rows}
    silent = [goal.key for kpi, goal in rows if not readings[kpi]]
    if silent:
        return _starts(silent)
    unclear = [goal.key for kpi, goal in rows if len(readings[kpi]) > 1]
    if len(unclear) > MOST_READINGS:
        return say(
            "one reading of the percentages of {kpis}",
            "une seule lecture des pourcentages de {kpis}",
            kpis=listed(unclear),
        )
    found = []
    for way in product(*readings.values()):
        moves = {kpi: one.factor for kpi, one in zip(list(readings)[1:], way[1:], strict=True)}
        grown = grow(tree, moves)
        if grown.lacks or grown.starts:
            return grown.lacks[0] if grown.lacks else _starts(grown.starts)
        figures = _figures(tree, way[0].factor - 1, grown)
        found.append(Solved(tuple(meaning.text for meaning in way), moves, figures))
    return tuple(found)


def solve_with(tree: Tree, moves: Mapping[str, Decimal], required: Decimal) -> Cascade:
    """Give the figures of a tree for the changes that someone tries; nothing may lack in it.

    Args:
        tree: The tree.
        moves: What each moved KPI is multiplied by (1.2 is +20 %).
        required: The change that the top needs.
    """
    return _figures(tree, required, grow(tree, moves))


def _figures(tree: Tree, required: Decimal, grown: Grown) -> Cascade:
    return Cascade(
        required=required,
        implied=grown.factor - 1,
        growth=grown.growth,
        through=tree.top.through,
        needed_through=needed_through(required, grown.gain, grown.growth),
        children=_keys(tree, (*grown.moved, *grown.late)),
        late=_keys(tree, grown.late),
    )


def _keys(tree: Tree, kpis: Sequence[str]) -> tuple[str, ...]:
    return tuple(goal.key for kpi in tree.front if kpi in kpis and (goal := tree.nodes[kpi].goal))


def _read(node: Node, goal: Goal) -> tuple[Meaning, ...]:
    return meanings(goal.result.target, node.unit, node.start)


def _way(figures: Cascade) -> Text:
    return say(
        "{given} for {asked}",
        "{given} pour {asked}",
        given=signed(figures.implied),
        asked=signed(figures.required),
    )


def _starts(names: Sequence[str]) -> Text:
    return say("a baseline for {kpis}", "une valeur de départ pour {kpis}", kpis=listed(names))
