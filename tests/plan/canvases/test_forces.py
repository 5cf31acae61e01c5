"""Five forces: means, pressure, the radar."""

from datetime import date
from decimal import Decimal

from passerelle.plan.canvases.forces import draw
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

PLAN = """
forces:
  big: {force: buyers, says: Three buyers, intensity: 5}
  small: {force: buyers, says: Many small, intensity: 2}
  new: {force: entrants, says: Anyone can enter, intensity: 4, accepted: we are quicker}
  mills: {force: suppliers, says: One mill}
"""


def _drawn():
    return draw(Given(read_plan({"p.yaml": PLAN}), date(2026, 11, 26), catalogue()), {})


def test_a_force_is_the_mean_of_what_is_marked():
    """Buyers 3.5, entrants 4, together 3.75; suppliers are not marked."""
    found = _drawn()
    means = {one["force"]: one["intensity"] for one in found["forces"]}
    assert means["buyers"] == Decimal("3.5")
    assert means["suppliers"] is None
    assert found["pressure"] == Decimal("3.8")


def test_open_is_what_presses_and_nothing_answers():
    """Accepted is answered."""
    assert {one["force"]: one["open"] for one in _drawn()["forces"]} == {
        "entrants": False,
        "buyers": True,
        "substitutes": False,
        "suppliers": False,
        "rivalry": False,
    }


def test_the_radar_starts_at_the_top():
    """Entrants at 4 of 5: 80 above the middle; the outer ring is at 100."""
    found = _drawn()
    assert found["shape"].split()[0] == "0.0,-80.0"
    assert found["rings"][-1].split()[0] == "0.0,-100.0"
    assert len(found["rings"]) == 5
