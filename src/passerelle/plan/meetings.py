"""Meetings that come back: when each is due next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.base.language import Text
from passerelle.plan.brief_words import joined, same
from passerelle.plan.model import Plan
from passerelle.plan.rule_words import label, say


@dataclass(frozen=True, slots=True)
class Meeting:
    """One ritual: the day it is due, who meets, about what; ``late`` when that day has passed."""

    name: str
    title: str
    due: date
    late: bool
    teams: tuple[str, ...]
    agenda: str

    @property
    def text(self) -> Text:
        """Say it in one sentence."""
        said = say("{x}, due on {day}", "{x}, prévu le {day}", x=self.title, day=self.due)
        if self.late:
            said = say("{x} and not held", "{x} et pas tenu", x=said)
        return joined([said, *map(same, self.teams), same(self.agenda)])


def meetings(plan: Plan, today: date) -> Iterator[Meeting]:
    """Walk the rituals that say how often they are held, the soonest due first.

    One that was never held is due on the first day of the plan's year, or today without one.
    """
    found = []
    for name, one in plan.rituals.items():
        if one.every_days is None:
            continue
        first = plan.year.period.start if plan.year else today
        due = one.held + timedelta(days=one.every_days) if one.held else first
        teams = tuple(
            label(each, plan.teams[each].title) for each in one.teams if each in plan.teams
        )
        found.append(Meeting(name, one.title, due, due < today, teams, one.agenda or ""))
    yield from sorted(found, key=lambda each: (each.due, each.name))
