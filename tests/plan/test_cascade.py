"""The cascade of document 002, by hand, by property, and in a plan."""

from datetime import date
from decimal import Decimal
from math import prod

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from passerelle.plan.cascade import (
    Cascade,
    alternatives,
    evaluate,
    factor,
    implied_change,
    meanings,
    needed_through,
)
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.scalars import target

LEADS, WON = Decimal("1.20"), Decimal("1.05")
SHARES = st.decimals("0.01", 1, places=3)
FACTORS = st.decimals("1.01", 3, places=3)
GROWTHS = st.decimals("-0.2", "0.3", places=3)


def test_twenty_and_five_per_cent_make_twenty_six() -> None:
    """+20 % leads and +5 % conversion are 1.26 of new business."""
    assert implied_change([LEADS, WON], Decimal(1), Decimal(0)) == Decimal("0.26")


@pytest.mark.parametrize(
    ("growth", "share"), [("0", "0.385"), ("0.03", "0.512"), ("0.05", "0.596")]
)
def test_the_share_of_revenue_that_closes_it(growth: str, share: str) -> None:
    """+10 % of share needs 38.5 % of revenue in a flat market, more when it grows."""
    needed = needed_through(Decimal("0.10"), LEADS * WON - 1, Decimal(growth))

    assert needed is not None
    assert needed.quantize(Decimal("0.001")) == Decimal(share)


def test_ten_points_cannot_be_reached_that_way() -> None:
    """From 10 % to 20 % sales must double: the cascade covers about a quarter of it."""
    required = factor(target.read("10 % -> 20 %"), Decimal("0.10"))

    assert required == 2
    assert implied_change([LEADS, WON], Decimal(1), Decimal(0)) / (required - 1) == Decimal("0.26")
    assert needed_through(Decimal(1), LEADS * WON - 1, Decimal(0)) > 1


def test_one_sign_two_readings() -> None:
    """+5 % of a conversion of 12 % is 12.6 % or 17 %; a count has one reading."""
    read = meanings(target.read("+5 %"), "share", Decimal("0.12"))

    assert [round(one.factor, 4) for one in read] == [Decimal("1.05"), Decimal("1.4167")]
    assert read[1].text.fr == "+5\u202fpts, soit +41,7\u202f%".replace("+5", "5")
    assert len(meanings(target.read("+20 %"), "count", None)) == 1
    assert meanings(target.read("+5 %"), "share", None) == ()


SEED = """
markets: {france: {title: France, growth: 0 / 0 / 0 %}}
metrics:
  market_share_value: {driven_by: [qualified_leads, sales_conversion_rate], market: france}
objectives:
  part:
    title: Gagner de la part
    results:
      market_share_value: 10 % -> +10 %
      qualified_leads: +20 %
      sales_conversion_rate: 12 % -> +5 %
"""


def _seed(text: str = SEED) -> Given:
    return Given(read_plan({"plan.yaml": text}), date(2026, 11, 23), catalogue())


def test_the_seed_holds_several_plans() -> None:
    """Points or relative, for the share and for the conversion: each is another plan, all named."""
    given = _seed()

    plans = [
        (round(solved.figures.implied, 2), solved.figures.required)
        for solved in alternatives(given, "part", "market_share_value")
    ]

    assert plans == [
        (Decimal("0.26"), Decimal("0.1")),
        (Decimal("0.70"), Decimal("0.1")),
        (Decimal("0.26"), Decimal(1)),
        (Decimal("0.70"), Decimal(1)),
    ]
    said = evaluate(given, "part", "market_share_value")
    assert said.en.endswith("+70% for +100% are 4 different plans")


def test_the_seed_closes_once_it_is_clear() -> None:
    """Read as relative everywhere, +26 % covers +10 %."""
    solved = evaluate(
        _seed(SEED.replace("+10 %", "11 %").replace("+5 %", "12.6 %")), "part", "market_share_value"
    )

    assert isinstance(solved, Cascade)
    assert solved.missing == 0
    assert round(solved.implied, 4) == Decimal("0.26")


@tried(st.lists(FACTORS, min_size=1, max_size=4), GROWTHS, SHARES)
def test_needed_through_closes_exactly(
    factors: list[Decimal], growth: Decimal, asked: Decimal
) -> None:
    """At the share of revenue it names, the cascade gives what is asked, no more, no less."""
    through = needed_through(asked, prod(factors) - 1, growth)

    assert through is not None
    assert abs(implied_change(factors, through, growth) - asked) < Decimal("1e-9")


@tried(st.lists(FACTORS, min_size=1, max_size=4), GROWTHS, SHARES, SHARES)
def test_more_revenue_through_them_gives_more(
    factors: list[Decimal], growth: Decimal, one: Decimal, other: Decimal
) -> None:
    """The implied change grows with the share of revenue that passes by growing children."""
    low, high = sorted((one, other))

    assert implied_change(factors, low, growth) <= implied_change(factors, high, growth)
