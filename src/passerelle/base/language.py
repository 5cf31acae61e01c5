"""French and English side by side: every sentence a user reads is written in both, where it is said."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Literal

from babel.numbers import format_currency, format_decimal, format_percent

Language = Literal["en", "fr"]

LANGUAGES: tuple[Language, ...] = ("en", "fr")

SAID_KEPT = 4_096
"""A long page says the same amounts and days again and again."""

_LOCALE = {"en": "en_GB", "fr": "fr_FR"}


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages.

    >>> Text(en="Objective", fr="Objectif").read("fr")
    'Objectif'
    """

    en: str
    fr: str

    def read(self, language: Language) -> str:
        """Give the sentence in ``language``."""
        return self.fr if language == "fr" else self.en

    def as_json(self) -> dict[str, str]:
        """Give both languages as plain JSON, for doors that choose later."""
        return {"en": self.en, "fr": self.fr}


def language_of(tag: str | None) -> Language:
    """Choose the language that a tag such as ``fr_FR.UTF-8`` asks for; English when it names neither."""
    return "fr" if (tag or "").lower().startswith("fr") else "en"


def language_name(tag: str) -> Text:
    """Name a language in both languages; a tag that names none stays as it is.

    >>> language_name("en")
    Text(en='English', fr='anglais')
    """
    from babel import Locale  # noqa: PLC0415  only where a language is said

    known = {
        reader: Locale(reader).languages.get(tag.lower().partition("-")[0]) for reader in LANGUAGES
    }
    return Text(en=known["en"] or tag, fr=known["fr"] or tag)


def country_name(code: str) -> Text:
    """Name a country, or a part of one, in both languages; a code that names none stays as it is.

    >>> country_name("NL"), country_name("FR-57")
    (Text(en='Netherlands', fr='Pays-Bas'), Text(en='France, FR-57', fr='France, FR-57'))
    """
    from babel import Locale  # noqa: PLC0415  only where a country is said

    country, _, part = code.partition("-")
    known = {reader: Locale(reader).territories.get(country) for reader in LANGUAGES}
    named = {
        reader: f"{name}, {code}" if name and part else name or code
        for reader, name in known.items()
    }
    return Text(en=named["en"], fr=named["fr"])


def number(value: Decimal | float, language: Language, digits: int = 0) -> str:
    """Write a number with ``digits`` decimals as readers of ``language`` expect it."""
    return format_decimal(
        _rounded(value, digits), format=_pattern(digits), locale=_LOCALE[language]
    )


def percent(share: Decimal | float, language: Language, digits: int = 1) -> str:
    """Write a share in 0..1 as a percentage with ``digits`` decimals at most.

    >>> percent(Decimal("0.245"), "en")
    '24.5%'
    """
    pattern = (
        "#,##0" + ("." + "#" * digits if digits else "") + ("\u202f%" if language == "fr" else "%")
    )
    return format_percent(Decimal(str(share)), format=pattern, locale=_LOCALE[language])


@lru_cache(maxsize=SAID_KEPT)
def money_text(amount: Decimal, currency: str, language: Language, digits: int = 0) -> str:
    """Write an amount with its currency, rounded for display only."""
    return format_currency(
        _rounded(amount, digits),
        currency,
        format=None if digits == 2 else _currency_pattern(language, digits),  # noqa: PLR2004
        locale=_LOCALE[language],
        currency_digits=False,
    )


@lru_cache(maxsize=SAID_KEPT)
def day(
    value: date, language: Language, length: Literal["short", "medium", "long"] = "medium"
) -> str:
    """Write a date as readers of ``language`` expect it."""
    from babel.dates import format_date  # noqa: PLC0415  loads time zones: only where a day is said

    return format_date(value, format=length, locale=_LOCALE[language])


def month(value: date, language: Language, *, short: bool = False) -> str:
    """Name the month of a date with its year; the name alone when ``short``.

    >>> month(date(2027, 2, 1), "fr"), month(date(2027, 2, 1), "en", short=True)
    ('février 2027', 'Feb')
    """
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(value, format="LLL" if short else "LLLL y", locale=_LOCALE[language])


def moment(value: datetime, language: Language) -> str:
    """Write a date with its time of day."""
    from babel.dates import format_datetime  # noqa: PLC0415

    return format_datetime(value, format="short", locale=_LOCALE[language])


def _rounded(value: Decimal | float, digits: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _currency_pattern(language: Language, digits: int) -> str:
    return f"{_pattern(digits)}\u00a0¤" if language == "fr" else f"¤{_pattern(digits)}"
