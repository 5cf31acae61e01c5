"""Numbers with a unit: ``24 %``, ``3 pts``, ``1 800 EUR``, ``12 days``, or none."""

import re
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.scalars import number
from passerelle.plan.scalars.thousands import refuse_two_ways
from passerelle.plan.unreadable import Unreadable, not_a, shown
from passerelle.plan.values import Amount

CURRENCY_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF", "euros": "EUR", "euro": "EUR"}

_UNITS = {
    "%": "%", "pts": "pts", "pt": "pts", "points": "pts", "point": "pts",
    "days": "days", "day": "days", "jours": "days", "jour": "days", "j": "days",
    "hours": "hours", "hour": "hours", "heures": "hours", "heure": "hours", "h": "hours",
    "score": "score", "ratio": "ratio", "count": "count", "": "count",
}  # fmt: skip

_FINE = {"%", "pts", "score", "ratio"}
"""Units of which no plan counts thousands: a point before three digits is a decimal one."""

_SCALES = {"k": 1_000, "K": 1_000, "M": 1_000_000}
_SCALED = re.compile(r"([kKM])\s?(€|\$|£|euros?|[A-Z]{3})")

_AMOUNT = re.compile(rf"([+\-−]?\s*{number.DIGITS})(\D*)", re.DOTALL)
_SIGN_FIRST = re.compile(r"([€$£])\s*(.*)", re.DOTALL)


def read(value: object, *, example: str = "24 %", decimals: bool = False) -> Amount:
    """Read a number and its unit.

    Args:
        value: What was typed.
        example: The right form, for who typed something else.
        decimals: Whether its point is a decimal one whatever its unit: that of others is known.

    Raises:
        Unreadable: No number, or a unit that does not exist.
    """
    if value is None or isinstance(value, list | dict):
        raise not_a(value, "a number with its unit", "un nombre avec son unité", example)
    text = str(value).strip()
    first = _SIGN_FIRST.fullmatch(text)
    if first:
        text = f"{first[2]} {first[1]}"
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise not_a(value, "a number with its unit", "un nombre avec son unité", example)
    word = found[2].strip()
    fine = decimals or is_fine(word) or not isinstance(value, str)
    refuse_two_ways(text, "," if fine else ".,")
    value_read = number.read(found[1], example=example, decimals=fine)
    _refuse_scale(value_read, word)
    return Amount(value_read, unit(word, value))


def _refuse_scale(value: Decimal, word: str) -> None:
    """Refuse ``22 k€`` with what to write: in ``10 / 20 / 30 k€`` nobody could tell what is meant."""
    scaled = _SCALED.fullmatch(word)
    if scaled:
        full = write(Amount(value * _SCALES[scaled[1]], unit(scaled[2], word)))
        raise Unreadable(
            Text(
                en=f"{shown(word)} shortens an amount.",
                fr=f"{shown(word)} abrège un montant.",
            ),
            Text(en=f"Write it in full: {full}", fr=f"Écrivez-le en entier : {full}"),
        )


def write(amount: Amount) -> str:
    """Write the number, a space, and the unit unless it is a plain count."""
    digits = write_digits(amount.value, amount.unit)
    return digits if amount.unit == "count" else f"{digits} {amount.unit}"


def write_digits(value: Decimal, unit: str) -> str:
    """Write the number alone, so that it reads back the same before its unit."""
    return number.write_fine(value) if unit in _FINE else number.write(value)


def is_fine(word: str) -> bool:
    """Whether a typed unit is one of which no plan counts thousands: ``%``, ``points``."""
    return _UNITS.get(word.lower().partition(" ")[0]) in _FINE


def unit(word: str, value: object) -> str:
    """Give the canonical unit of a typed word: ``points`` is ``pts``, ``€`` is ``EUR``.

    Raises:
        Unreadable: No such unit.
    """
    known = _UNITS.get(word.lower()) or CURRENCY_SIGNS.get(word)
    if known:
        return known
    if re.fullmatch(r"[A-Z]{3}", word):
        return word
    raise Unreadable(
        Text(
            en=f"{shown(word)} in {shown(value)} is no unit.",
            fr=f"{shown(word)} dans {shown(value)} n’est pas une unité.",
        ),
        Text(
            en="Use %, pts, a currency such as EUR, days, hours, score, ratio, or no unit.",
            fr="Employez %, pts, une devise comme EUR, days, hours, score, ratio, ou rien.",
        ),
    )
