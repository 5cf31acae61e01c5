"""Rank correlation, worked by hand."""

from decimal import Decimal

import pytest

from passerelle.plan.rule_ranks import correlation


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ([1, 2, 3], [10, 20, 40], "1"),
        ([1, 2, 3], [3, 2, 1], "-1"),
        ([1, 2, 3, 4, 5], [2, 1, 4, 5, 3], "0.6"),  # squares of gaps 1+1+1+1+4 = 8: 1 - 48/120
        ([1, 1, 2, 2], [1, 1, 5, 9], "0.943"),  # ranks 1.5 1.5 3.5 3.5 / 1.5 1.5 3 4: 4/sqrt(4*4.5)
    ],
)
def test_agreement(one, other, found) -> None:
    """1 where the orders agree, -1 where one is the other turned round."""
    assert round(correlation(one, other), 3) == Decimal(found)


def test_equals_say_nothing() -> None:
    """An order without order cannot be compared."""
    assert correlation([1, 1], [1, 2]) is None
    assert correlation([1, 2], [3, 3]) is None
