"""What sales receives and can handle, week by week, and whether more leads have room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule_desk import Desk, desk
from passerelle.plan.rule_load import Week, load, weeks_of
from passerelle.plan.rule_presence import filled

_NONE = Week(Decimal(0), Decimal(0), ())


@dataclass(frozen=True, slots=True)
class Sales:
    """Teams and partners of family sales beside the leads of the actions that are not over.

    ``lag`` is how many days leads need to reach sales, ``most`` the share of capacity above which
    they are too many.
    """

    desk: Desk
    lag: int
    live: Mapping[str, Action]
    weeks: Mapping[date, Week]
    most: Decimal

    def expected(self, week: date) -> Decimal:
        """Give the most leads of a week (p90): those of every week, and those of actions."""
        return self.desk.receives + self.weeks.get(week, _NONE).high

    def share(self, week: date) -> Decimal:
        """Give them as a share of what is handled in that week."""
        return filled(self.expected(week), self.desk.capacity(week))

    def fits(self, name: str, moved: Period) -> bool:
        """Whether sales can handle the leads of an action at another time."""
        action = self.live[name]
        own = set(weeks_of(action.when, self.lag)) if action.when else set()
        more = action.leads.high if action.leads else Decimal(0)
        return all(
            filled(
                self.expected(week) + (0 if week in own else more),
                self.desk.capacity(week),
            )
            <= self.most
            for week in weeks_of(moved, self.lag)
        )


def sales(given: Given) -> Sales:
    """Read what sales receives and handles out of a plan."""
    number = given.thresholds.number
    lag = int(number("AL-050", "handover_days"))
    live = {
        name: action
        for name, action in given.actions.items()
        if action.leads and action.when and action.when.end >= given.today
    }
    return Sales(
        desk(given.plan, "sales"), lag, live, load(live, lag), number("AL-050", "warning_over")
    )


def have_room(given: Given, node: str, moved: Period) -> bool:
    """Whether sales has room for the leads of a node at another time; true when it brings none."""
    known, name = given.once(sales), node.removeprefix("actions/")
    return not known.desk.usual or name not in known.live or known.fits(name, moved)
