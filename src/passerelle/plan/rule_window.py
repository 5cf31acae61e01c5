"""Days to which an action or a task may be moved, so that the move breaks nothing else.

A move stays within the plan's year, ends before what waits for it starts and before what it serves
is due, keeps its flights, promotions, experiments and contents within its days, and starts on a
working day, outside the blackouts of where it takes place; of a plan without markets, outside the
holidays of the countries whose law we know. An action whose own words name its days stays where it
is. What does not hold today is not asked of the move either.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.base.period import Period
from passerelle.plan.country import countries
from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.organisation import Blackout
from passerelle.plan.public_holidays import holiday_on
from passerelle.plan.rule_announced import names_days
from passerelle.plan.rule_places import countries_in, markets_of
from passerelle.plan.rule_presence import WORKDAYS
from passerelle.plan.rule_shift import later

_LOOK_AHEAD = 60
"""Days tried, one by one, for a first open day."""


@dataclass(frozen=True, slots=True)
class _Ties:
    """What holds each action in its place: days on which others start, parts dated within it."""

    waiting: dict[str, list[date]]
    parts: dict[str, list[Period]]


def closed(given: Given, markets: Iterable[str]) -> Iterator[Blackout]:
    """Walk the blackouts of these markets, and those of all markets."""
    for blackout in given.plan.blackouts.values():
        if not blackout.markets or not set(blackout.markets).isdisjoint(markets):
            yield blackout


def may_move(given: Given, node: str, moved: Period) -> bool:
    """Whether an action (``actions/a``) or a task (``tasks/t``) may be dated so instead.

    A start on a weekend is kept to the same day of the week: an open day stays on its Saturday.
    """
    section, _, name = node.partition("/")
    if section == "tasks":
        task = given.plan.tasks[name]
        owner, when = given.actions.get(task.action or ""), task.when
        last = owner.when.end if owner and owner.when else None
    else:
        owner = given.actions[name]
        when, last = owner.when, _last(given, name, owner)
    year = given.plan.year
    if when is None or (year and moved.end > year.period.end):
        return False
    if last and moved.end > last >= when.end:
        return False
    if section == "actions" and (
        names_days(given, node, when) or not _holds(given, name, when, moved)
    ):
        return False
    weekend = moved.start.weekday() >= WORKDAYS
    if weekend and moved.start.weekday() != when.start.weekday():
        return False
    return owner is None or _open(given, owner, moved.start)


def moved_later(
    given: Given, node: str, when: Period | None, fits: Callable[[Period], bool] | None = None
) -> str | None:
    """Find the nearest later period, whole weeks away, to which something may be moved.

    Args:
        given: What the rule looks at.
        node: The action or task.
        when: Its days as they are.
        fits: What else the period must satisfy.

    Returns:
        The period as a plan writes it; None when it has no days, or none fits within four weeks.
    """
    if when is None:
        return None
    return later(
        when, None, lambda moved: may_move(given, node, moved) and (fits is None or fits(moved))
    )


def first_open(given: Given, name: str, start: date) -> Period | None:
    """Give the first days, from a day on, on which an action may run that starts on a working day.

    Returns:
        None when it has no days, or none within two months will do.
    """
    when = given.actions[name].when
    for shift in range(_LOOK_AHEAD) if when else ():
        day = start + timedelta(days=shift)
        moved = Period(day, day + timedelta(days=(when.days if when else 1) - 1))
        if day.weekday() < WORKDAYS and may_move(given, f"actions/{name}", moved):
            return moved
    return None


def _open(given: Given, action: Action, day: date) -> bool:
    markets = markets_of(given.plan, action)
    if any(day in one.when for one in closed(given, markets)):
        return False
    codes = countries_in(given.plan, markets) if given.plan.markets else countries()
    return holiday_on(codes, day) is None


def _last(given: Given, name: str, action: Action) -> date | None:
    """Give the day on which an action must have ended, of those days that it keeps today."""
    if action.when is None:
        return None
    lag = timedelta(days=action.lag_days or 0)
    served = (given.plan.objectives.get(one) for one in action.serves)
    due = [end - lag for one in served if one and (end := given.ends(one))]
    days = (*due, *given.once(_ties).waiting.get(name, ()))
    return min((day for day in days if day >= action.when.end), default=None)


def _holds(given: Given, name: str, when: Period, moved: Period) -> bool:
    """Whether the parts that are dated within an action still are."""
    return all(
        _within(part, moved)
        for part in given.once(_ties).parts.get(name, ())
        if _within(part, when)
    )


def _within(part: Period, whole: Period) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _ties(given: Given) -> _Ties:
    waiting: dict[str, list[date]] = defaultdict(list)
    for action in given.actions.values():
        for other in action.needs if action.when else ():
            waiting[other].append(action.when.start if action.when else date.max)
    parts: dict[str, list[Period]] = defaultdict(list)
    for action_of, when in _parts(given.plan):
        if action_of and when:
            parts[action_of].append(when)
    return _Ties(waiting, parts)


def _parts(plan: Plan) -> Iterator[tuple[str | None, Period | None]]:
    """Walk what is dated within an action, with the action."""
    yield from ((one.action, one.when) for one in plan.media.values())
    yield from ((one.action, one.when) for one in plan.promotions.values())
    yield from ((one.action, one.when) for one in plan.experiments.values())
    for content in plan.contents.values():
        yield content.action, Period(content.when, content.when) if content.when else None
