"""The budget grid: a state, its sums, what no line pays for."""

from datetime import date
from decimal import Decimal

from passerelle.plan.canvases.budget import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
year: {period: 2027-01-01..2027-03-31, budget: 1 000 EUR, locked: 2026-11-01}
objectives: {back: {title: They come back}}
actions:
  evening: {title: Evening, cost: 500 EUR, serves: back}
  film: {cost: 300 EUR, by: site}
budget:
  events: {amount: 400 EUR, objectives: back}
  web: {amount: 300 EUR, channels: site}
spending:
  line:
    pays: evening
    months:
      2027-01: {planned: 200 EUR, actual: 210 EUR}
      2027-03: {planned: 250 EUR, forecast: 290 EUR}
"""


def _drawn(**options):
    given = Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue())
    return draw(given, options)


def test_planned_by_month_and_the_gap_to_what_the_action_announces():
    """450 planned for 500 announced; 550 of the year left; three months."""
    found = _drawn()
    assert found["months"] == ["2027-01", "2027-02", "2027-03"]
    line = found["lines"][0]
    assert [one["amount"] for one in line["cells"]] == [Decimal(200), None, Decimal(250)]
    assert (line["total"], line["cost"], line["gap"]) == (Decimal(450), Decimal(500), Decimal(-50))
    assert found["totals"] == [Decimal(200), Decimal(0), Decimal(250)]
    assert found["left"] == Decimal(550)
    assert found["locked"] == "2026-11-01"


def test_another_state_and_one_that_is_none():
    """Spent; a word that is no state shows what is planned."""
    assert _drawn(state="actual")["totals"] == [Decimal(210), Decimal(0), Decimal(0)]
    assert _drawn(state="spent")["state"] == "planned"
    assert [one["sum"] for one in _drawn()["states"]] == [450, 290, 0, 210]


def test_what_no_line_pays_and_what_envelopes_hold():
    """The film has no line; the evening breaks the envelope of events by 100."""
    found = _drawn()
    assert [one["name"] for one in found["without"]] == ["film"]
    assert {one["name"]: one["left"] for one in found["envelopes"]} == {
        "events": Decimal(-100),
        "web": Decimal(0),
    }
