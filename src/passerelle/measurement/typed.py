"""Figures that a person types: read back with the day they hold for, never computed."""

from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.measurement.context import Measuring
from passerelle.measurement.missing import TYPED
from passerelle.measurement.reading import Reading
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


def typed(context: Measuring, kpi: Kpi, period: Period) -> Reading:
    """Give the latest figure typed for a KPI whose last day is not after the period's."""
    table = context.warehouse.table("readings")
    rows = table.filter(
        (table.kpi == kpi.id)
        & (table["end"] <= period.end)
        & (table.as_of <= context.moment)
        & table.value.notnull()
        & (table.slice.isnull() | (table.slice == ""))
    )
    latest = rows.order_by([rows["end"].desc(), rows.as_of.desc()]).limit(1)
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
    row = found[0]
    note = Text(
        en=f"typed by hand, holds for {row['end']}", fr=f"saisi à la main, vaut au {row['end']}"
    )
    return _with(base, row, note, None)


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
