"""What an action owes to the brand and to the positioning of what it sells: promise, limits."""

from passerelle.base.language import Text
from passerelle.plan.brief_frame import limit_lines
from passerelle.plan.brief_words import TIERS, Lines, joined, same
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.positioning import Never
from passerelle.plan.rule_positioning import Stance, Stances
from passerelle.plan.rule_words import say, share_text

_TIER = Text(en="Price tier", fr="Niveau de gamme")


def brand_lines(plan: Plan, action: Action) -> Lines:
    """Walk what the brand promises, then the limits of what covers the offers, then what it carries."""
    brand = plan.brand
    if brand:
        if brand.tier:
            yield _TIER, TIERS[brand.tier]
        yield Text(en="The brand promises", fr="La marque promet"), same(brand.promise or "")
        yield Text(en="In the product", fr="Dans le produit"), same(brand.means.product or "")
        yield Text(en="In the price", fr="Dans le prix"), same(brand.means.price or "")
        yield Text(en="In the place", fr="Dans la distribution"), same(brand.means.place or "")
        yield (
            Text(en="In what is said", fr="Dans ce qui est dit"),
            same(brand.means.promotion or ""),
        )
    stances = Stances(plan).over(action.offers)
    for stance in stances:
        if stance.tier and stance.tier != (brand.tier if brand else None):
            yield _TIER, _of(stance, TIERS[stance.tier])
        for head, said in _bounds(stance):
            yield head, _of(stance, said) if len(stances) > 1 and said.en else said
    if brand:
        yield Text(en="Always carries", fr="Porte toujours"), joined(map(same, brand.mentions))


def _of(stance: Stance, said: Text) -> Text:
    return say("{said} ({who})", "{said} ({who})", said=said, who=stance.who)


def _bounds(stance: Stance) -> Lines:
    never: Never = stance.never
    yield Text(en="Words never used", fr="Mots à ne jamais employer"), same(", ".join(never.words))
    shares = (
        (Text(en="No public discount over", fr="Pas de remise publique au-delà de"), never.discount_over),
        (Text(en="No legal clearance over", fr="Pas de soldes au-delà de"), never.clearance_over),
    )  # fmt: skip
    for head, share in shares:
        if share is not None:
            yield head, share_text(share)
    yield from limit_lines(never)
