"""What words announce of a discount: percentages off, and the last day of an offer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Off:
    """A percentage off in a text: the words, where its figure stands, and the share in 0..1."""

    words: str
    start: int
    end: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Until:
    """A last day in a text: the words, where its day stands, and the day and month."""

    words: str
    start: int
    end: int
    day: int
    month: int
    french: bool
    month_first: bool

    def rewritten(self, day: date) -> str:
        """Write another day in the same language and order."""
        name = (_FR if self.french else _EN)[day.month - 1]
        if self.french:
            return f"{'1er' if day.day == 1 else day.day} {name}"
        words = (name.capitalize(), str(day.day))
        return " ".join(words if self.month_first else reversed(words))


def offs(text: str, *, all_are: bool = False) -> Iterator[Off]:
    """Walk the percentages off: after a minus or a word such as *remise*, or before *off*, *de remise*.

    Other percentages, such as those of a fibre, are no discounts, unless ``all_are``: in the words of
    a thing that is a discount.

    >>> [str(one.share) for one in offs("-30 % sur le lin, 55 % lin, 20% off")]
    ['0.3', '0.2']
    """
    for found in _FIGURE.finditer(text) if "%" in text or "cent" in text.casefold() else ():
        near = max(0, found.start() - _NEAR)
        before = _BEFORE.search(text, near, found.start())
        if all_are or before or _AFTER.match(text, found.end()):
            share = Decimal(found[1].replace(",", ".")) / 100
            sign = _SIGN.search(text, near, found.start())
            words = text[sign.start() if sign else found.start() : found.end()]
            yield Off(words.strip(), found.start(1), found.end(1), share)


def untils(text: str) -> Iterator[Until]:
    """Walk the last days that a text names: *jusqu'au 12 février*, *until 12 February*."""
    for found in _UNTIL.finditer(text):
        name = (found["month"] or found["month_first"]).casefold()
        french = name in _FR
        yield Until(
            found[0],
            found.start("day"),
            found.end("day"),
            int(found["number"] or found["number_last"]),
            (_FR if french else _EN).index(name) + 1,
            french,
            bool(found["month_first"]),
        )


def names_day(text: str, day: date) -> bool:
    """Whether a text names a day of the year, in either order: *le 12 mars*, *March 12th*.

    >>> names_day("Dès le 1er mars", date(2027, 3, 1)), names_day("12 marsouins", date(2027, 3, 12))
    (True, False)
    """
    named = {
        (int(found["number"] or found["number_last"]), (found["month"] or found["month_first"]))
        for found in _DAY.finditer(text)
    }
    return any(
        number == day.day and month.casefold() in {_EN[day.month - 1], _FR[day.month - 1]}
        for number, month in named
    )


def about_a_price(text: str) -> bool:
    """Whether a text speaks of a price reduction at all."""
    return bool(_PRICE.search(text)) or any(offs(text))


_EN = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december")  # fmt: skip
_FR = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
       "octobre", "novembre", "décembre")  # fmt: skip

_NEAR = 60
"""Letters before a figure in which its word is looked for."""

_WORDS = r"remises?|réductions?|rabais|soldes|promo|promotions?|save|discounts?|économisez|profitez"
_LINKS = r"(?:\s+(?:de|of|à|up\s+to|jusqu['\u2019]à|exceptionnelle|immédiate))*"
_FIGURE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?)\s*(?:%|pour\s?cent\b|per\s?cent\b)", re.IGNORECASE
)
_SIGN = re.compile(r"(?<![\w%])[-\u2212\u2013]\s?\Z")
_BEFORE = re.compile(
    rf"(?:(?<![\w%])[-\u2212\u2013]\s?|\b(?:{_WORDS})\s*:?{_LINKS}\s+)\Z", re.IGNORECASE
)
_THEM = (
    r"membres?|abonnée?s?|adhérente?s?|client\w*|fidèles|habituée?s?|inscrite?s?|nouve\w+|lect\w+"
    r"|members?|subscribers?|customers?|newcomers?|readers?|regulars"
)
_AFTER = re.compile(
    r"\s*(?:off\b|de\s+(?:remise|réduction|rabais)\b|de\s+(?:moins|mieux)\b(?!\s+d)|discount\b|cheaper\b|moins\s+cher"
    r"|offerts?\b|sur\s+(?:tou|vo|l[ea]s?\b|l['\u2019]|nos\b|notre\b|cette\b)"
    r"|on\s+(?:all|every|our|the|your)\b"
    r"|(?:better|less)(?=\s*(?:[,.;:!]|\Z|(?:if|when)\b))|(?:si|quand|if|when)\s+(?:vous|on|you)\b"
    rf"|(?:pour|aux?|à|for|to)\s+(?:(?:les|nos|vos|tou[st]e?s?|la|all|our|the)\s+)*(?:{_THEM})\b)",
    re.IGNORECASE,
)
_NUMBER = r"(?P<{}>\d{{1,2}})(?:er|st|nd|rd|th)?"
_NAMED = (
    rf"(?P<day>{_NUMBER.format('number')}\s+(?:of\s+)?(?P<month>{'|'.join((*_FR, *_EN))})\b"
    rf"|(?P<month_first>{'|'.join(_EN)})\s+{_NUMBER.format('number_last')}\b)"
)
_DAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_UNTIL = re.compile(
    rf"\b(?:jusqu['\u2019]\s?au|until|till|through|ends?\s+on)\s+(?:the\s+)?(?:(?:{_DAYS}),?\s+)?"
    rf"{_NAMED}",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b{_NAMED}", re.IGNORECASE)
_PRICE = re.compile(rf"\b(?:{_WORDS}|sales?|offre|offer)\b", re.IGNORECASE)
