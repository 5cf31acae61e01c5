"""One door to the time of day."""

from datetime import UTC, date, datetime, timedelta

from passerelle.base.clock import FixedClock, SystemClock, today


def test_the_day_is_that_of_the_place():
    """Half past eleven in the evening in London is tomorrow in Paris."""
    clock = FixedClock(datetime(2027, 1, 11, 23, 30, tzinfo=UTC))
    assert today(clock, "Europe/London") == date(2027, 1, 11)
    assert today(clock, "Europe/Paris") == date(2027, 1, 12)


def test_a_report_can_be_made_again_as_of_then(monkeypatch):
    """PASSERELLE_NOW sets the clock; a moment without a zone is UTC."""
    monkeypatch.setenv("PASSERELLE_NOW", "2027-01-11T10:00:00+02:00")
    assert SystemClock().now() == datetime(2027, 1, 11, 8, tzinfo=UTC)
    monkeypatch.setenv("PASSERELLE_NOW", "2027-01-11T10:00:00")
    assert SystemClock().now() == datetime(2027, 1, 11, 10, tzinfo=UTC)


def test_the_machine_clock_is_in_utc(monkeypatch):
    """Without it, the machine's moment, with its zone."""
    monkeypatch.delenv("PASSERELLE_NOW", raising=False)
    assert SystemClock().now().utcoffset() == timedelta(0)
