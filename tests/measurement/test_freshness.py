"""The age of the facts behind a figure."""

from datetime import date, datetime

from measurement.shop import fill, order, setting
from passerelle.base.period import Period
from passerelle.measurement.kpi import measure

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def test_an_old_source_is_said_beside_the_number(warehouse):
    """Revenue may be seven days old; after that the reading says where its source ends."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    assert measure(setting(warehouse, "2026-02-08"), "revenue", YEAR).note.en == "up to 8 Feb 2026"
    old = measure(setting(warehouse, "2026-02-09"), "revenue", YEAR)
    assert old.note.en.endswith("; its source ends on 1 Feb 2026, 8 days ago (limit: 7)")
    assert "sa source s'arrête au 1 févr. 2026" in old.note.fr
    assert old.value == 100


def test_a_period_that_the_source_covers_is_not_old(warehouse):
    """January is complete whatever happened since."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert measure(setting(warehouse), "revenue", january).note is None


def test_each_kpi_has_its_own_patience(warehouse):
    """A repurchase rate may be a month old."""
    fill(warehouse, "orders", [order(1, "ann", "2026-02-01", "100")])
    reading = measure(setting(warehouse, "2026-02-20"), "repurchase_rate", YEAR)
    assert "source" not in reading.note.en


def test_a_quiet_week_of_a_source_loaded_today_is_not_old(warehouse):
    """Leads may be few: what counts is when their source was last read."""
    lead = {"lead_id": "a", "source": "crm", "created_at": datetime(2026, 2, 1, 9)}
    fill(warehouse, "leads", [lead])
    assert "source" in measure(setting(warehouse, "2026-03-01"), "leads", YEAR).note.en
    loaded = {"load_id": "l", "source": "crm", "loaded_at": datetime(2026, 2, 28, 6)}
    fill(warehouse, "loads", [loaded])
    assert "source" not in measure(setting(warehouse, "2026-03-01"), "leads", YEAR).note.en
