"""How old the facts behind a figure are, against how old the KPI says they may be."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from passerelle.base.language import Text, day
from passerelle.measurement.context import Measuring
from passerelle.plan.kpi import Kpi

DATED: Mapping[str, str] = MappingProxyType(
    {
        "orders": "day",
        "events": "occurred_at",
        "spend": "day",
        "leads": "created_at",
        "answers": "answered_at",
        "deliveries": "at",
    }
)
"""The column that dates the rows of each table that ages."""

SPARSE = ("leads", "answers")
"""Tables where a quiet week is no sign of age: the day their source was last loaded counts too."""


def last_days(context: Measuring, kpis: Iterable[Kpi]) -> Mapping[str, date]:
    """Give the last day known of each table that these KPIs need, up to ``as_of``."""
    wanted = {name for kpi in kpis for need in kpi.needs for name in need.split("|")}
    found = {name: _last(context, name, DATED[name]) for name in sorted(wanted & set(DATED))}
    return {name: last for name, last in found.items() if last}


def stale(context: Measuring, kpi: Kpi, last: Mapping[str, date]) -> Text | None:
    """Say since when a KPI's oldest source is silent, when that is longer than it allows.

    Args:
        context: The setting; ages are counted from its day.
        kpi: Whose ``freshness_days`` is the limit.
        last: What ``last_days`` gave.
    """
    ends = [
        max(known)
        for need in kpi.needs
        if (known := [last[name] for name in need.split("|") if name in last])
    ]
    if not ends or (age := (context.today - min(ends)).days) <= kpi.freshness_days:
        return None
    end, limit = min(ends), kpi.freshness_days
    return Text(
        en=f"its source ends on {day(end, 'en')}, {age} days ago (limit: {limit})",
        fr=f"sa source s'arrête au {day(end, 'fr')}, il y a {age} jours (limite\u202f: {limit})",
    )


def _last(context: Measuring, name: str, column: str) -> date | None:
    table = context.warehouse.table(name)
    known = table[column] <= (context.today if column == "day" else context.moment)
    found: date | datetime | None = context.warehouse.value(table[column].max(where=known))
    last = found.date() if isinstance(found, datetime) else found
    if last is None or name not in SPARSE:
        return last
    loads = context.warehouse.table("loads")
    mine = loads.semi_join(table, "source").filter(lambda t: t.loaded_at <= context.moment)
    loaded: datetime | None = context.warehouse.value(mine.loaded_at.max())
    return max(last, loaded.date()) if loaded else last
