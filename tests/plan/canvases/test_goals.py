"""The tree of objectives: order, depth, cascade, five verdicts."""

from datetime import date
from decimal import Decimal

from passerelle.plan.canvases.goals import draw
from passerelle.plan.given import Given, Outlook
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
vision: Weigh more
year: {period: 2027, budget: 1 000 EUR}
pillars: {north: {title: Go north}, south: {title: Go south}}
markets: {linen: {title: Linen, growth: 0 / 0 / 0 %}}
metrics: {share: {unit: share, source: panel, driven_by: [qualified_leads, sales_conversion_rate], through: 60 %, market: linen}}
objectives:
  leads: {title: More leads, within: weigh, of: sales, results: {qualified_leads: +20 % relative, sales_conversion_rate: +5 % relative}}
  weigh: {title: Weigh more, priority: 1, pillar: north, results: {share: 10 % -> 11 % by 2027-12-31}}
  loop-a: {title: A, within: loop-b}
  loop-b: {title: B, within: loop-a}
actions: {fair: {title: Fair, serves: leads, cost: 400 EUR}}
teams: {sales: {family: sales}}
"""


def _drawn(**known):
    return draw(Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue(), **known), {})


def test_each_below_what_it_serves_and_none_is_lost_in_a_loop():
    """The parent first, though it is written after its child."""
    rows = _drawn()["rows"]
    assert [(row["name"], row["depth"]) for row in rows[:2]] == [("weigh", 0), ("leads", 1)]
    assert {row["name"] for row in rows} == {"weigh", "leads", "loop-a", "loop-b"}
    assert rows[1]["money"] == Decimal(400)


def test_a_result_carries_its_cascade():
    """0.26 of 60 % is 15.6 %; 10 % is needed."""
    found = _drawn()["rows"][0]["results"][0]["cascade"]
    assert found["implied"] == Decimal("0.156")
    assert found["required"] == Decimal("0.1")
    assert found["closes"]
    assert (found["bar"], found["mark"]) == ("100.0", "64.1")


def test_five_verdicts():
    """Attainable cannot be told before a forecast; relative targets have no start of their own."""
    rows = {row["name"]: row["smart"] for row in _drawn()["rows"]}
    assert rows["weigh"] == {
        "specific": True, "measured": True, "attainable": None, "realistic": True, "timed": True,
    }  # fmt: skip
    assert rows["leads"]["measured"] is False
    assert rows["loop-a"]["specific"] is False
    low = {"weigh/share": Outlook(Decimal("0.1"))}
    told = {row["name"]: row["smart"] for row in _drawn(outlooks=low)["rows"]}
    assert told["weigh"]["attainable"] is False


def test_a_pillar_that_nothing_follows_is_seen():
    """South has no objective."""
    assert {one["name"]: one["objectives"] for one in _drawn()["pillars"]} == {
        "north": ["weigh"],
        "south": [],
    }
