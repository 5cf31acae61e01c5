"""The metric tree under one key result of a plan, with the goals that move it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule_words import say
from passerelle.plan.strategy import Objective
from passerelle.plan.target_meaning import baseline
from passerelle.plan.tree import Goal, Node, Tie, Tree
from passerelle.plan.values import Estimate

Goals = Mapping[str, Goal]


def tree_of(given: Given, objective: str, key: str) -> Tree | None:
    """Build the tree under a key result, from ``driven_by`` and ``made_of`` of its KPIs.

    Goals are the key results of the objective and of all those within it: the first that speaks of
    each KPI. A tie that would lead back up is left out (AL-004 speaks of it), and so is one to a
    KPI that nobody knows (AL-003).

    Returns:
        The tree; None where the KPI is made of nothing, or the key result keeps a limit.
    """
    result = given.plan.objectives[objective].results[key]
    metric = given.metric(result.metric or key)
    if metric is None or result.target.is_guardrail or not has_ties(metric):
        return None
    goals = {**_goals(given, objective), metric.id: _goal(given, objective, key)}
    return _Builder(given, goals, given.plan.objectives[objective]).built(metric)


def has_ties(metric: Metric) -> bool:
    """Whether a KPI says what it is made of."""
    return bool(metric.driven_by or metric.made_of)


def ties(given: Given, metric: Metric) -> tuple[Tie, ...]:
    """Give the ties of a KPI: those it multiplies first; a KPI named twice keeps its link."""
    found = {one: Tie(one) for one in _known(given, metric.driven_by)}
    for name, link in metric.made_of.items():
        for child in _known(given, [name]):
            weight = plain(link.coefficient) if link.coefficient else None
            found[child] = Tie(child, link.op, weight, link.lag_days or 0)
    return tuple(found.values())


def plain(estimate: Estimate) -> Estimate:
    """Give an estimate as plain numbers: 3 % is 0.03."""
    if estimate.unit not in {"%", "pts"}:
        return estimate
    low, likely, high = (one / 100 for one in (estimate.low, estimate.likely, estimate.high))
    return Estimate(low, likely, high)


def _known(given: Given, names: Iterable[str]) -> Iterator[str]:
    return (metric.id for name in names if (metric := given.metric(name)))


def _goal(given: Given, objective: str, key: str) -> Goal:
    result = given.plan.objectives[objective].results[key]
    return Goal(objective, key, result, given.due(result))


def _goals(given: Given, objective: str) -> dict[str, Goal]:
    found: dict[str, Goal] = {}
    for name in given.below(objective):
        node = given.plan.objectives.get(name)
        for key, result in node.results.items() if node else ():
            metric = given.metric(result.metric or key)
            if metric and not result.target.is_guardrail and metric.id not in found:
                found[metric.id] = _goal(given, name, key)
    return found


@dataclass
class _Builder:
    """Walks the ties down, once each; a tie to a KPI still open would close a loop."""

    given: Given
    goals: Goals
    objective: Objective
    done: dict[str, Node] = field(default_factory=dict)

    def built(self, metric: Metric) -> Tree:
        """Build the tree under a KPI."""
        kept: dict[str, list[Tie]] = {metric.id: []}
        waiting = [(metric, self._ties(metric))]
        while waiting:
            above, left = waiting[-1]
            tie = next(left, None)
            if tie is None:
                self.done[above.id] = self._node(above, tuple(reversed(kept[above.id])))
                waiting.pop()
            elif tie.child in self.done:
                kept[above.id].append(tie)
            elif tie.child not in kept:
                kept[above.id].append(tie)
                kept[tie.child] = []
                child = self.given.metric(tie.child)
                if child:
                    waiting.append((child, self._ties(child)))
        return Tree(metric.id, dict(reversed(self.done.items())))

    def _ties(self, metric: Metric) -> Iterator[Tie]:
        # From the last: turned round, the order in which they are done keeps that of the plan.
        return reversed(ties(self.given, metric))

    def _node(self, metric: Metric, kept: tuple[Tie, ...]) -> Node:
        goal = self.goals.get(metric.id)
        growth = self._growth(metric)
        return Node(
            kpi=metric.id,
            title=metric.title,
            unit=metric.unit,
            start=self._start(metric, goal),
            ties=kept,
            through=metric.through,
            growth=growth if isinstance(growth, Estimate) else None,
            goal=goal,
            lacks=growth if isinstance(growth, Text) else None,
        )

    def _start(self, metric: Metric, goal: Goal | None) -> Decimal | None:
        if goal:
            return baseline(self.given, goal.key, goal.result)
        read = self.given.reading(metric.id)
        return read.value if read else None

    def _growth(self, metric: Metric) -> Estimate | Text | None:
        """Give the growth of the market that a KPI is a share of; a sentence when it is missing."""
        share = is_market_share(metric)
        market = metric.market or (self.objective.market if share else None)
        if market is None:
            return (
                say("the market of {kpi}", "le marché de {kpi}", kpi=metric.title)
                if share
                else None
            )
        known = self.given.plan.markets.get(market)
        if known is None or known.growth is None:
            return say("the growth of market {name}", "la croissance du marché {name}", name=market)
        if known.growth.likely <= -100:  # noqa: PLR2004  nothing of the market would be left
            return say("a market {name} that remains", "un marché {name} qui subsiste", name=market)
        return plain(Estimate(known.growth.low, known.growth.likely, known.growth.high, "%"))


def is_market_share(metric: Metric) -> bool:
    """Whether a KPI is a share of a market, which the growth of that market eats."""
    return metric.market is not None or "market_share" in metric.id
