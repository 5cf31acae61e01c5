"""Which positioning covers an offer, and which tier and limits hold for it."""

from decimal import Decimal

from passerelle.plan.load import read_plan
from passerelle.plan.rule_positioning import Stances, up

PLAN = """
brand: {tier: premium, never: {discount_over: 20 %, deal_days_over: 28, words: [soldes]}}
offers:
  ligne: {title: Ligne, price: 9 EUR}
  drap: {title: Drap, price: 9 EUR, extends: ligne}
  montre: {title: Montre, price: 9 EUR}
  autre: {title: Autre, price: 9 EUR}
positionings:
  lit: {offers: ligne, never: {discount_over: 30 %, words: [prix]}}
  atelier: {offers: [montre, ligne], tier: luxury, never: {discount_over: 0 %}}
"""


def _stances(text: str = PLAN) -> Stances:
    return Stances(read_plan({"plan/plan.yaml": text}))


def test_a_positioning_says_over_the_brand_what_it_says() -> None:
    """Its own limits and words come over the brand's; the rest is the brand's."""
    held = _stances().of("drap")

    assert (held.node, held.tier) == ("positionings/lit", "premium")
    assert held.never.discount_over == Decimal("0.3")
    assert held.never.deal_days_over == 28
    assert held.never.words == ("soldes", "prix")
    assert held.who.en == "the positioning “lit”"


def test_an_offer_that_none_covers_is_the_brand_s() -> None:
    """Nor is an offer that is not there."""
    for offer in ("autre", "rien"):
        assert _stances().of(offer).node == "brand"
    assert _stances().brand.who.fr == "la marque"


def test_a_positioning_without_offers_covers_the_whole_brand() -> None:
    """Those that name offers stand over it."""
    whole = PLAN + "  maison: {tier: mainstream, never: {deal_days_over: 10}}\n"
    stances = _stances(whole)

    assert (stances.of("autre").node, stances.of("autre").tier) == (
        "positionings/maison",
        "mainstream",
    )
    assert stances.of("drap").tier == "mainstream"
    assert stances.of("drap").never.deal_days_over == 10
    assert stances.brand.never.discount_over == Decimal("0.2")


def test_of_several_offers_the_strictest_limit_and_the_highest_tier_hold() -> None:
    """The lowest limit counts; a limit that nobody set is None, beside the first stance."""
    stances = _stances()

    limit, stance = stances.strictest(["drap", "montre", "autre"], "discount_over")
    assert (limit, stance.node) == (0, "positionings/atelier")
    assert stances.highest(["drap", "montre"]).node == "positionings/atelier"
    assert stances.strictest(["montre"], "clearance_over") == (None, stances.of("montre"))
    assert [one.node for one in stances.over([])] == ["brand"]
    assert [one.node for one in stances.over(["autre", "drap", "rien"])] == [
        "brand",
        "positionings/lit",
    ]


def test_a_plan_that_says_nothing_has_no_tier_and_no_limit() -> None:
    """Nothing is invented."""
    bare = _stances("{}")

    assert (bare.brand.node, bare.brand.tier, bare.brand.never.discount_over) == (
        "brand",
        None,
        None,
    )
    assert bare.highest(["x"]).tier is None


def test_what_an_offer_extends_is_walked_once() -> None:
    """A loop ends."""
    text = """
offers:
  a: {title: A, price: 1 EUR, extends: b}
  b: {title: B, price: 1 EUR, extends: a}
"""
    assert list(up(read_plan({"plan/plan.yaml": text}), "a")) == ["a", "b"]
