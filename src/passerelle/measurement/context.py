"""What every measure needs to know: where the facts are, as of when, in which time zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from passerelle.base.period import Period
from passerelle.plan.model import Plan
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse

ACTIVE_DAYS = 365
ATTRIBUTION_DAYS = 30


@dataclass(frozen=True)
class Measuring:
    """The setting of a measure: the same setting and the same facts give the same number.

    ``as_of`` is the moment that nothing later counts; ``active_days`` is how long after an order a
    customer counts as active; ``attribution_days`` how long after a touch an order may be credited
    to it. ``figures`` holds numbers that the plan alone decides, as (numerator, denominator):
    ``{"alignment_score": (aligned, planned)}``.
    """

    warehouse: Warehouse
    as_of: datetime
    currency: str = "EUR"
    timezone: str = "Europe/Paris"
    active_days: int = ACTIVE_DAYS
    attribution_days: int = ATTRIBUTION_DAYS
    plan: Plan | None = None
    figures: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """``as_of`` as the warehouse writes moments: UTC, without a zone."""
        if self.as_of.tzinfo is None:
            return self.as_of
        return self.as_of.astimezone(UTC).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The calendar day of ``as_of`` in the workspace's time zone."""
        return self.moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.timezone)).date()

    @property
    def segments(self) -> Mapping[str, Segment]:
        """The plan's segments; none without a plan."""
        return self.plan.segments if self.plan else {}

    def opening(self, day: date) -> datetime:
        """Give the first moment of a day in the workspace's time zone, as UTC without a zone."""
        local = datetime.combine(day, time(), ZoneInfo(self.timezone))
        return local.astimezone(UTC).replace(tzinfo=None)

    def known(self, period: Period) -> Period | None:
        """Cut a period at ``as_of``; None when it has not begun."""
        if period.start > self.today:
            return None
        return Period(period.start, min(period.end, self.today))

    def window(self, period: Period) -> Period:
        """Stretch a period back to ``active_days`` when it is shorter: coming back takes time."""
        long_enough = period.end - timedelta(days=self.active_days - 1)
        return Period(min(period.start, long_enough), period.end)
