"""The one door to the time of day, so that tests and replays can set it."""

import os
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """Give the present moment, in UTC, with its time zone."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the machine's present moment, in UTC.

        ``PASSERELLE_NOW`` (an ISO moment) overrides it, so that a report can be reproduced later.
        """
        fixed = os.environ.get("PASSERELLE_NOW")
        if fixed:
            moment = datetime.fromisoformat(fixed)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return datetime.now(UTC)  # noqa: TID251


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Give the moment it was set to."""
        return self.moment


def today(clock: Clock, zone: str) -> date:
    """Give the calendar day at ``zone`` (an IANA name such as ``Europe/Paris``)."""
    return clock.now().astimezone(ZoneInfo(zone)).date()
