"""The legal periods of *soldes* in France: two of four weeks a year. To be confirmed by counsel."""

from datetime import date, timedelta

from passerelle.base.period import Period

_WEDNESDAY = 2
_LENGTH = timedelta(days=27)


def clearance_periods(year: int) -> tuple[Period, Period]:
    """Give the winter and the summer period of a year; local exceptions are not in it.

    Winter starts on the second Wednesday of January, or the first when the second falls after the
    12th; summer on the last Wednesday of June, or the one before when it falls after the 28th.

    Source:
        Code de commerce L310-3 and its decree; four weeks each since 1 January 2020.

    >>> [str(period.start) for period in clearance_periods(2027)]
    ['2027-01-06', '2027-06-23']
    """
    first = _on_or_after(date(year, 1, 1))
    second = first + timedelta(days=7)
    winter = first if second.day > 12 else second  # noqa: PLR2004  the 12th, by law
    last = _on_or_after(date(year, 6, 24))
    summer = last - timedelta(days=7) if last.day > 28 else last  # noqa: PLR2004  the 28th, by law
    return Period(winter, winter + _LENGTH), Period(summer, summer + _LENGTH)


def is_legal_clearance(period: Period) -> bool:
    """Whether every day of ``period`` is inside one legal period of its year."""
    return any(
        legal.start <= period.start and period.end <= legal.end
        for legal in clearance_periods(period.start.year)
    )


def _on_or_after(day: date) -> date:
    return day + timedelta(days=(_WEDNESDAY - day.weekday()) % 7)
