"""Moving something to later weeks until it fits."""

from collections.abc import Callable
from datetime import date, timedelta

from passerelle.base.period import Period

LOOK_AHEAD = 4
"""Weeks tried: what moves farther is planned anew, not moved."""


def later(when: Period, last: date | None, fits: Callable[[Period], bool]) -> str | None:
    """Find the nearest later period of the same length that fits, whole weeks away.

    Args:
        when: The period as it is.
        last: Day that the moved period must not pass; None for no such day.
        fits: Whether a period has room.

    Returns:
        The period as a plan writes it, or None when none fits within ``LOOK_AHEAD`` weeks.
    """
    for weeks in range(1, LOOK_AHEAD + 1):
        shift = timedelta(weeks=weeks)
        moved = Period(when.start + shift, when.end + shift)
        if last and moved.end > last:
            return None
        if fits(moved):
            return str(moved)
    return None
