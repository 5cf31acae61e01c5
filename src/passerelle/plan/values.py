"""What the short texts of a plan mean: targets, estimates, discounts, amounts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Unit = str
"""``%`` (a level or a relative change), ``pts`` (percentage points), ``count``, ``score``,
``ratio``, ``days``, ``hours``, or a currency code."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: ``24 %`` is ``Amount(Decimal("24"), "%")``; no unit is ``count``."""

    value: Decimal
    unit: str = "count"

    @property
    def share(self) -> Decimal:
        """The amount as a share (24 % and 24 pts are 0.24), or the number itself in other units."""
        return self.value / 100 if self.unit in {"%", "pts"} else self.value


@dataclass(frozen=True, slots=True)
class Target:
    """What a key result asks for.

    ``24 % -> 28 % by 2027-12-31``: baseline, level, by. ``stays under 0.4 %``: limit ``under``,
    level. ``+3 pts``, ``+20 % relative``: change. ``+10 %`` alone: change with ``kind`` ``bare``;
    on a metric that is itself a percentage this is ambiguous (AL-015), elsewhere it is relative.
    """

    baseline: Amount | None = None
    level: Amount | None = None
    change: Amount | None = None
    kind: Literal["level", "points", "relative", "absolute", "bare", "limit"] = "level"
    limit: Literal["under", "over"] | None = None
    by: date | None = None

    @property
    def is_guardrail(self) -> bool:
        """Whether it asks for a limit to be kept rather than a change to be made."""
        return self.limit is not None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Low, likely and high (p10, p50, p90) of something not known: ``0.4 / 1.0 / 1.8 pts``."""

    low: Decimal
    likely: Decimal
    high: Decimal
    unit: str = "count"


@dataclass(frozen=True, slots=True)
class Discount:
    """A price reduction: depth as a share in 0..1, and who sees it: ``40 % public``.

    ``clearance`` marks legal *soldes*, counted against the brand's own ``clearance`` limit.
    """

    depth: Decimal
    visibility: Literal["public", "members", "private"] = "public"
    clearance: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A flow: ``40 leads a week`` is ``Rate(Decimal(40), "leads", "week")``."""

    amount: Decimal
    what: str
    per: Literal["day", "week", "month"] = "week"
