"""AL-030: a promotion must keep to the limits that the brand has set itself.

What it checks
    Public price reductions, of actions and of promotions, against ``never.discount_over``; legal
    *soldes* inside their period against ``never.clearance_over``. The limit is that of the
    positioning that covers the offers, else the brand's; of several, the lowest. An error above the
    limit. One that names no offer is on all of them: where a positioning allows less than the brand,
    it is asked which it is on. Discounts for members or private sales are left
    alone, and so are gifts, bundles and free delivery; but a loyalty programme whose standing
    discount is above the limit is a warning. As long as no limit is set, one warning asks for it
    and suggests one by tier (luxury 0 %, premium 10 %, mainstream 30 %, value 50 %): a default is
    never an error.

Why it matters
    « Une promotion agressive sur un produit de luxe risque de banaliser la marque » (002).

Bad
    brand: {tier: premium, never: {discount_over: 20 %}}
    actions:
      soldes-hiver: {promotion: 40 % public}

Good
    brand: {tier: premium, never: {discount_over: 20 %}}
    actions:
      vente-privee: {promotion: 15 % members}

Source
    Alignment rule of the design notes, layer *brand*; document 002. Rungtrakulchai (2015), price
    promotions and brand equity, supports the direction, not the exact figures: they are editable.
"""

from dataclasses import replace
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_announced import announces
from passerelle.plan.rule_deals import Deal, public_deals
from passerelle.plan.rule_positioning import TIER_NAMES, Stance, Stances
from passerelle.plan.rule_soldes import is_about_lawful, is_lawful
from passerelle.plan.rule_words import listed, say, share_text
from passerelle.plan.scalars import discount as discount_text
from passerelle.plan.scalars import percent as percent_text
from passerelle.plan.values import Discount

RULE = Rule(
    id="AL-030",
    title=Text(en="Promotion against positioning", fr="Promotion contraire au positionnement"),
    question=Text(
        en="Does every public discount keep to the brand's own limits?",
        fr="Chaque remise publique respecte-t-elle les limites que la marque s'est fixées\u202f?",
    ),
    why=Text(
        en="A brand that gives away its price gives away its rank.",
        fr="Une marque qui brade son prix brade son rang.",
    ),
    severity=Severity.ERROR,
    seed="002 « Une promotion agressive sur un produit de luxe risque de banaliser la marque »",
)

_SEEN_BY = Text(en="public", fr="publique")


def check(given: Given) -> Verdicts:
    """Yield one finding for each discount beyond its limit, or ask for the limit."""
    stances = Stances(given.plan)
    undeclared: dict[tuple[Stance, str], list[str]] = {}
    for deal in public_deals(given):
        limit = _limit(given, deal)
        cap, stance = stances.strictest(deal.offers, limit)
        if cap is None:
            undeclared.setdefault((stance, limit), []).append(deal.title)
        elif deal.discount.depth > cap:
            yield _beyond(given, deal, cap, stance)
        elif not deal.offers:
            yield from _on_all(given, deal, limit, stances)
    for (stance, limit), titles in undeclared.items():
        yield _asked(given, stance, limit, titles)
    yield from _standing(given, stances.brand.never.discount_over)


def _limit(given: Given, deal: Deal) -> str:
    """Name the limit that counts: *soldes* far from their period are plain discounts.

    Of those that only run beyond it, AL-106 says so, and their days are what is to be mended.
    """
    clearance = deal.discount.clearance and (deal.when is None or is_about_lawful(given, deal))
    legal = is_lawful(given, deal) or clearance
    return "clearance_over" if legal else "discount_over"


def _beyond(given: Given, deal: Deal, cap: Decimal, stance: Stance) -> Finding:
    right = _settled(deal.discount, cap)
    said = announces(given, deal.node, deal.discount.depth)
    return RULE.broken(
        spot(given, deal.node, deal.field),
        say(
            "{p} (-{x}, {visibility}) trivialises {whom}; its own limit is {cap}.",
            "{p} (-{x}, {visibility}) banalise {whom} ; sa propre limite est de {cap}.",
            p=deal.title,
            x=share_text(deal.discount.depth),
            visibility=_SEEN_BY,
            whom=_whom(stance),
            cap=share_text(cap),
        ),
        say(
            "Prefer a gift, a service, a private sale or a limited edition; or write `{right}`, here and "
            "in what is announced.",
            "Préférez un cadeau, un service, une vente privée ou une édition limitée ; ou écrivez "
            "`{right}`, ici et dans ce qui est annoncé.",
            right=right,
        )
        if said
        else say(
            "Prefer a gift, a service, a private sale or a limited edition; or write `{right}`.",
            "Préférez un cadeau, un service, une vente privée ou une édition limitée ; ou écrivez "
            "`{right}`.",
            right=right,
        ),
        settle=None if said else right,
        depth=deal.discount.depth,
        cap=cap,
        visibility=deal.discount.visibility,
        limit=_limit(given, deal),
    )


def _on_all(given: Given, deal: Deal, limit: str, stances: Stances) -> Verdicts:
    """Yield one error when a discount on everything is more than some offers may have."""
    cap, stance = stances.strictest(given.plan.offers, limit)
    if cap is None or deal.discount.depth <= cap:
        return
    held = [
        one.title
        for name, one in given.plan.offers.items()
        if stances.of(name).setting(limit).node == stance.node
    ]
    yield RULE.broken(
        spot(given, deal.node, "offers"),
        say(
            "{p} (-{x}, {visibility}) names no offer, so it is on all of them; {who} allows {cap}, "
            "on {names}.",
            "{p} (-{x}, {visibility}) ne nomme aucune offre et vaut donc pour toutes ; {who} permet "
            "{cap}, pour {names}.",
            p=deal.title,
            x=share_text(deal.discount.depth),
            visibility=_SEEN_BY,
            who=stance.who,
            cap=share_text(cap),
            names=listed(held),
        ),
        say(
            "Name in `offers` those that it is on.",
            "Nommez dans `offers` celles qui sont concernées.",
        ),
        depth=deal.discount.depth,
        cap=cap,
    )


def _whom(stance: Stance) -> Text:
    """Say what is trivialised: « une marque premium », or a positioning with its tier."""
    if stance.tier is None:
        return stance.who
    tier = TIER_NAMES[stance.tier]
    if stance.node == "brand":
        return say("a {tier} brand", "une marque {tier}", tier=tier)
    return say("{x} ({tier})", "{x} ({tier})", x=stance.who, tier=tier)


def _settled(discount: Discount, cap: Decimal) -> str:
    """Keep the discount public at the limit, or keep it for members where nothing is allowed."""
    kept = replace(discount, depth=cap) if cap else replace(discount, visibility="members")
    return discount_text.write(kept)


def _asked(given: Given, stance: Stance, limit: str, titles: list[str]) -> Finding:
    suggested = given.thresholds.number("AL-030", stance.tier) if stance.tier else None
    plain = limit == "discount_over"
    what = (
        say("public discounts", "remises publiques") if plain else say("clearance sales", "soldes")
    )
    fix = (
        say(
            "Write `never: {limit}`; a {tier} brand usually stops at {cap}.",
            "Écrivez `never: {limit}` ; une marque {tier} s'arrête d'ordinaire à {cap}.",
            limit=limit,
            tier=TIER_NAMES[stance.tier],
            cap=share_text(suggested),
        )
        if stance.tier and suggested is not None and plain
        else say(
            "Write `never: {limit}`, and the brand's `tier`.",
            "Écrivez `never: {limit}`, et le niveau de gamme (`tier`) de la marque.",
            limit=limit,
        )
    )
    return RULE.broken(
        spot(given, stance.node, f"never/{limit}"),
        say(
            "No limit to {what} is set for {who}, and the plan holds some: {names}.",
            "Aucune limite aux {what} n'est fixée pour {who}, et le plan en contient : {names}.",
            what=what,
            who=stance.who,
            names=listed(titles),
        ),
        fix,
        severity=Severity.WARNING,
        settle=percent_text.write(suggested) if plain and suggested is not None else None,
        promotions=titles,
    )


def _standing(given: Given, cap: Decimal | None) -> Verdicts:
    """Yield one warning for each step of a programme whose discount is above the limit."""
    if cap is None:
        return
    for name, programme in given.plan.loyalty.items():
        for step, tier in programme.tiers.items():
            if tier.discount is None or tier.discount <= cap:
                continue
            settle = percent_text.write(cap)
            yield RULE.broken(
                spot(given, f"loyalty/{name}", f"tiers/{step}/discount"),
                say(
                    "{p}: members of “{step}” always pay {x} less; the limit to public discounts "
                    "is {cap}.",
                    "{p} : les membres de « {step} » paient toujours {x} de moins ; la limite aux "
                    "remises publiques est de {cap}.",
                    p=programme.title,
                    step=step,
                    x=share_text(tier.discount),
                    cap=share_text(cap),
                ),
                say(
                    "Give a service or an advance view instead; or write `{settle}`.",
                    "Donnez plutôt un service ou une avant-première ; ou écrivez `{settle}`.",
                    settle=settle,
                ),
                severity=Severity.WARNING,
                settle=settle,
                depth=tier.discount,
                cap=cap,
            )
