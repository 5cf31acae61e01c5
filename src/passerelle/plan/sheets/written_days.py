"""Days as other tools write them: ``January 5, 2027``, ``5 janv. 2027``, ``2027/01/05``, with or without an hour."""

import re
import unicodedata

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ENGLISH = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b.*")
_FRENCH = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})\b.*")
_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[t ].*)?")
_ARROW = re.compile(r"\s*(?:→|->|\u2013)\s*")


def iso(text: str) -> str:
    """Give a day as year-month-day when it is written in words or with its hour; else the text itself.

    >>> iso("January 5, 2027 9:30 AM"), iso("1er août 2027"), iso("soon")
    ('2027-01-05', '2027-08-01', 'soon')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().strip()
    if found := _ENGLISH.fullmatch(plain):
        month, day, year = found.groups()
    elif found := _FRENCH.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    else:
        return text
    number = int(month) if month.isdecimal() else _MONTHS.get(month)
    return f"{year}-{number:02d}-{int(day):02d}" if number else text


def ends(text: str) -> tuple[str, ...]:
    """Split the two ends of a span written with an arrow, as Notion does; one end stays alone."""
    return tuple(iso(one) for one in _ARROW.split(text.strip()) if one)[:2]
