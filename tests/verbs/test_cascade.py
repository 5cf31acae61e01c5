"""A cascade asked of a workspace: as planned, with numbers moved, and what would be written."""

import json

import pytest

from passerelle.base.errors import InputErrors, NotFound
from passerelle.verbs.cascade import cascade, cascades
from passerelle.verbs.edit import edit
from verbs.conftest import write_plan

PLAN = """
year: {period: 2027}
markets: {france: {title: France, growth: 2 / 3 / 4 %}}
metrics:
  market_share_value:
    made_of: {qualified_leads: multiply, sales_conversion_rate: {op: multiply, lag_days: 0}}
    through: 60 %
    market: france
objectives:
  part: {title: Gain share, results: {market_share_value: 10 % -> 11 % by 2027-12-31}}
  prospects: {title: More leads, within: part, results: {qualified_leads: +20 %}}
  ventes: {title: Win more, within: part, results: {gagnes: {metric: sales_conversion_rate, target: 12 % -> 12.6 %}}}
"""
EXAMPLE = {
    "changes": {"qualified_leads": "20", "sales_conversion_rate": "5"},
    "spreads": {"qualified_leads": "8", "sales_conversion_rate": "3"},
    "growth": "3",
    "growth_spread": "2",
}


@pytest.fixture
def seed(house):
    """The cascade of document 002."""
    write_plan(house, PLAN)
    return house


def test_the_worked_example_to_the_digits(seed):
    """+12.2 % implied, 51.2 % of revenue needed, a probability of 0.65, +5.0 % to +19.7 %."""
    shown = cascade(seed, "part", **EXAMPLE).as_json()

    assert shown["key"] == "market_share_value"
    assert f"{shown['figures']['implied']:.3f}" == "0.122"
    assert f"{shown['figures']['needed_through']:.3f}" == "0.512"
    assert f"{shown['odds']['probability']:.2f}" == "0.65"
    assert f"{shown['odds']['p10']:+.1%} to {shown['odds']['p90']:+.1%}" == "+5.0% to +19.7%"
    assert shown["figures"]["missing"] == 0
    assert shown["changes"] == []
    json.dumps(shown)


def test_the_tree_is_drawn_from_the_top(seed):
    """Parent first, each child with its link, its goal and where it would end."""
    rows = cascade(seed, "part").as_json()["rows"]

    assert [(row["kpi"], row["depth"], row["op"]) for row in rows] == [
        ("market_share_value", 0, ""),
        ("qualified_leads", 1, "multiply"),
        ("sales_conversion_rate", 1, "multiply"),
    ]
    assert rows[2]["objective_title"] == "Win more"
    assert rows[2]["level"] == pytest.approx(0.126)
    assert rows[1]["level"] is None
    assert rows[1]["spread"] == pytest.approx(0.08)


def test_all_cascades_are_listed_and_what_lacks_is_said(seed):
    """One row a key result that others move; nothing else."""
    assert [row["objective"] for row in cascades(seed).rows] == ["part"]

    write_plan(seed, PLAN.replace(", growth: 2 / 3 / 4 %", ""))

    row = cascades(seed).rows[0]
    assert row["lacks"]["en"] == "the growth of market france"
    shown = cascade(seed, "part").as_json()
    assert (shown["figures"], shown["odds"]) == (None, None)
    assert shown["lacks"]["fr"] == "la croissance du marché france"
    assert cascade(seed, "part", growth="0").as_json()["figures"]["implied"] == pytest.approx(0.156)


def test_moved_numbers_become_targets_written_as_they_were(seed):
    """A level stays a level, a percentage a percentage, each at its own field; edit takes them."""
    shown = cascade(
        seed,
        "part",
        changes={"qualified_leads": "25,5", "sales_conversion_rate": "10"},
        through="70",
        required="12",
    )
    wanted = {(one["node"], one["field"]): one["value"] for one in shown.changes}

    assert wanted == {
        ("objectives/part", "results/market_share_value"): "10 % -> 11.2 % by 2027-12-31",
        ("objectives/prospects", "results/qualified_leads"): "+25.5 %",
        ("objectives/ventes", "results/gagnes/target"): "12 % -> 13.2 %",
        ("metrics/market_share_value", "through"): "70 %",
    }
    done = edit(
        seed,
        [{key: one[key] for key in ("node", "field", "value")} for one in shown.changes],
        "we can",
    )
    assert done.klass == "strategic"
    again = cascade(seed, "part")
    assert again.as_json()["figures"]["implied"] == pytest.approx(
        shown.as_json()["figures"]["implied"]
    )
    assert again.changes == ()


def test_one_sign_holds_several_plans(seed):
    """+5 % of a rate can be points: both plans are told, the relative one is shown."""
    write_plan(seed, PLAN.replace("12 % -> 12.6 %", "12 % -> +5 %"))

    shown = cascade(seed, "part").as_json()

    assert [round(one["implied"], 3) for one in shown["plans"]] == [0.122, 0.379]
    assert shown["figures"]["implied"] == pytest.approx(0.1223, abs=1e-3)


@pytest.mark.parametrize("typed", ["x", "nan", "inf", "-100", "1e9", "10001", "1e99999999999"])
def test_a_number_that_cannot_be_is_refused(seed, typed):
    """The field is named and an example given; nothing is computed."""
    with pytest.raises(InputErrors) as caught:
        cascade(seed, "part", changes={"qualified_leads": typed}, through="101", growth_spread="-1")

    assert len(caught.value.faults) == 3
    assert "qualified_leads" in caught.value.faults[0].what.en
    assert "12.5" in caught.value.faults[0].fix.en


@pytest.mark.parametrize("typed", ["12,5", " 12.5 % ", "12.5", "12,5\u202f%"])
def test_numbers_are_read_as_people_write_them(seed, typed):
    """Comma or point, with or without the sign."""
    rows = cascade(seed, "part", changes={"qualified_leads": typed}).as_json()["rows"]
    assert rows[1]["change"] == 0.125


def test_what_is_no_cascade_says_what_to_do(seed):
    """An objective that nobody moves, and one that does not exist."""
    with pytest.raises(NotFound) as caught:
        cascade(seed, "prospects")
    assert "driven_by" in caught.value.read("en")
    with pytest.raises(NotFound) as caught:
        cascade(seed, "par")
    assert "part" in caught.value.read("en")
