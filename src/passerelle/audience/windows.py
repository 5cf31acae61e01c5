"""When something counts: windows seen from the moment of the question.

``in 24 months`` keeps moments t with as_of - 24 calendar months < t <= as_of; going back lands on
the last day of a shorter month. ``between`` keeps whole days, both included. An order's day is the
day the source gave it; an event's day is in UTC. Nothing after as_of ever counts.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Any

import ibis

from passerelle.plan.condition import Span, Window

_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}


def back(moment: datetime, amount: int, span: Span) -> datetime:
    """Go back in the calendar; never before the year 1.

    >>> back(datetime(2027, 3, 31), 1, "months")
    datetime.datetime(2027, 2, 28, 0, 0)
    """
    try:
        if span in _DAYS:
            return moment - timedelta(days=amount * _DAYS[span])
        months = moment.year * 12 + moment.month - 1 - amount * _MONTHS[span]
        year, month = divmod(months, 12)
        last = monthrange(year, month + 1)[1]
        return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
    except (ValueError, OverflowError):
        return datetime.min  # noqa: DTZ901  # naive UTC, as the warehouse holds it


def start_of(day: date) -> datetime:
    """Give the first moment of a day, in UTC."""
    return datetime.combine(day, time.min)


def within(
    table: Any,  # noqa: ANN401  # ibis has no types
    window: Window,
    as_of: datetime,
    *,
    moment: str,
    day: str | None,
) -> list[Any]:
    """Say which rows of a table fall in a window.

    Args:
        table: An Ibis table.
        window: Which rows to keep.
        as_of: The moment of the question, naive UTC.
        moment: The column of the moment.
        day: The column of the calendar day, when the table has one.

    Returns:
        Boolean expressions that must all hold.
    """
    at = table[moment]
    kept = [at <= ibis.literal(as_of)]
    if window.amount is not None and window.span is not None:
        kept.append(at > ibis.literal(back(as_of, window.amount, window.span)))
    if window.start is not None:
        first = ibis.literal(window.start)
        kept.append(table[day] >= first if day else at >= ibis.literal(start_of(window.start)))
    if window.end is not None:
        if day:
            kept.append(table[day] <= ibis.literal(window.end))
        else:
            kept.append(at < ibis.literal(start_of(window.end + timedelta(days=1))))
    return kept
