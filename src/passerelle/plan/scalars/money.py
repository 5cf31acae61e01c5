"""Amounts of money: ``1 800 EUR``."""

import re

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.scalars import amount, number
from passerelle.plan.scalars.thousands import refuse_two_ways
from passerelle.plan.unreadable import Unreadable, not_a, shown

EXAMPLE = "1 800 EUR"
_BARE_SCALE = re.compile(r"\d\s*[kKM]$")
_ENGLISH_THOUSAND = re.compile(r"(\D*[1-9]\d{0,2}),(\d{3}[^\d.,]*)")


def read(value: object) -> Money:
    """Read an amount with its currency: ``1 800 EUR``, ``1,800 EUR``, ``1 800,50 €``, ``€1,800``.

    A comma before exactly three digits separates thousands, since no plan counts thousandths of
    a euro; ``1.800 EUR`` means different things to different people.

    Raises:
        Unreadable: No amount, no currency, a negative amount, or two possible meanings.
    """
    if isinstance(value, Money):
        return value
    if value is None or isinstance(value, list | dict):
        raise not_a(value, "an amount of money", "un montant", EXAMPLE)
    text = str(value).strip()
    refuse_two_ways(text, ".")
    if _BARE_SCALE.search(text):
        text = f"{text} EUR"
    thousands = _ENGLISH_THOUSAND.fullmatch(text)
    found = amount.read(" ".join(thousands.groups()) if thousands else text, example=EXAMPLE)
    if found.unit == "count":
        raise _no_currency(value)
    if not re.fullmatch(r"[A-Z]{3}", found.unit) or found.value < 0:
        raise not_a(value, "an amount of money", "un montant", EXAMPLE)
    return Money(found.value, found.unit)


def write(money: Money) -> str:
    """Write the amount so that it reads back the same: ``1 800 EUR``, ``1 800.50 EUR``."""
    return f"{number.write(money.amount)} {money.currency}"


def _no_currency(value: object) -> Unreadable:
    return Unreadable(
        Text(en=f"{shown(value)} has no currency.", fr=f"{shown(value)} n’a pas de devise."),
        Text(en=f"Write for example: {value} EUR", fr=f"Écrivez par exemple : {value} EUR"),
    )
