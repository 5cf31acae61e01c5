"""Low, likely and high: ``0.4 / 1.0 / 1.8 pts``."""

import re

from passerelle.base.language import Text
from passerelle.plan.scalars import amount
from passerelle.plan.scalars.thousands import refuse_two_ways
from passerelle.plan.unreadable import Unreadable, not_a, shown
from passerelle.plan.values import Amount, Estimate

EXAMPLE = "0.4 / 1.0 / 1.8 pts"
_THREE = 3
_OTHER_SIGNS = re.compile(r"\s+[-–—;|àto]+\s+|\s*[;|–—]\s*")
_UNIT = re.compile(r".*\d\s*", re.DOTALL)


def read(value: object) -> Estimate:
    """Read three numbers from low to high; the unit is said once, after the last.

    Raises:
        Unreadable: Not three numbers, several units, or numbers out of order.
    """
    if isinstance(value, Estimate):
        return value
    parts = str(value).split("/")
    if len(parts) != _THREE:
        dashed = [one for one in _OTHER_SIGNS.split(str(value).strip()) if one]
        meant = " / ".join(dashed) if len(dashed) == _THREE else EXAMPLE
        raise not_a(value, "low / likely / high", "une estimation bas / probable / haut", meant)
    fine = amount.is_fine(_UNIT.sub("", parts[2]))
    refuse_two_ways(str(value), "," if fine else ".,")
    amounts = [amount.read(part, example=EXAMPLE, decimals=fine) for part in parts]
    units = {one.unit for one in amounts[:2]} - {"count", amounts[2].unit}
    if units:
        raise not_a(value, "one estimate in one unit", "une estimation en une unité", EXAMPLE)
    return _ordered(amounts, value)


def write(estimate: Estimate) -> str:
    """Write the three numbers and the unit."""
    high = amount.write(Amount(estimate.high, estimate.unit))
    low, likely = (
        amount.write_digits(one, estimate.unit) for one in (estimate.low, estimate.likely)
    )
    return f"{low} / {likely} / {high}"


def read_several(value: object) -> Estimate | dict[str, Estimate]:
    """Read one estimate, or one for each named KPI.

    Raises:
        Unreadable: One of them is no estimate.
    """
    if isinstance(value, dict):
        return {str(name): read(one) for name, one in value.items()}
    return read(value)


def write_several(value: Estimate | dict[str, Estimate]) -> str | dict[str, str]:
    """Write one estimate, or one for each named KPI."""
    if isinstance(value, dict):
        return {name: write(one) for name, one in value.items()}
    return write(value)


def _ordered(amounts: list[Amount], value: object) -> Estimate:
    low, likely, high = (one.value for one in amounts)
    if low <= likely <= high:
        return Estimate(low, likely, high, amounts[2].unit)
    first, second, third = sorted((low, likely, high))
    right = write(Estimate(first, second, third, amounts[2].unit))
    raise Unreadable(
        Text(
            en=f"{shown(value)} does not go from low to high.",
            fr=f"{shown(value)} ne va pas du plus bas au plus haut.",
        ),
        Text(en=f"Write: {right}", fr=f"Écrivez : {right}"),
    )
