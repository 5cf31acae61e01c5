"""Who came back: customers by their orders in one window and before it, several windows at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import ibis

from passerelle.base.period import Period
from passerelle.measurement import interval
from passerelle.measurement.ask import answered, people_of
from passerelle.measurement.context import Measuring
from passerelle.measurement.formula import Returning
from passerelle.measurement.parts import Parts


def returning(
    context: Measuring, formulas: Sequence[Returning], periods: Sequence[Period], scope: str = ""
) -> tuple[dict[Returning, list[Parts]], str]:
    """Count customers who came back, in one query for all formulas and periods.

    Each period is stretched back to ``active_days`` when it is shorter (``Measuring.window``);
    *active the day before* means an order within ``active_days`` before the window.

    Args:
        context: The setting.
        formulas: What is asked of a customer; at least one.
        periods: One or more; they may overlap.
        scope: A segment whose people alone count, or empty.

    Returns:
        (formula -> parts in the order of ``periods``, the SQL).
    """
    rows = context.warehouse.table("orders")
    rows = rows.filter(
        rows.customer_id.notnull() & (rows.gross > 0) & (rows.ordered_at <= context.moment)
    )
    if scope:
        rows = rows.semi_join(people_of(context, scope), "customer_id")
    windows = [context.window(period) for period in periods]
    counts: dict[str, Any] = {}
    for position, window in enumerate(windows):
        back = timedelta(days=context.active_days)
        counts[f"in_{position}"] = _orders_in(rows, window.start, window.end)
        counts[f"before_{position}"] = _orders_in(
            rows, window.start - back, window.start - timedelta(days=1)
        )
    people = rows.group_by("customer_id").aggregate(**counts)
    sums: dict[str, Any] = {}
    for position, formula in product(range(len(windows)), dict.fromkeys(formulas)):
        hit, base = _asked(formula, people[f"in_{position}"], people[f"before_{position}"])
        sums[f"{formula.which}_hits_{position}"] = ibis.ifelse(hit & base, 1, 0).sum()
        sums[f"{formula.which}_base_{position}"] = ibis.ifelse(base, 1, 0).sum()
    rows_found, sql = answered(context, people.aggregate(**sums))
    found = rows_found[0]
    parts = {
        formula: [
            _parts(
                formula,
                found[f"{formula.which}_hits_{position}"] or 0,
                found[f"{formula.which}_base_{position}"] or 0,
            )
            for position in range(len(windows))
        ]
        for formula in formulas
    }
    return parts, sql


def first_day(context: Measuring) -> date | None:
    """Give the day of the first order known, None without orders."""
    found: date | None = context.warehouse.value(context.warehouse.table("orders").day.min())
    return found


def _orders_in(rows: Any, start: date, end: date) -> Any:  # noqa: ANN401  # ibis has no types
    return ibis.ifelse(rows.day.between(start, end), 1, 0).sum()


def _asked(formula: Returning, inside: Any, before: Any) -> tuple[Any, Any]:  # noqa: ANN401
    if formula.which == "repeat":
        return inside >= 2, inside >= 1  # noqa: PLR2004  coming back takes two orders
    if formula.which == "active":
        return inside >= 1, inside >= 1
    return (inside >= 1 if formula.which == "kept" else inside == 0), before >= 1


def _parts(formula: Returning, hits: int, base: int) -> Parts:
    top, bottom = Decimal(int(hits)), Decimal(int(base))
    if formula.which == "active":
        return Parts(top, top, None, int(top))
    if not bottom:
        return Parts(None, top, bottom, 0)
    low, high = interval.wilson(top, bottom) or (None, None)
    return Parts(top / bottom, top, bottom, int(bottom), low, high)
