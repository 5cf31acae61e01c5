"""AL-053: nobody is given more work in a week than there is time for.

What it checks
    Week by week, the work of actions (less that of their tasks) and of tasks not done, spread
    evenly over their working days and shared by those responsible, else the owner, against the
    ``days`` a week of the person and of the team, less absences: a warning above ``over`` (100 %).
    One finding for each person or team, at the worst week and on the largest piece of work in it.

Why it matters
    « Alignement entre ressources disponibles et ambitions fixées » (001).

Bad
    people:  {ana: {title: Ana, days: 4}}
    actions: {salon: {when: 2027-03-15..2027-03-19, work: 6, owner: ana}}

Good
    people:  {ana: {title: Ana, days: 4}}
    actions: {salon: {when: 2027-03-08..2027-03-19, work: 6, owner: ana}}

Source
    Alignment rule of the design notes, layer *capacity*; document 001.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_find import find
from passerelle.plan.rule_load import monday
from passerelle.plan.rule_presence import Presence, filled, filled_text, presence
from passerelle.plan.rule_shift import later
from passerelle.plan.rule_words import label, listed, number_text, say
from passerelle.plan.rule_work import Piece, pieces, spread

RULE = Rule(
    id="AL-053",
    title=Text(en="People overload", fr="Surcharge d'équipe"),
    question=Text(
        en="Does each person and team have the time for its work, week by week?",
        fr="Chaque personne et chaque équipe a-t-elle, semaine après semaine, le temps de son "
        "travail\u202f?",
    ),
    why=Text(
        en="Work that does not fit in a week is done late, badly, or by nobody.",
        fr="Le travail qui ne tient pas dans la semaine se fait tard, mal, ou pas du tout.",
    ),
    severity=Severity.WARNING,
    seed=(
        "001 « Ce travail d'alignement entre ressources disponibles et ambitions fixées permet "
        "d'éviter les mauvaises surprises »"
    ),
)


@dataclass(frozen=True, slots=True)
class _Desks:
    days: Mapping[str, Decimal]
    there: Presence
    loads: Mapping[str, Mapping[date, Decimal]]
    over: Decimal

    def capacity(self, holder: str, week: date) -> Decimal:
        return self.days[holder] * self.there.share(holder, week)

    def share(self, holder: str, week: date) -> Decimal:
        return filled(self.loads[holder].get(week, Decimal(0)), self.capacity(holder, week))

    def fits(self, piece: Piece, moved: Period) -> bool:
        """Whether all who do a piece of work have room for it at another time."""
        for holder in piece.shares:
            for week in spread(moved) if holder in self.days else ():
                there = self.loads[holder].get(week, Decimal(0)) - piece.days(holder, week)
                load = there + piece.days(holder, week, moved)
                if filled(load, self.capacity(holder, week)) > self.over:
                    return False
        return True


def check(given: Given) -> Verdicts:
    """Yield one warning for each person or team with too much work in some week."""
    held: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces(given):
        for holder in piece.shares:
            held[holder].append(piece)
    desks = _desks(given, held)
    for holder, some in held.items():
        if holder in desks.days:
            week = _worst(given, desks, holder)
            if desks.share(holder, week) > desks.over:
                yield _overload(given, desks, some, holder, week)
    silent = [name for name in held if not _known(given, desks, name)]
    if silent:
        yield RULE.lacks(
            say(
                "the `days` a week of {names}",
                "les jours par semaine (`days`) de {names}",
                names=listed(silent),
            )
        )


def _known(given: Given, desks: _Desks, name: str) -> bool:
    """Whether the time of a holder is said, its own, its team's or that of one of its people."""
    person = given.plan.people.get(name)
    around = (person.team,) if person else desks.there.members.get(name, ())
    return any(one in desks.days for one in (name, *around))


def _desks(given: Given, held: Mapping[str, list[Piece]]) -> _Desks:
    loads: dict[str, dict[date, Decimal]] = {}
    for holder, some in held.items():
        loads[holder] = defaultdict(Decimal)
        for piece in some:
            for week in spread(piece.when):
                loads[holder][week] += piece.days(holder, week)
    days = {
        name: one.days
        for section in (given.plan.teams, given.plan.people)
        for name, one in section.items()
        if one.days is not None
    }
    return _Desks(days, presence(given.plan), loads, given.thresholds.number("AL-053", "over"))


def _worst(given: Given, desks: _Desks, holder: str) -> date:
    """Find the fullest week from this one on, the first of them when several are as full."""
    weeks = [week for week in desks.loads[holder] if week >= monday(given.today)]
    return max(weeks, key=lambda week: (desks.share(holder, week), -week.toordinal()))


def _overload(given: Given, desks: _Desks, held: list[Piece], holder: str, week: date) -> Finding:
    largest = max(held, key=lambda piece: piece.days(holder, week))
    node = find(given.plan.people, holder) or given.plan.teams[holder]
    load, capacity = desks.loads[holder][week], desks.capacity(holder, week)
    year = given.plan.year
    return RULE.broken(
        spot(given, largest.node, "when"),
        say(
            "{who}, week of {w}: work of {n} days for {cap} ({pct}); most of it is {x}.",
            "{who}, semaine du {w} : {n} jours de travail pour {cap} ({pct}) ; surtout {x}.",
            who=label(holder, node.title),
            pct=filled_text(filled(load, capacity)),
            w=week,
            n=number_text(load, 1),
            cap=number_text(capacity, 1),
            x=largest.title,
        ),
        say(
            "Move it, spread it over more weeks, or share it.",
            "Déplacez-le, étalez-le sur plus de semaines, ou partagez-le.",
        ),
        settle=later(
            largest.when,
            year.period.end if year else None,
            lambda moved: desks.fits(largest, moved),
        ),
        who=holder,
        week=week,
        days=load,
        capacity=capacity,
    )
