"""How old the facts behind a figure are, against how old the KPI says they may be."""

from collections.abc import Iterable, Mapping
from datetime import date
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
    return _last(context, sorted(wanted & set(DATED)))


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


def _last(context: Measuring, names: Iterable[str]) -> dict[str, date]:
    """Ask all tables in one question; the SQL is plain because names and columns are our own."""
    parts, values = [], []
    for name in names:
        column = DATED[name]
        parts.append(
            f'SELECT \'{name}\', max("{column}")::TIMESTAMP FROM {name} WHERE "{column}" <= ?'  # noqa: S608
        )
        values.append(context.today if column == "day" else context.moment)
        if name in SPARSE:
            parts.append(
                f"SELECT '{name}', max(loaded_at) FROM loads WHERE loaded_at <= ? "  # noqa: S608
                f"AND source IN (SELECT DISTINCT source FROM {name})"
            )
            values.append(context.moment)
    found: dict[str, date] = {}
    rows = context.warehouse.rows(" UNION ALL ".join(parts), values) if parts else []
    for name, last in rows:
        if last is not None:
            found[name] = max(last.date(), found.get(name, last.date()))
    return found
