"""Public holidays by country and year, from the library that keeps them; loaded when first asked."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from passerelle.base.language import Text
from passerelle.base.period import Period

_WEEKEND = 5
_LOOK_AHEAD = 60


@cache
def holidays_of(code: str, year: int) -> Mapping[date, Text] | None:
    """Give the public holidays of a year, each with its name in both languages.

    A name that the library does not hold in a language stands in the country's own.

    Args:
        code: ISO code of a country, ``FR``, or of a part of one, ``FR-57``: a part that the
            library does not know has the days of its country.
        year: The civil year.

    Returns:
        None for a country that the library does not know.
    """
    from holidays import country_holidays, list_supported_countries  # noqa: PLC0415  slow to load

    land, _, part = code.partition("-")
    parts = list_supported_countries().get(land)
    if parts is None:
        return None
    options: dict[str, Any] = {"years": year, "subdiv": part if part in parts else None}
    own = country_holidays(land, **options)
    # Left alone, the library speaks the language of the machine: each one is named.
    named = {
        language: country_holidays(land, language=found, **options) if found else own
        for language in ("en", "fr")
        for found in [_nearest(language, own.supported_languages) or own.default_language]
    }
    return {day: Text(en=named["en"][day], fr=named["fr"][day]) for day in sorted(own)}


def holiday_on(codes: Iterable[str], day: date) -> tuple[str, Text] | None:
    """Give the first of these countries in which a day is a public holiday, and its name."""
    for code in codes:
        known = holidays_of(code, day.year)
        if known and day in known:
            return code, known[day]
    return None


def next_working_window(
    window: Period, codes: tuple[str, ...], closed: Iterable[Period]
) -> Period | None:
    """Give the first later window of the same length that starts on a working day.

    Args:
        window: The window as it is.
        codes: Countries whose public holidays are no working days; Saturdays and Sundays are none.
        closed: Periods on which nothing may start.

    Returns:
        None when no day within two months will do.
    """
    shut = tuple(closed)
    for shift in range(1, _LOOK_AHEAD + 1):
        start = window.start + timedelta(days=shift)
        free = start.weekday() < _WEEKEND and not any(start in one for one in shut)
        if free and holiday_on(codes, start) is None:
            return Period(start, start + timedelta(days=window.days - 1))
    return None


def _nearest(language: str, known: Iterable[str]) -> str | None:
    return next((one for one in known if one == language or one.startswith(f"{language}_")), None)
