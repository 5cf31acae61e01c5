"""What a colleague should know of the people an action is for: promise, needs, what hurts them, who else asks."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.analysis import Competitor, Need
from passerelle.plan.brief_why import known_fact
from passerelle.plan.brief_words import TIERS, Line, Lines, joined, same
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.positioning import Means, Positioning, Proposition
from passerelle.plan.rule_words import label, say


def people_lines(plan: Plan, action: Action) -> Lines:
    """Walk what is known of whom an action is for, heading and sentence; nothing where it is for nobody."""
    promised = Text(en="They were promised", fr="On leur a promis")
    held = (plan.segments[name].promise for name in action.segments if name in plan.segments)
    yield from ((promised, same(one or "")) for one in held)
    need = Text(en="They need", fr="Ils ont besoin de")
    yield from ((need, _need(plan, one)) for one in _needs(plan, action))
    for name, one in plan.propositions.items():
        if one.segment in action.segments and _for_offer(action, one.offer):
            yield from _proposition(plan, name, one)
    for position in _positionings(plan, action):
        yield from _position(plan, position)
    rival = Text(en="Who else asks them", fr="Qui d'autre les sollicite")
    yield from ((rival, _rival(plan, action, one)) for one in plan.competitors.values())


def _for_offer(action: Action, offer: str | None) -> bool:
    return offer is None or not action.offers or offer in action.offers


def _needs(plan: Plan, action: Action) -> list[Need]:
    """List the needs of the people, and those that the offers of an action answer."""
    offers = [plan.offers[name] for name in action.offers if name in plan.offers]
    answered = {name for offer in offers for name in offer.answers}
    held = plan.needs.items()
    return [one for name, one in held if name in answered or one.segment in action.segments]


def _need(plan: Plan, need: Need) -> Text:
    said = same(need.says)
    if need.importance:
        said = say(
            "{x}, {n} out of 5 to them", "{x}, {n} sur 5 pour eux", x=said, n=need.importance
        )
    if need.satisfaction:
        n = need.satisfaction
        said = say("{x}, met {n} out of 5 today", "{x}, comblé {n} sur 5 aujourd'hui", x=said, n=n)
    if need.segment:
        said = say("{x}, need of {s}", "{x}, besoin de {s}", x=said, s=need.segment)
    return joined([said, *_facts(plan, need.evidence)])


def _facts(plan: Plan, names: tuple[str, ...]) -> list[Text]:
    return [known_fact(plan, name) for name in names if name in plan.facts]


def _proposition(plan: Plan, name: str, one: Proposition) -> Lines:
    offer = plan.offers.get(one.offer or "")
    said = one.says or name
    if one.offer:
        title = label(one.offer, offer.title if offer else None)
        yield Text(en="What we offer them", fr="Ce qu'on leur offre"), say(
            "{x} ({offer})", "{x} ({offer})", x=said, offer=title
        )  # fmt: skip
    else:
        yield Text(en="What we offer them", fr="Ce qu'on leur offre"), same(said)
    yield Text(en="They try to", fr="Ils cherchent à"), joined(map(same, one.jobs))
    yield Text(en="What hurts them", fr="Ce qui leur pèse"), _answers(one.pains)
    yield Text(en="What they hope for", fr="Ce qu'ils espèrent"), _answers(one.gains)
    yield Text(en="Proved by", fr="Prouvé par"), joined(_facts(plan, one.proof))
    carried = [same(each.says) for each in plan.messages.values() if each.proposition == name]
    yield Text(en="Said as", fr="Se dit ainsi"), joined(carried)


def _answers(held: Mapping[str, str | None]) -> Text:
    """Say each pain or gain with what answers it, or that nothing does."""
    return joined(
        say("{x} → {y}", "{x} → {y}", x=one, y=answer)
        if answer
        else say("{x} → nothing of ours yet", "{x} → rien de nous pour l'instant", x=one)
        for one, answer in held.items()
    )


def _positionings(plan: Plan, action: Action) -> list[Positioning]:
    """List the places in people's minds that an action must keep to: of its offers, its people, the brand."""
    return [
        one
        for one in plan.positionings.values()
        if (not one.offers or not action.offers or set(one.offers) & set(action.offers))
        and (not one.segment or not action.segments or one.segment in action.segments)
    ]


def _position(plan: Plan, one: Positioning) -> Lines:
    place = [same(each) for each in (one.category, one.benefit) if each]
    offers = [
        same(label(each, plan.offers[each].title)) for each in one.offers if each in plan.offers
    ]
    tier = [TIERS[one.tier]] if one.tier else []
    people = [say("for {x}", "pour {x}", x=one.segment)] if one.segment else []
    yield Text(en="The place we want in their minds", fr="La place voulue dans leur esprit"), joined(
        [*place, *tier, *people, *offers]
    )  # fmt: skip
    rivals = [
        plan.competitors[each].title if each in plan.competitors else each for each in one.unlike
    ]
    yield Text(en="Unlike", fr="À la différence de"), joined(map(same, rivals))
    yield Text(en="Because", fr="Parce que"), joined(_facts(plan, one.because))
    for word, means in one.attributes.items():
        yield _shown(word, means)


def _shown(word: str, means: Means) -> Line:
    """Say how people see that an attribute is true."""
    seen = [each for each in (means.product, means.price, means.place, means.promotion) if each]
    return (
        say("“{x}” is seen in", "« {x} » se voit à", x=word),
        joined(map(same, seen)) if seen else Text(en="nothing yet", fr="rien pour l'instant"),
    )


def _rival(plan: Plan, action: Action, rival: Competitor) -> Text:
    said = [same(rival.title)]
    if rival.tier:
        said.append(TIERS[rival.tier])
    if rival.indirect:
        said.append(
            Text(en="answers the same need otherwise", fr="répond autrement au même besoin")
        )
    said += [say("says “{x}”", "dit « {x} »", x=claim) for claim in rival.claims]
    for name, price in rival.prices.items():
        offer = plan.offers.get(name)
        if offer and _for_offer(action, name):
            words = {"x": offer.title, "p": price, "q": offer.price}
            said.append(say("{x} at {p} (ours {q})", "{x} à {p} (le nôtre {q})", **words))
    return joined([*said, *_facts(plan, rival.evidence)])
