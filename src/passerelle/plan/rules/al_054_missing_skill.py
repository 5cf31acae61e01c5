"""AL-054: those who do an action can do it.

What it checks
    The ``skills`` that an action not over asks for, each at its level or above, against those of
    the people on it: the responsible people, teams and partners whose contract runs on its first
    day; where none is named, the owner and the owner's team. A training counts for its people when
    it ends before the action starts.

Why it matters
    « Ignorer la formation continue et l'alternance » (000) limits what a team can take on.

Bad
    people:  {ana: {title: Ana, skills: {anglais: 2}}}
    actions: {relance: {owner: ana, skills: {anglais: 4}}}

Good
    people:    {ana: {title: Ana, skills: {anglais: 2}}}
    trainings: {cours: {title: Anglais, people: ana, skill: anglais, level: 4, when: 2027-01}}
    actions:   {relance: {owner: ana, skills: {anglais: 4}, when: 2027-03-01}}

Source
    Alignment rule of the design notes, layer *people*; documents 000 and 003 (a bilingual SDR).
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.organisation import Training
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_find import find
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-054",
    title=Text(en="Missing skill", fr="Compétence manquante"),
    question=Text(
        en="Do those who do an action have the skills it needs?",
        fr="Ceux qui font une action ont-ils les compétences qu'elle demande\u202f?",
    ),
    why=Text(
        en="A skill that nobody has is learned on the customer's time.",
        fr="Une compétence que personne n'a s'apprend aux dépens du client.",
    ),
    severity=Severity.WARNING,
    seed="000 « Ignorer la formation continue et l'alternance »",
)


class _Able(NamedTuple):
    trainings: Mapping[str, list[Training]]
    members: Mapping[str, list[str]]


def check(given: Given) -> Verdicts:
    """Yield one warning for each action whose people lack a skill that it needs."""
    wanting = [
        name
        for name, action in given.actions.items()
        if action.skills and (action.when is None or action.when.end >= given.today)
    ]
    if not wanting:
        return
    able = _able(given)
    said = [one.skills for one in given.plan.people.values()]
    said += [one.skills for one in given.plan.partners.values()]
    if not able.trainings and not any(said):
        yield RULE.lacks(
            say(
                "the `skills` of people and partners",
                "les compétences (`skills`) des personnes et des partenaires",
            )
        )
        return
    for name in wanting:
        action = given.actions[name]
        missing = _missing(given, able, action, _assigned(given, able, action))
        if missing:
            yield _lacking(given, able, name, missing)


def _able(given: Given) -> _Able:
    trainings: dict[str, list[Training]] = defaultdict(list)
    for training in given.plan.trainings.values():
        for person in training.people:
            trainings[person].append(training)
    members: dict[str, list[str]] = defaultdict(list)
    for name, one in given.plan.people.items():
        if one.team:
            members[one.team].append(name)
    return _Able(trainings, members)


def _assigned(given: Given, able: _Able, action: Action) -> set[str]:
    """Name the people and partners who do an action; a team stands for its people."""
    owner = find(given.plan.people, action.owner)
    named = (action.raci.responsible if action.raci else ()) or (
        *((action.owner,) if action.owner else ()),
        *((owner.team,) if owner and owner.team else ()),
    )
    return {person for name in named for person in (name, *able.members.get(name, ()))}


def _missing(given: Given, able: _Able, action: Action, names: set[str]) -> Mapping[str, int]:
    """Give the skills, with their level, that none of these people and partners has in time."""
    return {
        skill: level
        for skill, level in action.skills.items()
        if all(_level(given, able, action, name, skill) < level for name in names)
    }


def _level(given: Given, able: _Able, action: Action, name: str, skill: str) -> int:
    """Give the level of one person or partner when an action starts; 0 when there is none."""
    start = action.when.start if action.when else None
    partner = given.plan.partners.get(name)
    if partner:
        away = start and partner.when and start not in partner.when
        return 0 if away else partner.skills.get(skill, 0)
    person = given.plan.people.get(name)
    learned = [
        training.level
        for training in able.trainings.get(name, ())
        if training.skill == skill
        and training.level
        and (start is None or training.when is None or training.when.end < start)
    ]
    return max([person.skills.get(skill, 0) if person else 0, *learned])


def _lacking(given: Given, able: _Able, name: str, missing: Mapping[str, int]) -> Finding:
    action = given.actions[name]
    knows = next((one for one in _everybody(given) if _can(given, able, action, one, missing)), "")
    node = find(given.plan.people, knows) or find(given.plan.partners, knows)
    named = (action.raci.responsible if action.raci else ()) or (
        (action.owner,) if action.owner in given.plan.people else ()
    )
    return RULE.broken(
        spot(given, f"actions/{name}", "raci/responsible" if node else "skills"),
        say(
            "{a} needs {skills}; nobody on it has that.",
            "{a} demande {skills} ; personne parmi ceux qui la font ne l'a.",
            a=label(name, action.title),
            skills=listed(f"{skill} ({level})" for skill, level in missing.items()),
        ),
        say(
            "Make {who} responsible for it, train somebody before, or hire.",
            "Confiez-la à {who}, formez quelqu'un avant, ou recrutez.",
            who=label(knows, node.title),
        )
        if node
        else say(
            "Train somebody before it starts, hire, or bring in a partner who has it.",
            "Formez quelqu'un avant qu'elle commence, recrutez, ou prenez un partenaire qui l'a.",
        ),
        settle=f"[{', '.join((*named, knows))}]" if node else None,
        missing=dict(missing),
    )


def _everybody(given: Given) -> tuple[str, ...]:
    return (*given.plan.people, *given.plan.partners)


def _can(given: Given, able: _Able, action: Action, name: str, missing: Mapping[str, int]) -> bool:
    return all(
        _level(given, able, action, name, skill) >= level for skill, level in missing.items()
    )
