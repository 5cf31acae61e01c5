"""Prices that a plan asks, and the lowest of the days before a promotion starts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.mix import Offer
from passerelle.plan.model import Plan
from passerelle.plan.operations import Promotion
from passerelle.plan.rule_forbidden import uses

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cut:
    """One price reduction that anyone could have: of which node, how deep, when, where."""

    node: str
    depth: Decimal
    when: Period
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest price of an offer in some days; ``cut`` is the node that made it, or nothing."""

    offer: str
    price: Money
    cut: str = ""


def one_price(given: Given, offer: str) -> str:
    """Give the words by which a plan promises one price in all places for an offer; empty without any.

    They stand in the brand's ``means`` on price, or in a policy on price of all offers or of this one.
    """
    brand, words = given.plan.brand, given.thresholds.words("AL-103", "one_price")
    policies = (
        policy.says
        for policy in given.plan.policies.values()
        if policy.p == "price" and (not policy.offers or offer in policy.offers)
    )
    said = (brand.means.price if brand else None, *policies)
    return next((one for one in said if one and any(uses(one, word) for word in words)), "")


def cuts_by_offer(given: Given) -> Mapping[str, tuple[Cut, ...]]:
    """Give the dated public price reductions of each offer, of promotions and of actions alone."""
    found: dict[str, list[Cut]] = defaultdict(list)
    announced = set()
    for name, one in given.plan.promotions.items():
        if one.mechanism == "price" and one.discount.visibility == "public":
            announced.add(one.action)
            cut = Cut(f"promotions/{name}", one.discount.depth, one.when, one.channels)
            for offer in _offers(given.plan, one.offers):
                found[offer].append(cut)
    for name, action in given.actions.items():
        deal = action.promotion
        if deal and action.when and deal.visibility == "public" and name not in announced:
            where = (action.by,) if action.by and action.by in given.plan.channels else ()
            cut = Cut(f"actions/{name}", deal.depth, action.when, where)
            for offer in _offers(given.plan, action.offers):
                found[offer].append(cut)
    return {offer: tuple(cuts) for offer, cuts in found.items()}


def lowest_before(
    given: Given, promotion: Promotion, days: int, cuts: Mapping[str, tuple[Cut, ...]]
) -> Iterator[Lowest]:
    """Walk the offers of a promotion, each with its lowest price in the days before it starts.

    Prices are those that we ask ourselves: channels of partners are left out. A reduction that
    touched one of those days lowers the price by its depth, to the cent.

    Args:
        given: The plan and what is known.
        promotion: The promotion; one that names no offer is on all of them.
        days: How many days before its first one count, at least 1.
        cuts: What ``cuts_by_offer`` gave.
    """
    first = promotion.when.start
    before = Period(first - timedelta(days=days), first - timedelta(days=1))
    for name in _offers(given.plan, promotion.offers):
        asked = list(_asked(given.plan, given.plan.offers[name], promotion.channels))
        if not asked:
            continue
        plain = min(price.amount for _, price in asked)
        best = Lowest(name, Money(plain, asked[0][1].currency))
        for cut in cuts.get(name, ()):
            if cut.when.overlaps(before):
                best = _lower(best, cut, asked)
        yield best


def _lower(best: Lowest, cut: Cut, asked: list[tuple[str, Money]]) -> Lowest:
    there = [price for channel, price in asked if _reaches(cut, channel)]
    if not there:
        return best
    amount = min(price.amount for price in there) * (1 - cut.depth)
    price = Money(_to_the_cent(amount), there[0].currency)
    return Lowest(best.offer, price, cut.node) if price.amount < best.price.amount else best


def _to_the_cent(amount: Decimal) -> Decimal:
    """Round to the cent, and leave cents out where there are none."""
    rounded = amount.quantize(_CENT, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded


def _reaches(cut: Cut, channel: str) -> bool:
    return not cut.channels or not channel or channel in cut.channels


def _asked(plan: Plan, offer: Offer, channels: tuple[str, ...]) -> Iterator[tuple[str, Money]]:
    """Walk the prices of an offer on the channels of a promotion; all of them when it names none."""
    own = {name: price for name, price in offer.prices.items() if _ours(plan, name)}
    if not channels:
        yield "", offer.price
    for name in channels or own:
        price = own.get(name) or offer.price
        if _ours(plan, name) and price.currency == offer.price.currency:
            yield name, price


def _ours(plan: Plan, channel: str) -> bool:
    known = plan.channels.get(channel)
    return known is None or known.family != "partner"


def _offers(plan: Plan, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names or plan.offers) if name in plan.offers)
