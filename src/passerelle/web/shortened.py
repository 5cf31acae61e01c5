"""Long lists, cut to what a person reads on one page: what needs a look stays, the rest is counted."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def shortened(
    rows: Sequence[Row], most: int, pressing: Callable[[Row], int]
) -> tuple[list[Row], int]:
    """Keep the most pressing rows, in the order in which they came.

    Args:
        rows: All rows.
        most: How many to keep.
        pressing: How much a row needs to be seen; among equals the first ones stay.

    Returns:
        The rows that stay, and the number of those that do not.
    """
    if len(rows) <= most:
        return list(rows), 0
    order = sorted(range(len(rows)), key=lambda place: -pressing(rows[place]))
    return [rows[place] for place in sorted(order[:most])], len(rows) - most
