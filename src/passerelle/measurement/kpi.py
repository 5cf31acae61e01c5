"""Measure a KPI: one value with its numerator, denominator, interval, n, SQL and meaning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.measurement.compute import compute, formula_of
from passerelle.measurement.context import Measuring
from passerelle.measurement.freshness import last_days, stale
from passerelle.measurement.reading import Reading, both
from passerelle.measurement.typed import definition_of, typed
from passerelle.plan.kpi import Kpi, catalogue


def measure(
    context: Measuring,
    kpi_id: str,
    period: Period,
    by: str | None = None,
    scope: str | None = None,
) -> Reading:
    """Measure one KPI over one period.

    Args:
        context: Where the facts are, as of when.
        kpi_id: A KPI of the catalogue, one of its synonyms, or one that the plan defines.
        period: The days, both included; days after ``as_of`` count nothing.
        by: ``channel``, ``action``, ``country``, ``month`` or ``segment`` for slices; None for the
            whole. Orders go to the channel and action that they are credited to.
        scope: A segment of the plan whose people alone count.

    Returns:
        The whole, with its ``slices`` from the greatest to the smallest (months in order).

    Raises:
        NotFound: No such KPI or segment.
        UserError: This KPI cannot be split or scoped that way.
    """
    kpi = definition(context, kpi_id)
    whole = _readings(context, [kpi], [period], scope=scope or "")[kpi.id][0][""]
    return replace(whole, slices=_slices(context, kpi, period, by or "", scope or ""))


def series(
    context: Measuring, kpi_id: str, periods: Sequence[Period], scope: str | None = None
) -> tuple[Reading, ...]:
    """Measure one KPI over several periods at once, one reading each, in their order.

    Periods that do not overlap are answered by one query per table.
    """
    return board(context, [kpi_id], periods, scope)[kpi_id]


def board(
    context: Measuring,
    kpi_ids: Iterable[str],
    periods: Sequence[Period],
    scope: str | None = None,
) -> Mapping[str, tuple[Reading, ...]]:
    """Measure several KPIs over several periods, asking each table once.

    Returns:
        KPI name as given -> one reading a period, in their order.
    """
    names = list(kpi_ids)
    kpis = [definition(context, name) for name in names]
    found = _readings(context, kpis, periods, scope=scope or "")
    return {
        name: tuple(cell[""] for cell in found[kpi.id])
        for name, kpi in zip(names, kpis, strict=True)
    }


def definition(context: Measuring, name: str) -> Kpi:
    """Find a KPI's definition: of the catalogue, or of the plan's own metrics.

    Raises:
        NotFound: Neither knows the name; the nearest are given.
    """
    found = catalogue().get(name) or definition_of(context.plan, name)
    if found:
        return found
    own = tuple(context.plan.metrics) if context.plan else ()
    raise NotFound(
        Text(en=f"There is no KPI '{name}'.", fr=f"Il n'y a pas d'indicateur « {name} »."),
        nearest(name, (*catalogue(), *own)),
    )


def measured() -> tuple[str, ...]:
    """List the KPIs that are computed, in order of their names."""
    return tuple(name for name, kpi in catalogue().items() if not kpi.by_hand)


def months_of(period: Period) -> tuple[Period, ...]:
    """Cut a period into calendar months; the first and last may be incomplete."""
    found = []
    start = period.start
    while start <= period.end:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        end = min(following - timedelta(days=1), period.end)
        found.append(Period(start, end))
        start = following
    return tuple(found)


def _readings(
    context: Measuring,
    kpis: Sequence[Kpi],
    periods: Sequence[Period],
    *,
    by: str = "",
    scope: str = "",
) -> dict[str, list[dict[str, Reading]]]:
    formulas = {kpi.id: formula_of(kpi.id) for kpi in kpis if not kpi.by_hand}
    counted = [kpi for kpi in kpis if not kpi.by_hand]
    found = compute(context, [(kpi, formulas[kpi.id]) for kpi in counted], periods, by, scope)
    last = last_days(context, counted)
    for kpi in counted:
        if old := stale(context, kpi, last):
            found[kpi.id] = [_aged(cell, old, last) for cell in found[kpi.id]]
    for kpi in kpis:
        if kpi.by_hand:
            found[kpi.id] = [{"": typed(context, kpi, period)} for period in periods]
    return found


def _aged(cell: Mapping[str, Reading], old: Text, last: Mapping[str, date]) -> dict[str, Reading]:
    """Write the age of the source on what reaches beyond its last day."""
    end = min(last.values())
    return {
        name: replace(part, note=both(part.note, old))
        if part.value is not None and part.period.end > end
        else part
        for name, part in cell.items()
    }


def _slices(
    context: Measuring, kpi: Kpi, period: Period, by: str, scope: str
) -> tuple[Reading, ...]:
    if not by or kpi.by_hand:
        return ()
    if by == "month":
        months = [month for month in months_of(period) if context.known(month)]
        cells = _readings(context, [kpi], months, scope=scope)[kpi.id] if months else []
        return tuple(
            replace(cell[""], slice=f"{month.start:%Y-%m}")
            for cell, month in zip(cells, months, strict=True)
        )
    if by == "segment":
        return tuple(
            replace(_readings(context, [kpi], [period], scope=name)[kpi.id][0][""], slice=name)
            for name in context.segments
        )
    parts = _readings(context, [kpi], [period], by=by, scope=scope)[kpi.id][0]
    ranked = sorted(parts.values(), key=lambda part: (-(part.numerator or 0), part.slice))
    return tuple(part for part in ranked if part.slice)


def split_series(
    context: Measuring, kpi_id: str, periods: Sequence[Period], by: str
) -> tuple[Mapping[str, Reading], ...]:
    """Measure one KPI over several periods, split by channel, action or country.

    Returns:
        For each period, in order, the readings by slice; the whole is not among them.
    """
    kpi = definition(context, kpi_id)
    return tuple(_readings(context, [kpi], list(periods), by=by)[kpi.id])
