"""The map: axes, places, the nearest rival, claims, prices."""

from datetime import date
from decimal import Decimal

from passerelle.plan.canvases.positioning import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
brand: {tier: premium, promise: Made here, never: {index_under: 90 %, index_over: 110 %}}
offers: {sheet: {title: Sheet, price: 120 EUR}, towel: {title: Towel, price: 20 EUR}}
positionings: {linen: {benefit: It lasts, at: {price: 8, natural: 9}}}
competitors:
  low: {title: Low, claims: [Cheap, "made here."], prices: {sheet: 80 EUR}, at: {price: 2, natural: 1}}
  high: {title: High, prices: {sheet: 120 EUR}, at: {price: 8, natural: 6}}
  unseen: {title: Unseen}
"""


def _drawn(**options):
    return draw(Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue()), options)


def test_the_first_two_axes_and_those_that_were_chosen():
    """By name; the same axis twice is not drawn."""
    found = _drawn()
    assert (found["x"], found["y"]) == ("natural", "price")
    turned = _drawn(x="price", y="price")
    assert (turned["x"], turned["y"]) == ("price", "natural")
    assert (turned["own"][0]["cx"], turned["own"][0]["cy"]) == ("80", "10")


def test_the_nearest_rival_that_is_on_the_map():
    """High is three marks away; Unseen is nowhere."""
    found = _drawn()
    assert found["own"][0]["nearest"] == {"name": "high", "title": "High", "distance": 3.0}
    assert [one["placed"] for one in found["rivals"]] == [True, True, False]


def test_who_says_the_same():
    """Case and full stops apart."""
    assert {one["says"]: one["also"] for one in _drawn()["claims"]} == {
        "Made here": ["Low"],
        "It lasts": [],
    }


def test_prices_against_the_median():
    """100 is the median of 80 and 120; 120 is an index of 1.2, above 110 %."""
    prices = {one["name"]: one for one in _drawn()["prices"]}
    assert (prices["sheet"]["median"], prices["sheet"]["index"]) == (Decimal(100), Decimal("1.2"))
    assert prices["sheet"]["fits"] is False
    assert prices["towel"]["index"] is None


def test_a_plan_without_marks():
    """No axis, no map, no failure."""
    bare = draw(Given(read_plan({"p.yaml": "vision: x"}), date(2026, 11, 26), catalogue()), {})
    assert bare["axes"] == []
