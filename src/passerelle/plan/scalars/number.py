"""Numbers as French and English people type them, and one canonical way to write them."""

import re
from decimal import Decimal, InvalidOperation

from passerelle.base.language import Text
from passerelle.plan.scalars.thousands import SPACES, kept_apart, refuse_two_ways
from passerelle.plan.unreadable import not_a

DIGITS = rf"\d[\d.,'’{SPACES}]*"
"""What a typed number looks like, for the other readers' patterns; it may hold trailing spaces."""

_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_SPACED = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_LONGEST = 30


def read(value: object, *, example: str | Text = "1 800", decimals: bool = False) -> Decimal:
    """Read ``1 800``, ``1,800.50``, ``24,5`` or ``24.5``; sign allowed in front.

    Args:
        value: What was typed.
        example: The right form, for who typed something else.
        decimals: Whether a point before three digits can only be a decimal one (``1.125 %``).

    Raises:
        Unreadable: It is no number, or it means two different numbers (``1,800``, ``1.800``).
    """
    text = str(value).strip()
    sign, digits = (text[0], text[1:].strip()) if text[:1] in {"+", "-", "−"} else ("", text)
    if len(digits) > _LONGEST:
        raise not_a(value, "a number", "un nombre", example)
    if isinstance(value, str):
        refuse_two_ways(text, "," if decimals else ".,")
    try:
        number = Decimal(_plain(digits) or "x")
    except InvalidOperation:
        raise not_a(value, "a number", "un nombre", _alone(digits) or example) from None
    return -number if sign in {"-", "−"} else number


def write(number: Decimal) -> str:
    """Write a number with a point for decimals and a space between thousands: ``1 800.5``."""
    return kept_apart(write_fine(number))


def write_fine(number: Decimal) -> str:
    """Write a number whose unit leaves no doubt that its point is a decimal one: ``12.125``."""
    return f"{number:,f}".replace(",", " ")


def _alone(text: str) -> str:
    """Take the number out of ``4 jours``; empty when the text does not begin with one."""
    found = re.match(rf"({DIGITS})(?:j|jours?|days?)$", text)
    digits = found[1].strip() if found else ""
    return digits if _plain(digits) is not None else ""


def _plain(digits: str) -> str | None:
    """Give the digits with a decimal point and nothing else, or None when they are no number."""
    if _ENGLISH.fullmatch(digits):
        return digits.replace(",", "")
    if _PLAIN.fullmatch(digits) or _SPACED.fullmatch(digits):
        return re.sub(rf"[{SPACES}]", "", digits).replace(",", ".")
    return None
