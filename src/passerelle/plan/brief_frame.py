"""The frame that an action keeps to: what strategy allows, what was chosen, channel, market, limits, means."""

from datetime import timedelta
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.brief_words import (
    CHANNELS,
    DEMANDS,
    PS,
    PURPOSES,
    TIERS,
    Lines,
    joined,
    person_text,
    same,
    team_text,
)
from passerelle.plan.lever import lever_of
from passerelle.plan.mix import Choice, Policy
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.organisation import Partner, Person
from passerelle.plan.positioning import Never
from passerelle.plan.rule_demands import concerns
from passerelle.plan.rule_words import label, number_text, say, share_text
from passerelle.plan.scalars import estimate


def frame_lines(plan: Plan, action: Action) -> Lines:
    """Walk what bounds an action, heading and sentence."""
    lever = lever_of(action)
    if action.lever and lever is None:
        yield Text(en="Lever", fr="Levier"), same(action.lever)
    elif action.lever and lever:
        words = {"x": lever.title, "p": PS[lever.p]}
        yield Text(en="Lever", fr="Levier"), say("{x} ({p})", "{x} ({p})", **words)
    if action.purpose in PURPOSES:
        yield Text(en="Done for", fr="Faite pour"), PURPOSES[action.purpose]
    for policy in plan.policies.values():
        if _covers(policy.offers, action):
            yield Text(en="Strategy allows", fr="La stratégie permet"), _policy(plan, policy)
    for choice in plan.choices.values():
        if _covers(choice.offers, action):
            yield Text(en="It was chosen", fr="Il a été choisi"), _choice(plan, choice)
    yield Text(en="Sold or seen at", fr="Vendu ou vu à"), _channel(plan, action.by or "")
    yield from _places(plan, action)
    yield from _means(plan, action)


def limit_lines(never: Never) -> Lines:
    """Walk the limits of a brand or of a positioning on days, prices and channels."""
    if never.deal_days_over is not None:
        yield (
            Text(en="Days of public discount a year, at most", fr="Jours de remise publique par an, au plus"),
            say("{n}", "{n}", n=never.deal_days_over),
        )  # fmt: skip
    shares = (
        (Text(en="Share of revenue on discount, at most", fr="Part du chiffre d'affaires remisé, au plus"),
         never.deal_share_over),
        (Text(en="Price against the rivals' median, at least", fr="Prix face au médian des concurrents, au moins"),
         never.index_under),
        (Text(en="Price against the rivals' median, at most", fr="Prix face au médian des concurrents, au plus"),
         never.index_over),
    )  # fmt: skip
    for head, share in shares:
        if share is not None:
            yield head, share_text(share)
    if never.channels_below:
        yield Text(en="No channel below", fr="Pas de canal sous"), TIERS[never.channels_below]


def _covers(offers: tuple[str, ...], action: Action) -> bool:
    return not offers or not action.offers or bool(set(offers) & set(action.offers))


def _policy(plan: Plan, one: Policy) -> Text:
    said = [PS[one.p], *([same(one.says)] if one.says else [])]
    said += [say("yes: {x}", "oui : {x}", x=each) for each in one.allows]
    said += [say("no: {x}", "non : {x}", x=each) for each in one.refuses]
    return joined([*said, *_offers(plan, one.offers)])


def _choice(plan: Plan, one: Choice) -> Text:
    return joined([PS[one.p], same(one.chosen), *_offers(plan, one.offers)])


def _offers(plan: Plan, names: tuple[str, ...]) -> list[Text]:
    found = [label(name, plan.offers[name].title) for name in names if name in plan.offers]
    return [say("for {x}", "pour {x}", x=", ".join(found))] if found else []


def _by(plan: Plan, names: tuple[str, ...]) -> list[Text]:
    found = [label(name, plan.channels[name].title) for name in names if name in plan.channels]
    return [say("by {x}", "par {x}", x=", ".join(found))] if found else []


def _channel(plan: Plan, name: str) -> Text:
    channel = plan.channels.get(name)
    if channel is None:
        return same("")
    said = [same(label(name, channel.title))]
    said += [CHANNELS[channel.family]] if channel.family else []
    said += [TIERS[channel.tier]] if channel.tier else []
    said += [same(plan.markets[one].title) for one in channel.markets if one in plan.markets]
    return joined(said)


def _places(plan: Plan, action: Action) -> Lines:
    markets = [plan.markets[one] for one in action.markets if one in plan.markets]
    for market in markets:
        law = market.law_confirmed_by
        said = [
            same(market.title),
            *([same(", ".join(market.countries))] if market.countries else []),
        ]
        said += (
            [
                say(
                    "its law was read by {x}",
                    "son droit a été relu par {x}",
                    x=person_text(plan, law),
                )
            ]
            if law
            else []
        )
        yield Text(en="Takes place in", fr="A lieu en"), joined(said)  # fmt: skip
    yield Text(en="To be written in", fr="À écrire en"), joined(map(same, action.languages))
    for one in plan.constraints.values():
        if one.market not in action.markets or not concerns(plan, one, action):
            continue
        said = [same(one.says), DEMANDS[one.kind], *map(same, one.languages)]
        said += [*_offers(plan, one.offers), *_by(plan, one.channels)]
        said += (
            [say("must carry “{x}”", "doit porter « {x} »", x=one.mention)] if one.mention else []
        )
        said += [same(one.source)] if one.source else []
        if one.confirmed_by:
            who = person_text(plan, one.confirmed_by)
            said.append(say("confirmed by {x}", "confirmée par {x}", x=who))
        yield Text(en="Its market demands", fr="Son marché exige"), joined(said)
    yield Text(en="Meets", fr="Respecte"), joined(
        same(plan.constraints[one].says if one in plan.constraints else one) for one in action.meets
    )  # fmt: skip
    yield Text(en="Leads to", fr="Mène à"), same(action.landing or "")


def _means(plan: Plan, action: Action) -> Lines:
    if action.work is not None:
        days = number_text(Decimal(action.work), 1)
        yield Text(en="Work", fr="Travail"), say("{n} person-days", "{n} jours-personne", n=days)
    for skill, level in action.skills.items():
        yield Text(en="Skill it takes", fr="Compétence requise"), _skill(plan, skill, level)
    counts = (
        (Text(en="Units it should sell", fr="Unités qu'elle devrait vendre"), action.sells),
        (Text(en="Questions to service a week", fr="Demandes au service par semaine"), action.tickets),
        (Text(en="Leads a week", fr="Prospects par semaine"), action.leads),
    )  # fmt: skip
    for head, expected in counts:
        if expected is not None:
            yield head, same(estimate.write(expected))
    if action.raci:
        roles = (
            (Text(en="Does it", fr="Le fait"), action.raci.responsible),
            (Text(en="Is asked first", fr="Est consulté"), action.raci.consulted),
            (Text(en="Is told", fr="Est informé"), action.raci.informed),
        )
        for head, names in roles:
            yield head, joined(_who(plan, name) for name in names)


def _who(plan: Plan, name: str) -> Text:
    partner = plan.partners.get(name)
    if partner is None:
        team = plan.teams.get(name)
        return same(label(name, team.title)) if team else person_text(plan, name)
    said = [same(partner.title)]
    if partner.when:
        said.append(
            say("under contract until {day}", "sous contrat jusqu'au {day}", day=partner.when.end)
        )
    return joined(said)


def _skill(plan: Plan, skill: str, level: int) -> Text:
    """Say the level it takes, who has it, who will have learned it and when."""
    said = [say("{x}, {n} out of 5", "{x}, {n} sur 5", x=skill, n=level)]
    able: list[tuple[str, Person | Partner]] = [*plan.people.items(), *plan.partners.items()]
    said += [
        say("{who} has {n}", "{who} a {n}", who=label(name, one.title), n=one.skills[skill])
        for name, one in able
        if skill in one.skills
    ]
    for training in plan.trainings.values():
        if training.skill != skill:
            continue
        who = ", ".join(
            label(one, plan.people[one].title) for one in training.people if one in plan.people
        )
        words = {"x": training.title, "who": who or "–"}
        said.append(say("{x} teaches it to {who}", "{x} l'apprend à {who}", **words))
        said += [say("up to {n}", "jusqu'à {n}", n=training.level)] if training.level else []
        said += [say("on {day}", "le {day}", day=training.when.end)] if training.when else []
    return joined(said)


def charter_lines(plan: Plan, action: Action) -> Lines:
    """Walk whom the charter wants told of an action: that it starts, lowers a price, or changes; and by when."""
    for line in plan.charter.values():
        head = _EVENTS.get(line.event)
        if head is None or (line.event == "promotion" and not action.promotion):
            continue
        for who in line.tell:
            team = plan.teams.get(who)
            told = team_text(plan, who) if team else person_text(plan, who)
            if line.notice_days is not None and action.when:
                day = action.when.start - timedelta(days=line.notice_days)
                told = say("{who}, by {day}", "{who}, avant le {day}", who=told, day=day)
            if line.within_days is not None:
                words = {"x": told, "n": line.within_days}
                told = say("{x}; {n} days to read it", "{x} ; {n} jours pour le lire", **words)
            yield head, told


_EVENTS = {
    "launch": Text(en="The charter tells", fr="La charte prévient"),
    "promotion": Text(en="Of the lower price, the charter tells", fr="Du prix réduit, la charte prévient"),
    "operational": Text(en="Of a change, the charter tells", fr="D'un changement, la charte prévient"),
    "budget": Text(en="Of a change of cost, the charter tells", fr="D'un changement de coût, la charte prévient"),
}  # fmt: skip
"""Events of the charter that concern one action, as its sheet names them."""
