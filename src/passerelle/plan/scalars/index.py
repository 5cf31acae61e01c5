"""Shares that may be more than the whole: ``110 %`` of another price is the index 1.1."""

from decimal import Decimal

from passerelle.plan.scalars import amount, percent
from passerelle.plan.unreadable import not_a

EXAMPLE = "110 %"
_MOST = 100


def read(value: object) -> Decimal:
    """Read a percentage as a ratio above 0, at most 100.

    A ``Decimal`` is taken for a ratio already.

    Raises:
        Unreadable: No percentage, nothing at all, or more than 10 000 %.
    """
    if isinstance(value, Decimal) and 0 < value <= _MOST:
        return value
    found = amount.read(value, example=EXAMPLE)
    if found.unit != "%" or not 0 < found.share <= _MOST:
        raise not_a(
            value,
            "a percentage above 0 %",
            "un pourcentage au-dessus de 0 %",
            percent.meant(found, 100 * _MOST) or EXAMPLE,
        )
    return found.share


def write(ratio: Decimal) -> str:
    """Write a ratio as a percentage: 1.1 is ``110 %``."""
    return percent.write(ratio)
