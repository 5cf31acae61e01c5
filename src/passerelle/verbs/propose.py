"""What the readings suggest: each kind of proposal is asked with the facts it needs."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from passerelle.base.period import Period
from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.verbs.house import House
from passerelle.verbs.propose_people import costly_promotions, forgotten_segments
from passerelle.verbs.propose_stop import losing_actions

if TYPE_CHECKING:
    import numpy as np

    from passerelle.adjustment.proposal import Proposal
    from passerelle.adjustment.proposals.move_budget import ChannelSeries
    from passerelle.measurement.context import Measuring

WEEKS = 100
SEED = 1


def propose_all(house: House, plan: Plan, context: "Measuring") -> "Iterator[Proposal]":
    """Ask every kind of proposal; those that the facts do not support say nothing."""
    yield from _move_budget(house, plan, context)
    yield from forgotten_segments(house, plan, context)
    yield from costly_promotions(house, plan, context)
    yield from losing_actions(house, plan, context)


def _move_budget(house: House, plan: Plan, context: "Measuring") -> "Iterator[Proposal]":
    import numpy as np

    from passerelle.adjustment.proposals.move_budget import propose

    weeks = _weeks(context.today)
    series = list(_channel_series(house, plan, context, weeks))
    if len(series) < 2:  # noqa: PLR2004
        return
    found = propose(series, np.random.default_rng(SEED))
    if found is not None:
        yield found


def _weeks(today: date) -> list[Period]:
    """The whole weeks before this one, oldest first."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=n) for n in range(WEEKS, 0, -1)]
    return [Period(start, start + timedelta(days=6)) for start in starts]


def _channel_series(
    house: House, plan: Plan, context: "Measuring", weeks: list[Period]
) -> "Iterator[ChannelSeries]":
    from passerelle.adjustment.proposals.move_budget import ChannelSeries
    from passerelle.measurement.kpi import split_series

    outcomes = split_series(context, "new_customers", weeks, "channel")
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        if action.by is None or action.cost is None:
            continue
        spend = _weekly_spend(house, action.by, weeks)
        if spend.any():
            outcome = _array(
                [
                    float(week[action.by].value or 0) if action.by in week else 0.0
                    for week in outcomes
                ]
            )
            yield ChannelSeries(action.by, name, action.cost, spend, outcome)


def _weekly_spend(house: House, channel: str, weeks: list[Period]) -> "np.ndarray[Any, Any]":
    rows = house.warehouse.rows(
        "SELECT date_trunc('week', day)::DATE AS week, sum(amount) FROM spend WHERE channel = ? GROUP BY week",
        [channel],
    )
    by_week = {week: float(amount) for week, amount in rows}
    return _array([by_week.get(week.start, 0.0) for week in weeks])


def _array(values: list[float]) -> "np.ndarray[Any, Any]":
    import numpy as np

    return np.asarray(values, dtype=np.float64)
