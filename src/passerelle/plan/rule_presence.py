"""Who is there, week by week: absences of people and of whole teams, in working days."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.model import Plan
from passerelle.plan.rule_load import monday
from passerelle.plan.rule_words import share_text

WORKDAYS = 5
"""Monday to Friday."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Working days away, by name and Monday, and who is in which team."""

    away: Mapping[str, Mapping[date, frozenset[date]]]
    members: Mapping[str, tuple[str, ...]]
    team_of: Mapping[str, str]
    known: dict[tuple[str, date], Decimal] = field(default_factory=dict, compare=False, repr=False)

    def share(self, name: str, week: date) -> Decimal:
        """Give the share (0..1) of a week's working days that a person or a team is there.

        A person is away with the whole team; a team is there as far as its people are.
        """
        if (name, week) not in self.known:
            self.known[name, week] = self._share(name, week)
        return self.known[name, week]

    def is_away(self, name: str, day: date) -> bool:
        """Whether a person, or the person's whole team, is away on a working day."""
        week = monday(day)
        return day in self._gone(name, week) | self._gone(self.team_of.get(name, ""), week)

    def _share(self, name: str, week: date) -> Decimal:
        own = self._gone(name, week)
        people = self.members.get(name, ())
        if not people:
            return _there(own | self._gone(self.team_of.get(name, ""), week))
        shares = (_there(own | self._gone(person, week)) for person in people)
        return sum(shares, Decimal(0)) / len(people)

    def _gone(self, name: str, week: date) -> frozenset[date]:
        return self.away.get(name, {}).get(week, frozenset())


def presence(plan: Plan) -> Presence:
    """Read the absences and the teams of a plan."""
    members: dict[str, list[str]] = defaultdict(list)
    for name, person in plan.people.items():
        if person.team:
            members[person.team].append(name)
    days: dict[str, dict[date, set[date]]] = defaultdict(lambda: defaultdict(set))
    for absence in plan.absences.values():
        for day in working_days(absence.when):
            days[absence.who][monday(day)].add(day)
    return Presence(
        {
            who: {week: frozenset(gone) for week, gone in weeks.items()}
            for who, weeks in days.items()
        },
        {team: tuple(names) for team, names in members.items()},
        {name: person.team for name, person in plan.people.items() if person.team},
    )


def working_days(period: Period) -> tuple[date, ...]:
    """Give the days of a period from Monday to Friday."""
    return tuple(day for day in period if day.weekday() < WORKDAYS)


def _there(gone: frozenset[date]) -> Decimal:
    return Decimal(WORKDAYS - len(gone)) / WORKDAYS


def filled(load: Decimal, capacity: Decimal) -> Decimal:
    """Give a load as a share of a capacity, >= 0; infinite where something waits for nobody."""
    if capacity:
        return load / capacity
    return Decimal("Infinity") if load else Decimal(0)


def filled_text(share: Decimal) -> Text:
    """Write such a share as a percentage, or say that nobody is there."""
    return share_text(share, 0) if share.is_finite() else _NOBODY


_NOBODY = Text(en="nobody is there", fr="personne n'est là")
