"""The days of the demo world: the opening, the months on record, and the days to come."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from passerelle.demo.effects import Floats, Ints, season

WARM_UP = 540
"""Days from the shop's opening to the start of its marketing record. Orders are known since the
opening, so that a first order is a first order; everything else since the start of the record."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days counted from the first day on record: ``-WARM_UP .. length + ahead - 1``.

    Day ``length`` is today, which has not been lived yet.
    """

    today: date
    length: int
    ahead: int

    @property
    def start(self) -> date:
        """The first day on record."""
        return self.today - timedelta(days=self.length)

    @property
    def total(self) -> int:
        """Days simulated: opening, record and future."""
        return WARM_UP + self.length + self.ahead

    def factors(self) -> Floats:
        """Give the season of every simulated day, shape (total,)."""
        first = np.datetime64(self.start - timedelta(days=WARM_UP), "D")
        days = first + np.arange(self.total)
        of_year = (days - days.astype("datetime64[Y]")).astype(np.int64) + 1
        weekday = (days.astype(np.int64) + 3) % 7
        return season(of_year, weekday)

    def moments(self, days: Floats) -> npt.NDArray[np.datetime64]:
        """Turn fractional days since the first day on record into naive UTC moments."""
        origin = np.datetime64(self.start, "s")
        return np.asarray(origin + np.floor(days * 86400).astype("timedelta64[s]"))

    def dates(self, days: Ints) -> npt.NDArray[np.datetime64]:
        """Turn whole days since the first day on record into dates."""
        return np.asarray(np.datetime64(self.start, "D") + days)


def plan_period(today: date) -> tuple[date, date]:
    """Give the plan's year: twelve months from the first day of today's month."""
    start = today.replace(day=1)
    return start, start.replace(year=start.year + 1) - timedelta(days=1)
