"""``calendar``: the actions of head on their days, with owner, channel and state."""

from dataclasses import dataclass
from datetime import date

from passerelle.plan.effective import effective
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan


@dataclass(frozen=True, slots=True)
class Calendar(Answer):
    """Dated actions by start, promotions, and the actions that have no day yet."""

    today: str
    start: str
    end: str
    rows: tuple[Json, ...]
    undated: tuple[str, ...]


def calendar(house: House) -> Calendar:
    """Give the calendar of head."""
    _, plan = head_plan(house)
    today = day_in(house)
    rows = [
        {
            "action": name,
            "title": action.title or name,
            "start": action.when.start,
            "end": action.when.end,
            "channel": action.by,
            "owner": action.owner,
            "segments": list(action.segments),
            "serves": list(action.serves),
            "needs": list(action.needs),
            "promotion": action.promotion is not None,
            "state": _state(action.when.start, action.when.end, today),
        }
        for name, action in ((n, effective(plan, a)) for n, a in plan.actions.items())
        if action.when
    ]
    rows.sort(key=lambda row: (str(row["start"]), str(row["action"])))
    days = [
        day
        for action in plan.actions.values()
        if action.when
        for day in (action.when.start, action.when.end)
    ]
    days = days or [today]
    undated = tuple(name for name, action in plan.actions.items() if action.when is None)
    return Calendar(
        today.isoformat(), min(days).isoformat(), max(days).isoformat(), tuple(rows), undated
    )


def _state(start: date, end: date, today: date) -> str:
    if end < today:
        return "over"
    return "running" if start <= today else "coming"
