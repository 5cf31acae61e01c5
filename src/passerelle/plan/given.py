"""All that a rule may look at: the plan, the day, and what is known beside the text."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.effective import effective
from passerelle.plan.kpi import Kpi
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.strategy import KeyResult, Link, Objective
from passerelle.plan.thresholds import Thresholds, standard

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ReadingNow:
    """The last reading of a KPI: value in the KPI's own unit (a share is 0..1), day, sample."""

    value: Decimal
    as_of: date
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One answer to "read and understood?": by a person or a team, about a node of the plan."""

    about: str
    by: str
    answer: Literal["read", "objection"]
    at: date
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is foreseen of a key result, in the KPI's own unit.

    ``probability`` (0..1) is that of reaching the target, ``unaided`` the same without any action;
    ``low`` and ``high`` are p10 and p90 of the value on the day it is due.
    """

    probability: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    unaided: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Consented:
    """Of ``total`` people of an action's audience, how many agreed to its channel's ``purpose``."""

    agreed: int
    total: int
    purpose: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """Share (0..1) of an action's visits that left at once, beside what is usual and its spread."""

    rate: Decimal
    usual: Decimal
    spread: Decimal


@dataclass(frozen=True, slots=True)
class Recorded:
    """One revision: its class, its reason, the nodes it touched, who approved it by team family."""

    number: int
    klass: str
    reason: str
    at: date
    nodes: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Deeds:
    """What has been done so far.

    ``acknowledgements``: who has read what. ``asked``: what was asked to be read, as (node, who,
    day) and not answered. ``spent``: what each action has cost. ``recorded``: the revisions, oldest
    first. ``in_force_since``: day on which each node first was in force. ``drifted``: actions whose
    frozen people come from another definition of their segment than today's. ``decided``: nodes on
    which a decision was written down, with the last day. ``odds``: probabilities of each key result
    (``objective/kpi``), oldest first.
    """

    acknowledgements: tuple[Acknowledged, ...] = ()
    spent: Mapping[str, Money] = field(default_factory=dict)
    asked: tuple[tuple[str, str, date], ...] = ()
    recorded: tuple[Recorded, ...] = ()
    in_force_since: Mapping[str, date] = field(default_factory=dict)
    drifted: frozenset[str] = frozenset()
    decided: Mapping[str, date] = field(default_factory=dict)
    odds: Mapping[str, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metric:
    """A KPI as this plan reads it: the catalogue's, made precise by the plan's own words."""

    id: str
    title: Text
    unit: str
    direction: str
    phase: str
    sourced: bool
    latency_days: int = 0
    fresh_days: int = 0
    rollup: str = "sum"
    driven_by: tuple[str, ...] = ()
    through: Decimal = Decimal(1)
    market: str | None = None
    made_of: Mapping[str, Link] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """What rules look at; ``None`` is *not known*, and never taken for zero.

    Args:
        plan: The plan.
        today: The day of the check.
        catalogue: KPIs by id.
        sizes: People of each segment.
        overlaps: Share, in 0..1, of the smaller action's people that a pair of actions has in
            common.
        readings: Last reading of each KPI.
        forecasts: Probability, in 0..1, that a key result (``objective/kpi``) reaches its target.
        outlooks: What is foreseen of each key result (``objective/kpi``), in full.
        seasons: For each KPI, the twelve months' factors around 1 (1.3: 30 % above the year).
        consents: For each action on people of the data, how many agreed.
        bounces: For each action with a landing page, how many visits left at once.
        before: The plan that was in force for the period before this one.
        deeds: What has been done.
        templates: Text of each message template, by file name.
        thresholds: What rules compare with.
    """

    plan: Plan
    today: date
    catalogue: Mapping[str, Kpi]
    sizes: Mapping[str, int] | None = None
    overlaps: Mapping[frozenset[str], Decimal] | None = None
    readings: Mapping[str, ReadingNow] | None = None
    forecasts: Mapping[str, Decimal] | None = None
    outlooks: Mapping[str, Outlook] | None = None
    seasons: Mapping[str, tuple[Decimal, ...]] | None = None
    consents: Mapping[str, Consented] | None = None
    bounces: Mapping[str, Bounce] | None = None
    before: Plan | None = None
    deeds: Deeds | None = None
    templates: Mapping[str, str] | None = None
    thresholds: Thresholds = field(default_factory=standard)

    @property
    def star(self) -> str:
        """The North Star; empty when the plan names none, the first when it names several."""
        return self.plan.north_star[0] if self.plan.north_star else ""

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """All actions, with what their campaigns say for them."""
        return {name: effective(self.plan, action) for name, action in self.plan.actions.items()}

    @cached_property
    def work(self) -> Mapping[str, Action]:
        """Actions that are to move something: all but running cost."""
        return {name: action for name, action in self.actions.items() if action.kind == "action"}

    @cached_property
    def serving(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the actions that serve each objective directly."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, action in self.actions.items():
            for objective in dict.fromkeys(action.serves):
                found[objective].append(name)
        return {objective: tuple(names) for objective, names in found.items()}

    @cached_property
    def addressing(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the actions, running cost apart, that address each segment by name."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, action in self.work.items():
            for segment in dict.fromkeys(action.segments):
                found[segment].append(name)
        return {segment: tuple(names) for segment, names in found.items()}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the objectives directly within each objective."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, objective in self.plan.objectives.items():
            if objective.within:
                found[objective.within].append(name)
        return {parent: tuple(names) for parent, names in found.items()}

    @cached_property
    def _once(self) -> dict[Callable[..., Any], Any]:
        return {}

    def once(self, work: "Callable[[Given], Found]") -> Found:
        """Give what ``work`` finds in all this, worked out the first time it is asked."""
        if work not in self._once:
            self._once[work] = work(self)
        return cast("Found", self._once[work])

    def below(self, objective: str) -> Iterator[str]:
        """Walk an objective and all those within it, each once even when they loop."""
        seen = {objective}
        waiting = [objective]
        while waiting:
            name = waiting.pop()
            yield name
            new = [child for child in self.children.get(name, ()) if child not in seen]
            seen.update(new)
            waiting.extend(new)

    def above(self, objective: str) -> Iterator[str]:
        """Walk an objective and those it is within, each once, those that exist."""
        seen: set[str] = set()
        name: str | None = objective
        while name in self.plan.objectives and name not in seen:
            seen.add(name)
            yield name
            name = self.plan.objectives[name].within

    def key_results(self) -> Iterator[tuple[str, str, Objective, KeyResult]]:
        """Walk all key results as (objective, key result, their values)."""
        for name, objective in self.plan.objectives.items():
            for key, result in objective.results.items():
                yield name, key, objective, result

    def metric(self, name: str) -> Metric | None:
        """Find a KPI by id or synonym: the plan's own words first, then the catalogue's."""
        if name not in self._metrics:
            self._metrics[name] = self._metric(name)
        return self._metrics[name]

    @cached_property
    def _metrics(self) -> dict[str, Metric | None]:
        return {}

    def _metric(self, name: str) -> Metric | None:
        own, known = self.plan.metrics.get(name), self.catalogue.get(name)
        if own is None and known is None:
            return None
        title = Text(en=own.title, fr=own.title) if own and own.title else None
        by_table = known is not None and not known.by_hand
        return Metric(
            id=known.id if known else name,
            title=title or (known.name if known else Text(en=name, fr=name)),
            unit=(own and own.unit) or (known.unit if known else "count"),
            direction=(own and own.direction) or (known.direction if known else "up"),
            phase=(own and own.phase) or (known.phase if known else "operational"),
            sourced=by_table or bool(own and (own.source or own.owner)),
            latency_days=_own_or(
                own.latency_days if own else None, known.latency_days if known else None
            ),
            fresh_days=_own_or(
                own.fresh_days if own else None, known.freshness_days if known else None
            ),
            rollup=known.rollup if known else "sum",
            driven_by=own.driven_by if own else (),
            through=own.through if own and own.through is not None else Decimal(1),
            market=own.market if own else None,
            made_of=own.made_of if own else {},
        )

    def reading(self, name: str) -> ReadingNow | None:
        """Give the last reading of a KPI, under the name asked or under the catalogue's."""
        if self.readings is None:
            return None
        metric = self.metric(name)
        return self.readings.get(name) or (self.readings.get(metric.id) if metric else None)

    def starts(self, objective: Objective) -> date | None:
        """Give the day an objective starts: its own, or the first of the plan's year."""
        year = self.plan.year
        return objective.start or (year.period.start if year else None)

    def due(self, result: KeyResult) -> date | None:
        """Give the day a key result is due: its own, or the last of the plan's year."""
        year = self.plan.year
        return result.target.by or (year.period.end if year else None)

    def ends(self, objective: Objective) -> date | None:
        """Give the day the last key result of an objective is due, when every one has a day.

        Limits without a day of their own are kept for as long as there is something to reach.
        """
        results = objective.results.values()
        dated = [one for one in results if one.target.by or not one.target.is_guardrail]
        days = [self.due(result) for result in dated or results]
        known = [day for day in days if day]
        return max(known) if known and len(known) == len(days) else None


def _own_or(own: int | None, known: int | None) -> int:
    return own if own is not None else known or 0
