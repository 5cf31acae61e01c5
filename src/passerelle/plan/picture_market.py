"""Where a plan stands among people, rivals and places: needs and what answers them, distances, channels, skills."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import hypot

from passerelle.base.language import Text
from passerelle.plan.brief_words import CHANNELS, TIERS, joined, same
from passerelle.plan.given import Given
from passerelle.plan.organisation import Partner, Person
from passerelle.plan.phrases.write import write_phrase
from passerelle.plan.rule_words import label, listed, number_text, say, share_text


def needed(given: Given) -> Iterator[Text]:
    """Say of each need how wide its gap is and which offers answer it."""
    for name, need in given.plan.needs.items():
        offers = [one.title for one in given.plan.offers.values() if name in one.answers]
        said = [same(need.says)]
        if need.importance and need.satisfaction:
            gap = need.importance - need.satisfaction
            said.append(say("gap {n}", "écart {n}", n=gap))
        answered = say("answered by {x}", "comblé par {x}", x=listed(offers))
        nothing = Text(en="no offer answers it", fr="aucune offre n'y répond")
        yield joined([*said, answered if offers else nothing])


def reached(given: Given) -> Iterator[Text]:
    """Say of each persona how many actions are for their segment, on how many of their channels."""
    for one in given.plan.personas.values():
        actions = [each for each in given.work.values() if one.segment in each.segments]
        used = {each.by for each in actions} & set(one.channels)
        said = [say("{x}, {s}", "{x}, {s}", x=one.title, s=one.segment)]
        said.append(say("actions: {n}", "actions : {n}", n=len(actions)))
        if one.channels:
            words = {"n": len(used), "all": len(one.channels), "x": listed(one.channels)}
            said.append(
                say("on {n} of {all} channels ({x})", "sur {n} canaux sur {all} ({x})", **words)
            )
        said += [say("reads {x}", "lit {x}", x=listed(one.languages))] if one.languages else []
        said += [say("objects “{x}”", "objecte « {x} »", x=each) for each in one.objections]
        yield joined(said)


def apart(given: Given) -> Iterator[Text]:
    """Say how far each rival stands from each positioning, over the axes that both are marked on."""
    for name, own in given.plan.positionings.items():
        found = []
        for rival in given.plan.competitors.values():
            axes = own.at.keys() & rival.at.keys()
            if axes:
                far = _distance(own.at, rival.at)
                words = {"x": rival.title, "d": far, "n": len(axes)}
                found.append(
                    say("{x} {d} marks away on {n} axes", "{x} à {d} points sur {n} axes", **words)
                )
        if found:
            yield say("{p}: {x}", "{p} : {x}", p=own.benefit or name, x=joined(found))


def sold(given: Given) -> Iterator[Text]:
    """Say of each offer what is left of its price, how many there are, and how many actions should sell."""
    plan = given.plan
    for name, one in plan.offers.items():
        said = [say("{x}, {p}", "{x}, {p}", x=one.title, p=one.price)]
        if one.kind == "service":
            said.append(Text(en="a service", fr="un service"))
        if one.cost and one.cost.currency == one.price.currency and one.price.amount:
            left = share_text((one.price.amount - one.cost.amount) / one.price.amount)
            said.append(
                say("{x} of it left after its cost", "dont {x} restent après son coût", x=left)
            )
        if one.stock is not None or one.arriving is not None:
            words = {"n": one.stock or 0, "m": one.arriving or 0}
            said.append(
                say("{n} in stock and {m} on order", "{n} en stock et {m} commandés", **words)
            )
        likely = [
            action.sells.likely
            for action in given.work.values()
            if action.sells and name in action.offers
        ]
        if likely:
            n = number_text(sum(likely, Decimal(0)))
            said.append(say("actions should sell {n}", "les actions devraient en vendre {n}", n=n))
        said += [same(plan.markets[each].title) for each in one.markets if each in plan.markets]
        yield joined(said)


def seen_at(given: Given) -> Iterator[Text]:
    """Say of each channel whose it is, its tier, its markets, and how many actions it carries."""
    plan = given.plan
    for name, one in plan.channels.items():
        carried = sum(action.by == name for action in given.actions.values())
        said = [same(label(name, one.title))]
        said += [CHANNELS[one.family]] if one.family else []
        said += [TIERS[one.tier]] if one.tier else []
        said += [same(plan.markets[each].title) for each in one.markets if each in plan.markets]
        yield joined([*said, say("actions: {n}", "actions : {n}", n=carried)])


def rewarded(given: Given) -> Iterator[Text]:
    """Say of each loyalty programme whom it serves, for how much, and what each tier gives to whom."""
    plan = given.plan
    for one in plan.loyalty.values():
        said = [same(one.title)]
        said += [say("for {x}", "pour {x}", x=", ".join(one.segments))] if one.segments else []
        said += [
            same(plan.objectives[each].title) for each in one.serves if each in plan.objectives
        ]
        if one.owner:
            person = plan.people.get(one.owner)
            said.append(same(label(one.owner, person.title if person else None)))
        if one.when:
            said.append(say("{a} to {b}", "du {a} au {b}", a=one.when.start, b=one.when.end))
        said += [say("{m}", "{m}", m=one.cost)] if one.cost else []
        if one.judged_on:
            said.append(say("judged on {x}", "jugé sur {x}", x=listed(one.judged_on)))
        for name, tier in one.tiers.items():
            gives = [same(tier.gives)] if tier.gives else []
            gives += [share_text(tier.discount)] if tier.discount is not None else []
            gives += [same(write_phrase(tier.who))] if tier.who else []
            said.append(say("{x} → {y}", "{x} → {y}", x=name, y=joined(gives)))
        yield joined(said)


def capable(given: Given) -> Iterator[Text]:
    """Say of each capability how good it is and how many actions rely on it; of each skill who has it."""
    plan = given.plan
    for name, one in plan.capabilities.items():
        relied = sum(name in action.relies_on for action in given.actions.values())
        said = [same(one.title)]
        said += [say("{n} out of 5", "{n} sur 5", n=one.level)] if one.level else []
        said += [same(one.mitigation)] if one.mitigation else []
        yield joined(
            [*said, say("actions that rely on it: {n}", "actions qui en dépendent : {n}", n=relied)]
        )
    levels: dict[str, list[int]] = {}
    able: list[Person | Partner] = [*plan.people.values(), *plan.partners.values()]
    for who in able:
        for skill, level in who.skills.items():
            levels.setdefault(skill, []).append(level)
    for skill, held in levels.items():
        asked = max((one.skills.get(skill, 0) for one in given.actions.values()), default=0)
        yield say(
            "{x}: {n} can, levels {y}; actions ask for {z}",
            "{x} : {n} savent, niveaux {y} ; les actions demandent {z}",
            x=skill,
            n=len(held),
            y=", ".join(map(str, sorted(held, reverse=True))),
            z=asked,
        )


def _distance(own: Mapping[str, int], other: Mapping[str, int]) -> float:
    return round(hypot(*(own[axis] - other[axis] for axis in own.keys() & other.keys())), 1)
