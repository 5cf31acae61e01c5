"""The value proposition: what is answered, who carries it."""

from datetime import date

from passerelle.plan.canvases.proposition import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
segments: {loyal: {promise: x}, new: {promise: y}}
offers: {sheet: {title: Sheet, price: 120 EUR}}
propositions:
  rest: {segment: loyal, offer: sheet, says: Sleep cool, jobs: [sleep], pains: {too hot: linen breathes, creases: }, gains: {no care: washed at 40}}
  other: {segment: loyal}
messages: {cool: {says: Linen breathes, proposition: rest}}
actions:
  letter: {says: linen breathes, title: Letter}
  film: {says: Something else}
"""


def _drawn(**options):
    return draw(Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue()), options)


def test_pains_and_gains_with_their_answers():
    """Two of three are answered."""
    chosen = _drawn()["chosen"]
    assert chosen["pains"] == [
        {"text": "too hot", "answer": "linen breathes"},
        {"text": "creases", "answer": None},
    ]
    assert chosen["fit"] == [2, 3]
    assert chosen["offer_title"] == "Sheet"


def test_who_carries_it():
    """Who says its promise, or a message that comes from it."""
    chosen = _drawn()["chosen"]
    assert [one["name"] for one in chosen["messages"]] == ["cool"]
    assert [one["name"] for one in chosen["actions"]] == ["letter"]


def test_one_is_chosen_and_segments_without_one_are_named():
    """By name; an unknown name shows the first."""
    assert _drawn(of="other")["chosen"]["name"] == "other"
    assert _drawn(of="nothing")["chosen"]["name"] == "rest"
    assert _drawn()["bare"] == ["new"]
