"""What a day or a period typed in words was meant to be: only ever proposed, never taken."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    ("janvier", "january", "janv", "jan"), ("fevrier", "february", "fevr", "fev", "feb"), ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"), ("mai", "may"), ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"), ("aout", "august", "aug"), ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"), ("novembre", "november", "nov"), ("decembre", "december", "dec"),
)  # fmt: skip
_NUMBER = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBER, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_PART = r"(?:(?:mi|debut|fin|mid|end of|early|late)[ -]+)?(?:(?:de|of|d')\s*)?"
_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:le )?{_DAY}(?: {_MONTH}(?: {_YEAR})?)?",
        rf"{_PART}{_MONTH}(?: {_YEAR})?",
        rf"{_PART}{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?")
_FIRST = re.compile(r"^(?:du|de|from|entre|between)\s+")
_BETWEEN = re.compile(
    r"\s*(?:\.{1,3}|…|–|—)\s*(?=\d{1,4}[/.\s-]|\d{4})|\s+(?:-|au|a|to|et|and|jusqu'au)\s+(?:le\s+)?"
)
_CENTURY = 2000
_MOST_MONTHS = 12

_Parts = tuple[int | None, int | None, int | None]
"""Year, month and day, each as far as it was said."""


def guess(value: object, *, one_day: bool = False) -> str:
    """Write as the plan does what was typed in words or in another order; empty when nobody can tell.

    >>> guess("du 15 au 26 mars 2027"), guess("12/10/2027 - 15/10/2027"), guess("mi-mars")
    ('2027-03-15..2027-03-26', '2027-10-12..2027-10-15', '')
    >>> guess("1er janvier 2027", one_day=True), guess("fin 2027", one_day=True)
    ('2027-01-01', '2027-12-31')
    """
    text = _plain(str(value))
    ends = [_parts(one) for one in _BETWEEN.split(_FIRST.sub("", text))]
    if not 1 <= len(ends) <= 2 or None in ends:  # noqa: PLR2004
        return ""
    said = list(_completed([one for one in ends if one]))
    written = [_written(one, last=one_day) for one in said]
    if not all(written) or (one_day and len(written) > 1):
        return ""
    return "..".join(written) if written[0] <= written[-1] else ""


def month_of(value: object) -> int:
    """Give the month that a text names, 0 when it names none.

    >>> month_of("mi-mars")
    3
    """
    found = re.search(rf"\b{_MONTH}(?![a-z])", _plain(str(value)))
    return _NUMBER[found["month"]] if found else 0


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("–", " - "))
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return re.sub(r"\s+", " ", letters).strip()


def _parts(text: str) -> _Parts | None:
    figures = _FIGURES.fullmatch(text)
    if figures:
        day, month, year = (int(one) for one in figures.groups())
        return (year if year >= _CENTURY else year + _CENTURY, month, day)
    month_first = _MONTH_YEAR.fullmatch(text)
    if month_first:
        return (int(month_first[2]), int(month_first[1]), None)
    iso = _ISO.fullmatch(text)
    if iso:
        return (int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    words = next((found for one in _WORDS if (found := one.fullmatch(text))), None)
    if words is None:
        return None
    said = words.groupdict()
    return (_whole(said.get("year")), _NUMBER.get(said.get("month") or ""), _whole(said.get("day")))


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _completed(ends: list[_Parts]) -> Iterator[_Parts]:
    """Give the start the month and the year that are said once, behind the end."""
    year, month, _ = ends[-1]
    for one in ends:
        yield (one[0] or year, one[1] or month, one[2])


def _written(parts: _Parts, *, last: bool) -> str:
    year, month, day = parts
    if not year or not 1 <= (month or 1) <= _MOST_MONTHS:
        return ""
    if day is None and not last:
        return f"{year:04d}-{month:02d}" if month else f"{year:04d}"
    month = month or _MOST_MONTHS
    longest = monthrange(year, month)[1]
    day = longest if day is None else day
    return str(date(year, month, day)) if 1 <= day <= longest else ""
