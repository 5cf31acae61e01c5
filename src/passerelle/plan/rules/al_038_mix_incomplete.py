"""AL-038: a launch decides each P of its mix.

What it checks
    Each offer launched in the plan's year: a product needs a word on product, price, place and
    promotion, a service also on people, process and evidence. A word is a choice of the mix for the
    offer or for all, a line of the mix of an action on the offer, what the brand or an attribute of
    the positioning means in that P. The offer's own price stands for price, its price list for
    place, an action or a promotion that names it for promotion. And, as an information, each need
    that the offer answers while no action or promotion offers it: the chain from study to campaign
    stops there.

Why it matters
    « … les 4P de McCarthy : Produit, Prix, Promotion, Place » (001): the P nobody decides, somebody
    improvises.

Bad
    year: {period: 2027}
    offers: {drap: {title: Drap, price: 90 EUR, launch: 2027-03-01}}

Good
    year: {period: 2027}
    offers: {drap: {title: Drap, price: 90 EUR, launch: 2027-03-01}}
    choices: {garantie: {p: product, chosen: garantie 10 ans, offers: drap}}
    actions: {lettre: {offers: drap, place: site et boutique}}

Source
    Alignment rule of the design notes, layer *mix*; documents 001 and 004.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.mix import Offer, P
from passerelle.plan.positioning import Means
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_mix import P_NAMES
from passerelle.plan.rule_positioning import Stances, up
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-038",
    title=Text(en="Mix incomplete", fr="Mix incomplet"),
    question=Text(
        en="Does every launch decide each P of its mix?",
        fr="Chaque lancement décide-t-il de chaque P de son mix\u202f?",
    ),
    why=Text(
        en="The P that nobody decides, somebody improvises.",
        fr="Le P dont personne ne décide, quelqu'un l'improvise.",
    ),
    severity=Severity.WARNING,
    seed="001 « les 4P de McCarthy : Produit, Prix, Promotion, Place »",
)

_PRODUCT: tuple[P, ...] = ("product", "price", "place", "promotion")
_SERVICE: tuple[P, ...] = (*_PRODUCT, "people", "process", "evidence")

_Said = Mapping[str | None, set[P]]


def check(given: Given) -> Verdicts:
    """Yield one warning for each launch that leaves a P open, one information for a chain broken."""
    launched = {name: one for name, one in given.plan.offers.items() if one.launch}
    year = given.plan.year
    if launched and year is None:
        yield RULE.lacks(say("the plan's year", "l'exercice du plan"))
    if not launched or year is None:
        return
    said, offered, stances = _said(given), _offered(given), Stances(given.plan)
    for name, offer in launched.items():
        if offer.launch not in year.period:
            continue
        known = said[None] | _own(offer) | _meant(given, stances.of(name).node)
        for one in up(given.plan, name):
            known |= said.get(one, set())
        yield from _missing(given, name, offer, known)
        if name not in offered:
            yield from _unanswered(given, name, offer)


def _said(given: Given) -> _Said:
    """Give the P decided for each offer, under None for all: choices, actions, promotions, brand."""
    found: dict[str | None, set[P]] = defaultdict(set)
    brand = given.plan.brand
    found[None] = _words(brand.means) if brand else set()
    for choice in given.plan.choices.values():
        for offer in choice.offers or (None,):
            found[offer].add(choice.p)
    for action in given.work.values():
        lines = Means(product=action.product, price=action.price, place=action.place)
        for offer in action.offers:
            found[offer] |= {*_words(lines), "promotion"}
    for promotion in given.plan.promotions.values():
        for offer in promotion.offers:
            found[offer].add("promotion")
    return found


def _words(means: Means) -> set[P]:
    """Name the P of which something is said."""
    return {p for p in _PRODUCT if getattr(means, p)}


def _own(offer: Offer) -> set[P]:
    return {"price", "place"} if offer.prices else {"price"}


def _meant(given: Given, stance: str) -> set[P]:
    """Name the P in which the attributes of a positioning mean something."""
    positioning = given.plan.positionings.get(stance.partition("/")[2])
    attributes = positioning.attributes.values() if positioning else ()
    return {p for means in attributes for p in _words(means)}


def _offered(given: Given) -> set[str]:
    plan = given.plan
    each: Iterator[tuple[str, ...]] = (one.offers for one in given.work.values())
    return {offer for offers in each for offer in offers} | {
        offer for promotion in plan.promotions.values() for offer in promotion.offers
    }


def _missing(given: Given, name: str, offer: Offer, known: set[P]) -> Verdicts:
    wanted = _SERVICE if offer.kind == "service" else _PRODUCT
    missing = [p for p in wanted if p not in known]
    if missing:
        yield RULE.broken(
            spot(given, f"offers/{name}", "launch"),
            say(
                "Launch of {offer} on {day}: nothing is decided on {ps}.",
                "Lancement de {offer} le {day} : rien n'est décidé en matière de : {ps}.",
                offer=offer.title,
                day=offer.launch,
                ps=listed(P_NAMES[p] for p in missing),
            ),
            say(
                "Add under `choices` what is decided in each P, with `offers: {name}`.",
                "Ajoutez sous `choices` ce qui est décidé dans chaque P, avec `offers: {name}`.",
                name=name,
            ),
            missing=missing,
        )


def _unanswered(given: Given, name: str, offer: Offer) -> Verdicts:
    """Yield one information for the first need that is answered by what nobody offers."""
    needs = [given.plan.needs[one] for one in offer.answers if one in given.plan.needs]
    if not needs:
        return
    facts = [given.plan.facts[one] for one in needs[0].evidence if one in given.plan.facts]
    studies = [given.plan.studies[one.study] for one in facts if one.study in given.plan.studies]
    words = {"need": needs[0].says, "offer": offer.title}
    yield RULE.broken(
        spot(given, f"offers/{name}", "answers"),
        say(
            "“{need}” was found by “{study}” and is answered by {offer}, which no action offers.",
            "« {need} », appris par « {study} », trouve réponse dans {offer}, qu'aucune action ne "
            "propose.",
            study=studies[0].title,
            **words,
        )
        if studies
        else say(
            "“{need}” is answered by {offer}, which no action offers.",
            "« {need} » trouve réponse dans {offer}, qu'aucune action ne propose.",
            **words,
        ),
        say(
            "Plan an action or a promotion with `offers: {name}`.",
            "Prévoyez une action ou une promotion avec `offers: {name}`.",
            name=name,
        ),
        severity=Severity.INFO,
        needs=[need.says for need in needs],
    )
