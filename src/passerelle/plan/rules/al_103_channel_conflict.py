"""AL-103: our own shop does not undercut those who resell.

What it checks
    For each offer whose price list holds channels of partners: our own price there, in the same
    currency, is not more than ``gap_over`` (5 %) below that of any of them; where one asks as much as
    we do, it is told at the price of the other. The same for each public
    discount limited to our own channels, on each of its days, less what partners discount that day;
    legal *soldes* in their period are no conflict, since partners hold them as well.
    Where the brand's ``means`` or a policy on price says that the price is the same everywhere
    (``one_price``), a partner does not ask so much less than we do either.
    A channel in a price list without ``family`` is not checked.

Why it matters
    A retailer who sees the brand sell cheaper next door stops showing it (case of direct sales,
    003).

Bad
    channels: {site: {family: own}, grands-magasins: {family: partner}}
    offers: {parure: {title: Parure, price: 180 EUR, prices: {grands-magasins: 200 EUR}}}

Good
    channels: {site: {family: own}, grands-magasins: {family: partner}}
    offers: {parure: {title: Parure, price: 195 EUR, prices: {grands-magasins: 200 EUR}}}

Source
    Alignment rule of the design notes, layer *mix*; document 003.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.mix import Offer
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_deals import Deal, public_deals
from passerelle.plan.rule_prices import one_price
from passerelle.plan.rule_soldes import is_lawful
from passerelle.plan.rule_words import label, listed, say
from passerelle.plan.scalars import discount as discount_text
from passerelle.plan.scalars import money as money_text

RULE = Rule(
    id="AL-103",
    title=Text(en="Channel conflict", fr="Conflit de canal"),
    question=Text(
        en="Does no channel of ours undercut a partner on the same offer?",
        fr="Aucun de nos canaux ne vend-il moins cher qu'un partenaire la même offre\u202f?",
    ),
    why=Text(
        en="A retailer who sees the brand sell cheaper next door stops showing it.",
        fr="Un revendeur qui voit la marque moins chère à côté cesse de la montrer.",
    ),
    severity=Severity.WARNING,
    seed="003 « Une marque de vêtements distribuée en magasin voit ses ventes s'essouffler »",
)

_Days = dict[date, Decimal]
"""The deepest discount of each day."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One offer beside one partner who sells it: channels, prices, what is accepted.

    ``own`` are our prices by field; ``floor`` is the lowest that does not undercut, as a share of
    the partner's price. ``first``: no partner sells it cheaper.
    """

    name: str
    offer: Offer
    partner: str
    asks: Money
    own: Mapping[str, Money]
    floor: Decimal
    first: bool

    def undercuts(self, price: Decimal, lowered: Decimal = Decimal(0)) -> bool:
        """Whether a price of ours is too far below the partner's, lowered by its own discount."""
        return price < self.floor * self.asks.amount * (1 - lowered)


def check(given: Given) -> Verdicts:
    """Yield one warning for each price, and each discount, of ours that undercuts a partner."""
    families = {name: one.family for name, one in given.plan.channels.items()}
    unknown = dict[str, None]()
    shelves: dict[str, list[_Shelf]] = {}
    for name, offer in given.plan.offers.items():
        unknown.update((one, None) for one in offer.prices if not families.get(one))
        shelves[name] = list(_shelves(given, name, offer, families))
    for beside in shelves.values():
        yield from _prices(given, beside)
        yield from _dearer(given, beside)
    if any(shelves.values()):
        yield from _discounts(given, shelves, families)
    if unknown:
        yield RULE.lacks(say("the family of {x}", "la famille de {x}", x=listed(unknown)))


def _prices(given: Given, beside: Sequence[_Shelf]) -> Iterator[Finding]:
    """Tell each price of ours once, beside the cheapest of the partners whom it undercuts."""
    told: set[str] = set()
    for shelf in beside:
        for field, price in shelf.own.items():
            if field not in told and shelf.undercuts(price.amount):
                told.add(field)
                yield _cheaper(given, shelf, field, price)


def _dearer(given: Given, beside: Sequence[_Shelf]) -> Iterator[Finding]:
    """Tell our price above that of the cheapest partner where the plan says that it is the same."""
    for shelf in beside[:1]:
        said = one_price(given, shelf.name)
        for field, price in shelf.own.items() if said else ():
            if shelf.asks.amount < shelf.floor * price.amount:
                yield _not_the_same(given, shelf, field, price, said)
                return


def _not_the_same(given: Given, shelf: _Shelf, field: str, price: Money, said: str) -> Finding:
    return RULE.broken(
        spot(given, f"offers/{shelf.name}", field),
        say(
            "{offer}: {p1} from us, {p2} at {partner}; the plan says “{said}”.",
            "{offer} : {p1} chez nous, {p2} chez {partner} ; le plan dit « {said} ».",
            offer=shelf.offer.title,
            p1=price,
            p2=shelf.asks,
            partner=label(shelf.partner, given.plan.channels[shelf.partner].title),
            said=said,
        ),
        say(
            "Ask the same price in both places, or say that it differs.",
            "Demandez le même prix aux deux endroits, ou dites qu'il diffère.",
        ),
        own=price,
        partner=shelf.asks,
    )


def _shelves(
    given: Given, name: str, offer: Offer, families: Mapping[str, str | None]
) -> Iterator[_Shelf]:
    """Give the offer beside each partner of its price list, the cheapest first."""
    partners = [one for one in offer.prices if families.get(one) == "partner"]
    partners.sort(key=lambda one: offer.prices[one].amount)
    own = {
        f"prices/{one}": price for one, price in offer.prices.items() if families.get(one) == "own"
    }
    elsewhere = [
        one for one, family in families.items() if family == "own" and one not in offer.prices
    ]
    if elsewhere or not own:
        own["price"] = offer.price
    floor = 1 - given.thresholds.number("AL-103", "gap_over")
    for partner in partners:
        asks = offer.prices[partner]
        same = {field: price for field, price in own.items() if price.currency == asks.currency}
        yield _Shelf(name, offer, partner, asks, same, floor, partner == partners[0])


def _discounts(
    given: Given, shelves: Mapping[str, Sequence[_Shelf]], families: Mapping[str, str | None]
) -> Verdicts:
    """Yield one warning for each discount of our channels alone that undercuts, offer by offer."""
    deals: dict[str | None, list[Deal]] = defaultdict(list)
    lowered: dict[tuple[str | None, str | None], _Days] = defaultdict(dict)
    for deal in public_deals(given):
        lawful = is_lawful(given, deal)
        for offer in deal.offers or (None,):
            if not lawful:
                deals[offer].append(deal)
            for channel in deal.channels or (None,):
                _deepen(lowered[offer, channel], deal)
    for name, sold in shelves.items():
        for deal in (*deals[name], *deals[None]) if sold else ():
            under = {
                shelf.partner: (shelf, price)
                for shelf in sold
                if (price := _lowest(shelf, deal, families)) is not None
                and _too_deep(
                    shelf,
                    deal,
                    price,
                    [lowered[o, c] for o in (name, None) for c in (shelf.partner, None)],
                )
            }
            if under:
                yield _discounted(given, *next(iter(under.values())), deal, list(under))


def _deepen(days: _Days, deal: Deal) -> None:
    for day in deal.when or ():
        days[day] = max(days.get(day, Decimal(0)), deal.discount.depth)


def _lowest(shelf: _Shelf, deal: Deal, families: Mapping[str, str | None]) -> Decimal | None:
    """Give our lowest price in the channels of a deal; None when that price itself undercuts."""
    fields = (
        f"prices/{one}" if one in shelf.offer.prices else "price"
        for one in deal.channels
        if families.get(one) == "own"
    )
    prices = [shelf.own[field].amount for field in fields if field in shelf.own]
    return min(prices) if prices and not shelf.undercuts(min(prices)) else None


def _too_deep(shelf: _Shelf, deal: Deal, price: Decimal, beside: Sequence[_Days]) -> bool:
    after = price * (1 - deal.discount.depth)
    if deal.when is None:
        return shelf.undercuts(after)
    return any(
        shelf.undercuts(after, max(days.get(day, Decimal(0)) for days in beside))
        for day in deal.when
    )


def _cheaper(given: Given, shelf: _Shelf, field: str, price: Money) -> Finding:
    settle = money_text.write(shelf.asks) if shelf.first else None
    return RULE.broken(
        spot(given, f"offers/{shelf.name}", field if shelf.first else f"prices/{shelf.partner}"),
        say(
            "{offer}: {p1} from us, {p2} at {partner}, who resells it.",
            "{offer} : {p1} chez nous, {p2} chez {partner}, qui le revend.",
            offer=shelf.offer.title,
            p1=price,
            p2=shelf.asks,
            partner=label(shelf.partner, given.plan.channels[shelf.partner].title),
        ),
        say(
            "Ask the same price, `{settle}`, or sell something else to the partner.",
            "Demandez le même prix, `{settle}`, ou vendez autre chose au partenaire.",
            settle=settle,
        )
        if settle
        else say(
            "Another partner asks no more than we do: correct this price, or sell something else to "
            "this one.",
            "Un autre partenaire ne demande pas plus que nous : corrigez ce prix, ou vendez autre chose "
            "à celui-ci.",
        ),
        settle=settle,
        own=price,
        partner=shelf.asks,
    )


def _discounted(
    given: Given, shelf: _Shelf, price: Decimal, deal: Deal, partners: Sequence[str]
) -> Finding:
    after = (price * (1 - deal.discount.depth)).quantize(Decimal("0.01"))
    listed_there = deal.node.startswith("promotions/")
    shared = f"[{', '.join((*deal.channels, *partners))}]"
    members = discount_text.write(replace(deal.discount, visibility="members"))
    settle = shared if listed_there else members
    return RULE.broken(
        spot(given, deal.node, "channels" if listed_there else deal.field),
        say(
            "{p} brings {offer} to {p1} from us, beside {p2} at {partner}, who resells it.",
            "{p} met {offer} à {p1} chez nous, face à {p2} chez {partner}, qui le revend.",
            p=deal.title,
            offer=shelf.offer.title,
            p1=Money(after, shelf.asks.currency),
            p2=shelf.asks,
            partner=label(shelf.partner, given.plan.channels[shelf.partner].title),
        ),
        say(
            "Let the partner take part: `channels: {shared}`; or keep it for members: `{members}`.",
            "Faites-en profiter le partenaire : `channels: {shared}` ; ou réservez-la aux membres : "
            "`{members}`.",
            shared=shared,
            members=members,
        )
        if listed_there
        else say(
            "Let the partner take part, or keep it for members: `{members}`.",
            "Faites-en profiter le partenaire, ou réservez-la aux membres : `{members}`.",
            members=members,
        ),
        settle=settle,
        own=after,
        partner=shelf.asks,
    )
