"""Flows: ``40 leads a week``."""

import re
from typing import Literal

from passerelle.base.language import Text
from passerelle.plan.scalars import number
from passerelle.plan.scalars.thousands import refuse_two_ways
from passerelle.plan.unreadable import not_a
from passerelle.plan.values import Rate

EXAMPLE = "40 leads a week"
_BARE = re.compile(rf"({number.DIGITS})\D*")

_PER: dict[str, Literal["day", "week", "month"]] = {
    "day": "day", "jour": "day",
    "week": "week", "semaine": "week",
    "month": "month", "mois": "month",
}  # fmt: skip
_RATE = re.compile(
    rf"({number.DIGITS})\s*([^\W\d][\w-]*(?: [\w-]+)*?)\s*(?:/|\s(?:a|an|per|par|each)\s)\s*(\w+)",
    re.IGNORECASE,
)


def read(value: object) -> Rate:
    """Read how many of what in a day, a week or a month.

    Raises:
        Unreadable: No number, nothing counted, or no such span.
    """
    if isinstance(value, Rate):
        return value
    found = _RATE.fullmatch(str(value).strip())
    per = _PER.get(found[3].lower()) if found else None
    if not found or not per:
        typed = _BARE.fullmatch(str(value).strip())
        count = typed[1].strip() if typed else "40"
        example = Text(en=f"{count} leads a week", fr=f"{count} prospects par semaine")
        raise not_a(value, "a flow", "un débit", example)
    refuse_two_ways(str(value).strip())
    return Rate(number.read(found[1], example=EXAMPLE), found[2], per)


def write(rate: Rate) -> str:
    """Write the number, what is counted, and the span."""
    return f"{number.write(rate.amount)} {rate.what} a {rate.per}"
