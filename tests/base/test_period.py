"""Spans of days hold both their ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.period import Period, year_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
PERIODS = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days)), DAYS, st.integers(0, 400)
)


@given(PERIODS)
def test_a_period_is_the_days_it_gives(period):
    """Counting, walking and asking agree."""
    days = list(period)
    assert len(days) == period.days
    assert all(day in period for day in days)
    assert period.start - timedelta(days=1) not in period
    assert period.end + timedelta(days=1) not in period


@given(PERIODS, PERIODS)
def test_two_periods_overlap_when_they_share_a_day(one, other):
    """Overlap is the same asked from either side, and means a common day."""
    shared = set(one) & set(other)
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


def test_a_period_cannot_end_before_it_starts():
    """The two ends cannot be swapped."""
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2027, 1, 2), date(2027, 1, 1))


def test_a_day_is_written_once_and_a_span_with_both_ends():
    """A plan's own notation comes back."""
    assert str(Period(date(2027, 1, 2), date(2027, 1, 2))) == "2027-01-02"
    assert str(year_of(2028)) == "2028-01-01..2028-12-31"
    assert year_of(2028).days == 366
