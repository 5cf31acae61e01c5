"""How far objectives were reached: by forecast, else by reading, else not known; limits kept or not."""

from datetime import date
from decimal import Decimal

from passerelle.plan.attainment import attainment, kept
from passerelle.plan.given import Given, Outlook, ReadingNow
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
segments: {s: {who: everyone}}
objectives:
  vendre: {title: Vendre, results: {orders: 100 -> 200, repurchase_rate: 20 % -> 30 %, unsubscribe_rate: stays under 1 %}}
  baisser: {title: Baisser, results: {churn_rate: 10 % -> 5 %}}
  doubler: {title: Doubler, results: {orders: {target: 100 -> 200, segment: s}}}
  ouvrir: {title: Ouvrir, results: {orders: +20 %}}
  tenir: {title: Tenir, results: {nps: stays over 40}}
"""
TODAY = date(2027, 3, 1)


def _given(outlooks=None, **readings: str) -> Given:
    read = {name: ReadingNow(Decimal(value), TODAY) for name, value in readings.items()}
    return Given(read_plan({"p.yaml": PLAN}), TODAY, catalogue(), readings=read, outlooks=outlooks)


def test_the_mean_of_the_ways_gone() -> None:
    """Orders half-way, repurchase at three quarters; the limit is left out."""
    found = attainment(_given(orders="150", repurchase_rate="0.275"), "vendre")

    assert found is not None
    assert (found.share, found.basis) == (Decimal("0.625"), "reading")


def test_a_forecast_counts_before_a_reading() -> None:
    """The middle of its range on the day it is due."""
    outlook = Outlook(Decimal("0.5"), low=Decimal("0.06"), high=Decimal("0.08"))
    found = attainment(_given({"baisser/churn_rate": outlook}, churn_rate="0.09"), "baisser")

    assert found is not None
    assert (found.share, found.basis) == (Decimal("0.6"), "forecast")


def test_going_the_wrong_way_is_nothing_and_too_far_is_more() -> None:
    """A share is never negative, and passes one."""
    assert attainment(_given(churn_rate="0.12"), "baisser").share == 0
    assert attainment(_given(churn_rate="0.02"), "baisser").share == Decimal("1.6")


def test_what_is_not_known_is_not_zero() -> None:
    """A reading lacks, a start lacks, another scope is meant, or there is no such objective."""
    assert attainment(_given(orders="150"), "vendre") is None
    assert attainment(_given(orders="150"), "ouvrir") is None
    assert attainment(_given(orders="150"), "doubler") is None
    assert attainment(_given(), "rien") is None


def test_limits_are_kept_broken_or_not_known() -> None:
    """By the last reading; an objective without limits is kept when it is reached."""
    assert kept(_given(nps="41"), "tenir") is True
    assert kept(_given(nps="39"), "tenir") is False
    assert kept(_given(), "tenir") is None
    assert kept(_given(unsubscribe_rate="0.02"), "vendre") is False
    assert kept(_given(churn_rate="0.04"), "baisser") is True
    assert kept(_given(churn_rate="0.06"), "baisser") is False
    assert kept(_given(), "baisser") is None
    assert kept(_given(), "rien") is None
