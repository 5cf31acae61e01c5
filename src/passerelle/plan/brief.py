"""What a colleague needs to know to carry an action out, gathered from the whole plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.brief_brand import brand_lines
from passerelle.plan.brief_frame import charter_lines, frame_lines
from passerelle.plan.brief_make import make_lines
from passerelle.plan.brief_people import people_lines
from passerelle.plan.brief_voice import voice_lines, word_lines
from passerelle.plan.brief_why import known_fact, reasons
from passerelle.plan.brief_words import (
    FAMILIES,
    TIERS,
    Line,
    joined,
    person_text,
    same,
    team_text,
)
from passerelle.plan.effective import effective
from passerelle.plan.mix import Offer
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.rule_words import label, money_text, say, share_text
from passerelle.plan.scalars import estimate

__all__ = ["FAMILIES", "TIERS", "Line", "brief_lines", "person_text", "team_text"]


@dataclass(frozen=True, slots=True)
class Briefed:
    """An action with what its campaign says for it, in its plan."""

    plan: Plan
    name: str
    action: Action


def brief_lines(plan: Plan, name: str) -> tuple[Line, ...]:
    """Say why an action is done, for whom, what to say and never say, how, and whom to tell.

    Args:
        plan: The plan.
        name: The id of one of its actions.

    Returns:
        Headings with what stands under each; a heading with nothing under it is left out.
    """
    one = Briefed(plan, name, effective(plan, plan.actions[name]))
    found = [
        *reasons(plan, name, one.action),
        *_whom(one),
        *people_lines(plan, one.action),
        *_words(one),
        *voice_lines(plan, name, one.action),
        *_work(one),
        *make_lines(plan, name),
        *frame_lines(plan, one.action),
        *_told(one),
        *charter_lines(plan, one.action),
    ]
    sheet = [(head, said) for head, said in found if said.en]
    return (*sheet, *word_lines(plan, sheet))


def _whom(one: Briefed) -> Iterator[Line]:
    yield Text(en="For", fr="Pour"), same(", ".join(one.action.segments))
    for persona in one.plan.personas.values():
        if persona.segment not in one.action.segments:
            continue
        yield Text(en="For example", fr="Par exemple"), same(persona.title)
        found = ", ".join(persona.channels)
        away = bool(persona.channels) and one.action.by not in (None, *persona.channels)
        yield (
            Text(en="Found on", fr="Se trouve sur"),
            say(
                "{found}; {by} is not one of them",
                "{found} ; {by} n'en fait pas partie",
                found=found,
                by=one.action.by,
            )
            if away
            else same(found),
        )
        yield Text(en="Reads", fr="Lit"), same(", ".join(persona.languages))
        yield Text(en="Answer", fr="Répondre à"), same("\u202f; ".join(persona.objections))


def _words(one: Briefed) -> Iterator[Line]:
    plan, action = one.plan, one.action
    named = plan.messages.get(action.says or "")
    says = named.says if named else action.says
    yield Text(en="Message", fr="Message"), same(says or "")
    for message in plan.messages.values():
        proof = [known_fact(plan, fact) for fact in message.evidence if fact in plan.facts]
        if says and says == message.says:
            yield Text(en="Proof", fr="Preuve"), joined(proof)
        elif message.segment in action.segments:
            yield (
                Text(en="May also say", fr="Peut aussi dire"),
                joined([same(message.says), *proof]),
            )
    yield from brand_lines(plan, action)


def _work(one: Briefed) -> Iterator[Line]:
    action = one.action
    campaign = one.plan.campaigns.get(action.campaign or "")
    if campaign:
        yield Text(en="Campaign", fr="Campagne"), _with_ceiling(campaign.title, campaign.budget)
    yield Text(en="Channel", fr="Canal"), same(action.by or "")
    yield Text(en="Product", fr="Produit"), same(action.product or "")
    yield Text(en="Price", fr="Prix"), same(action.price or "")
    yield Text(en="Place", fr="Distribution"), same(action.place or "")
    for name in action.offers:
        if offer := one.plan.offers.get(name):
            yield Text(en="Offer", fr="Offre"), _offered(one, offer)
    if action.holdout is not None:
        yield (
            Text(en="Holdout", fr="Groupe témoin"),
            say(
                "leave {share} of the people aside, to measure what the action adds",
                "laissez {share} des personnes de côté, pour mesurer ce que l'action ajoute",
                share=share_text(action.holdout),
            ),
        )
    yield Text(en="Tracking code", fr="Code de suivi"), same(action.tracking or one.name)
    cost = money_text(action.cost) if action.cost else same("")
    yield Text(en="Planned cost", fr="Coût prévu"), cost
    if action.kind == "run":
        yield (
            Text(en="Running cost because", fr="Coût courant parce que"),
            same(action.reason or ""),
        )
    yield Text(en="Should bring", fr="Devrait apporter"), same(_expected(action))
    yield Text(en="Judged on", fr="Jugée sur"), same(", ".join(action.judged_on))


def _expected(action: Action) -> str:
    """Write the effect a plan expects, as it is typed: low / likely / high; by KPI when there are several."""
    if action.brings is None:
        return ""
    said = estimate.write_several(action.brings)
    return said if isinstance(said, str) else ", ".join(f"{kpi} {one}" for kpi, one in said.items())


def _offered(one: Briefed, offer: Offer) -> Text:
    """Write an offer: what it sells at, what is left after cost and discount, where it is sold."""
    discount = one.action.promotion
    price = offer.price
    if discount:
        price = Money(
            (price.amount * (1 - discount.depth)).quantize(offer.price.amount), price.currency
        )
    said = say("{title}, {price}", "{title}, {price}", title=offer.title, price=price)
    if offer.cost and offer.cost.currency == price.currency:
        left = price - offer.cost
        said = say(
            "{said}, {left} left after its cost",
            "{said}, dont {left} restent après son coût",
            said=said,
            left=left,
        )
    for channel, other in offer.prices.items():
        at = one.plan.channels.get(channel)
        words = {"said": said, "p": other, "x": label(channel, at.title if at else None)}
        said = say("{said}; {p} at {x}", "{said} ; {p} chez {x}", **words)
    if offer.stock is not None:
        said = say("{said}; {n} in stock", "{said} ; {n} en stock", said=said, n=offer.stock)
    if offer.arriving is not None:
        n = offer.arriving
        said = say("{said}; {n} on order", "{said} ; {n} commandés", said=said, n=n)
    if offer.launch:
        day = offer.launch
        said = say(
            "{said}; on sale since {day}", "{said} ; en vente depuis le {day}", said=said, day=day
        )
    where = [one.plan.markets[name] for name in offer.markets if name in one.plan.markets]
    for market in where:
        said = say("{said}; sold in {m}", "{said} ; vendue en {m}", said=said, m=market.title)
    return said


def _told(one: Briefed) -> Iterator[Line]:
    plan, action = one.plan, one.action
    if action.owner:
        yield Text(en="Owner", fr="Responsable"), person_text(plan, action.owner)
    for who in action.tell:
        team = plan.teams.get(who)
        told = person_text(plan, who) if team is None else team_text(plan, who)
        if team and team.notice_days and action.when:
            told = say(
                "{who}, by {day}",
                "{who}, avant le {day}",
                who=told,
                day=action.when.start - timedelta(days=team.notice_days),
            )
        yield Text(en="Tell", fr="Prévenir"), told
    for name in action.needs:
        before = plan.actions.get(name)
        if before and before.when:
            yield (
                Text(en="After", fr="Après"),
                say(
                    "{a}, which ends on {day}",
                    "{a}, qui finit le {day}",
                    a=label(name, before.title),
                    day=before.when.end,
                ),
            )


def _with_ceiling(title: str, ceiling: Money | None) -> Text:
    if ceiling is None:
        return same(title)
    return say(
        "{title}, {budget} at most for all its actions",
        "{title}, {budget} au plus pour toutes ses actions",
        title=title,
        budget=ceiling,
    )
