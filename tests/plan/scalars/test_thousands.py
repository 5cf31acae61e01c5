"""A point before three digits: refused wherever a count or an amount is meant, with both writings."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from passerelle.plan.scalars import amount, estimate, money, number, rate, target, whole
from passerelle.plan.unreadable import Unreadable


@pytest.mark.parametrize(
    ("read", "typed", "one", "other"),
    [
        (money.read, "16.800 EUR", "16 800 EUR", "16.8 EUR"),
        (money.read, "€16.800", "€16 800", "€16.8"),
        (estimate.read, "90.000 / 180.000 / 290.000 €", "90 000 / 180 000 / 290 000 €", "90 / 180 / 290 €"),
        (estimate.read, "10.000 / 18.000 / 50.000", "10 000 / 18 000 / 50 000", "10 / 18 / 50"),
        (target.read, "300 -> 1.345 by 2027-12-31", "300 -> 1 345 by 2027-12-31", "300 -> 1.3450 by 2027-12-31"),
        (target.read, "10.000 -> +20 %", "10 000 -> +20 %", "10 -> +20 %"),
        (target.read, "reste sous 1.500", "reste sous 1 500", "reste sous 1.5"),
        (rate.read, "1.500 leads a week", "1 500 leads a week", "1.5 leads a week"),
        (rate.read, "1,500 leads a week", "1 500 leads a week", "1.5 leads a week"),
        (number.read, "1.500", "1 500", "1.5"),
        (amount.read, "1.500 hours", "1 500 hours", "1.5 hours"),
    ],
)  # fmt: skip
def test_a_number_of_two_meanings_is_refused_with_both(
    read: Callable[[object], object], typed: str, one: str, other: str
) -> None:
    """Both writings keep the unit, and each of them is read when it is followed."""
    with pytest.raises(Unreadable, match="two ways") as refused:
        read(typed)
    for said in (refused.value.fix.en, refused.value.fix.fr):
        assert f" {one}, " in said
        assert f" {other} " in said
    assert read(one) != read(other)


@pytest.mark.parametrize(
    ("read", "typed", "right"),
    [
        (money.read, "1.500,00 €", "1 500.00 €"),
        (money.read, "2.400.000 EUR", "2 400 000 EUR"),
        (target.read, "2.400.000 € -> 2.640.000 €", "2 400 000 € -> 2 640 000 €"),
        (estimate.read, "900.000 / 1.000.000 / 1.200.000", "900 000 / 1 000 000 / 1 200 000"),
        (number.read, "1.800,50", "1 800.50"),
    ],
)
def test_thousands_parted_by_points_have_one_writing(
    read: Callable[[object], object], typed: str, right: str
) -> None:
    """Two groups, or decimals after a comma, leave no doubt: one repair, which is read."""
    with pytest.raises(Unreadable, match="points") as refused:
        read(typed)
    assert refused.value.fix.en == f"Write {right}"
    read(right)


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (estimate.read, "0.400 / 1.125 / 1.800 pts"),
        (target.read, "12.125 % -> 20.250 % by 2027-12-31"),
        (target.read, "20.125 -> 25 %"),
        (target.read, "stays over 4.125 score"),
        (target.read, "+12.125 % relative"),
        (money.read, "0.125 EUR"),
        (money.read, "1 234.567 EUR"),
        (number.read, 1.125),
        (number.read, "0.125"),
        (number.read, "1.50"),
    ],
)
def test_decimals_that_nobody_takes_for_thousands_are_read(
    read: Callable[[object], object], typed: object
) -> None:
    """Shares, points and scores have decimals; no number begins its thousands with 0."""
    read(typed)


def test_three_decimals_are_written_so_that_they_read_back() -> None:
    """A fourth one takes the doubt away."""
    assert number.write(Decimal("12.125")) == "12.1250"
    assert number.read(number.write(Decimal("-12.125"))) == Decimal("-12.125")


@pytest.mark.parametrize(("typed", "right"), [("1.500", "1 500"), ("1.200.000", "1 200 000")])
def test_a_whole_number_with_points(typed: str, right: str) -> None:
    """The repair is the number meant."""
    with pytest.raises(Unreadable) as refused:
        whole.read(typed)
    assert refused.value.fix.en == f"Write {right}"
