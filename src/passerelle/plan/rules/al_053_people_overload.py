"""AL-053: nobody is given more work in a week than there is time for.

What it checks
    Week by week, the work of actions (less that of their tasks) and of tasks not done, spread
    evenly over their working days and shared by those responsible who are there, else the owner,
    against the ``days`` a week of the person and of the team, less absences: a warning above
    ``over`` (100 %), from ``least`` (half a day) a week on. The days of a task are taken from those
    of its action: a fair of 8 days whose tasks take 4 has 4 left for itself. What has no room in an
    action of at most ``event_days`` (3), or by a lever of ``attended`` (a fair) of at most
    ``attended_days`` (5), is prepared in the ``preparation_weeks`` (4) before it. Somebody is there
    on the days of a fair: on each of them, its owner too where it is short; on one at least where it
    is longer. A leave that takes at most ``around`` (20 %) of the days of some work is worked around:
    what would fall in its weeks is done in the others. One finding for each person or team, at the
    worst week and on the largest piece of work in it; one for a whole team that is away.

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

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_find import find
from passerelle.plan.rule_leads import have_room
from passerelle.plan.rule_load import monday
from passerelle.plan.rule_presence import filled_text, working_days
from passerelle.plan.rule_time import Desks, days_text, desks, has_time
from passerelle.plan.rule_window import moved_later
from passerelle.plan.rule_words import label, listed, number_text, say
from passerelle.plan.rule_work import Piece, attended, workers_of

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


class _Missing(NamedTuple):
    """Who is away on the first day of a short action on which too few are there."""

    day: date
    who: tuple[str, ...]


def check(given: Given) -> Verdicts:
    """Yield one warning for each person or team with too much work in some week."""
    time = given.once(desks)
    missing = dict(_unattended(given, time))
    for name, one in missing.items():
        yield _nobody(given, time, name, one)
    away = {
        team
        for one in missing.values()
        for who in one.who
        if (team := _team_away(time, who, monday(one.day)))
    }
    for holder, week in _worst_first(given, time):
        largest = max(time.held[holder], key=lambda piece: piece.days(holder, week))
        team = _team_away(time, holder, week)
        if largest.node.removeprefix("actions/") in missing or team in away:
            continue
        if team:
            away.add(team)
        if team and not time.there.share(team, week):
            yield _team_gone(given, time, team, week)
        else:
            yield _overload(given, time, largest, holder, week)
    silent = [name for name in time.held if not _known(given, time, name)]
    if silent:
        yield RULE.lacks(
            say(
                "the `days` a week of {names}",
                "les jours par semaine (`days`) de {names}",
                names=listed(silent),
            )
        )


def _known(given: Given, time: Desks, name: str) -> bool:
    """Whether the time of a holder is said, its own, its team's or that of one of its people."""
    person = given.plan.people.get(name)
    around = (person.team,) if person else time.there.members.get(name, ())
    return any(one in time.days for one in (name, *around))


def _worst_first(given: Given, time: Desks) -> Iterator[tuple[str, date]]:
    """Walk the overloaded, each at its fullest week: teams away first, then as in the plan.

    A team is left out which has time but for what one of its people has too much, named already.
    """
    worst = {
        holder: max(weeks, key=lambda week: (time.share(holder, week), -week.toordinal()))
        for holder in time.held
        if holder in time.days
        and (
            weeks := [
                week
                for week in time.loads[holder]
                if week >= monday(given.today) and time.overloaded(holder, week)
            ]
        )
    }
    for holder in sorted(worst, key=lambda one: _team_away(time, one, worst[one]) != one):
        week, members = worst[holder], time.there.members.get(holder, ())
        alone = any(
            worst.get(one) == week
            and not time.overloaded(holder, week, _without(time, holder, one, week))
            for one in members
        )
        if not alone or _team_away(time, holder, week):
            yield holder, week


def _without(time: Desks, team: str, one: str, week: date) -> Decimal:
    """Give what a team has to do in a week but for what one of its people has too much of."""
    return time.load(team, week) - (time.load(one, week) - time.capacity(one, week))


def _team_away(time: Desks, holder: str, week: date) -> str | None:
    """Name the team of a holder, or the team that it is, when the team itself is away then."""
    team = time.there.team_of.get(holder, holder)
    return team if team in time.teams and week in time.there.away.get(team, ()) else None


def _called(given: Given, holder: str) -> str:
    node = find(given.plan.people, holder) or given.plan.teams[holder]
    return label(holder, node.title)


def _overload(given: Given, time: Desks, largest: Piece, holder: str, week: date) -> Finding:
    load, capacity = time.load(holder, week), time.capacity(holder, week)
    own = largest.days(holder, week)
    alone = time.overloaded(holder, week, load - own)
    settle = None if alone else _moved(given, largest.node, largest.when)
    too_much = settle is None and bool(capacity) and own > capacity
    return RULE.broken(
        spot(given, largest.node, "work" if too_much else "when"),
        say(
            "{who}, week of {w}: work of {n} for {cap} ({pct}); most of it is {x}.",
            "{who}, semaine du {w} : {n} de travail pour {cap} ({pct}) ; surtout {x}.",
            who=_called(given, holder),
            pct=filled_text(time.share(holder, week)),
            w=week,
            n=days_text(load),
            cap=number_text(capacity, 1),
            x=largest.title,
        ),
        say(
            "Move it, put its preparation into `tasks` with dates of their own, or share it.",
            "Déplacez-le, mettez sa préparation dans `tasks` avec ses propres dates, ou partagez-le.",
        )
        if largest.before and largest.before.days(largest.when)
        else say(
            "Move it, spread it over more weeks, or share it.",
            "Déplacez-le, étalez-le sur plus de semaines, ou partagez-le.",
        ),
        settle=settle,
        who=holder,
        week=week,
        days=load,
        capacity=capacity,
    )


def _team_gone(given: Given, time: Desks, team: str, week: date) -> Finding:
    largest = max(time.held[team], key=lambda piece: piece.days(team, week))
    return RULE.broken(
        spot(given, largest.node, "when"),
        say(
            "{team} is away in the week of {w}, with {n} of its work in it; most of it is {x}.",
            "L'équipe {team} est absente la semaine du {w}, qui compte {n} de son travail ; "
            "surtout {x}.",
            team=label(team, given.plan.teams[team].title),
            w=week,
            n=days_text(time.load(team, week)),
            x=largest.title,
        ),
        say(
            "Move the work or the absence, or hand it to somebody who is there.",
            "Déplacez le travail ou l'absence, ou confiez-le à quelqu'un qui est là.",
        ),
        settle=_moved(given, largest.node, largest.when)
        if time.load(team, week) == largest.days(team, week)
        else None,
        who=team,
        week=week,
        days=time.load(team, week),
    )


def _unattended(given: Given, time: Desks) -> Iterator[tuple[str, _Missing]]:
    """Walk the short actions that somebody must attend, and on which too few are there."""
    for name, action in given.actions.items():
        if action.when and action.when.end >= given.today and attended(given, action):
            missing = _missing(given, time, action, action.when)
            if missing:
                yield name, missing


def _missing(given: Given, time: Desks, action: Action, when: Period) -> _Missing | None:
    """Find the first day of a short action on which the owner, or all who do it, are away.

    A fair of a few days more needs somebody on each of them, a longer one on some of them.
    """
    days, workers, number = working_days(when), workers_of(given, action), given.thresholds.number
    away = {day: tuple(one for one in workers if time.there.is_away(one, day)) for day in days}
    empty = [day for day, gone in away.items() if gone and len(gone) == len(workers)]
    if len(days) <= number("AL-053", "event_days"):
        empty = [day for day, gone in away.items() if action.owner in gone or day in empty]
    if len(days) > number("AL-053", "attended_days") and len(empty) < len(days):
        return None
    return _Missing(empty[0], away[empty[0]]) if empty else None


def _nobody(given: Given, time: Desks, name: str, missing: _Missing) -> Finding:
    action = given.actions[name]
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{x} needs people to be there on {day}; away on that day: {who}.",
            "{x} demande que l'on soit là le {day} ; absents ce jour-là : {who}.",
            x=label(name, action.title),
            day=missing.day,
            who=listed(_called(given, one) for one in missing.who),
        ),
        say(
            "Move it, or make somebody responsible who is there.",
            "Déplacez-la, ou confiez-la à quelqu'un qui est là.",
        ),
        settle=None
        if _leaves_more(time, f"actions/{name}", missing)
        else _moved(
            given,
            f"actions/{name}",
            action.when,
            lambda moved: _missing(given, time, action, moved) is None,
        ),
        day=missing.day,
        who=missing.who,
    )


def _leaves_more(time: Desks, node: str, missing: _Missing) -> bool:
    """Whether those who are away leave other work of that week as well: the absence may be the slip."""
    week = monday(missing.day)
    return any(
        time.overloaded(
            who,
            week,
            sum(
                (other.days(who, week) for other in time.held[who] if other.node != node),
                Decimal(0),
            ),
        )
        for who in missing.who
        if who in time.days and who in time.held
    )


def _moved(
    given: Given,
    node: str,
    when: Period | None,
    fits: Callable[[Period], bool] = lambda _: True,
) -> str | None:
    """Find later days that leave time to those who do it, and to sales for its leads."""
    return moved_later(
        given,
        node,
        when,
        lambda moved: (
            has_time(given, node, moved) and have_room(given, node, moved) and fits(moved)
        ),
    )
