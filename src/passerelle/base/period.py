"""Spans of days, both ends included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included; a single day has both equal.

    >>> Period(date(2027, 1, 11), date(2027, 1, 31)).days
    21
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            msg = f"a period cannot end ({self.end}) before it starts ({self.start})"
            raise ValueError(msg)

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day is in both."""
        return self.start <= other.end and other.start <= self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.days))

    def __str__(self) -> str:
        """Write it as a plan would: one day, or ``2027-01-11..2027-01-31``."""
        return f"{self.start}" if self.start == self.end else f"{self.start}..{self.end}"


def year_of(year: int) -> Period:
    """Give the civil year as a period."""
    return Period(date(year, 1, 1), date(year, 12, 31))
