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
_SCALED = re.compile(r"([kKM])\s?(€|\$|£|euros?|[A-Z]{3}|)")
_TAXES = re.compile(
    r"(.*?)\s+(H\.?T\.?|T\.?T\.?C\.?|hors taxes?|(?:excl|incl)\.? (?:VAT|tax))", re.IGNORECASE
)

_AMOUNT = re.compile(rf"([+\-−]?\s*{number.DIGITS})(\D*)", re.DOTALL)
_ABOUT = re.compile(r"(?:environ|env\.|about|approx\.?|circa|ca\.|près de|[~≈])\s*", re.IGNORECASE)
_SIGN_FIRST = re.compile(r"([€$£])\s*(.*)", re.DOTALL)


def read(value: object, *, example: str | Text = "24 %", decimals: bool = False) -> Amount:
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
        kept = _ABOUT.sub("", text)
        seen = kept if kept != text and _AMOUNT.fullmatch(kept) else example
        raise not_a(value, "a number with its unit", "un nombre avec son unité", seen)
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
        whole = (value * _SCALES[scaled[1]]).normalize()
        full = write(Amount(whole, unit(scaled[2], word)))
        raise Unreadable(
            Text(
                en=f"{shown(scaled[1])} shortens an amount.",
                fr=f"{shown(scaled[1])} abrège un montant.",
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
    taxes = _TAXES.fullmatch(word)
    if taxes:
        raise _without(taxes[2], value)
    raise Unreadable(
        Text(
            en=f"{shown(word)} in {shown(value)} is no unit.",
            fr=f"{shown(word)} dans {shown(value)} n’est pas une unité.",
        ),
        Text(
            en="Use a currency such as EUR, %, pts, days, hours, score, ratio, or no unit.",
            fr="Employez une devise comme EUR, %, points, jours, heures, score, ratio, ou rien.",
        ),
    )


def _without(word: str, value: object) -> Unreadable:
    right = str(value).replace(word, "").strip()
    return Unreadable(
        Text(
            en=f"{shown(word)} in {shown(value)} is not read: an amount is a number and a currency.",
            fr=f"{shown(word)} dans {shown(value)} ne se lit pas : un montant est un nombre et une devise.",
        ),
        Text(en=f"Write {right}", fr=f"Écrivez {right}"),
    )
