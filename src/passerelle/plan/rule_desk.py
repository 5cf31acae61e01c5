"""What the teams and partners of one family can handle, week by week."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from passerelle.base.period import Period
from passerelle.plan.model import Plan
from passerelle.plan.organisation import Family
from passerelle.plan.rule_load import weekly
from passerelle.plan.rule_presence import WORKDAYS, Presence, presence


@dataclass(frozen=True, slots=True)
class Desk:
    """Teams and partners of a family, in units a week.

    ``teams`` is what each handles when all are there, ``partners`` the same with the contract's
    days, ``receives`` what the teams receive already.
    """

    teams: Mapping[str, Decimal]
    partners: tuple[tuple[Decimal, Period | None], ...]
    receives: Decimal
    there: Presence
    known: dict[date, Decimal] = field(default_factory=dict, compare=False, repr=False)

    @property
    def usual(self) -> Decimal:
        """What all handle in a week when nobody is away and every contract runs."""
        return sum((*self.teams.values(), *(rate for rate, _ in self.partners)), Decimal(0))

    def capacity(self, week: date) -> Decimal:
        """Give what is handled in the week of a Monday.

        Absences take their share of a team; a partner counts in the weeks its contract touches.
        """
        if week not in self.known:
            self.known[week] = self._capacity(week)
        return self.known[week]

    def _capacity(self, week: date) -> Decimal:
        own = (rate * self.there.share(team, week) for team, rate in self.teams.items())
        days = Period(week, week + timedelta(days=WORKDAYS - 1))
        hired = (rate for rate, when in self.partners if when is None or when.overlaps(days))
        return sum((*own, *hired), Decimal(0))


def desk(plan: Plan, family: Family) -> Desk:
    """Read the teams and partners of a family out of a plan."""
    teams = {name: team for name, team in plan.teams.items() if team.family == family}
    hired = [one for one in plan.partners.values() if one.family == family]
    return Desk(
        {name: weekly([team.handles]) for name, team in teams.items()},
        tuple((weekly([one.handles]), one.when) for one in hired),
        weekly(team.receives for team in teams.values()),
        presence(plan),
    )
