"""A price beside another price: a percentage that may be above one hundred."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.plan.load import read_plan
from passerelle.plan.scalars import index
from passerelle.plan.unreadable import Unreadable


@given(st.decimals(Decimal("0.0001"), 100, places=4, allow_nan=False))
def test_reads_back(ratio: Decimal) -> None:
    """An index written reads as the same index."""
    assert index.read(index.write(ratio)) == ratio


def test_may_be_above_one_hundred() -> None:
    """110 % of the others is 1.1."""
    assert index.read("110 %") == Decimal("1.1")
    held = read_plan({"plan/plan.yaml": "brand: {never: {index_under: 110 %}}"})
    assert held.brand is not None
    assert held.brand.never.index_under == Decimal("1.1")


@pytest.mark.parametrize("text", ["0 %", "1.1", "cher", "10001 %", "-5 %", Decimal(0)])
def test_refuses_what_is_no_index(text: object) -> None:
    """Nothing, a bare number, a word, and what nobody can mean."""
    with pytest.raises(Unreadable):
        index.read(text)
