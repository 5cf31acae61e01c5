"""What a task sheet says of the brand, and of the positioning of what the action sells."""

from passerelle.plan.brief import brief_lines
from passerelle.plan.load import read_plan

PLAN = """
brand: {tier: premium, promise: Garder dix ans, never: {discount_over: 30 %, words: [soldé]}, mentions: [Entretien 3 mois]}
offers: {drap: {title: Drap, price: 100 EUR}, montre: {title: Montre, price: 9000 EUR}}
positionings:
  atelier: {offers: montre, category: Horlogerie, benefit: Le temps long, tier: luxury, attributes: {rare: {product: 50 pièces}}, never: {discount_over: 5 %, words: [promo]}}
actions:
  linge: {title: Linge, offers: drap}
  montres: {title: Montres, offers: montre}
  tout: {title: Tout, offers: [drap, montre]}
"""


def _said(action: str, language: str = "en") -> list[str]:
    lines = brief_lines(read_plan({"p.yaml": PLAN}), action)
    return [f"{head.read(language)}: {said.read(language)}" for head, said in lines]


def test_without_a_positioning_the_brand_s_limits_stand() -> None:
    """Who sells the sheet sees the brand's limit and nothing of the watches."""
    said = _said("linge")

    assert {"No public discount over: 30%", "Words never used: soldé"} <= set(said)
    assert not [one for one in said if "Horlogerie" in one or "5%" in one]


def test_what_is_sold_under_a_positioning_keeps_to_that_one() -> None:
    """Its own limit and tier, its words beside the brand's."""
    said = _said("montres")

    assert "No public discount over: 5%" in said
    assert "No public discount over: 30%" not in said
    assert "Words never used: soldé, promo" in said
    assert {"Price tier: premium", "Price tier: luxury (the positioning “Horlogerie”)"} <= set(said)
    assert "Always carries: Entretien 3 mois" in said


def test_of_two_each_limit_says_whose_it_is() -> None:
    """An action that sells both sees both limits, each with its owner."""
    said = _said("tout", "fr")

    assert "Pas de remise publique au-delà de: 30\u202f% (la marque)" in said
    assert (
        "Pas de remise publique au-delà de: 5\u202f% (le positionnement «\u202fHorlogerie\u202f»)"
        in said
    )
