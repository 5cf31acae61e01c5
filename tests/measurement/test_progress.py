"""Key results against their targets."""

from datetime import date
from decimal import Decimal

import pytest

from measurement.shop import fill, order, setting
from passerelle.measurement.progress import levels, progress
from passerelle.plan.kpi import catalogue
from passerelle.plan.model import Plan
from passerelle.plan.strategy import KeyResult, Objective, Year


def plan_of(**results: str) -> Plan:
    """Make a plan of 2026 with one objective and these targets."""
    aim = Objective(
        title="Faire revenir",
        owner="anna",
        results={name: KeyResult(target=target) for name, target in results.items()},
    )
    return Plan(year=Year(period="2026-01-01..2026-12-31"), objectives={"revenir": aim})


@pytest.fixture
def shop(warehouse):
    """Ten buyers of the last year, three of whom came back."""
    rows = [order(n, f"c{n}", "2026-03-01", "10") for n in range(10)]
    rows += [order(20 + n, f"c{n}", "2026-05-01", "10") for n in range(3)]
    fill(warehouse, "orders", rows)
    return warehouse


def test_a_target_half_way_through_the_year(shop):
    """24 % -> 34 %: at 30 % six tenths of the way are made, half a year asks for half."""
    plan = plan_of(repurchase_rate="24 % -> 34 % by 2026-12-31")
    (found,) = progress(plan, setting(shop, "2026-07-02"))
    assert found.node == "objectives/revenir/results/repurchase_rate"
    assert (found.baseline, found.target) == (Decimal("0.24"), Decimal("0.34"))
    assert found.current.value == Decimal("0.3")
    assert found.way == Decimal("0.6")
    assert found.expected == Decimal(182) / 364
    assert found.on_track is True
    assert found.owner == "anna"


def test_a_target_that_goes_down(shop):
    """Less can be better: way and pace are read in the direction of the target."""
    plan = plan_of(repurchase_rate="40 % -> 20 % by 2026-12-31")
    (found,) = progress(plan, setting(shop, "2026-10-01"))
    assert found.way == Decimal("0.5")
    assert found.on_track is False


def test_a_guardrail_is_kept_or_broken(shop):
    """A limit is compared with the figure, and chance is told when it could decide."""
    plan = plan_of(repurchase_rate="stays under 40 %", aov="stays over 20 EUR")
    kept, broken = progress(plan, setting(shop, "2026-07-02"))
    assert kept.guardrail
    assert kept.on_track is True
    assert "chance" in kept.note.en
    assert broken.on_track is False
    assert broken.note is None


def test_what_cannot_be_read_is_said(shop):
    """No source, no figure typed: progress says so and judges nothing."""
    plan = plan_of(nps="30 -> 40 by 2026-12-31", market_share_value="10 % -> 12 % by 2026-12-31")
    for found in progress(plan, setting(shop, "2026-07-02")):
        assert found.on_track is None
        assert found.missing.en.startswith("cannot be computed")
        assert found.as_json()["missing"]["fr"].startswith("ne peut être calculé")


def test_a_baseline_left_out_is_measured_at_the_start(shop):
    """+20 % relative counts from the year that ended the day before the objective starts."""
    rows = shop.arrow(shop.table("orders")).to_pylist()
    fill(shop, "orders", rows + [order(50 + n, f"d{n}", "2025-06-01", "5") for n in range(5)])
    (found,) = progress(plan_of(orders="+20 % relative by 2026-12-31"), setting(shop, "2026-07-02"))
    assert (found.baseline, found.target) == (5, 6)


def test_before_the_start_nothing_is_judged(shop):
    """A key result that has not begun is neither late nor early."""
    plan = plan_of(repurchase_rate="24 % -> 34 % by 2026-12-31")
    (found,) = progress(plan, setting(shop, "2025-11-01"))
    assert found.on_track is None


@pytest.mark.parametrize(
    ("kpi", "text", "level"),
    [
        ("repurchase_rate", "+3 pts", Decimal("0.27")),
        ("repurchase_rate", "+25 % relative", Decimal("0.30")),
        ("repurchase_rate", "+10 %", None),
        ("orders", "+10 %", Decimal("0.264")),
    ],
)
def test_changes_become_levels(kpi, text, level):
    """Points add, relative multiplies, and a bare percentage of a percentage is not guessed."""
    target = KeyResult(target=text).target
    found, why = levels(target, catalogue()[kpi], Decimal("0.24"))
    assert found == level
    assert (why is None) == (level is not None)


def test_the_days_read_are_complete_days(shop):
    """Today is not over, so the last day read is yesterday."""
    plan = plan_of(orders="10 -> 20 by 2026-12-31")
    (found,) = progress(plan, setting(shop, "2026-03-01"))
    assert found.current.period.end == date(2026, 2, 28)
    assert found.current.value == 0


def test_a_kpi_that_nobody_knows_is_said_and_stops_nothing(shop):
    """A misspelt KPI leaves the other key results readable."""
    plan = plan_of(repurchse="1 -> 2", repurchase_rate="24 % -> 34 % by 2026-12-31")
    unknown, known = progress(plan, setting(shop, "2026-07-02"))
    assert "repurchse" in unknown.missing.en
    assert known.on_track is not None
