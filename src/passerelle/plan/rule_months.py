"""Whole months between two days, both included."""

from datetime import date, timedelta


def months_between(first: date, last: date) -> int:
    """Count the whole months from ``first`` to ``last``, both days included; >= 0.

    >>> months_between(date(2027, 1, 1), date(2027, 12, 31))
    12
    >>> months_between(date(2027, 1, 15), date(2027, 12, 31))
    11
    """
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    return max(0, whole - (after.day < first.day))
