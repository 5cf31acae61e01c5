"""Public holidays by country and year, from the library that keeps them; loaded when first asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from passerelle.base.language import Text


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
    own = _days(code, year)
    if own is None:
        return None
    # Left alone, the library speaks the language of the machine: each one is named.
    named = {
        language: _days(code, year, found) if found else own
        for language in ("en", "fr")
        for found in [_nearest(language, own.supported_languages) or own.default_language]
    }
    return {day: Text(en=named["en"][day], fr=named["fr"][day]) for day in sorted(own)}


def knows(code: str) -> bool:
    """Whether the library holds the public holidays of this country, or of this part of one."""
    return _land(code.partition("-")[0]) is not None


@cache
def _days(code: str, year: int, language: str | None = None) -> Any:  # noqa: ANN401
    """Give the library's days of a year, None for a country that it does not know."""
    code, _, part = code.partition("-")
    land = _land(code)
    subdivision = part if land and part in land.subdivisions else None
    return land and land(years=year, subdiv=subdivision, language=language)


@cache
def _land(code: str) -> Any:  # noqa: ANN401
    """Give the library's class for a country, None when it knows none.

    The package of all countries takes a tenth of a second to load, one country a thousandth: its
    module is read alone, by the name under which the library registers it.
    """
    import holidays  # noqa: PLC0415  slow to load
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    found = next(((name, its) for name, its in COUNTRIES.items() if code in its[1:]), None)
    if found is None:
        return None
    module, (kind, *_) = found
    folder = Path(holidays.__file__).parent / "countries"
    spec = spec_from_file_location(f"{__name__}.{module}", folder / f"{module}.py")
    if spec is None or spec.loader is None:
        return getattr(holidays, code)
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return getattr(loaded, kind)


def holiday_on(codes: Iterable[str], day: date) -> tuple[str, Text] | None:
    """Give the first of these countries in which a day is a public holiday, and its name."""
    for code in codes:
        known = _days(code, day.year)
        named = known is not None and day in known and holidays_of(code, day.year)
        if named:
            return code, named[day]
    return None


def _nearest(language: str, known: Iterable[str]) -> str | None:
    return next((one for one in known if one == language or one.startswith(f"{language}_")), None)
