"""Days and periods: ``2027-12-31``, ``2027-01-11..2027-01-31``, ``2027-03``, ``2027``."""

import calendar
import re
from datetime import date, datetime

from passerelle.base.language import Text
from passerelle.base.period import Period, year_of
from passerelle.plan.scalars.loose_days import guess, month_of
from passerelle.plan.unreadable import Unreadable, not_a, shown

EXAMPLE = "2027-12-31"
SPAN = "2027-01-11..2027-01-31"
ISO = r"\d{4}-\d{2}-\d{2}"

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_YEAR = re.compile(r"(\d{4})")
_PART = re.compile(r"(\d{4})-(?:(\d{2})|([QqTt])([1-4]))")
_BETWEEN = re.compile(r"\s*(?:\.{2,3}|…|\s(?:to|au|à)\s)\s*")


def read_day(value: object) -> date:
    """Read one day, written year-month-day.

    Raises:
        Unreadable: No date, a date in another order, or a day that does not exist.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    found = _ISO.fullmatch(text)
    if found:
        return _real(int(found[1]), int(found[2]), int(found[3]), text)
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        raise _other_order(text, slashed)
    raise not_a(value, "a date", "une date", guess(value, one_day=True) or EXAMPLE)


def read(value: object) -> Period:
    """Read a day, a month, a quarter, a year, or start..end with both ends included.

    Raises:
        Unreadable: No period, a day that does not exist, or an end before the start.
    """
    if isinstance(value, Period):
        return value
    if isinstance(value, date):
        day = read_day(value)
        return Period(day, day)
    ends = _BETWEEN.split(str(value).strip())
    if len(ends) > 2 or not all(ends):  # noqa: PLR2004
        raise _no_period(value)
    parts = [_one(end, value) for end in ends]
    if parts[-1].end < parts[0].start:
        raise _backwards(value, parts[0], parts[-1])
    return Period(parts[0].start, parts[-1].end)


def _no_period(value: object) -> Unreadable:
    meant = guess(value)
    month = 0 if meant else month_of(value)
    return not_a(
        value, "a period", "une période", meant or (f"2027-{month:02d}" if month else SPAN)
    )


def write(period: Period) -> str:
    """Write a whole year or month as such, else a day or ``start..end``."""
    start, end = period.start, period.end
    if period == _year(start.year):
        return f"{start.year:04d}"
    if period == _months(start.year, start.month, 1):
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start}" if start == end else f"{start}..{end}"


def _one(text: str, value: object) -> Period:
    if _YEAR.fullmatch(text) and int(text):
        return _year(int(text))
    part = _PART.fullmatch(text)
    if part and part[3] and int(part[1]):
        return _months(int(part[1]), 3 * int(part[4]) - 2, 3)
    if part and part[2]:
        _real(int(part[1]), int(part[2]), 1, text)
        return _months(int(part[1]), int(part[2]), 1)
    if not (_ISO.fullmatch(text) or _SLASHED.fullmatch(text)):
        raise _no_period(value)
    day = read_day(text)
    return Period(day, day)


def _year(year: int) -> Period:
    return year_of(year)


def _months(year: int, month: int, count: int) -> Period:
    last = month + count - 1
    return Period(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _real(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and year:  # noqa: PLR2004
        last = calendar.monthrange(year, month)[1]
        why = Text(
            en=f"That month ends on {year:04d}-{month:02d}-{last}.",
            fr=f"Ce mois finit le {year:04d}-{month:02d}-{last}.",
        )
    else:
        why = Text(
            en="Write year-month-day, month from 01 to 12.",
            fr="Écrivez année-mois-jour, mois de 01 à 12.",
        )
    raise Unreadable(
        Text(
            en=f"The day {shown(text)} does not exist.", fr=f"Le jour {shown(text)} n’existe pas."
        ),
        why,
    )


def _other_order(text: str, found: re.Match[str]) -> Unreadable:
    first, second, year = found.groups()
    if int(second) > 12 >= int(first):  # noqa: PLR2004 (the month came first)
        return _american(text, f"{year}-{int(first):02d}-{int(second):02d}")
    example = f"{year}-{int(second):02d}-{int(first):02d}"
    if int(first) > 12 >= int(second):  # noqa: PLR2004 (the day came first)
        return _french(text, example)
    return Unreadable(
        Text(
            en=f"The date {shown(text)} can be read in two ways.",
            fr=f"La date {shown(text)} peut se lire de deux façons.",
        ),
        Text(
            en=f"Write year-month-day: {example} if the day comes first.",
            fr=f"Écrivez année-mois-jour : {example} si le jour vient d’abord.",
        ),
    )


def _backwards(value: object, start: Period, end: Period) -> Unreadable:
    return Unreadable(
        Text(
            en=f"The period {shown(value)} ends before it starts.",
            fr=f"La période {shown(value)} finit avant de commencer.",
        ),
        Text(
            en=f"Did you mean {end.start}..{start.end}?",
            fr=f"Vouliez-vous dire {end.start}..{start.end} ?",
        ),
    )


def _american(text: str, example: str) -> Unreadable:
    return Unreadable(
        Text(
            en=f"The date {shown(text)} begins with the month.",
            fr=f"La date {shown(text)} commence par le mois.",
        ),
        Text(en=f"Write year-month-day: {example}", fr=f"Écrivez année-mois-jour : {example}"),
    )


def _french(text: str, example: str) -> Unreadable:
    return Unreadable(
        Text(
            en=f"The date {shown(text)} begins with the day.",
            fr=f"La date {shown(text)} commence par le jour.",
        ),
        Text(en=f"Write year-month-day: {example}", fr=f"Écrivez année-mois-jour : {example}"),
    )
