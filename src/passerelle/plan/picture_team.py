"""Who can do how much, who learns what, who works under contract, which sprints and meetings come."""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.brief_words import FAMILIES, joined, same
from passerelle.plan.given import Given
from passerelle.plan.meetings import meetings
from passerelle.plan.model import Plan
from passerelle.plan.organisation import Partner, Training
from passerelle.plan.rule_load import weekly
from passerelle.plan.rule_words import label, listed, number_text, say


def able(given: Given) -> Iterator[Text]:
    """Say what teams can work a week, what trainings will teach, what partners are hired for."""
    yield from _teams(given.plan)
    alone = (
        (name, one)
        for name, one in given.plan.people.items()
        if one.days is not None and not one.team
    )
    for name, one in alone:
        words = {"who": label(name, one.title), "n": number_text(one.days or 0, 1)}
        yield say("{who}: {n} days a week", "{who} : {n} jours par semaine", **words)
    yield from (_taught(given, one) for one in given.plan.trainings.values())
    yield from (_hired(one) for one in given.plan.partners.values())


def _teams(plan: Plan) -> Iterator[Text]:
    for name, team in plan.teams.items():
        own = [
            one.days for one in plan.people.values() if one.team == name and one.days is not None
        ]
        said = []
        if own:
            days = number_text(sum(own, Decimal(0)), 1)
            said.append(say("its people {n}", "ses personnes {n}", n=days))
        if team.days is not None:
            days = number_text(team.days, 1)
            said.append(say("as a team {n}", "en équipe {n}", n=days))
        if said:
            yield say(
                "{team}, person-days a week: {x}",
                "{team}, jours-personne par semaine : {x}",
                team=label(name, team.title),
                x=joined(said),
            )


def _hired(one: Partner) -> Text:
    said = [same(one.title), *([FAMILIES[one.family]] if one.family else [])]
    if one.handles:
        n = number_text(weekly([one.handles]))
        said.append(say("handles {n} leads a week", "traite {n} prospects par semaine", n=n))
    said += [say("{x}, {n} out of 5", "{x}, {n} sur 5", x=x, n=n) for x, n in one.skills.items()]
    if one.when:
        said.append(say("{a} to {b}", "du {a} au {b}", a=one.when.start, b=one.when.end))
    if one.cost:
        said.append(say("{m}", "{m}", m=one.cost))
    return joined(said)


def pillars(given: Given) -> Iterator[Text]:
    """Say of each line of strategy how many objectives follow it, and how many actions serve those."""
    plan = given.plan
    for name, one in plan.pillars.items():
        followed = [key for key, goal in plan.objectives.items() if goal.pillar == name]
        served = {action for key in followed for action in given.serving.get(key, ())}
        said = [same(one.title), *([same(one.intent)] if one.intent else [])]
        if one.priority:
            said.append(say("priority {n}", "priorité {n}", n=one.priority))
        words = {"n": len(followed), "m": len(served)}
        said.append(say("objectives: {n}, actions: {m}", "objectifs : {n}, actions : {m}", **words))
        yield joined(said)


def paced(given: Given) -> Iterator[Text]:
    """Say which sprints hold how much work, and which meetings are due when."""
    for name, sprint in given.plan.sprints.items():
        tasks = [one for one in given.plan.tasks.values() if one.sprint == name]
        work = sum((one.work for one in tasks if one.work is not None), Decimal(0))
        yield say(
            "{x}, {a} to {b}: {n} tasks, {done} done, {days} person-days",
            "{x}, du {a} au {b} : {n} tâches, dont {done} faites, {days} jours-personne",
            x=label(name, sprint.title),
            a=sprint.when.start,
            b=sprint.when.end,
            n=len(tasks),
            done=sum(one.done for one in tasks),
            days=number_text(work, 1),
        )
    yield from (one.text for one in meetings(given.plan, given.today))


def _taught(given: Given, one: Training) -> Text:
    people = given.plan.people
    who = [label(name, people[name].title if name in people else None) for name in one.people]
    said = [same(one.title), *([listed(who)] if who else [])]
    if one.skill:
        words = {"x": one.skill, "n": one.level or "?"}
        said.append(say("{x}, {n} out of 5", "{x}, {n} sur 5", **words))
    if one.when:
        said.append(say("learned by {day}", "acquis le {day}", day=one.when.end))
    if one.cost:
        said.append(say("{m}", "{m}", m=one.cost))
    return joined(said)
