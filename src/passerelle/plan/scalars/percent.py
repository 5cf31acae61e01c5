"""Shares of a whole: ``20 %`` is the share 0.2."""

from decimal import Decimal

from passerelle.plan.scalars import amount, number
from passerelle.plan.unreadable import not_a

EXAMPLE = "20 %"


def read(value: object) -> Decimal:
    """Read a percentage as a share in 0..1.

    A ``Decimal`` is taken for a share already; a bare number is refused, since 0.2 may be meant
    as 20 % or as 0.2 %.

    Raises:
        Unreadable: No percentage, or outside 0..100 %.
    """
    if isinstance(value, Decimal) and 0 <= value <= 1:
        return value
    found = amount.read(value, example=EXAMPLE)
    if found.unit != "%" or not 0 <= found.share <= 1:
        raise not_a(
            value, "a percentage from 0 % to 100 %", "un pourcentage de 0 % à 100 %", EXAMPLE
        )
    return found.share


def write(share: Decimal) -> str:
    """Write a share as a percentage: 0.2 is ``20 %``."""
    shifted = (share * 100).normalize()
    return f"{number.write_fine(shifted)} %"
