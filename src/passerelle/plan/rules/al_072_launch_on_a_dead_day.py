"""AL-072: an action should not start on a day on which nobody is there.

What it checks
    The first day of actions to come, running cost apart, against the public holidays of the
    countries where they take place, and against the plan's own ``blackouts``. Where an action takes
    place: its own markets, else those of its objectives, else those of its channel, else all
    markets of the plan. A part of a country (``FR-57``) has its own holidays. Where the plan has no
    market, a first day that is a public holiday in a country whose law we know is not checked, and
    said to be.

Why it matters
    « établir un calendrier d'exécution » (004): a letter that lands on a holiday lies under
    those of the next day.

Bad
    markets: {france: {title: France, countries: [FR]}}
    actions: {lettre: {by: email, when: 2027-07-14, markets: france}}

Good
    markets: {france: {title: France, countries: [FR]}}
    actions: {lettre: {by: email, when: 2027-07-15, markets: france}}

Source
    Alignment rule of the design notes, layer *calendar*; document 004. Holidays: the open library
    `holidays`, version by version.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text, country_name
from passerelle.base.period import Period
from passerelle.plan.country import countries
from passerelle.plan.given import Given
from passerelle.plan.organisation import Blackout
from passerelle.plan.public_holidays import holiday_on, knows
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_places import countries_in, markets_of
from passerelle.plan.rule_window import closed, first_open
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-072",
    title=Text(en="Launch on a dead day", fr="Lancement un jour creux"),
    question=Text(
        en="Does every action start on a day on which people are there?",
        fr="Chaque action commence-t-elle un jour où les gens sont là\u202f?",
    ),
    why=Text(
        en="What is launched on a holiday is found under the letters of the next day.",
        fr="Ce qui part un jour férié se retrouve sous le courrier du lendemain.",
    ),
    severity=Severity.INFO,
    seed="004 « établir un calendrier d'exécution pour coordonner toutes les actions »",
)


class _There(NamedTuple):
    """Where actions take place: countries, those nobody knows, and the blackouts."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    closed: tuple[Blackout, ...]


def check(given: Given) -> Verdicts:
    """Yield one hint for each action that starts on a holiday or in a blackout."""
    places: dict[tuple[str, ...], _There] = {}
    unknown: dict[str, None] = {}
    nowhere: list[Text] = []
    for name, action in given.work.items():
        if action.when and action.when.start >= given.today:
            markets = markets_of(given.plan, action)
            if markets not in places:
                places[markets] = _there(given, markets)
                unknown |= dict.fromkeys(places[markets].unknown)
            yield from _dead(given, name, action.when, places[markets])
            perhaps = _perhaps(label(name, action.title), action.when.start)
            if perhaps and not markets:
                nowhere.append(perhaps)
    if nowhere:
        yield RULE.lacks(
            say(
                "the countries (`markets`) of {names}",
                "les pays (`markets`) de {names}",
                names=listed(nowhere),
            )
        )
    if unknown:
        yield RULE.lacks(
            say(
                "the public holidays of {names}",
                "les jours fériés de {names}",
                names=listed(unknown),
            )
        )


def _perhaps(title: str, day: date) -> Text | None:
    """Say of an action that its first day is a holiday in countries whose law we know."""
    found = [one for code in countries() if (one := holiday_on([code], day))]
    if not found:
        return None
    return say(
        "{a}, which starts on {day} ({named}: {countries})",
        "{a}, dont le premier jour est le {day} ({named} : {countries})",
        a=title,
        day=day,
        named=found[0][1],
        countries=listed(country_name(code) for code, _ in found),
    )


def _there(given: Given, markets: tuple[str, ...]) -> _There:
    codes = countries_in(given.plan, markets)
    nowhere = (one for one in markets if not given.plan.markets[one].countries)
    foreign = (code for code in codes if not knows(code))
    return _There(codes, (*nowhere, *foreign), tuple(closed(given, markets)))


def _dead(given: Given, name: str, when: Period, there: _There) -> Iterator[Finding]:
    shut = next((one for one in there.closed if when.start in one.when), None)
    holiday = holiday_on(there.codes, when.start)
    if shut is None and holiday is None:
        return
    moved = first_open(given, name, when.start + timedelta(days=1))
    settle = str(moved) if moved else None
    yield RULE.broken(
        spot(given, f"actions/{name}", "when"),
        _why(label(name, given.actions[name].title), when, holiday, shut),
        _fix(settle),
        settle=settle,
        day=when.start,
        countries=there.codes,
    )


def _why(title: str, when: Period, holiday: tuple[str, Text] | None, shut: Blackout | None) -> Text:
    if holiday:
        code, named = holiday
        return say(
            "{a} starts on {day}, a public holiday: {named} ({country}).",
            "{a} commence le {day}, jour férié : {named} ({country}).",
            a=title,
            day=when.start,
            country=country_name(code),
            named=named,
        )
    return say(
        "{a} starts on {day}, when nothing is to be launched: {why}.",
        "{a} commence le {day}, jour sans lancement : {why}.",
        a=title,
        day=when.start,
        why=(shut.says if shut else None) or (shut.when if shut else ""),
    )


def _fix(settle: str | None) -> Text:
    if settle:
        return say(
            "Start on the next working day: {settle}.",
            "Commencez le jour ouvré suivant : {settle}.",
            settle=settle,
        )
    return say("Choose another day.", "Choisissez un autre jour.")
