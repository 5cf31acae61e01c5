"""A metric tree as frozen values: what the changes of some KPIs make of the KPI above them.

Each KPI is tied to those it is made of. What the ties give is brought together as factors (1.2 is
+20 %):

=========== ==================================================================================
multiply    times the child's factor
divide      over the child's factor
elasticity  times 1 + coefficient x the child's change
add         the child's change, weighed by the share of the whole that it starts from
subtract    the same, taken away
mean        the same, over the sum of the parts
=========== ==================================================================================

The whole of a sum is the parent's own baseline, what no part names standing still; without one, or
where a sum is then multiplied, it is the sum of all parts. The same arithmetic serves exact numbers
and draws: ``Numbers`` says how a constant and an estimate become a number.

Source:
    The cascade of document 002 of the brief; level arithmetic, worked by hand in its tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, Overflow
from typing import Any, Literal

from passerelle.base.language import Text
from passerelle.plan.rule_words import say
from passerelle.plan.strategy import KeyResult
from passerelle.plan.values import Estimate

Op = Literal["multiply", "add", "subtract", "divide", "elasticity", "mean"]
SUMS = frozenset({"add", "subtract", "mean"})
_NOTHING = 0
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Tie:
    """How a KPI moves its parent.

    ``coefficient`` is an elasticity, or the weight of a part; ``lag_days`` >= 0 is how long its
    effect takes to show.
    """

    child: str
    op: Op = "multiply"
    coefficient: Estimate | None = None
    lag_days: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """The key result that moves a KPI: where it stands in the plan, and the day it is due."""

    objective: str
    key: str
    result: KeyResult
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A KPI of the tree.

    ``start`` is where it stands, in its own unit (a share is 0..1); ``through`` the share of
    revenue that passes by its children; ``growth`` that of its market, where it is a share of one
    (0.03 is +3 %); ``lacks`` says what is missing of the market.
    """

    kpi: str
    title: Text
    unit: str = "count"
    start: Decimal | None = None
    ties: tuple[Tie, ...] = ()
    through: Decimal = _ONE
    growth: Estimate | None = None
    goal: Goal | None = None
    lacks: Text | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """A KPI and all that it is made of, each KPI once, parents before their children."""

    root: str
    nodes: Mapping[str, Node]

    @property
    def top(self) -> Node:
        """The KPI above all others."""
        return self.nodes[self.root]

    def changed(self, kpi: str, **values: Any) -> "Tree":  # noqa: ANN401
        """Give the same tree with other values of one KPI, such as ``through`` or ``growth``."""
        return Tree(self.root, {**self.nodes, kpi: replace(self.nodes[kpi], **values)})

    @property
    def front(self) -> tuple[str, ...]:
        """The KPIs whose own goals move the top: the first goal on each way down."""
        open_ones, found = {self.root}, []
        for kpi, node in self.nodes.items():
            if kpi not in open_ones:
                continue
            if node.goal and kpi != self.root:
                found.append(kpi)
            else:
                open_ones.update(tie.child for tie in node.ties)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How constants and estimates become numbers: exact and likely, unless one says otherwise.

    ``estimate`` is given a name that is the same each time the same estimate is asked for.
    """

    constant: Callable[[Decimal], Any] = lambda value: value
    estimate: Callable[[str, Estimate], Any] = lambda _name, value: value.likely


EXACT = Numbers()


@dataclass(frozen=True, slots=True)
class Grown:
    """What a tree makes of the changes below.

    ``factor`` is that of the top, market growth and ``through`` inside; ``gain`` is the change of
    the top before both; ``growth`` that of its market. ``moved`` are the KPIs that counted, ``late``
    those whose effect shows after the top is due. ``starts`` are KPIs whose baseline is missing,
    ``lacks`` says what else is; without either, the numbers are whole. ``factors`` are those of all
    KPIs that move.
    """

    factor: Any
    gain: Any
    growth: Any
    moved: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    lacks: tuple[Text, ...] = ()
    factors: Mapping[str, Any] = field(default_factory=dict)


def grow(tree: Tree, moves: Mapping[str, Any], numbers: Numbers = EXACT) -> Grown:
    """Let the changes of some KPIs rise to the top of the tree.

    A KPI of ``moves`` is taken as it is and nothing is sought under it. A KPI that nothing moves
    stands still. Time and memory grow with the number of ties.

    Args:
        tree: The tree.
        moves: What each moved KPI is multiplied by (1.2 is +20 %).
        numbers: How constants and estimates become numbers.
    """
    work = _Work(tree, moves, numbers, _deadlines(tree, moves))
    for kpi in reversed(tuple(tree.nodes)):
        if kpi in work.days:
            work.settle(tree.nodes[kpi])
    top = tree.top
    growth = work.growth(top)
    gain = work.gains.get(tree.root, numbers.constant(Decimal(0)))
    return Grown(
        factor=(1 + gain * numbers.constant(top.through)) / (1 + growth),
        gain=gain,
        growth=growth,
        moved=tuple(kpi for kpi in tree.nodes if kpi in work.moved),
        late=tuple(kpi for kpi in tree.nodes if kpi in work.late),
        starts=tuple(dict.fromkeys(work.starts)),
        lacks=tuple(dict.fromkeys(work.lacks)),
        factors=work.factors,
    )


def _deadlines(tree: Tree, moves: Mapping[str, Any]) -> dict[str, date | None]:
    """Give the last day on which a change of each KPI still counts; the longest way down decides.

    Only KPIs that are looked at are given: those on a way from the top to the first moved ones.
    """
    days: dict[str, date | None] = {tree.root: tree.top.goal.due if tree.top.goal else None}
    for kpi, node in tree.nodes.items():
        if kpi not in days or (kpi in moves and kpi != tree.root):
            continue
        for tie in node.ties:
            day = _before(days[kpi], tie.lag_days)
            known = days.get(tie.child)
            days[tie.child] = min(day, known) if day and known else day or known
    return days


def _before(day: date | None, lag_days: int) -> date | None:
    if day is None:
        return None
    try:
        return day - timedelta(days=lag_days)
    except OverflowError:
        return date.min


@dataclass
class _Work:
    """One rise through a tree: factors of the KPIs settled so far, and what was missing."""

    tree: Tree
    moves: Mapping[str, Any]
    numbers: Numbers
    days: Mapping[str, date | None]
    factors: dict[str, Any] = field(default_factory=dict)
    gains: dict[str, Any] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    starts: list[str] = field(default_factory=list)
    lacks: list[Text] = field(default_factory=list)

    def settle(self, node: Node) -> None:
        """Give a KPI its factor, when something moves it; its children are settled."""
        if node.kpi in self.moves and node.kpi != self.tree.root:
            self._take(node)
            return
        stands = not any(tie.child in self.factors for tie in node.ties)
        if node.lacks and (node.kpi == self.tree.root or not stands):
            self.lacks.append(node.lacks)
        if stands:
            return
        try:
            gain = self._combined(node) - 1
        except Overflow:
            self.lacks.append(_beyond(node))
            return
        self.gains[node.kpi] = gain
        through = self.numbers.constant(node.through)
        self.factors[node.kpi] = (1 + gain * through) / (1 + self.growth(node))

    def growth(self, node: Node) -> Any:  # noqa: ANN401
        """Give the growth of the market that a KPI is a share of; zero where it is of none."""
        if node.growth is None:
            return self.numbers.constant(Decimal(0))
        return self.numbers.estimate(f"growth of {node.kpi}", node.growth)

    def _take(self, node: Node) -> None:
        last, due = self.days[node.kpi], node.goal.due if node.goal else None
        if last and due and due > last:
            self.late.add(node.kpi)
        else:
            self.moved.add(node.kpi)
            self.factors[node.kpi] = self.moves[node.kpi]

    def _combined(self, node: Node) -> Any:  # noqa: ANN401
        total = self.numbers.constant(_ONE)
        sums = [tie for tie in node.ties if tie.op in SUMS]
        if any(tie.child in self.factors for tie in sums):
            total = total + self._summed(node, sums)
        for tie in node.ties:
            if tie.op in SUMS or tie.child not in self.factors:
                continue
            factor = self.factors[tie.child]
            if tie.op == "multiply":
                total = total * factor
            elif tie.op == "elasticity":
                total = total * (1 + self._coefficient(node, tie) * (factor - 1))
            elif isinstance(factor, Decimal) and not factor:
                self.lacks.append(_above_zero(self.tree.nodes[tie.child]))
            else:
                total = total / factor
        return total

    def _coefficient(self, node: Node, tie: Tie) -> Any:  # noqa: ANN401
        if tie.coefficient is not None:
            return self.numbers.estimate(f"{node.kpi} by {tie.child}", tie.coefficient)
        if tie.op == "elasticity":
            self.lacks.append(_elasticity(node, self.tree.nodes[tie.child]))
            return _NOTHING
        return self.numbers.constant(_ONE)

    def _summed(self, node: Node, sums: list[Tie]) -> Any:  # noqa: ANN401
        """Give the relative change that the parts of a sum make of the whole."""
        alone = len(sums) == len(node.ties) and all(tie.op != "mean" for tie in sums)
        whole = node.start if alone and node.start else None
        needed = [tie for tie in sums if whole is None or tie.child in self.factors]
        silent = [tie.child for tie in needed if not self.tree.nodes[tie.child].start]
        if silent:
            self.starts.extend(silent)
            return _NOTHING
        weights = {tie.child: self._weight(node, tie) for tie in needed}
        base = sum(weights.values()) if whole is None else self.numbers.constant(whole)
        if isinstance(base, Decimal) and not base:
            self.starts.append(node.kpi)
            return _NOTHING
        moved = (weights[tie.child] * (self.factors[tie.child] - 1)
                 for tie in needed if tie.child in self.factors)  # fmt: skip
        return sum(moved) / base

    def _weight(self, node: Node, tie: Tie) -> Any:  # noqa: ANN401
        start = self.tree.nodes[tie.child].start or Decimal(0)
        size = self._coefficient(node, tie) * self.numbers.constant(start)
        return -size if tie.op == "subtract" else size


def _elasticity(parent: Node, child: Node) -> Text:
    return say(
        "the elasticity (`coefficient`) of {parent} to {child}",
        "l'élasticité (`coefficient`) de {parent} à {child}",
        parent=parent.title,
        child=child.title,
    )


def _above_zero(node: Node) -> Text:
    return say(
        "a target above zero for {kpi}, which something is divided by",
        "une cible au-dessus de zéro pour {kpi}, par quoi l'on divise",
        kpi=node.title,
    )


def _beyond(node: Node) -> Text:
    return say(
        "smaller changes under {kpi}: no number holds their product",
        "de plus petits changements sous {kpi} : aucun nombre ne contient leur produit",
        kpi=node.title,
    )
