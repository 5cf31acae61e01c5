"""Numbers written in letters, read as figures: *dix-huit mois* is *18 mois*."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from passerelle.plan.rule_fold import folded

_FR = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip
_FR_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante")
_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@lru_cache(maxsize=2048)
def in_figures(text: str) -> str:
    """Fold a text and write its numbers below a hundred as figures; *un* and *one* too.

    >>> in_figures("Valable dix-huit mois"), in_figures("Twenty-four hours, ninety days")
    ('valable 18 mois', '24 hours 90 days')
    >>> in_figures("quatre-vingt-dix-neuf, soixante et onze, un an")
    '99 71 1 an'
    """
    values = _values()
    return _pattern().sub(lambda found: str(values[found[0]]), folded(text))


@cache
def _values() -> dict[str, int]:
    return {**dict(_english()), **dict(_french()), "une": 1}


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_values(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b")


def _english() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_EN))
    for ten, name in enumerate(_EN_TENS, start=2):
        yield name, ten * 10
        yield from ((f"{name} {_EN[unit]}", ten * 10 + unit) for unit in range(1, 10))


def _french() -> Iterator[tuple[str, int]]:
    below = [*_FR, *(f"dix {_FR[unit]}" for unit in range(7, 10))]
    yield from ((word, value) for value, word in enumerate(below))
    for ten, name in enumerate(_FR_TENS, start=2):
        yield name, ten * 10
        yield f"{name} et un", ten * 10 + 1
        last = 20 if name == "soixante" else 10
        yield from ((f"{name} {below[unit]}", ten * 10 + unit) for unit in range(2, last))
    yield "soixante et onze", 71
    for word in ("quatre vingt", "quatre vingts"):
        yield word, 80
        yield from ((f"{word} {below[unit]}", 80 + unit) for unit in range(1, 20))
