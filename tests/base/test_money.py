"""Amounts are exact, keep their currency, and are rounded only for the eye."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.money import Money

AMOUNTS = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False
)


@given(AMOUNTS, AMOUNTS)
def test_adding_and_taking_away_give_the_amount_back(one, other):
    """No cent is lost: a + b - b is a, digit for digit."""
    assert Money(one) + Money(other) - Money(other) == Money(one)


@given(AMOUNTS)
def test_what_is_written_can_be_read_back(amount):
    """The text of a plan keeps every decimal of the source."""
    digits = str(Money(amount)).removesuffix(" EUR").replace(" ", "")
    assert Decimal(digits) == amount


def test_two_currencies_do_not_add():
    """Euros and pounds are not mixed by mistake."""
    with pytest.raises(ValueError, match="cannot add GBP to EUR"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "GBP")


def test_a_reader_sees_their_own_marks():
    """Spaces and the sign stand where readers of each language expect them."""
    amount = Money(Decimal("41200.50"))
    assert amount.read("en", 2) == "€41,200.50"
    assert amount.read("fr", 2) == "41\u202f200,50\u00a0€"
    assert amount.read("fr") == "41\u202f200\u00a0€"
