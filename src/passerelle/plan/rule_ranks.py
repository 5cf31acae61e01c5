"""Rank correlation: do two orders of the same things agree?"""

from collections.abc import Sequence
from decimal import Decimal


def correlation(one: Sequence[Decimal | int], other: Sequence[Decimal | int]) -> Decimal | None:
    """Give Spearman's rank correlation, -1..1, with mean ranks for equals.

    None when one of the two orders has only equals: there is nothing to compare.

    >>> correlation([1, 2, 3], [10, 20, 40])
    Decimal('1')
    """
    first, second = _ranks(one), _ranks(other)
    mean = Decimal(len(first) + 1) / 2
    together = sum(
        ((a - mean) * (b - mean) for a, b in zip(first, second, strict=True)), Decimal(0)
    )
    alone = [sum(((rank - mean) ** 2 for rank in ranks), Decimal(0)) for ranks in (first, second)]
    if not alone[0] or not alone[1]:
        return None
    return together / (alone[0] * alone[1]).sqrt()


def _ranks(values: Sequence[Decimal | int]) -> list[Decimal]:
    order = sorted(values)
    first = {value: order.index(value) + 1 for value in set(values)}
    count = {value: order.count(value) for value in set(values)}
    return [first[value] + Decimal(count[value] - 1) / 2 for value in values]
