"""What a forecast starts from: past readings, the target, and what actions should add."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from passerelle.base.language import Text


@dataclass(frozen=True, slots=True)
class History:
    """Past readings of one key result, oldest first.

    ``days`` are ends of reading windows at about equal steps; ``values`` are in the KPI's unit (a
    share is 0..1); ``n`` is how many observations the last one rests on, 0 when not known.
    ``cycle`` is the number of readings in one year, for series with a season; 0 for readings over
    the last twelve months, which have none.
    """

    days: tuple[date, ...]
    values: tuple[float, ...]
    n: int = 0
    cycle: int = 0

    def __post_init__(self) -> None:
        if len(self.days) != len(self.values):
            msg = f"{len(self.days)} days for {len(self.values)} values"
            raise ValueError(msg)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def step(self) -> float:
        """Mean days between readings; 28 when there are fewer than two."""
        if len(self.days) < 2:  # noqa: PLR2004
            return 28.0
        return max(1.0, (self.days[-1] - self.days[0]).days / (len(self.days) - 1))


@dataclass(frozen=True, slots=True)
class Aim:
    """What the key result asks for.

    ``level`` in the KPI's unit, to be reached (``up``) or stayed under (``down``) on day ``by``.
    ``low`` and ``high`` bound what the KPI can be at all; a share has 0 and 1.
    """

    level: float
    by: date
    direction: Literal["up", "down"] = "up"
    baseline: float | None = None
    low: float = 0.0
    high: float = float("inf")


@dataclass(frozen=True, slots=True)
class Effect:
    """What one planned action should add to the key result, in the KPI's unit.

    ``low``, ``likely``, ``high`` are tenth, fiftieth and ninetieth percentiles. The effect grows
    evenly from ``start`` over ``ramp`` days and then stays. ``delivered`` is the probability that
    the action is carried out at all.
    """

    action: str
    title: Text
    low: float
    likely: float
    high: float
    start: date
    ramp: int = 28
    delivered: float = 0.95

    def share_at(self, day: date) -> float:
        """Give the part of the effect reached on ``day``, in 0..1."""
        gone = (day - self.start).days
        return min(1.0, max(0.0, gone / self.ramp if self.ramp else float(gone >= 0)))
