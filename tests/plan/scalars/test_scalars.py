"""Every short text: read in both languages' forms, written once, refused with the right form."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.scalars import days, discount, estimate, money, number, percent, rate, target
from passerelle.plan.unreadable import Unreadable
from passerelle.plan.values import Amount, Discount, Estimate, Rate, Target

NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=4) | st.integers(-9999, 9999).map(
    Decimal
)
POSITIVE = st.decimals(0, 10**9, allow_nan=False, places=3) | st.integers(0, 10**6).map(Decimal)
UNITS = st.sampled_from(["%", "pts", "count", "score", "ratio", "days", "hours", "EUR", "USD"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(NUMBERS)
def test_number_reads_back(value: Decimal) -> None:
    """A number written reads as the same number."""
    assert number.read(number.write(value)) == value


@given(POSITIVE, st.sampled_from(["EUR", "USD", "CHF"]))
def test_money_reads_back(value: Decimal, currency: str) -> None:
    """An amount written reads as the same amount."""
    assert money.read(money.write(Money(value, currency))) == Money(value, currency)


@given(st.decimals(0, 1, places=6, allow_nan=False))
def test_percent_reads_back(share: Decimal) -> None:
    """A share written reads as the same share."""
    assert percent.read(percent.write(share)) == share


@given(DAYS, DAYS)
def test_period_reads_back(one: date, other: date) -> None:
    """A period written reads as the same days."""
    period = Period(min(one, other), max(one, other))
    assert days.read(days.write(period)) == period


@given(st.lists(NUMBERS, min_size=3, max_size=3).map(sorted), UNITS)
def test_estimate_reads_back(values: list[Decimal], unit: str) -> None:
    """Three numbers written read as the same three."""
    made = Estimate(*values, unit)
    assert estimate.read(estimate.write(made)) == made


@given(
    st.decimals(0, 1, places=4, allow_nan=False),
    st.sampled_from(["public", "members", "private"]),
    st.booleans(),
)
def test_discount_reads_back(depth: Decimal, seen_by: str, clearance: bool) -> None:
    """A discount written reads as the same discount."""
    made = Discount(depth, seen_by, clearance=clearance)  # type: ignore[arg-type]
    assert discount.read(discount.write(made)) == made


@given(
    POSITIVE,
    st.sampled_from(["leads", "calls", "demandes de devis"]),
    st.sampled_from(["day", "week", "month"]),
)
def test_rate_reads_back(amount: Decimal, what: str, per: str) -> None:
    """A flow written reads as the same flow."""
    made = Rate(amount, what, per)  # type: ignore[arg-type]
    assert rate.read(rate.write(made)) == made


AMOUNTS = st.builds(Amount, POSITIVE, UNITS)
TARGETS = (
    st.builds(lambda b, v, d: Target(baseline=b, level=v, by=d), st.none() | AMOUNTS, AMOUNTS, st.none() | DAYS)
    | st.builds(lambda v, side, d: Target(level=v, kind="limit", limit=side, by=d), AMOUNTS, st.sampled_from(["under", "over"]), st.none() | DAYS)
    | st.builds(lambda b, v, d: Target(baseline=b, change=Amount(v, "pts"), kind="points", by=d), st.none() | AMOUNTS, NUMBERS, st.none() | DAYS)
    | st.builds(lambda v, d: Target(change=Amount(v, "%"), kind="bare", by=d), NUMBERS, st.none() | DAYS)
    | st.builds(lambda b, v, d: Target(baseline=b, change=Amount(v, "%"), kind="relative", by=d), st.none() | AMOUNTS, NUMBERS, st.none() | DAYS)
    | st.builds(lambda v, u, d: Target(change=Amount(v, u), kind="absolute", by=d), NUMBERS, st.sampled_from(["count", "EUR", "score", "days"]), st.none() | DAYS)
)  # fmt: skip


@given(TARGETS)
def test_target_reads_back(made: Target) -> None:
    """A target written reads as the same target; both its levels are in one unit."""
    if made.baseline and made.level:
        assume(made.level.unit == made.baseline.unit)
    assert target.read(target.write(made)) == made


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("1 800 EUR", "1800", "EUR"), ("1\u202f800\u00a0€", "1800", "EUR"),
        ("1,800 EUR", "1800", "EUR"), ("1,800.50 EUR", "1800.50", "EUR"), ("1 800,50 €", "1800.50", "EUR"),
        ("€1,800", "1800", "EUR"), ("$ 12.5", "12.5", "USD"), ("60 000 euros", "60000", "EUR"),
        ("0.125 EUR", "0.125", "EUR"), ("0,125 EUR", "0.125", "EUR"), ("1,234,567 USD", "1234567", "USD"), ("1 234,567 EUR", "1234.567", "EUR"),
    ],
)  # fmt: skip
def test_money_as_people_type_it(typed: str, amount: str, currency: str) -> None:
    """French and English forms read alike."""
    assert money.read(typed) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("typed", ["1.800 EUR", "12.500 €", "€16.800"])
def test_money_that_means_two_things(typed: str) -> None:
    """What two people would read in two ways is refused, with both forms."""
    with pytest.raises(Unreadable, match="two ways"):
        money.read(typed)


@pytest.mark.parametrize(
    ("typed", "share"),
    [("24 %", "0.24"), ("24,5 %", "0.245"), ("24.5%", "0.245"), ("0 %", "0"), ("100 %", "1")],
)
def test_percent_as_people_type_it(typed: str, share: str) -> None:
    """Comma or point, space or none."""
    assert percent.read(typed) == Decimal(share)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("24 % -> 28 % by 2027-12-31", "24 % -> 28 % by 2027-12-31"),
        ("24 % → 28,5 % d'ici le 2027-12-31", "24 % -> 28.5 % by 2027-12-31"),
        ("de 24 % à 28 % avant le 2027-12-31", "24 % -> 28 % by 2027-12-31"),
        ("from 24 % to 28 %", "24 % -> 28 %"),
        ("reste sous 0,4 %", "stays under 0.4 %"),
        ("stays over 60 score", "stays over 60 score"),
        ("+3 points by 2027-12-31", "+3 pts by 2027-12-31"),
        ("+20 % relatif", "+20 % relative"),
        ("+10 %", "+10 %"),
        ("+1 200 EUR", "+1 200 EUR"),
        ("4 h by 2027-06-30", "4 hours by 2027-06-30"),
        ("-10 score -> -2 score", "-10 score -> -2 score"),
        ("24 % -> +3 pts", "24 % -> +3 pts"),
        ("20 -> 25 %", "20 % -> 25 %"),
        ("20 % -> 25", "20 % -> 25 %"),
    ],
)
def test_target_as_people_type_it(typed: str, written: str) -> None:
    """French and English forms are written as one."""
    assert target.write(target.read(typed)) == written


def test_bare_percentage_is_marked() -> None:
    """A bare +10 % is kept as such, for AL-015."""
    assert target.read("+10 %").kind == "bare"
    assert target.read("+10 % relative").kind == "relative"
    assert target.read("stays under 0.4 %").is_guardrail


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2027", "2027"), ("2027-03", "2027-03"), ("2027-Q1", "2027-01-01..2027-03-31"),
        ("2027-T4", "2027-10-01..2027-12-31"), ("2027-01..2027-03", "2027-01-01..2027-03-31"),
        ("2027-03-18", "2027-03-18"), ("2027-01-11 .. 2027-01-31", "2027-01-11..2027-01-31"),
        ("2027-01-11 au 2027-01-31", "2027-01-11..2027-01-31"),
    ],
)  # fmt: skip
def test_period_as_people_type_it(typed: str, written: str) -> None:
    """A year, a month, a quarter, a day or two ends."""
    assert days.write(days.read(typed)) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("-40 % public", "40 % public"), ("40 %", "40 % public"), ("15 % membres", "15 % members"),
        ("soldes 30 %", "30 % public clearance"), ("soldes : 30 %", "30 % public clearance"),
        ("30 % private clearance", "30 % private clearance"),
    ],
)  # fmt: skip
def test_discount_as_people_type_it(typed: str, written: str) -> None:
    """With or without a sign, in both languages."""
    assert discount.write(discount.read(typed)) == written


@pytest.mark.parametrize(
    "typed", ["40 leads a week", "40 leads par semaine", "40 leads/week", "40 leads per week"]
)
def test_rate_as_people_type_it(typed: str) -> None:
    """A week is a week in both languages."""
    assert rate.read(typed) == Rate(Decimal(40), "leads", "week")


@pytest.mark.parametrize(
    "reader",
    [
        days.read,
        days.read_day,
        money.read,
        percent.read,
        target.read,
        estimate.read,
        discount.read,
        rate.read,
        number.read,
    ],
)
@given(value=st.text(max_size=30) | st.integers() | st.none() | st.lists(st.integers(), max_size=2))
def test_anything_reads_or_is_refused(reader: object, value: object) -> None:
    """No value, however strange, ends in another error."""
    try:
        reader(value)  # type: ignore[operator]
    except Unreadable as error:
        refused = error
    else:
        return
    assert refused.fix.fr
