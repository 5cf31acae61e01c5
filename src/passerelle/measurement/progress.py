"""Where each key result stands: baseline, today, target, and whether the pace is enough."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from passerelle.base.errors import NotFound, UserError
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.measurement.context import Measuring
from passerelle.measurement.kpi import board, definition, measure
from passerelle.measurement.reading import Reading
from passerelle.plan.kpi import Kpi
from passerelle.plan.model import Plan
from passerelle.plan.strategy import KeyResult, Objective
from passerelle.plan.values import Amount, Target

READ_OVER = 365
"""Days that a key result is read over when the plan names no year."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One key result today. Levels are in the KPI's unit: a share is 0..1.

    ``way`` is the share of the way from baseline to target already made (below 0: it went back;
    above 1: beyond); ``expected`` the share that an even pace would have made. ``on_track``
    compares both; for a guardrail it says whether the limit is kept. None is not known, and
    ``missing`` says why.
    """

    objective: str
    key_result: str
    kpi: str
    name: Text
    unit: str
    owner: str
    guardrail: bool
    current: Reading
    baseline: Decimal | None
    target: Decimal | None
    limit: str
    start: date | None
    by: date | None
    way: Decimal | None = None
    expected: Decimal | None = None
    on_track: bool | None = None
    note: Text | None = None
    missing: Text | None = None

    @property
    def node(self) -> str:
        """Where the key result stands in the plan."""
        return f"objectives/{self.objective}/results/{self.key_result}"

    def as_json(self) -> dict[str, object]:
        """Give it as plain JSON; numbers as text."""

        def plain(value: Decimal | None) -> str | None:
            return None if value is None else f"{value:f}"

        return {
            "node": self.node,
            "objective": self.objective,
            "key_result": self.key_result,
            "kpi": self.kpi,
            "name": self.name.as_json(),
            "unit": self.unit,
            "owner": self.owner,
            "guardrail": self.guardrail,
            "current": self.current.as_json(),
            "baseline": plain(self.baseline),
            "target": plain(self.target),
            "limit": self.limit,
            "start": str(self.start) if self.start else None,
            "by": str(self.by) if self.by else None,
            "way": plain(self.way),
            "expected": plain(self.expected),
            "on_track": self.on_track,
            "note": self.note.as_json() if self.note else None,
            "missing": self.missing.as_json() if self.missing else None,
        }


Known = Mapping[tuple[str, Period], Reading]
"""Readings of everybody, by KPI and period."""


def progress(
    plan: Plan, context: Measuring, known: Known = MappingProxyType({})
) -> tuple[Progress, ...]:
    """Read every key result of a plan, in the plan's order.

    Each is read over as many complete days up to yesterday as the plan's year has (365 without
    one), so that a figure of today compares with a baseline of a year. An even pace between start
    and date is a plain yardstick, not a forecast.

    Args:
        plan: What was aimed at.
        context: Where the facts are; its own plan decides segments and actions.
        known: Readings of ``wanted_readings`` that were made already, with the same context.
    """
    read = _Read(plan, context, known)
    return tuple(_one(read, *found) for found in _key_results(plan))


def wanted_readings(plan: Plan, context: Measuring) -> tuple[tuple[str, Period], ...]:
    """List the readings of everybody that ``progress`` needs: KPI and period, each once."""
    return tuple(dict.fromkeys(_Read(plan, context, None).of_everybody()))


def reading_period(plan: Plan, last: date) -> Period:
    """Give the days that a key result is read over when its last day is ``last``."""
    days = plan.year.period.days if plan.year else READ_OVER
    return Period(last - timedelta(days=days - 1), last)


def levels(
    target: Target, kpi: Kpi, baseline: Decimal | None
) -> tuple[Decimal | None, Text | None]:
    """Turn a target into a level of the KPI.

    Args:
        target: As the plan says it.
        kpi: Whose unit decides what a bare percentage means.
        baseline: Where it starts, in the KPI's unit; None when not known.

    Returns:
        (level, None), or (None, why it cannot be told).
    """
    if target.level is not None:
        return _value(target.level, kpi), None
    change = target.change
    if change is None or baseline is None:
        return None, _NO_BASELINE
    if target.kind == "bare" and kpi.unit == "share":
        return None, _AMBIGUOUS
    if target.kind in {"relative", "bare"}:
        return baseline * (1 + change.share), None
    return baseline + _value(change, kpi), None


def _key_results(plan: Plan) -> Iterator[tuple[str, Objective, str, KeyResult]]:
    for objective, aim in plan.objectives.items():
        for name, result in aim.results.items():
            yield objective, aim, name, result


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one key result must be read on: its KPI, its segment, today and where it started."""

    kpi: Kpi
    segment: str
    now: Period
    before: Period | None


class _Read:
    """The readings of all key results, asked together: few questions answer them all."""

    def __init__(self, plan: Plan, context: Measuring, known: Known | None) -> None:
        self.plan, self.context = plan, context
        self._all = [one for found in _key_results(plan) if (one := self._known(*found))]
        self._found: dict[tuple[str, str, Period], Reading] = {}
        if known is None:
            return
        self._found = {(kpi, "", period): one for (kpi, period), one in known.items()}
        missing = [one for one in self._all if not self._has(one)]
        for segment in dict.fromkeys(one.segment for one in missing):
            self._ask([one for one in missing if one.segment == segment], segment)

    def of_everybody(self) -> Iterator[tuple[str, Period]]:
        """Walk what is read without a segment."""
        for one in self._all:
            if not one.segment:
                yield from ((one.kpi.id, period) for period in (one.now, one.before) if period)

    def _has(self, one: _Wanted) -> bool:
        periods = [period for period in (one.now, one.before) if period]
        return all((one.kpi.id, one.segment, period) in self._found for period in periods)

    def wanted(self, aim: Objective, name: str, result: KeyResult) -> _Wanted:
        """Say what a key result is read on.

        Raises:
            NotFound: Its KPI does not exist.
        """
        kpi = definition(self.context, result.metric or name)
        yesterday = self.context.today - timedelta(days=1)
        start = _start(self.plan, aim)
        before = None
        if not result.target.baseline and start and not result.target.is_guardrail:
            before = reading_period(self.plan, min(start - timedelta(days=1), yesterday))
        return _Wanted(kpi, result.segment or "", reading_period(self.plan, yesterday), before)

    def one(self, kpi: Kpi, segment: str, period: Period) -> Reading:
        """Give one of the readings asked."""
        return self._found[kpi.id, segment, period]

    def _known(self, _: str, aim: Objective, name: str, result: KeyResult) -> _Wanted | None:
        try:
            return self.wanted(aim, name, result)
        except NotFound:
            return None

    def _ask(self, wanted: list[_Wanted], segment: str) -> None:
        asked = [period for one in wanted for period in (one.now, one.before) if period]
        periods = list(dict.fromkeys(asked))
        kpis = {one.kpi.id: one.kpi for one in wanted}
        try:
            found = board(self.context, kpis, periods, segment or None)
        except UserError:  # one of them cannot be read so: each is asked alone, and says why
            found = {
                name: tuple(_read(self.context, kpi, period, segment) for period in periods)
                for name, kpi in kpis.items()
            }
        for name, readings in found.items():
            for period, reading in zip(periods, readings, strict=True):
                self._found[name, segment, period] = reading


def _start(plan: Plan, aim: Objective) -> date | None:
    return aim.start or (plan.year.period.start if plan.year else None)


def _one(read: _Read, objective: str, aim: Objective, name: str, result: KeyResult) -> Progress:
    plan, context = read.plan, read.context
    try:
        wanted = read.wanted(aim, name, result)
    except NotFound as error:
        return _unknown(plan, context, objective, name, result, error)
    kpi, target = wanted.kpi, result.target
    current = read.one(kpi, wanted.segment, wanted.now)
    stated = _value(target.baseline, kpi) if target.baseline else None
    if wanted.before:
        stated = read.one(kpi, wanted.segment, wanted.before).value
    level, unclear = levels(target, kpi, stated)
    base = Progress(
        objective=objective,
        key_result=name,
        kpi=kpi.id,
        name=kpi.name,
        unit=kpi.unit,
        owner=result.owner or aim.owner or "",
        guardrail=target.is_guardrail,
        current=current,
        baseline=stated,
        target=level,
        limit=target.limit or "",
        start=_start(plan, aim),
        by=target.by or (plan.year.period.end if plan.year else None),
        missing=current.missing or unclear,
    )
    return _guarded(base) if target.is_guardrail else _paced(base, context.today)


def _unknown(
    plan: Plan, context: Measuring, objective: str, name: str, result: KeyResult, error: NotFound
) -> Progress:
    period = reading_period(plan, context.today - timedelta(days=1))
    what, kpi = error.faults[0].what, result.metric or name
    return Progress(
        objective=objective,
        key_result=name,
        kpi=kpi,
        name=Text(en=kpi, fr=kpi),
        unit="count",
        owner=result.owner or plan.objectives[objective].owner or "",
        guardrail=result.target.is_guardrail,
        current=Reading(kpi, period, "count", missing=what),
        baseline=None,
        target=None,
        limit=result.target.limit or "",
        start=None,
        by=result.target.by,
        missing=what,
    )


def _read(context: Measuring, kpi: Kpi, period: Period, segment: str) -> Reading:
    try:
        return measure(context, kpi.id, period, scope=segment or None)
    except UserError as error:
        return Reading(kpi.id, period, kpi.unit, missing=error.faults[0].what, scope=segment)


def _guarded(at: Progress) -> Progress:
    value, level = at.current.value, at.target
    if value is None or level is None:
        return at
    kept = value < level if at.limit == "under" else value > level
    low, high = at.current.low, at.current.high
    unsure = low is not None and high is not None and low <= level <= high
    return replace(at, on_track=kept, note=_UNSURE if unsure else None)


def _paced(at: Progress, today: date) -> Progress:
    value, baseline, target = at.current.value, at.baseline, at.target
    if value is None or baseline is None or target is None:
        return replace(at, missing=at.missing or _NO_BASELINE)
    gap = target - baseline
    way = (value - baseline) / gap if gap else Decimal(1 if value == target else 0)
    if at.start is None or at.by is None or at.by <= at.start:
        return replace(at, way=way, note=_NO_DATES)
    if today <= at.start:
        return replace(at, way=way, expected=Decimal(0), note=_NOT_BEGUN)
    passed = min((today - at.start).days, (at.by - at.start).days)
    expected = Decimal(passed) / (at.by - at.start).days
    return replace(at, way=way, expected=expected, on_track=way >= expected)


def _value(amount: Amount, kpi: Kpi) -> Decimal:
    return amount.share if kpi.unit == "share" else amount.value


_NO_BASELINE = Text(
    en="no baseline: write it in the target, as in 24 % -> 28 %",
    fr="pas de point de départ\u202f: écrivez-le dans la cible, comme 24 % -> 28 %",
)
_AMBIGUOUS = Text(
    en="this percentage may be points or relative (AL-015)",
    fr="ce pourcentage peut être en points ou relatif (AL-015)",
)
_NO_DATES = Text(
    en="no start or no date: the pace is not judged",
    fr="sans début ou sans échéance, le rythme n'est pas jugé",
)
_NOT_BEGUN = Text(en="not begun yet", fr="pas encore commencé")
_UNSURE = Text(
    en="chance alone could put it on the other side of the limit",
    fr="le hasard seul pourrait le placer de l'autre côté de la limite",
)
