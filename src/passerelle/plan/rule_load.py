"""Leads that land on sales, week by week, beside what sales can handle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from passerelle.base.period import Period
from passerelle.plan.operations import Action
from passerelle.plan.values import Rate

_WEEKS = {"day": Decimal(5), "week": Decimal(1), "month": Decimal(12) / Decimal(52)}


@dataclass(frozen=True, slots=True)
class Week:
    """Leads a week beyond those of every week: likely (p50) and high (p90), and who brings them."""

    likely: Decimal
    high: Decimal
    actions: tuple[str, ...]


def weekly(rates: Iterable[Rate | None]) -> Decimal:
    """Add flows in units a week; a day is one of five working days, a month 52/12 weeks."""
    return sum((rate.amount * _WEEKS[rate.per] for rate in rates if rate), Decimal(0))


@lru_cache(maxsize=4096)
def weeks_of(period: Period, lag_days: int) -> tuple[date, ...]:
    """Give the Mondays of the weeks in which leads of ``period`` reach sales, after the lag."""
    lag = timedelta(days=lag_days)
    first, last = monday(period.start + lag), monday(period.end + lag)
    return tuple(first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))


def monday(day: date) -> date:
    """Give the Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def load(actions: Mapping[str, Action], lag_days: int) -> dict[date, Week]:
    """Add the leads of all dated actions by week; highs are added as if they came together."""
    found: dict[date, list[str]] = defaultdict(list)
    for name, action in actions.items():
        if action.leads and action.when:
            for week in weeks_of(action.when, lag_days):
                found[week].append(name)
    return {week: _summed(actions, names) for week, names in found.items()}


def _summed(actions: Mapping[str, Action], names: list[str]) -> Week:
    leads = [estimate for name in names if (estimate := actions[name].leads)]
    return Week(
        likely=sum((estimate.likely for estimate in leads), Decimal(0)),
        high=sum((estimate.high for estimate in leads), Decimal(0)),
        actions=tuple(names),
    )
