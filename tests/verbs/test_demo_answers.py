"""The demo's invented customers answer before midnight, so that the day's measures see them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from passerelle.demo.responses import Sent
from passerelle.verbs.audience import moment_of
from passerelle.verbs.demo import TO_ANSWER, _time_to_answer

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("sent_at", "minutes"),
    [("12:00", 20), ("23:39", 20), ("23:55", 5)],
    ids=["noon", "just", "late"],
)
def test_answers_fit_into_the_day(house, clock, sent_at, minutes):
    """Twenty minutes, fewer late in the evening: the last answer is before the end of today."""
    at = datetime.fromisoformat(f"2027-01-11T{sent_at}").replace(tzinfo=PARIS).astimezone(UTC)
    clock.moment = at
    span = _time_to_answer(house, [Sent("P000001", "lettre", "A", at)])
    assert span <= TO_ANSWER
    assert timedelta(minutes=minutes) - span < timedelta(seconds=1)
    assert at + span <= moment_of(house)


def test_without_anyone_there_is_nothing_to_wait_for(house):
    """No message, no limit."""
    assert _time_to_answer(house, []) == TO_ANSWER
