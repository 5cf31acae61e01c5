"""Forecasts of key results: past readings, the target, and what the planned actions should add."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.rule_effect import brought
from passerelle.plan.values import Estimate
from passerelle.verbs.answer import Json, plain

if TYPE_CHECKING:
    from passerelle.adjustment.forecast import Forecast
    from passerelle.adjustment.readings import Aim, Effect, History
    from passerelle.measurement.context import Measuring
    from passerelle.measurement.progress import Progress
    from passerelle.measurement.reading import Reading

MONTHS = 13
"""Readings that a forecast starts from: the year on each of the last thirteen month ends."""

SEED = 1
"""Forecasts are drawn with one recorded seed: the same facts give the same forecast."""

RAMP_DAYS = 28


def foresee(plan: Plan, row: "Progress", history: "History") -> "Forecast | None":
    """Forecast one key result; None when it has no reading, no target or no day."""
    import numpy as np

    from passerelle.adjustment.forecast import forecast

    aim = _aim(row)
    if aim is None or not len(history):
        return None
    rng = np.random.default_rng(SEED)
    return forecast(f"{row.objective}/{row.key_result}", history, aim, _effects(plan, row), rng=rng)


def forecast_row(row: "Progress", found: "Forecast | None") -> Json:
    """Give progress and forecast of one key result as plain JSON."""
    body: Json = dict(row.as_json())
    body["current"].pop("sql", None)
    body["forecast"] = plain(found) if found else None
    return body


def histories_of(
    plan: Plan, context: "Measuring", rows: "Sequence[Progress]"
) -> "tuple[History, ...]":
    """Give the past readings of each key result, in their order; those of one segment in one go."""
    from passerelle.adjustment.readings import History
    from passerelle.measurement.kpi import definition
    from passerelle.measurement.typed import typed_points

    known = [row for row in rows if _aim(row) and row.current.value is not None]
    by_hand = [row for row in known if definition(context, row.kpi).by_hand]
    found = {
        row.node: _typed_history(typed_points(context, definition(context, row.kpi)))
        for row in by_hand
    }
    counted = [row for row in known if row not in by_hand]
    for scope in dict.fromkeys(_scope(plan, row) for row in counted):
        found |= _measured(plan, context, [one for one in counted if _scope(plan, one) == scope])
    return tuple(found.get(row.node, History((), ())) for row in rows)


def _measured(plan: Plan, context: "Measuring", rows: "Sequence[Progress]") -> "dict[str, History]":
    from passerelle.measurement.kpi import board
    from passerelle.measurement.progress import reading_period

    last = context.today - timedelta(days=1)
    first = _first_day(context)
    # A window that begins before the data does would read low and rise by itself: a false trend.
    ends = [day for day in _month_ends(last) if first and reading_period(plan, day).start >= first]
    ends = ends or [last]
    periods = [reading_period(plan, day) for day in ends]
    found = board(context, [row.kpi for row in rows], periods, _scope(plan, rows[0]))
    return {row.node: _history(ends, found[row.kpi]) for row in rows}


def _history(ends: "Sequence[date]", readings: "Sequence[Reading]") -> "History":
    from passerelle.adjustment.readings import History

    known = [
        (day, float(one.value), one.n)
        for day, one in zip(ends, readings, strict=True)
        if one.value is not None and one.n
    ]
    return History(
        tuple(day for day, _, _ in known),
        tuple(v for _, v, _ in known),
        known[-1][2] if known else 0,
    )


def _scope(plan: Plan, row: "Progress") -> str | None:
    return plan.objectives[row.objective].results[row.key_result].segment


def _typed_history(points: "Sequence[tuple[date, Decimal, int]]") -> "History":
    """Figures typed by hand are their own history: one reading for each day they hold for."""
    from passerelle.adjustment.readings import History

    return History(
        tuple(day for day, _, _ in points),
        tuple(float(value) for _, value, _ in points),
        points[-1][2] if points else 0,
    )


def _first_day(context: "Measuring") -> date | None:
    """The first day of which any order or lead is known."""
    rows = context.warehouse.rows(
        "SELECT min(d) FROM (SELECT min(day) AS d FROM orders "
        "UNION ALL SELECT min(created_at)::DATE FROM leads)"
    )
    found = rows[0][0]
    return found if isinstance(found, date) else None


def _month_ends(last: date) -> list[date]:
    """Yesterday, and the ends of the months before it, oldest first; only as far as data may reach."""
    found = [last]
    while len(found) < MONTHS:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found[::-1]


def _aim(row: "Progress") -> "Aim | None":
    from passerelle.adjustment.readings import Aim

    if row.target is None or row.by is None:
        return None
    lower = row.limit == "under" or (
        row.baseline is not None and not row.limit and row.target < row.baseline
    )
    return Aim(
        level=float(row.target),
        by=row.by,
        direction="down" if lower else "up",
        baseline=float(row.baseline) if row.baseline is not None else None,
        low=-100.0 if row.unit == "score" else 0.0,
        high=1.0 if row.unit == "share" else float("inf"),
    )


def _effects(plan: Plan, row: "Progress") -> "list[Effect]":
    objective = plan.objectives[row.objective]
    found = []
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        if row.objective not in action.serves or action.when is None:
            continue
        estimate = brought(action, row.objective, objective, row.key_result)
        if estimate is not None:
            found.append(_effect(name, action, estimate, row))
    return found


def _effect(name: str, action: Action, estimate: Estimate, row: "Progress") -> "Effect":
    from passerelle.adjustment.readings import Effect
    from passerelle.base.language import Text

    window: Any = action.when
    title = action.title or name
    return Effect(
        action=name,
        title=Text(en=title, fr=title),
        low=_in_unit(estimate.low, estimate.unit, row),
        likely=_in_unit(estimate.likely, estimate.unit, row),
        high=_in_unit(estimate.high, estimate.unit, row),
        start=window.start,
        ramp=max(RAMP_DAYS, window.days),
    )


def _in_unit(value: Decimal, unit: str, row: "Progress") -> float:
    """Turn an estimate into the KPI's own unit: points of a share, a relative change, or as it is."""
    if unit == "pts":
        return float(value) / 100
    if unit == "%":
        return float(value) / 100 * float(row.baseline if row.baseline is not None else 0)
    return float(value)
