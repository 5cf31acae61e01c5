"""Sentences of the rules: one template a language, the same numbers in both."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from passerelle.base import language as tongue
from passerelle.base.language import Language, Text
from passerelle.base.money import Money

_TIGHT = re.compile(r" ([:;!?»])")
_PLURAL_TITLE = re.compile(
    r"(?:les|des|nos|vos|ses|leurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|\d+)\s",
    re.IGNORECASE,
)
_SHOWN = 4
_PLURAL = 2
"""French counts in the plural from two."""


def say(en: str, fr: str, **values: object) -> Text:
    """Fill one sentence in both languages; French gets its narrow no-break spaces.

    Args:
        en: English template, ``"{name} ends on {day}"``.
        fr: French template with the same names.
        **values: A ``Text`` gives each language its own form; dates and money are written for the
            reader; anything else is written as it is.

    >>> say("{n} found: none", "{n} trouvés : aucun", n=3).fr == "3 trouvés\u202f: aucun"
    True
    """
    return Text(en=_filled(en, values, "en"), fr=typeset(_filled(fr, values, "fr")))


@lru_cache(maxsize=4096)
def share_text(share: Decimal, digits: int = 1) -> Text:
    """Write a share in 0..1 as a percentage with at most ``digits`` decimals."""
    en, fr = (tongue.percent(share, "en", digits), tongue.percent(share, "fr", digits))
    return Text(en=en, fr=fr)


@lru_cache(maxsize=4096)
def number_text(value: Decimal | int, digits: int = 0) -> Text:
    """Write a number with at most ``digits`` decimals, zeros at the end dropped."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-digits)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return Text(en=tongue.number(exact, "en", places), fr=tongue.number(exact, "fr", places))


def amount_text(value: Decimal, unit: str) -> Text:
    """Write a number with the unit that the plan gives it: ``%``, ``pts``, a currency, or none."""
    plain = number_text(value, 2)
    if unit == "%":
        return Text(en=plain.en + "%", fr=plain.fr + "\u202f%")
    if unit == "pts":
        english, french = abs(value) == 1, abs(value) < _PLURAL
        return Text(
            en=plain.en + (" pt" if english else " pts"),
            fr=plain.fr + ("\u202fpt" if french else "\u202fpts"),
        )
    if re.fullmatch(r"[A-Z]{3}", unit):
        return money_text(Money(value, unit))
    return plain


@lru_cache(maxsize=4096)
def money_text(money: Money) -> Text:
    """Write an amount of money, cents only when there are some."""
    digits = 0 if money.amount == money.amount.to_integral_value() else 2
    return Text(en=money.read("en", digits), fr=money.read("fr", digits))


def listed(names: Iterable[str | Text]) -> Text:
    """Write a list of names, the first four and how many more."""
    texts = [name if isinstance(name, Text) else Text(en=name, fr=name) for name in names]
    more = len(texts) - _SHOWN
    en = ", ".join(text.en for text in texts[:_SHOWN])
    fr = ", ".join(text.fr for text in texts[:_SHOWN])
    return Text(en=f"{en} (+{more})", fr=f"{fr} (+{more})") if more > 0 else Text(en=en, fr=fr)


def _filled(template: str, values: dict[str, object], language: Language) -> str:
    return template.format(
        **{name: _read(value, language, name, template) for name, value in values.items()}
    )


def _read(value: object, language: Language, name: str, template: str) -> str:
    if isinstance(value, _Several):
        quoted = language == "en" or f"« {{{name}}} »" in template
        return str(value) if quoted else f"« {value} »"
    if isinstance(value, Text):
        return value.read(language)
    if isinstance(value, Money):
        return money_text(value).read(language)
    if isinstance(value, date):
        return _day(value, language)
    return str(value)


@lru_cache(maxsize=4096)
def _day(value: date, language: Language) -> str:
    return tongue.day(value, language)


def typeset(text: str) -> str:
    """Put narrow no-break spaces where French typography wants them."""
    return _TIGHT.sub("\u202f\\1", text).replace("« ", "«\u202f")


class _Several(str):
    """A title in the plural: French quotes it, so that the verb of a sentence may be singular."""

    __slots__ = ()


def label(name: str, title: str | None) -> str:
    """Name a node to a reader: by its title, or by its id when it has none.

    >>> avis = label("a", "Les avis filmés")
    >>> say("{a} starts late", "{a} commence tard", a=avis).fr == "«\u202fLes avis filmés\u202f» commence tard"
    True
    """
    if title and _PLURAL_TITLE.match(title):
        return _Several(title)
    return title or name
