"""AL-090: an objective or an action has exactly one person who answers for it.

What it checks
    The ``owner`` and the ``accountable`` of the roles (RACI) of every objective, and of every
    action that is not over and is no running cost: together they must name one person. A team may
    stand beside an owner who belongs to it; alone, it is nobody.

Why it matters
    « La définition des rôles et des responsabilités » (002): what two people answer for, neither
    does.

Bad
    people:  {ana: {title: Ana}, leo: {title: Léo}}
    actions: {salon: {owner: ana, raci: {accountable: leo}}}

Good
    people:  {ana: {title: Ana}, leo: {title: Léo}}
    actions: {salon: {owner: ana, raci: {accountable: ana, responsible: leo}}}

Source
    Alignment rule of the design notes, layer *people*; document 002. The A of RACI is one person.
"""

from collections.abc import Iterator
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.organisation import Raci
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_find import find
from passerelle.plan.rule_titles import person_title
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-090",
    title=Text(en="No accountable person", fr="Pas de responsable"),
    question=Text(
        en="Does exactly one person answer for each objective and action?",
        fr="Une personne et une seule répond-elle de chaque objectif et de chaque action\u202f?",
    ),
    why=Text(
        en="What two people answer for, neither does.",
        fr="Ce dont deux personnes répondent, aucune n'en répond.",
    ),
    severity=Severity.ERROR,
    seed="002 « la définition des rôles et des responsabilités »",
)


class _Held(NamedTuple):
    node: str
    title: str
    owner: str | None
    raci: Raci


def check(given: Given) -> Verdicts:
    """Yield one error for each objective or action for which not exactly one person answers."""
    for held in _held(given):
        names = _answering(given, held)
        if not names:
            yield _nobody(given, held)
        elif len(names) > 1:
            yield _several(given, held, names)
        elif names[0] in given.plan.teams:
            yield _team(given, held, names[0])


def _held(given: Given) -> Iterator[_Held]:
    for name, objective in given.plan.objectives.items():
        raci = objective.raci or Raci()
        yield _Held(f"objectives/{name}", objective.title, objective.owner, raci)
    for name, action in given.work.items():
        if action.when is None or action.when.end >= given.today:
            raci = action.raci or Raci()
            yield _Held(f"actions/{name}", label(name, action.title), action.owner, raci)


def _answering(given: Given, held: _Held) -> list[str]:
    """Name who answers, each once; the owner's own team adds nobody."""
    owner = find(given.plan.people, held.owner)
    team = owner.team if owner else None
    names = (*((held.owner,) if held.owner else ()), *held.raci.accountable)
    return [name for name in dict.fromkeys(names) if name != team]


def _nobody(given: Given, held: _Held) -> Finding:
    people = list(given.plan.people)
    return RULE.broken(
        spot(given, held.node, "owner"),
        say("Nobody answers for {x}.", "Personne ne répond de {x}.", x=held.title),
        say("Write one person in `owner`.", "Écrivez une personne dans `owner`."),
        settle=people[0] if len(people) == 1 else None,
        accountable=[],
    )


def _several(given: Given, held: _Held, names: list[str]) -> Finding:
    return RULE.broken(
        spot(given, held.node, "raci/accountable"),
        say(
            "{x} has {n} accountable people: {names}; it needs one.",
            "{x} a {n} responsables : {names} ; il en faut un.",
            x=held.title,
            n=len(names),
            names=listed(person_title(given, one) for one in names),
        ),
        say(
            "Keep one in `owner` and in `raci: accountable`; the others are `responsible`, "
            "`consulted` or `informed`.",
            "Gardez-en un dans `owner` et dans `raci: accountable` ; les autres sont "
            "`responsible`, `consulted` ou `informed`.",
        ),
        settle=f"[{held.owner}]" if held.owner else None,
        accountable=names,
    )


def _team(given: Given, held: _Held, name: str) -> Finding:
    people = [one for one, person in given.plan.people.items() if person.team == name]
    return RULE.broken(
        spot(given, held.node, "owner"),
        say(
            "{team} answers for {x} as a team; one person must.",
            "L'équipe {team} répond de {x} ; il faut une personne.",
            team=label(name, given.plan.teams[name].title),
            x=held.title,
        ),
        say(
            "Write one person of that team in `owner`.",
            "Écrivez une personne de cette équipe dans `owner`.",
        ),
        settle=people[0] if len(people) == 1 else None,
        accountable=[name],
    )
