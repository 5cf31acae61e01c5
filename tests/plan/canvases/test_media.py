"""The media plan: costs by model, people, GRP, flights that leave their action."""

from datetime import date
from decimal import Decimal

from passerelle.plan.canvases.media import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
year: {period: 2027}
actions: {film: {title: The film, cost: 10 000 EUR, when: 2027-03-01..2027-03-31}}
media:
  opera: {action: film, channel: cinema, when: 2027-03-01..2027-03-10, model: cpm, price: 40 EUR, volume: 200000, audience: 500000, reach: 30 %, frequency: 2.5}
  late: {action: film, when: 2027-03-25..2027-04-02, model: flat, price: 3 000 EUR}
  silent: {action: film}
"""


def _rows(text=PLAN):
    drawn = draw(Given(read_plan({"p.yaml": text}), date(2026, 11, 26), catalogue()), {})
    return drawn, {one["name"]: one for one in drawn["lines"]}


def test_what_a_line_buys():
    """200 000 impressions at 40 a thousand are 8 000; 30 % of 500 000 people, 2.5 times: 75 GRP."""
    drawn, rows = _rows()
    opera = rows["opera"]
    assert (opera["cost"], opera["reached"], opera["contacts"]) == ("8 000 EUR", 150_000, 375_000)
    assert (opera["grp"], opera["per_thousand"]) == (Decimal(75), Decimal("21.33"))
    assert drawn["grp"] == Decimal(75)
    assert rows["silent"]["cost"] is None
    assert rows["silent"]["grp"] is None


def test_flights_stand_in_the_year_and_inside_their_action():
    """1 March is day 60 of 365."""
    drawn, rows = _rows()
    assert rows["opera"]["flight"]["x"] == f"{1000 * 59 / 365:.1f}"
    assert not rows["opera"]["outside"]
    assert rows["late"]["outside"]
    assert len(drawn["months"]) == 12


def test_what_is_bought_for_an_action_stands_beside_its_cost():
    """11 000 of 10 000."""
    drawn, _ = _rows()
    assert [(one["bought"], one["left"]) for one in drawn["actions"]] == [
        (["11 000 EUR"], Decimal(-1000))
    ]


def test_without_a_year_the_flights_span_themselves():
    """Nothing to hold them against."""
    _, rows = _rows(PLAN.replace("year: {period: 2027}", ""))
    assert rows["opera"]["flight"]["x"] == "0.0"
