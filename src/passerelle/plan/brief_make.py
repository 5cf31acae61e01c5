"""What there is to do and to deliver in an action: tasks, contents, media, promotions, trials."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from passerelle.base.language import Text
from passerelle.plan.brief_words import (
    CLEARANCE,
    CONTENTS,
    MECHANISMS,
    MODELS,
    SEEN_BY,
    Lines,
    joined,
    person_text,
    same,
)
from passerelle.plan.model import Plan
from passerelle.plan.operations import Content, Experiment, MediaLine, Promotion
from passerelle.plan.organisation import Sprint, Task
from passerelle.plan.rule_words import label, number_text, say, share_text

Part = TypeVar("Part", Task, Content, MediaLine, Promotion, Experiment)


def make_lines(plan: Plan, name: str) -> Lines:
    """Walk what an action asks to be done, heading and sentence, in the order of the plan."""
    todo, deliver = Text(en="To do", fr="À faire"), Text(en="To deliver", fr="À livrer")
    buy, announces = Text(en="To buy", fr="À acheter"), Text(en="Announces", fr="Annonce")
    tries = Text(en="Tries out", fr="Met à l'essai")
    yield from ((todo, _task(plan, one)) for one in _of(name, plan.tasks))
    yield from ((deliver, _content(plan, one)) for one in _of(name, plan.contents))
    yield from ((buy, _bought(plan, one)) for one in _of(name, plan.media))
    yield from ((announces, _promotion(plan, one)) for one in _of(name, plan.promotions))
    yield from ((tries, _trial(one)) for one in _of(name, plan.experiments))


def _of(name: str, held: Mapping[str, Part]) -> Iterator[Part]:
    """Walk what names the action."""
    return (one for one in held.values() if one.action == name)


def _task(plan: Plan, task: Task) -> Text:
    said = [same(task.title)]
    if task.owner:
        said.append(person_text(plan, task.owner))
    if task.when:
        said.append(_days(task.when.start, task.when.end))
    if task.work is not None:
        said.append(say("{n} person-days", "{n} jours-personne", n=number_text(task.work, 1)))
    sprint = plan.sprints.get(task.sprint or "")
    if sprint:
        said.append(_sprint(str(task.sprint), sprint))
    said += [same(plan.objectives[one].title) for one in task.serves if one in plan.objectives]
    if task.done:
        said.append(Text(en="done", fr="terminée"))
    return joined(said)


def _sprint(name: str, sprint: Sprint) -> Text:
    return say(
        "in the sprint “{x}”, {days}",
        "dans le sprint « {x} », {days}",
        x=label(name, sprint.title),
        days=_days(sprint.when.start, sprint.when.end),
    )


def _days(start: object, end: object) -> Text:
    if start == end:
        return say("on {day}", "le {day}", day=start)
    return say("from {a} to {b}", "du {a} au {b}", a=start, b=end)


def _content(plan: Plan, content: Content) -> Text:
    line = plan.editorial.get(content.line or "")
    said = [same(content.title), *([CONTENTS[content.kind]] if content.kind else [])]
    if line:
        title = label(str(content.line), line.title)
        said.append(say("follows “{x}”", "suit « {x} »", x=title))
    for en, fr, value in (
        ("on {x}", "sur {x}", content.theme),
        ("in {x}", "en {x}", content.language),
        ("for {x}", "pour {x}", content.segment),
        ("out on {x}", "publié le {x}", content.when),
        ("by {x}", "par {x}", person_text(plan, content.owner) if content.owner else None),
        ("“{x}”", "« {x} »", content.text),
    ):
        if value:
            said.append(say(en, fr, x=value))
    return joined(said)


def _bought(plan: Plan, line: MediaLine) -> Text:
    channel = plan.channels.get(line.channel or "")
    said = [same(label(line.channel, channel.title if channel else None))] if line.channel else []
    if line.format:
        said.append(same(line.format))
    if line.when:
        said.append(_days(line.when.start, line.when.end))
    if line.price:
        unit = MODELS[line.model] if line.model else Text(en="a unit", fr="l'unité")
        said.append(say("{p}, {unit}", "{p}, {unit}", p=line.price, unit=unit))
    if line.volume is not None:
        said.append(say("{n} units", "{n} unités", n=number_text(line.volume)))
    if line.audience is not None:
        n = number_text(line.audience)
        said.append(say("{n} people could be reached", "{n} personnes touchables", n=n))
    if line.reach is not None:
        share = share_text(line.reach)
        said.append(say("{x} of them should be", "{x} d'entre elles à toucher", x=share))
    if line.frequency is not None:
        n = number_text(line.frequency, 1)
        said.append(say("{n} times each", "{n} fois chacune", n=n))
    return joined(said)


def _promotion(plan: Plan, one: Promotion) -> Text:
    offers = [same(plan.offers[each].title) for each in one.offers if each in plan.offers]
    channels = [same(label(x, c.title)) for x in one.channels if (c := plan.channels.get(x))]
    said = [
        say("{x} {how}, {who}", "{x} {how}, {who}", **_reduced(one)),
        _days(one.when.start, one.when.end),
        *offers,
        *channels,
        *([same(one.says)] if one.says else []),
    ]
    if one.reference:
        said.append(say("struck through: {p}", "prix barré : {p}", p=one.reference))
    return joined(said)


def _reduced(one: Promotion) -> dict[str, Text]:
    said = one.discount
    who = CLEARANCE if said.clearance else SEEN_BY[said.visibility]
    return {"x": share_text(said.depth), "how": MECHANISMS[one.mechanism], "who": who}


def _trial(one: Experiment) -> Text:
    said = [same(one.hypothesis)]
    if one.metric:
        said.append(say("read on {x}", "lu sur {x}", x=one.metric))
    if one.base is not None:
        said.append(say("{x} today", "{x} aujourd'hui", x=share_text(one.base)))
    if one.sees is not None:
        x = share_text(one.sees, 2)
        said.append(say("a change of {x} must show", "un écart de {x} doit se voir", x=x))
    if one.when:
        said.append(_days(one.when.start, one.when.end))
    if one.decided:
        said.append(DECIDED[one.decided])
    if one.learned:
        said.append(same(one.learned))
    return joined(said)


DECIDED = {
    "keep": Text(en="kept", fr="gardé"),
    "change": Text(en="to be changed", fr="à changer"),
    "stop": Text(en="stopped", fr="arrêté"),
}
"""What was decided of a trial."""
