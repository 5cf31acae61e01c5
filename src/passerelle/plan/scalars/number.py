"""Numbers as French and English people type them, and one canonical way to write them."""

import re
from decimal import Decimal, InvalidOperation

from passerelle.base.language import Text
from passerelle.plan.unreadable import Unreadable, not_a, shown

SPACES = " \u00a0\u202f\u2009"
DIGITS = rf"\d[\d.,'’{SPACES}]*"
"""What a typed number looks like, for the other readers' patterns; it may hold trailing spaces."""

_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_SPACED = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_COMMA_OF_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")
_LONGEST = 30


def read(value: object, *, example: str = "1 800") -> Decimal:
    """Read ``1 800``, ``1,800.50``, ``24,5`` or ``24.5``; sign allowed in front.

    Raises:
        Unreadable: It is no number, or it means two different numbers (``1,800``, ``1.800,50``).
    """
    text = str(value).strip()
    sign, digits = (text[0], text[1:].strip()) if text[:1] in {"+", "-", "−"} else ("", text)
    if len(digits) > _LONGEST:
        raise not_a(value, "a number", "un nombre", example)
    if _COMMA_OF_THREE.fullmatch(digits):
        whole, part = digits.split(",")
        raise ambiguous(value, f"{whole} {part}", f"{whole}.{part}")
    plain = _plain(digits)
    if plain is None and re.fullmatch(r"[\d.]+,\d+", digits):
        whole = digits.replace(".", "").replace(",", ".")
        raise ambiguous(value, f"{whole}", digits.replace(".", "", 1).replace(",", ""))
    try:
        number = Decimal(plain or "x")
    except InvalidOperation:
        raise not_a(value, "a number", "un nombre", example) from None
    return -number if sign in {"-", "−"} else number


def write(number: Decimal) -> str:
    """Write a number with a point for decimals and a space between thousands: ``1 800.5``."""
    return f"{number:,f}".replace(",", " ")


def ambiguous(value: object, one: str, other: str) -> Unreadable:
    """Say that ``value`` may be read as ``one`` or as ``other``."""
    return Unreadable(
        Text(
            en=f"{shown(value)} can be read in two ways.",
            fr=f"{shown(value)} peut se lire de deux façons.",
        ),
        Text(
            en=f"Write {one} or {other}: a space between thousands, a point for decimals.",
            fr=f"Écrivez {one} ou {other} : une espace entre milliers, un point décimal.",
        ),
    )


def _plain(digits: str) -> str | None:
    """Give the digits with a decimal point and nothing else, or None when they are no number."""
    if _ENGLISH.fullmatch(digits):
        return digits.replace(",", "")
    if _PLAIN.fullmatch(digits) or _SPACED.fullmatch(digits):
        return re.sub(rf"[{SPACES}]", "", digits).replace(",", ".")
    return None
