"""A point or a comma before three digits: thousands to some readers, decimals to others."""

import re
from collections.abc import Callable

from passerelle.base.language import Text
from passerelle.plan.unreadable import Unreadable, shown

SPACES = " \u00a0\u202f\u2009"

_START = rf"(?<![\d.,])(?<!\d[{SPACES}])"
_POINTS = re.compile(rf"{_START}([1-9]\d{{0,2}}(?:\.\d{{3}})+)(,\d+)?(?![.,]?\d)")
_COMMA = re.compile(rf"{_START}([1-9]\d{{0,2}},\d{{3}})()(?![.,]?\d)")
_WHOLE = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_TWO_GROUPS = 2


def refuse_two_ways(text: str, signs: str = ".,") -> None:
    """Refuse ``16.800 EUR``: sixteen thousand eight hundred to a French reader, 16.8 to another.

    Args:
        text: The whole typed value, with its units: both writings are given with them.
        signs: The signs that leave a doubt here; a comma leaves none in money, a point none in ``%``.

    Raises:
        Unreadable: A number in ``text`` means two things, or parts its thousands with points.
    """
    points = list(_POINTS.finditer(text)) if "." in signs else []
    commas = list(_COMMA.finditer(text)) if "," in signs else []
    if not points and not commas:
        return
    spaced = _rewritten(text, [*points, *commas], _spaced)
    if any(one[2] or one[1].count(".") >= _TWO_GROUPS for one in points):
        raise _parted(text, spaced)
    raise _two_ways(text, spaced, _rewritten(text, [*points, *commas], _decimal), bool(points))


def refuse_signs(text: str) -> None:
    """Refuse a whole number whose thousands are separated by points or commas: it has one meaning.

    Raises:
        Unreadable: It is one of these.
    """
    found = _WHOLE.fullmatch(text)
    if found:
        raise _parted(text, re.sub("[.,]", " ", text))


def kept_apart(digits: str) -> str:
    """Write a fourth decimal where three would look like thousands: ``12.125`` is ``12.1250``."""
    return f"{digits}0" if _POINTS.fullmatch(digits.lstrip("-")) else digits


def _rewritten(text: str, found: list[re.Match[str]], write: Callable[[re.Match[str]], str]) -> str:
    for one in sorted(found, key=re.Match.start, reverse=True):
        text = text[: one.start()] + write(one) + text[one.end() :]
    return text


def _spaced(found: re.Match[str]) -> str:
    decimals = found[2] or ""
    return re.sub("[.,]", " ", found[1]) + decimals.replace(",", ".")


def _decimal(found: re.Match[str]) -> str:
    return kept_apart(found[1].replace(",", ".").rstrip("0").rstrip("."))


def _two_ways(text: str, spaced: str, small: str, points: bool) -> Unreadable:  # noqa: FBT001
    sign, signe = ("point", "le point") if points else ("comma", "la virgule")
    return Unreadable(
        Text(
            en=f"{shown(text)} can be read in two ways.",
            fr=f"{shown(text)} peut se lire de deux façons.",
        ),
        Text(
            en=f"Write {spaced}, or {small} if the {sign} marks decimals.",
            fr=f"Écrivez {spaced}, ou {small} si {signe} annonce des décimales.",
        ),
    )


def _parted(text: str, spaced: str) -> Unreadable:
    sign, signe = ("points", "points") if "." in text else ("commas", "virgules")
    return Unreadable(
        Text(
            en=f"{shown(text)} separates its thousands with {sign}.",
            fr=f"{shown(text)} sépare les milliers par des {signe}.",
        ),
        Text(en=f"Write {spaced}", fr=f"Écrivez {spaced}"),
    )
