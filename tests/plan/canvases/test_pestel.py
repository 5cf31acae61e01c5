"""PESTEL: weights, what is open, and where each factor stands in the picture."""

from datetime import date

from passerelle.plan.canvases.pestel import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
pestel:
  law: {says: Repair becomes a right, dimension: legal, effect: opportunity, impact: 4, probability: 4}
  water: {says: Water is rationed, dimension: environmental, impact: 4, probability: 3}
  rates: {says: Rates rise, dimension: economic, impact: 3, probability: 4, answered_by: hedge}
  vote: {says: An election, dimension: political}
  taste: {says: Taste moves, dimension: social, impact: 4, probability: 4, accepted: we follow}
actions: {hedge: {title: Hedge}}
"""


def _drawn():
    return draw(Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue()), {})


def test_only_grave_threats_without_answer_are_open():
    """12 of 25 is grave; an opportunity, an answered and an accepted one are not open."""
    assert _drawn()["open"] == ["water"]


def test_the_picture_numbers_by_weight_and_keeps_two_of_one_cell_apart():
    """Impact 4 is 30 from the top, probability 4 is 70 from the left; two there stand aside."""
    points = {one["title"]: one for one in _drawn()["points"]}
    assert points["Repair becomes a right"]["number"] == 1
    assert (points["Repair becomes a right"]["x"], points["Repair becomes a right"]["y"]) == (
        "66.5",
        "30.0",
    )
    assert points["Taste moves"]["x"] == "73.5"
    assert (points["Water is rationed"]["x"], points["Water is rationed"]["y"]) == ("50.0", "30.0")
    assert "An election" not in points


def test_six_fields_in_their_order():
    """Also the empty ones."""
    fields = _drawn()["fields"]
    assert [one["dimension"][0] for one in fields] == list("pesTel".lower())
    assert [len(one["items"]) for one in fields] == [1, 1, 1, 0, 1, 1]
