"""Sentences in both languages, and numbers, money and dates as the reader writes them.

``{% say en="{n} people" en_one="{n} person" fr="{n} personnes" fr_one="{n} personne" n=count %}``
``{% text finding.message %}`` for what a verb said: ``{"en": ..., "fr": ...}``.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from passerelle.base import language as written
from passerelle.base.language import Text
from passerelle.web.reader import reader

register = template.Library()

NARROW = "\u202f"
SMALL_SHARE, SMALL_AMOUNT = Decimal("0.02"), Decimal(100)
DIGITS = {"ratio": 2, "score": 1, "days": 1, "hours": 1}
DURATIONS = {"days": Text(en="days", fr="jours"), "hours": Text(en="h", fr="h")}
_BEFORE = re.compile(r"(?<=\S) (?=[:;!?»%€])")
_CODE = re.compile(r"`([^`]+)`")
_AFTER = re.compile(r"(?<=«) ")


def typeset(sentence: str) -> str:
    """Put French narrow no-break spaces where a plain space was typed."""
    return _AFTER.sub(NARROW, _BEFORE.sub(NARROW, sentence))


def read_text(value: Any) -> str:  # noqa: ANN401
    """Give a sentence in the reader's language, from a ``Text``, its JSON, or a plain string."""
    if value is None:
        return ""
    if isinstance(value, Text):
        value = value.as_json()
    if not isinstance(value, dict):
        return str(value)
    chosen = str(value.get(reader().language) or value.get("en") or "")
    return typeset(chosen) if reader().language == "fr" else chosen


@register.simple_tag
def say(**words: Any) -> SafeString:  # noqa: ANN401
    """Write a sentence; it may hold markup and ``{name}``, what is put in is escaped.

    ``en_one`` and ``fr_one`` are used when ``n`` calls for the singular (French: 0 and 1).
    """
    language = reader().language
    sentence = str(words[language])
    if "n" in words and f"{language}_one" in words and _singular(words["n"]):
        sentence = str(words[f"{language}_one"])
    if language == "fr":
        sentence = typeset(sentence)
    put = {name: _put(value) for name, value in words.items() if name[:2] not in {"en", "fr"}}
    return format_html(sentence, **put) if put else mark_safe(sentence)  # noqa: S308 (our own words)


@register.simple_tag
def text(value: Any) -> str:  # noqa: ANN401
    """Write what a verb said, in the reader's language, escaped; `words` between ticks as code."""
    return mark_safe(_CODE.sub(r"<code>\1</code>", conditional_escape(read_text(value))))  # noqa: S308


@register.filter(name="text")
def text_filter(value: Any) -> str:  # noqa: ANN401
    """Like the tag, for attributes and ``with``."""
    return read_text(value)


@register.filter
def number(value: Any, digits: int = 0) -> str:  # noqa: ANN401
    """Write a number with ``digits`` decimals; a dash when there is none."""
    known = _decimal(value)
    return "–" if known is None else written.number(known, reader().language, digits)


@register.filter
def share(value: Any, digits: int = 1) -> str:  # noqa: ANN401
    """Write a share in 0..1 as a percentage."""
    known = _decimal(value)
    return "–" if known is None else written.percent(known, reader().language, digits)


@register.filter
def money(value: Any, currency: str = "") -> str:  # noqa: ANN401
    """Write an amount, rounded to the unit, in ``currency`` or the workspace's."""
    known = _decimal(value)
    if known is None:
        return "–"
    return written.money_text(known, currency or reader().currency, reader().language)


@register.filter
def quantity(value: Any, unit: str) -> str:  # noqa: ANN401
    """Write a KPI's value in its unit, rounded to what can be read; a dash when there is none.

    Units are share, money, count, score, ratio, days and hours. Small shares and small amounts
    keep two decimals; whole numbers keep none.
    """
    known, language = _decimal(value), reader().language
    if known is None:
        return "–"
    if unit == "share":
        return share(known, 2 if abs(known) < SMALL_SHARE else 1)
    whole = known == known.to_integral_value()
    if unit == "money":
        digits = 2 if not whole and abs(known) < SMALL_AMOUNT else 0
        return written.money_text(known, reader().currency, language, digits)
    said = number(known, 0 if whole else DIGITS.get(unit, 0))
    return f"{said}\u00a0{DURATIONS[unit].read(language)}" if unit in DURATIONS else said


@register.filter
def day(value: Any, length: str = "medium") -> str:  # noqa: ANN401
    """Write a date (or its ISO text) as the reader expects it."""
    known = _date(value)
    if known is None:
        return "–"
    if length == "short":
        return written.day(known, reader().language, "short")
    return written.day(known, reader().language, "long" if length == "long" else "medium")


@register.filter
def period(value: Any) -> str:  # noqa: ANN401
    """Write a period (``2027-01-11..2027-01-31``, or one day) as two dates; a dash for nothing."""
    if not value:
        return "–"
    start, _, end = str(value).partition("..")
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    if first == last:
        return day(first)
    if first.year == last.year:
        return f"{_day_of_year(first, reader().language)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


@lru_cache(maxsize=written.SAID_KEPT)
def _day_of_year(value: date, language: str) -> str:
    return str(format_date(value, "d MMM", locale=language))


@register.filter
def moment(value: Any) -> str:  # noqa: ANN401
    """Write a moment (or its ISO text, UTC) in the workspace's time zone."""
    if not value:
        return "–"
    known = datetime.fromisoformat(value) if isinstance(value, str) else value
    if known.tzinfo:
        known = known.astimezone(reader().timezone)
    return written.moment(known, reader().language)


def _put(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Text | dict):
        return read_text(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    return number(value)


def _singular(count: Any) -> bool:  # noqa: ANN401
    return abs(float(count)) < 2 if reader().language == "fr" else float(count) == 1  # noqa: PLR2004


def _decimal(value: Any) -> Decimal | None:  # noqa: ANN401
    return None if value is None or value == "" else Decimal(str(value))


def _date(value: Any) -> date | None:  # noqa: ANN401
    if not value:
        return None
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value
