"""Why an action is done: its objectives, their market, what the SWOT says, and what is known."""

from collections.abc import Iterator

from passerelle.base.language import Text
from passerelle.plan.analysis import Capability, Market, SwotItem
from passerelle.plan.brief_words import METHODS, joined, person_text
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.rule_surroundings import Surrounding, score, surroundings
from passerelle.plan.rule_words import listed, number_text, say, share_text
from passerelle.plan.strategy import Objective

QUADRANTS = {
    "strength": Text(en="strength", fr="force"),
    "weakness": Text(en="weakness", fr="faiblesse"),
    "opportunity": Text(en="opportunity", fr="opportunité"),
    "threat": Text(en="threat", fr="menace"),
}
"""Quadrants, as people read them."""


def reasons(plan: Plan, name: str, action: Action) -> Iterator[tuple[Text, Text]]:
    """Walk what an action is done for, heading and sentence: objectives, markets, SWOT, facts."""
    objectives = [one for one in action.serves if one in plan.objectives]
    titles = ", ".join(
        plan.objectives[one].title if one in plan.objectives else one for one in action.serves
    )
    yield Text(en="Objective", fr="Objectif"), Text(en=titles, fr=titles)
    yield from _course(plan, objectives)
    found = (plan.objectives[one].market for one in objectives)
    markets = [one for one in dict.fromkeys(found) if one and one in plan.markets]
    for one in markets:
        yield Text(en="Market", fr="Marché"), _market(plan, plan.markets[one])
    items = [one for one in plan.swot.values() if {name, *objectives} & set(one.answered_by)]
    for item in items:
        yield Text(en="Answers", fr="Répond à"), _item(plan, item)
    for around in surroundings(plan):
        if around.section != "swot" and {name, *objectives} & set(around.answered_by):
            yield Text(en="Answers", fr="Répond à"), _weighed(plan, around)
    relied = Text(en="Relies on", fr="Repose sur")
    able = (plan.capabilities[one] for one in action.relies_on if one in plan.capabilities)
    yield from ((relied, _relied(plan, one)) for one in able)
    for fact in facts_of(plan, action, markets, items):
        yield Text(en="Known", fr="On sait que"), known_fact(plan, fact)


def _course(plan: Plan, names: list[str]) -> Iterator[tuple[Text, Text]]:
    """Say of each objective what it serves in turn, its line of strategy, why its results count."""
    for name in names:
        yield from _served(plan, plan.objectives[name])


def _served(plan: Plan, objective: Objective) -> Iterator[tuple[Text, Text]]:
    above = plan.objectives.get(objective.within or "")
    if above:
        yield Text(en="Which serves", fr="Qui sert"), Text(en=above.title, fr=above.title)
    pillar = plan.pillars.get(objective.pillar or "")
    if pillar:
        said = say("{x}", "{x}", x=pillar.title)
        if pillar.intent:
            said = say("{x}: {y}", "{x} : {y}", x=said, y=pillar.intent)
        if pillar.priority:
            n = pillar.priority
            said = say("{x} (priority {n})", "{x} (priorité {n})", x=said, n=n)
        yield Text(en="Line of strategy", fr="Axe stratégique"), said
    done_by = objective.raci.responsible if objective.raci else ()
    yield Text(en="Done by", fr="Réalisé par"), joined(person_text(plan, one) for one in done_by)
    for key, result in objective.results.items():
        if result.why:
            words = {"x": result.metric or key, "y": result.why}
            yield Text(en="It counts because", fr="Il compte parce que"), say(
                "{x}: {y}", "{x} : {y}", **words
            )  # fmt: skip


def facts_of(
    plan: Plan, action: Action, markets: list[str], items: list[SwotItem]
) -> tuple[str, ...]:
    """List the facts that an action rests on: through its segments, objectives, markets and SWOT."""
    named = [
        *(plan.segments[one].evidence for one in action.segments if one in plan.segments),
        *(plan.objectives[one].evidence for one in action.serves if one in plan.objectives),
        *(plan.markets[one].evidence for one in markets),
        *(item.evidence for item in items),
        *([plan.brand.evidence] if plan.brand else []),
    ]
    found = dict.fromkeys(fact for evidence in named for fact in evidence)
    return tuple(fact for fact in found if fact in plan.facts)


def known_fact(plan: Plan, name: str) -> Text:
    """Write a fact as someone may quote it: what, from where, on how many, until when, how sure."""
    fact = plan.facts[name]
    said = say("{says}", "{says}", says=fact.says)
    study = plan.studies.get(fact.study or "")
    method = METHODS[study.method] if study and study.method else None
    sources = [one for one in (fact.source, study.title if study else None, method) if one]
    if sources:
        said = say("{x} ({source})", "{x} ({source})", x=said, source=listed(sources))
    n = fact.n if fact.n is not None else study.n if study else None
    if n is not None:
        said = say("{x}, n = {n}", "{x}, n = {n}", x=said, n=number_text(n))
    until = min((day for day in (fact.until, study.until if study else None) if day), default=None)
    if until:
        said = say("{x}, until {day}", "{x}, jusqu'au {day}", x=said, day=until)
    if fact.assumption:
        said = say("{x}; not proved yet", "{x} ; pas encore prouvé", x=said)
    return said


def _weighed(plan: Plan, one: Surrounding) -> Text:
    said = one.says
    if one.weight is not None:
        words = {"x": said, "n": one.weight, "most": one.out_of}
        said = say("{x}, {n} out of {most}", "{x}, {n} sur {most}", **words)
    held = getattr(plan, one.section)[one.node.partition("/")[2]]
    return _proved(plan, said, getattr(held, "evidence", ()))


def _proved(plan: Plan, said: Text, evidence: tuple[str, ...]) -> Text:
    """Add which facts a statement rests on, where it rests on some."""
    if not any(name in plan.facts for name in evidence):
        return said
    return say("{x}; {f}", "{x} ; {f}", x=said, f=_after(plan, evidence))


def _relied(plan: Plan, capability: Capability) -> Text:
    """Say how well the company can do it, and how it does without."""
    said = say("{x}", "{x}", x=capability.title)
    if capability.level is not None:
        said = say("{x}, {n} out of 5", "{x}, {n} sur 5", x=said, n=capability.level)
    if capability.mitigation:
        how = capability.mitigation
        said = say("{x}; made up for by: {y}", "{x} ; compensé par : {y}", x=said, y=how)
    return _proved(plan, said, capability.evidence)


def _item(plan: Plan, item: SwotItem) -> Text:
    scored = score(item)
    weight = (
        say(", {n} out of 25", ", {n} sur 25", n=scored)
        if scored is not None
        else say(", impact {n} out of 5", ", impact {n} sur 5", n=item.impact)
        if item.impact
        else Text(en="", fr="")
    )
    return say(
        "{x} ({q}{w}; {f})",
        "{x} ({q}{w} ; {f})",
        x=item.says,
        q=QUADRANTS[item.quadrant],
        w=weight,
        f=_after(plan, item.evidence),
    )


def _after(plan: Plan, evidence: tuple[str, ...]) -> Text:
    """Say which facts a statement rests on, or that it rests on none."""
    found = [plan.facts[name].says for name in evidence if name in plan.facts]
    if not found:
        return Text(en="on no evidence", fr="sans preuve")
    return say("known from: {f}", "d'après : {f}", f=listed(found))


def _market(plan: Plan, market: Market) -> Text:
    said = say("{x}", "{x}", x=market.title)
    if market.countries:
        said = say("{x} ({c})", "{x} ({c})", x=said, c=", ".join(market.countries))
    if market.growth is None:
        return said
    likely = market.growth.likely / 100 if market.growth.unit in {"%", "pts"} else None
    if likely is None:
        return said
    return say(
        "{x}, growing {g} a year (between {low} and {high}; {f})",
        "{x}, en croissance de {g} par an (entre {low} et {high} ; {f})",
        x=said,
        g=share_text(likely),
        low=share_text(market.growth.low / 100),
        high=share_text(market.growth.high / 100),
        f=_after(plan, market.evidence),
    )
