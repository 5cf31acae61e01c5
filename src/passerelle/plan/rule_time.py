"""The time of people and teams, week by week: what they have to do beside what they can."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule_presence import Presence, filled, presence
from passerelle.plan.rule_words import number_text
from passerelle.plan.rule_work import Piece, pieces


@dataclass(frozen=True, slots=True)
class Desks:
    """Teams, days a week of those who say them, who is away, and the person-days of all by week.

    ``over`` is the share of its time above which a holder is overloaded, ``least`` the person-days
    in a week below which none is.
    """

    teams: frozenset[str]
    days: Mapping[str, Decimal]
    there: Presence
    held: Mapping[str, list[Piece]]
    loads: Mapping[str, Mapping[date, Decimal]]
    over: Decimal
    least: Decimal

    def load(self, holder: str, week: date) -> Decimal:
        """Give the person-days of a holder in a week."""
        return self.loads.get(holder, {}).get(week, Decimal(0))

    def capacity(self, holder: str, week: date) -> Decimal:
        """Give the days that a holder can work in a week, absences taken off."""
        return self.days[holder] * self.there.share(holder, week)

    def share(self, holder: str, week: date) -> Decimal:
        """Give the load of a holder in a week as a share of its capacity."""
        return filled(self.load(holder, week), self.capacity(holder, week))

    def overloaded(self, holder: str, week: date, load: Decimal | None = None) -> bool:
        """Whether a holder has too much to do in a week, with its load or with another one."""
        days = self.load(holder, week) if load is None else load
        return days >= self.least and filled(days, self.capacity(holder, week)) > self.over

    def fits(self, piece: Piece, moved: Period) -> bool:
        """Whether all who do a piece of work have room for it at another time."""
        return not any(
            self.overloaded(
                holder,
                week,
                self.load(holder, week)
                - piece.days(holder, week)
                + piece.days(holder, week, moved),
            )
            for holder in piece.holders
            if holder in self.days
            for week in piece.weeks(moved)
        )


def desks(given: Given) -> Desks:
    """Read the time and the dated work of a plan; linear in its weeks of work."""
    held: dict[str, list[Piece]] = defaultdict(list)
    loads: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for piece in pieces(given):
        for holder, weeks in piece.loads(piece.when).items():
            held[holder].append(piece)
            known = loads[holder]
            for week, load in weeks.items():
                known[week] = known.get(week, Decimal(0)) + load
    days = {
        name: one.days
        for section in (given.plan.teams, given.plan.people)
        for name, one in section.items()
        if one.days is not None
    }
    over, least = (given.thresholds.number("AL-053", name) for name in ("over", "least"))
    return Desks(frozenset(given.plan.teams), days, presence(given.plan), held, loads, over, least)


def has_time(given: Given, node: str, moved: Period) -> bool:
    """Whether those who do an action or task have the time for it at another time."""
    all_desks = given.once(desks)
    some = (piece for held in all_desks.held.values() for piece in held if piece.node == node)
    piece = next(some, None)
    return piece is None or all_desks.fits(piece, moved)


def days_text(days: Decimal) -> Text:
    """Write a number of days with its noun; in French the plural begins at two.

    >>> days_text(Decimal("1.5"))
    Text(en='1.5 days', fr='1,5 jour')
    """
    shown, rounded = number_text(days, 1), round(days, 1)
    return Text(
        en=f"{shown.en} {'day' if rounded == 1 else 'days'}",
        fr=f"{shown.fr} {'jour' if rounded < 2 else 'jours'}",  # noqa: PLR2004  the French plural
    )
