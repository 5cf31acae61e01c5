"""AL-033: a price must stand where the positioning says it does.

What it checks
    The price of each offer over the median of what direct competitors ask against it, in the same
    currency, against ``never.index_under`` and ``never.index_over`` of the positioning that covers
    the offer, else of the brand. Where competitors' prices are known and no limit is set, one
    warning asks for one and suggests it by tier: at least 150 % for luxury and 110 % for premium,
    at most 120 % for mainstream and 90 % for value; where a price already stands beyond, it says so.

Why it matters
    « … façonner une image de marque forte et attractive, justifiant un prix élevé » (002): a rank
    that the price denies is not believed.

Bad
    brand: {tier: premium, never: {index_under: 110 %}}
    offers: {parure: {title: Parure, price: 100 EUR}}
    competitors: {rival: {title: Rival, prices: {parure: 100 EUR}}}

Good
    brand: {tier: premium, never: {index_under: 110 %}}
    offers: {parure: {title: Parure, price: 120 EUR}}
    competitors: {rival: {title: Rival, prices: {parure: 100 EUR}}}

Source
    Alignment rule of the design notes, layer *brand*; documents 002 and 004.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from statistics import median

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.analysis import Tier
from passerelle.plan.given import Given
from passerelle.plan.mix import Offer
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_positioning import TIER_NAMES, Stance, Stances
from passerelle.plan.rule_words import listed, say, share_text
from passerelle.plan.scalars import index as index_text
from passerelle.plan.scalars import money as money_text

RULE = Rule(
    id="AL-033",
    title=Text(en="Price out of tier", fr="Prix hors positionnement"),
    question=Text(
        en="Does every price stand where the positioning says, beside the competitors'?",
        fr="Chaque prix se situe-t-il où le dit le positionnement, face aux concurrents\u202f?",
    ),
    why=Text(
        en="A rank that the price denies is not believed.",
        fr="Un rang que le prix dément n'est pas cru.",
    ),
    severity=Severity.ERROR,
    seed="002 « façonner une image de marque forte et attractive, justifiant un prix élevé »",
)

_FIELDS = {
    "luxury": "index_under",
    "premium": "index_under",
    "mainstream": "index_over",
    "value": "index_over",
}
"""The limit that each tier needs first."""


def check(given: Given) -> Verdicts:
    """Yield one error for each price out of its limits, or ask for the limits."""
    stances, others = Stances(given.plan), _others(given)
    asked: dict[Stance, list[tuple[str, Decimal]]] = defaultdict(list)
    unknown: list[str] = []
    for name, offer in given.plan.offers.items():
        stance = stances.of(name)
        never = stance.never
        limited = never.index_under is not None or never.index_over is not None
        middle = others.get((name, offer.price.currency))
        if middle and not limited:
            asked[stance].append((offer.title, offer.price.amount / middle))
        elif limited and not middle:
            unknown.append(offer.title)
        elif middle:
            yield from _outside(given, name, offer, stance, middle)
    for stance, stands in asked.items():
        yield _asked(given, stance, stands)
    if unknown:
        yield RULE.lacks(
            say(
                "what competitors ask against {x}",
                "ce que des concurrents demandent face à {x}",
                x=listed(unknown),
            )
        )


def _others(given: Given) -> Mapping[tuple[str, str], Decimal]:
    """Give the median of direct competitors' prices, by offer and currency."""
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for competitor in given.plan.competitors.values():
        for offer, price in competitor.prices.items() if not competitor.indirect else ():
            found[offer, price.currency].append(price.amount)
    return {key: median(prices) for key, prices in found.items()}


def _outside(given: Given, name: str, offer: Offer, stance: Stance, middle: Decimal) -> Verdicts:
    low, high = stance.never.index_under, stance.never.index_over
    price = offer.price.amount
    if low is not None and price < low * middle:
        nearest = (low * middle).quantize(Decimal("0.01"), rounding=ROUND_CEILING)
    elif high is not None and price > high * middle:
        nearest = (high * middle).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
    else:
        return
    settle = money_text.write(Money(nearest.normalize(), offer.price.currency))
    yield RULE.broken(
        spot(given, f"offers/{name}", "price"),
        say(
            "{offer} sells at {i} of the competitors' median of {middle}; {who} stands {range}.",
            "{offer} se vend à {i} du prix médian des concurrents, {middle} ; {who} se situe "
            "{range}.",
            offer=offer.title,
            i=share_text(price / middle, 2),
            middle=Money(middle, offer.price.currency),
            who=stance.who,
            range=_range(low, high),
        ),
        say(
            "Ask `{settle}`, or correct the limits of {who}.",
            "Demandez `{settle}`, ou corrigez les limites : {who}.",
            settle=settle,
            who=stance.who,
        ),
        settle=settle,
        index=price / middle,
        median=middle,
    )


def _range(low: Decimal | None, high: Decimal | None) -> Text:
    """Say both limits, or the one there is."""
    above = [] if low is None else [say("above {a}", "au-dessus de {a}", a=share_text(low))]
    below = [] if high is None else [say("below {b}", "en dessous de {b}", b=share_text(high))]
    first, *rest = above + below
    return say("{a} and {b}", "{a} et {b}", a=first, b=rest[0]) if rest else first


def _asked(given: Given, stance: Stance, stands: list[tuple[str, Decimal]]) -> Finding:
    tier, titles = stance.tier, [title for title, _ in stands]
    field = _FIELDS[tier] if tier else "index_under"
    suggested = given.thresholds.number("AL-033", tier) if tier else None
    broken = _beyond(field, suggested, stands)
    return RULE.broken(
        spot(given, stance.node, f"never/{field}"),
        say(
            "Competitors' prices are known for {names}, and nothing says where {who} should stand.",
            "Des prix de concurrents sont connus pour {names}, et rien ne dit où {who} doit se "
            "situer.",
            names=listed(titles),
            who=stance.who,
        ),
        _limit(field, suggested, tier, broken)
        if tier and suggested is not None
        else say(
            "Write `never: index_under` or `index_over`, and the brand's `tier`.",
            "Écrivez `never: index_under` ou `index_over`, et le niveau de gamme (`tier`) de la "
            "marque.",
        ),
        severity=Severity.WARNING,
        settle=None if suggested is None or broken else index_text.write(suggested),
        offers=titles,
    )


def _beyond(
    field: str, suggested: Decimal | None, stands: list[tuple[str, Decimal]]
) -> tuple[str, Decimal] | None:
    """Give the offer furthest beyond a limit that is only suggested, and where it stands."""
    if suggested is None:
        return None
    under = field == "index_under"
    worst = (min if under else max)(stands, key=lambda one: one[1])
    return worst if (worst[1] < suggested if under else worst[1] > suggested) else None


def _limit(field: str, suggested: Decimal, tier: Tier, broken: tuple[str, Decimal] | None) -> Text:
    words = {"field": field, "limit": share_text(suggested), "tier": TIER_NAMES[tier]}
    if broken is None:
        return say(
            "Write `never: {field}`; {limit} of their median suits a {tier} brand.",
            "Écrivez `never: {field}` ; {limit} de leur médiane convient à une marque {tier}.",
            **words,
        )
    return say(
        "Write `never: {field}`. {limit} of their median suits a {tier} brand, and {offer} stands at "
        "{i}: choose a limit that your prices keep, or change the price too.",
        "Écrivez `never: {field}`. {limit} de leur médiane convient à une marque {tier}, et {offer} "
        "est à {i} : choisissez une limite que vos prix respectent, ou changez aussi le prix.",
        offer=broken[0],
        i=share_text(broken[1], 2),
        **words,
    )
