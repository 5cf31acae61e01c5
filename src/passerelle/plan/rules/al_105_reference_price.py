"""AL-105: a price that is struck through must be the lowest of the last days.

What it checks
    Promotions on the price that are not over, in countries whose law says so (France: 30 days): the
    ``reference`` price against the lowest price that the plan itself asks in the days before the
    start, out of the price list of our own channels and of the other public reductions of the same
    offers. A promotion without ``reference`` strikes the list price through: it is asked for one
    when an earlier reduction made another price the lowest. Cases that the law exempts (``exempt``)
    are left alone. The rule binds once someone has confirmed the country's law
    (``law_confirmed_by`` of the market).

Why it matters
    « la définition des promotions, des offres spéciales et des animations commerciales » (004): a
    reduction on a price that nobody was asked is no reduction.

Bad
    markets: {france: {title: France, countries: [FR]}}
    offers: {parure: {title: Parure, price: 189 EUR}}
    promotions: {blanc: {discount: 20 % public, when: 2027-01-11..2027-01-31, offers: parure, reference: 210 EUR}}

Good
    markets: {france: {title: France, countries: [FR]}}
    offers: {parure: {title: Parure, price: 189 EUR}}
    promotions: {blanc: {discount: 20 % public, when: 2027-01-11..2027-01-31, offers: parure, reference: 189 EUR}}

Source
    Code de la consommation, article L112-1-1, read on 26 November 2026; document 004. To be
    confirmed by counsel. What was really asked at the till is not known here: the plan's own prices
    are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.country import ReferencePrice, country
from passerelle.plan.given import Given
from passerelle.plan.operations import Promotion
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_law import binding
from passerelle.plan.rule_places import countries_in, law_is_confirmed, markets_of_promotion
from passerelle.plan.rule_prices import Cut, Lowest, cuts_by_offer, lowest_before
from passerelle.plan.rule_words import listed, money_text, say
from passerelle.plan.scalars import money as money_scalar

RULE = Rule(
    id="AL-105",
    title=Text(en="Price-reduction reference", fr="Prix de référence"),
    question=Text(
        en="Is every struck-through price the lowest of the last days?",
        fr="Chaque prix barré est-il le plus bas des derniers jours\u202f?",
    ),
    why=Text(
        en="A reduction on a price that nobody was asked is no reduction.",
        fr="Une réduction sur un prix que personne n'a payé n'en est pas une.",
    ),
    severity=Severity.ERROR,
    seed="004 « la définition des promotions, des offres spéciales et des animations commerciales »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each promotion whose reference is another price than the lowest."""
    cuts = cuts_by_offer(given)
    lacks = _Lacks([], {}, [])
    for name, promotion in given.plan.promotions.items():
        if promotion.mechanism == "price" and promotion.when.end >= given.today:
            yield from _one(given, name, promotion, cuts, lacks)
    if lacks.countries:
        yield RULE.lacks(say("the countries of {x}", "les pays de {x}", x=listed(lacks.countries)))
    if lacks.law:
        yield RULE.lacks(
            say(
                "what the law of {x} says of struck-through prices",
                "ce que le droit de {x} dit des prix barrés",
                x=listed(lacks.law),
            )
        )
    if lacks.prices:
        yield RULE.lacks(
            say(
                "a price of {x} in the currency of its reference",
                "un prix de {x} dans la monnaie de sa référence",
                x=listed(lacks.prices),
            )
        )


@dataclass
class _Lacks:
    """What could not be decided: promotions without a country, countries without a file, prices."""

    countries: list[str]
    law: dict[str, None]
    prices: list[str]


def _one(
    given: Given,
    name: str,
    promotion: Promotion,
    cuts: Mapping[str, tuple[Cut, ...]],
    lacks: _Lacks,
) -> Iterator[Finding]:
    codes = countries_in(given.plan, markets_of_promotion(given, promotion))
    if promotion.reference:
        lacks.law |= dict.fromkeys(code for code in codes if country(code) is None)
        lacks.countries += [] if codes else [name]
    law, confirmed = _law(given, promotion, codes)
    if law is None:
        return
    lowest = list(lowest_before(given, promotion, law.days, _others(cuts, name, promotion)))
    if _foreign(promotion, lowest):
        lacks.prices.append(name)
        return
    for finding in _wrong(given, name, promotion, lowest, law):
        yield binding(finding, confirmed=confirmed)


def _law(
    given: Given, promotion: Promotion, codes: tuple[str, ...]
) -> tuple[ReferencePrice | None, bool]:
    """Give the law of the first country that does not exempt it, and whether someone confirmed it."""
    markets = markets_of_promotion(given, promotion)
    for code in codes:
        known = country(code)
        price = known.reference_price if known else None
        if price and promotion.exempt not in price.exempt:
            return price, law_is_confirmed(given.plan, markets, code)
    return None, False


def _others(
    cuts: Mapping[str, tuple[Cut, ...]], name: str, promotion: Promotion
) -> Mapping[str, tuple[Cut, ...]]:
    """Leave out the promotion itself, and the action that announces it."""
    own = {f"promotions/{name}", f"actions/{promotion.action}"}
    offers = promotion.offers or tuple(cuts)
    return {one: tuple(cut for cut in cuts.get(one, ()) if cut.node not in own) for one in offers}


def _foreign(promotion: Promotion, lowest: list[Lowest]) -> bool:
    return promotion.reference is not None and any(
        one.price.currency != promotion.reference.currency for one in lowest
    )


def _wrong(
    given: Given, name: str, promotion: Promotion, lowest: list[Lowest], law: ReferencePrice
) -> Iterator[Finding]:
    prices = {one.price: one for one in lowest}
    if promotion.reference is None:
        cut = [one for one in lowest if one.cut]
        if cut and len(prices) == 1:
            yield _unsaid(given, name, cut[0], law)
        elif cut:
            yield _several(given, name, lowest)
    elif len(prices) > 1:
        yield _several(given, name, lowest)
    elif prices and promotion.reference not in prices:
        yield _other(given, name, promotion.reference, lowest[0], law)


def _other(
    given: Given, name: str, reference: Money, lowest: Lowest, law: ReferencePrice
) -> Finding:
    return RULE.broken(
        spot(given, f"promotions/{name}", "reference"),
        say(
            "{p} strikes {ref} through; the lowest price of the {n} days before is {low} ({why}).",
            "{p} barre {ref} ; le prix le plus bas des {n} jours précédents est {low} ({why}).",
            p=name,
            ref=money_text(reference),
            n=law.days,
            low=money_text(lowest.price),
            why=_why(given, lowest),
        ),
        _fix(lowest.price, law),
        severity=Severity.ERROR if reference.amount > lowest.price.amount else Severity.WARNING,
        settle=money_scalar.write(lowest.price),
        reference=reference,
        lowest=lowest.price,
        offer=lowest.offer,
    )


def _unsaid(given: Given, name: str, lowest: Lowest, law: ReferencePrice) -> Finding:
    return RULE.broken(
        spot(given, f"promotions/{name}", "reference"),
        say(
            "{p} does not say which price it strikes through; the lowest of the {n} days before is "
            "{low} ({why}), not the list price.",
            "{p} ne dit pas quel prix elle barre ; le plus bas des {n} jours précédents est {low} "
            "({why}), non le prix du tarif.",
            p=name,
            n=law.days,
            low=money_text(lowest.price),
            why=_why(given, lowest),
        ),
        _fix(lowest.price, law),
        settle=money_scalar.write(lowest.price),
        lowest=lowest.price,
        offer=lowest.offer,
    )


def _several(given: Given, name: str, lowest: list[Lowest]) -> Finding:
    return RULE.broken(
        spot(given, f"promotions/{name}", "offers"),
        say(
            "{p} is on offers with different lowest prices: {all}. One struck-through price cannot "
            "be right for all.",
            "{p} porte sur des offres dont le prix le plus bas diffère : {all}. Un seul prix barré ne "
            "peut être juste pour toutes.",
            p=name,
            all=listed(
                say("{o} {m}", "{o} {m}", o=one.offer, m=money_text(one.price)) for one in lowest
            ),
        ),
        say(
            "Make one promotion for each price.",
            "Faites une promotion pour chaque prix.",
        ),
        lowest={one.offer: one.price for one in lowest},
    )


def _fix(low: Money, law: ReferencePrice) -> Text:
    return say(
        "Write `reference: {low}`, or say in `exempt` why another price may stand there. {law}; to be "
        "confirmed by counsel.",
        "Écrivez `reference: {low}`, ou dites dans `exempt` pourquoi un autre prix peut y figurer. "
        "{law} ; à faire confirmer par un juriste.",
        low=money_scalar.write(low),
        law=law.source.text,
    )


def _why(given: Given, lowest: Lowest) -> Text:
    section, _, cut = lowest.cut.partition("/")
    if not cut:
        return say("price list", "tarif")
    title = given.actions[cut].title if section == "actions" else None
    return say("after {cut}", "après {cut}", cut=title or cut)
