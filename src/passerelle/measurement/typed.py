"""Figures that a person types: read back with the day they hold for, never computed."""

from datetime import date
from decimal import Decimal
from typing import Any

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.measurement.context import Measuring
from passerelle.measurement.missing import TYPED
from passerelle.measurement.reading import Reading, both
from passerelle.plan.kpi import Kpi
from passerelle.plan.model import Plan


def definition_of(plan: Plan | None, name: str) -> Kpi | None:
    """Make a definition of a metric that the plan alone knows; None when it does not."""
    metric = plan.metrics.get(name) if plan else None
    if metric is None:
        return None
    title = metric.title or name
    words = Text(en=metric.formula or title, fr=metric.formula or title)
    return Kpi(
        id=name,
        en=title,
        fr=title,
        unit=metric.unit or "count",
        direction=metric.direction or "up",
        phase=metric.phase or "operational",
        kind="simple",
        rollup="recompute",
        latency_days=30,
        freshness_days=31,
        numerator=words,
        denominator=None,
        says=words,
        does_not_say=Text(
            en="How it was counted: a person types it.",
            fr="Comment il a été compté\u202f: une personne le saisit.",
        ),
        by_hand=True,
    )


def typed_kpis(context: Measuring) -> tuple[str, ...]:
    """Name the KPIs of which somebody typed a figure, in order of their names."""
    rows = context.warehouse.rows(
        "SELECT DISTINCT kpi FROM readings WHERE value IS NOT NULL AND as_of <= ? ORDER BY kpi",
        [context.moment],
    )
    return tuple(row[0] for row in rows)


def typed(context: Measuring, kpi: Kpi, period: Period) -> Reading:
    """Give the latest figure typed for a KPI whose last day is not after the period's.

    Of several typed for one day the one typed last counts.
    """
    latest = _typed(context, kpi, period.end)
    latest = latest.order_by([latest["end"].desc(), latest.as_of.desc()]).limit(1)
    found = context.warehouse.arrow(latest).to_pylist()
    base = Reading(
        kpi=kpi.id,
        period=period,
        unit=kpi.unit,
        currency=context.currency if kpi.unit == "money" else "",
        as_of=context.as_of,
        sql=context.warehouse.sql_of(latest),
    )
    if not found:
        return _with(base, {}, None, TYPED)
    return _with(base, found[0], both(_origin(found[0]), _age(context, kpi, found[0]["end"])), None)


def typed_points(context: Measuring, kpi: Kpi) -> tuple[tuple[date, Decimal, int], ...]:
    """Give what was typed over time: (day it holds for, value, how many it rests on), oldest first."""
    rows = _typed(context, kpi, context.today).order_by(["end", "as_of"])
    found = context.warehouse.arrow(rows).to_pylist()
    points = {row["end"]: (row["end"], row["value"], int(row["n"] or 0)) for row in found}
    return tuple(points.values())


def _typed(context: Measuring, kpi: Kpi, last: date) -> Any:  # noqa: ANN401  # ibis has no types
    table = context.warehouse.table("readings")
    return table.filter(
        (table.kpi == kpi.id)
        & (table["end"] <= last)
        & (table.as_of <= context.moment)
        & table.value.notnull()
        & (table.slice.isnull() | (table.slice == ""))
    )


def _origin(row: dict[str, Any]) -> Text:
    said = row["source"] or ""
    return Text(
        en=f"typed by hand, holds for {row['end']}" + (f", from {said}" if said else ""),
        fr=f"saisi à la main, vaut au {row['end']}" + (f", d'après {said}" if said else ""),
    )


def _age(context: Measuring, kpi: Kpi, last: date) -> Text | None:
    age = (context.today - last).days
    if age <= kpi.freshness_days:
        return None
    return Text(
        en=f"{age} days old (limit: {kpi.freshness_days})",
        fr=f"vieux de {age} jours (limite\u202f: {kpi.freshness_days})",
    )


def _with(
    base: Reading, row: dict[str, Decimal], note: Text | None, missing: Text | None
) -> Reading:
    def number(name: str) -> Decimal | None:
        return row[name].normalize() if row.get(name) is not None else None

    return Reading(
        kpi=base.kpi,
        period=base.period,
        unit=base.unit,
        currency=base.currency,
        as_of=base.as_of,
        sql=base.sql,
        value=number("value"),
        numerator=number("numerator"),
        denominator=number("denominator"),
        low=number("low"),
        high=number("high"),
        n=int(row.get("n") or 0),
        note=note,
        missing=missing,
    )
