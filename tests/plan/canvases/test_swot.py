"""SWOT: weights, what is open, and the moves that join two quadrants."""

from datetime import date

from passerelle.plan.canvases.swot import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
swot:
  loom: {says: Our own loom, quadrant: strength, impact: 4, answered_by: film}
  once: {says: They buy once, quadrant: weakness, impact: 5, probability: 4}
  hotels: {says: Hotels want linen, quadrant: opportunity, impact: 4, probability: 3, answered_by: [film, fair]}
  cheap: {says: Cheap linen, quadrant: threat, impact: 4, probability: 4, until: 2026-01-01}
  dye: {says: Dye is rare, quadrant: threat, impact: 5, probability: 5, accepted: we hold two years}
objectives: {fair: {title: Hotels order}}
actions: {film: {title: The film}}
"""


def _drawn():
    return draw(Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue()), {})


def test_items_by_weight_and_what_is_open():
    """25, then 16; an accepted threat is not open; an old one is stale."""
    rows = {one["quadrant"]: one["items"] for one in _drawn()["quadrants"]}
    assert [(row["name"], row["weight"], row["open"], row["stale"]) for row in rows["threat"]] == [
        ("dye", 25, False, False),
        ("cheap", 16, True, True),
    ]
    assert rows["strength"][0]["weight"] == 20
    assert rows["weakness"][0]["weight"] == 20


def test_a_move_joins_what_it_answers_on_both_sides():
    """The film uses the loom for the hotels; the fair has no inner side."""
    pairs = {(one["inner"], one["outer"]): one for one in _drawn()["pairs"]}
    seize = pairs["strength", "opportunity"]
    assert [(one["node"], one["inner"], one["outer"]) for one in seize["moves"]] == [
        ("actions/film", ["loom"], ["hotels"])
    ]
    assert seize["unused"] == []
    assert pairs["strength", "threat"]["unused"] == ["cheap", "dye"]
