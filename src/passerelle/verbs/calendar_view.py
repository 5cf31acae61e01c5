"""``calendar``: the actions of head on their days, and what lies under them."""

from dataclasses import dataclass, replace
from datetime import date

from passerelle.plan import layers
from passerelle.plan.given import Given
from passerelle.plan.schedule import CriticalPath, schedule
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.check import given_text
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan


@dataclass(frozen=True, slots=True)
class Calendar(Answer):
    """Dated actions by start, and the actions that have no day yet; then what lies under them.

    ``rows`` carry ``slack``: the days that an action may slip before an objective is missed, None
    where none waits for it. ``paths`` are the critical paths, the most urgent first; ``loops`` are
    actions that need each other. ``people`` are person-days by week, ``leads`` those of sales at p50
    and p90, ``contacts`` what each person of a segment gets in a week.
    """

    today: str
    start: str
    end: str
    rows: tuple[Json, ...]
    undated: tuple[str, ...]
    holidays: tuple[layers.Holiday, ...] = ()
    blackouts: tuple[layers.Closed, ...] = ()
    clearance: tuple[layers.LegalPeriod, ...] = ()
    paths: tuple[Json, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    people: tuple[layers.Load, ...] = ()
    leads: tuple[layers.LeadWeek, ...] = ()
    contacts: tuple[layers.Contacts, ...] = ()


def calendar(house: House) -> Calendar:
    """Give the calendar of head."""
    _, plan = head_plan(house)
    return calendar_of(replace(given_text(house, plan), today=day_in(house)))


def calendar_of(given: Given) -> Calendar:
    """Give the calendar of a plan on a day."""
    today, order = given.today, schedule(given)
    rows = [_row(given, name, order.slack.get(name), today) for name in given.actions]
    dated = sorted(
        (row for row in rows if row["start"]), key=lambda row: (row["start"], row["action"])
    )
    days = [day for row in dated for day in (row["start"], row["end"])] or [today]
    span = layers.span_of(given)
    return Calendar(
        today=today.isoformat(),
        start=min(days).isoformat(),
        end=max(days).isoformat(),
        rows=tuple(dated),
        undated=tuple(row["action"] for row in rows if not row["start"]),
        holidays=tuple(layers.holidays(given, span)),
        blackouts=tuple(layers.closed(given)),
        clearance=tuple(layers.legal_periods(given, span)),
        paths=tuple(_path(given, one) for one in sorted(order.paths, key=lambda one: one.slack)),
        loops=order.loops,
        people=tuple(layers.loads(given)),
        leads=tuple(layers.lead_weeks(given)),
        contacts=tuple(layers.contact_weeks(given)),
    )


def _row(given: Given, name: str, slack: int | None, today: date) -> Json:
    action = given.actions[name]
    when = action.when
    return {
        "action": name,
        "title": action.title or name,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "channel": action.by,
        "owner": action.owner,
        "segments": list(action.segments),
        "serves": list(action.serves),
        "needs": list(action.needs),
        "promotion": action.promotion is not None,
        "state": _state(when.start, when.end, today) if when else "",
        "slack": slack,
    }


def _path(given: Given, path: CriticalPath) -> Json:
    return {
        "objective": path.objective,
        "title": given.plan.objectives[path.objective].title,
        "due": path.due,
        "actions": list(path.actions),
        "slack": path.slack,
    }


def _state(start: date, end: date, today: date) -> str:
    if end < today:
        return "over"
    return "running" if start <= today else "coming"
