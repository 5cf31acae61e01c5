"""What things cost, worked by hand."""

from decimal import Decimal

import pytest

from passerelle.base.money import Money
from passerelle.plan.funds import Month
from passerelle.plan.given import Deeds, Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.operations import MediaLine
from passerelle.plan.rule_funds import (
    added,
    by_objective,
    costs,
    greatest,
    media_cost,
    month_cost,
    preferred,
)
from plan.rules.case import TODAY


def _eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("model", "price", "volume", "cost"),
    [
        ("flat", "900 EUR", 7, "900"),
        ("cpm", "8 EUR", 250_000, "2000"),
        ("cpc", "0.40 EUR", 5_000, "2000"),
        ("cpl", "12 EUR", 30, "360"),
        ("cpa", "25 EUR", 4, "100"),
        ("grp", "150 EUR", 80, "12000"),
        ("cpm", "8 EUR", None, None),
        ("flat", None, None, None),
        (None, "8 EUR", 5, None),
    ],
)
def test_a_media_line_costs_by_its_model(model, price, volume, cost) -> None:
    """Price for a thousand, for one, or for the whole."""
    line = MediaLine.model_validate(
        {"action": "a", "model": model, "price": price, "volume": volume}
    )

    assert media_cost(line) == (_eur(cost) if cost else None)


@pytest.mark.parametrize(
    ("month", "cost"),
    [
        ({"planned": "100 EUR"}, "100"),
        ({"planned": "100 EUR", "forecast": "60 EUR"}, "60"),
        ({"planned": "100 EUR", "forecast": "60 EUR", "committed": "30 EUR"}, "90"),
        ({"planned": "100 EUR", "committed": "30 EUR", "actual": "50 EUR"}, "50"),
        ({}, None),
    ],
)
def test_a_month_costs_what_is_known_latest(month, cost) -> None:
    """Planned gives way to forecast and committed, those to what was spent if it is more."""
    assert month_cost(Month.model_validate(month)) == (_eur(cost) if cost else None)


def test_money_of_several_currencies_is_not_added() -> None:
    """The one that cannot be compared is given, so that a ceiling says so."""
    dollars = Money(Decimal(3), "USD")

    assert added([_eur("1"), dollars, _eur("2")]) == dollars
    assert greatest([_eur("1"), dollars]) == dollars
    assert added([_eur("1"), _eur("2")]) == _eur("3")
    assert greatest([_eur("1"), _eur("2")]) == _eur("2")
    assert added([]) is greatest([]) is None


PLAN = """\
objectives:
  haut: {title: Haut}
  bas: {title: Bas, within: haut}
  seul: {title: Seul}
actions:
  a: {cost: 100 EUR, serves: [bas, seul]}
  b: {cost: 10 USD, serves: bas}
  c: {cost: 10 EUR}
loyalty: {club: {title: Club, cost: 40 EUR, serves: bas}}
media: {m: {action: c, model: flat, price: 30 EUR}}
spending:
  s: {pays: haut, months: {2027-01: {planned: 7 EUR}}}
  t: {pays: seul, months: {2027-01: {planned: 1 EUR}}}
"""


def test_money_of_objectives_goes_up_the_tree() -> None:
    """Action a gives 50 to bas and to seul; bas 90 with the club; haut 97 with its own line."""
    given = Given(read_plan({"plan.yaml": PLAN}), TODAY, catalogue())

    assert by_objective(given, "EUR") == {
        "haut": Decimal(97),
        "bas": Decimal(90),
        "seul": Decimal(51),
    }


def test_the_greatest_of_written_bought_and_spent_counts() -> None:
    """Action c is bought for 30 where 10 are written, and a has cost 120."""
    deeds = Deeds(spent={"a": _eur("120"), "c": _eur("5")})
    given = Given(read_plan({"plan.yaml": PLAN}), TODAY, catalogue(), deeds=deeds)

    found = costs(given)

    assert (found["actions/a"], found["actions/c"]) == (_eur("120"), _eur("30"))
    assert "objectives/bas" not in found


def test_money_of_the_plan_goes_before_money_of_others() -> None:
    """A line in dollars does not hide those in euros; alone it stands for itself."""
    dollars = Money(Decimal(3), "USD")

    assert preferred([dollars, _eur("1")], "EUR") == [_eur("1")]
    assert preferred([dollars], "EUR") == [dollars]
    assert preferred([], "EUR") == []
