"""AL-032: a channel must suit the tier of what passes by it.

What it checks
    The tier of the channel by which an action, a line of the media plan, a promotion or an offer's
    price list goes, against ``never.channels_below`` of the positioning that covers the offers, else
    of the brand; where no such limit is set, against their tier, ``steps`` (1) below which is still
    accepted. Of several offers the highest tier holds. A channel that does not suit is told once: at
    what goes by it, or at its own tier when several things do. A channel without tier is left alone, unless
    a limit is set: then it is not checked.

Why it matters
    « … la distribution des montres dans des boutiques haut de gamme » (002): the shop speaks before
    the product does.

Bad
    brand: {tier: luxury}
    channels: {solderie: {family: partner, tier: value}}
    actions: {vitrine: {by: solderie}}

Good
    brand: {tier: luxury}
    channels: {boutique: {family: own, tier: luxury}}
    actions: {vitrine: {by: boutique}}

Source
    Alignment rule of the design notes, layer *brand*; document 002.
"""

from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.analysis import Tier
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_positioning import TIER_NAMES, TIERS, Stance, Stances
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-032",
    title=Text(en="Channel below brand tier", fr="Canal indigne de la marque"),
    question=Text(
        en="Does every channel suit the tier of what passes by it?",
        fr="Chaque canal convient-il au niveau de gamme de ce qui y passe\u202f?",
    ),
    why=Text(
        en="The shop speaks before the product does.",
        fr="Le magasin parle avant le produit.",
    ),
    severity=Severity.WARNING,
    seed="002 « la distribution des montres dans des boutiques haut de gamme »",
)


class _Use(NamedTuple):
    """One channel that something goes by: where that stands, and for which offers.

    ``among`` are the channels of a list, of which this is one; empty where the field holds one.
    """

    node: str
    field: str
    title: str
    channel: str
    offers: tuple[str, ...]
    among: tuple[str, ...] = ()


def check(given: Given) -> Verdicts:
    """Yield one warning for each channel below what the offers that go by it ask for."""
    stances, unknown = Stances(given.plan), dict[str, None]()
    below: dict[tuple[str, Tier], list[tuple[_Use, Stance, int]]] = defaultdict(list)
    for use in _uses(given):
        stance = stances.highest(use.offers)
        channel = given.plan.channels.get(use.channel)
        if channel is None or channel.tier is None:
            if stance.never.channels_below:
                unknown[use.channel] = None
            continue
        least = _least(given, stance)
        if TIERS.index(channel.tier) < least:
            below[use.channel, channel.tier].append((use, stance, least))
    for (_, tier), found in below.items():
        use, stance, least = max(found, key=itemgetter(2))
        yield (
            _below(given, use, tier, stance, least)
            if len(found) == 1
            else _often(given, [one[0] for one in found], tier, stance, least)
        )
    if unknown:
        yield RULE.lacks(say("the tier of {x}", "le niveau de gamme de {x}", x=listed(unknown)))


def _least(given: Given, stance: Stance) -> int:
    """Give the rank of the lowest tier that suits: the limit's, or a step below their own."""
    if stance.never.channels_below:
        return TIERS.index(stance.never.channels_below)
    if stance.tier is None:
        return 0
    return TIERS.index(stance.tier) - int(given.thresholds.number("AL-032", "steps"))


def _uses(given: Given) -> Iterator[_Use]:
    plan = given.plan
    for name, action in plan.actions.items():
        if action.by:
            title = label(name, action.title)
            yield _Use(f"actions/{name}", "by", title, action.by, action.offers)
    for name, line in plan.media.items():
        announced = plan.actions.get(line.action)
        if line.channel:
            offers = announced.offers if announced else ()
            yield _Use(f"media/{name}", "channel", name, line.channel, offers)
    yield from _sold(given)


def _sold(given: Given) -> Iterator[_Use]:
    plan = given.plan
    for name, promotion in plan.promotions.items():
        for one in promotion.channels:
            among = promotion.channels
            yield _Use(f"promotions/{name}", "channels", name, one, promotion.offers, among)
    for name, offer in plan.offers.items():
        for one in offer.prices:
            yield _Use(f"offers/{name}", f"prices/{one}", offer.title, one, (name,))


def _below(given: Given, use: _Use, tier: Tier, stance: Stance, least: int) -> Finding:
    channel = label(use.channel, given.plan.channels[use.channel].title)
    return RULE.broken(
        spot(given, use.node, use.field),
        say(
            "{x} goes by {channel} ({low}); {who} asks for {tier} or above.",
            "{x} passe par {channel} ({low}) ; {who} demande {tier} ou mieux.",
            x=use.title,
            channel=channel,
            low=TIER_NAMES[tier],
            who=stance.who,
            tier=TIER_NAMES[TIERS[least]],
        ),
        say(
            "Choose another channel, or correct the tier of {channel} if it is not right.",
            "Choisissez un autre canal, ou corrigez le niveau de gamme de {channel} s'il est faux.",
            channel=channel,
        ),
        settle=_settled(given, use, least),
        channel=use.channel,
        tier=tier,
    )


def _often(given: Given, uses: list[_Use], tier: Tier, stance: Stance, least: int) -> Finding:
    name = uses[0].channel
    channel = label(name, given.plan.channels[name].title)
    return RULE.broken(
        spot(given, f"channels/{name}", "tier"),
        say(
            "{x} go by {channel} ({low}); {who} asks for {tier} or above.",
            "{x} passent par {channel} ({low}) ; {who} demande {tier} ou mieux.",
            x=listed(dict.fromkeys(use.title for use in uses)),
            channel=channel,
            low=TIER_NAMES[tier],
            who=stance.who,
            tier=TIER_NAMES[TIERS[least]],
        ),
        say(
            "Choose another channel for them, or correct the tier of {channel} if it is not right.",
            "Choisissez-leur un autre canal, ou corrigez le niveau de gamme de {channel} s'il est "
            "faux.",
            channel=channel,
        ),
        channel=name,
        tier=tier,
        uses=[use.node for use in uses],
    )


def _settled(given: Given, use: _Use, least: int) -> str | None:
    """Keep those of a list that suit; name the one channel of the plan that does."""
    suits = [
        name
        for name, one in given.plan.channels.items()
        if one.tier and TIERS.index(one.tier) >= least
    ]
    if use.among:
        kept = [name for name in use.among if name in suits]
        return f"[{', '.join(kept)}]" if kept else None
    return suits[0] if len(suits) == 1 and "/" not in use.field else None
