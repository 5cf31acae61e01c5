"""Shares of a whole: ``20 %`` is the share 0.2."""

from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.scalars import amount, number
from passerelle.plan.unreadable import not_a
from passerelle.plan.values import Amount

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
            value,
            "a percentage from 0 % to 100 %",
            "un pourcentage de 0 % à 100 %",
            meant(found, 100) or EXAMPLE,
        )
    return found.share


def meant(found: Amount, most: int) -> Text | None:
    """Write a number that was typed without its sign as the percentage that it may be.

    Args:
        found: What was typed.
        most: The largest percentage that the field takes.

    Returns:
        ``10`` as ``10 %``, ``0.2`` as both of its meanings; None for what cannot be a percentage.
    """
    if found.unit != "count" or not 0 <= found.value <= most:
        return None
    plain = f"{number.write_fine(found.value)} %"
    if not 0 < found.value <= 1:
        return Text(en=plain, fr=plain)
    whole = write(found.value)
    return Text(en=f"{whole}, or {plain}", fr=f"{whole}, ou {plain}")


def write(share: Decimal) -> str:
    """Write a share as a percentage: 0.2 is ``20 %``."""
    shifted = (share * 100).normalize()
    return f"{number.write_fine(shifted)} %"
