"""AL-030: a promotion must keep to the limits that the brand has set itself.

What it checks
    Public discounts, of actions and of promotions, against the brand's own ``never.discount_over``;
    legal *soldes* inside their period against ``never.clearance_over``. An error above the limit, a
    warning above ``near`` (70 %) of it. Discounts for members or private sales are left alone. As
    long as the brand has set no limit, one warning asks for it and suggests one by tier (luxury 0
    %, premium 10 %, mainstream 30 %, value 50 %): a default is never an error.

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

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_soldes import is_legal_clearance
from passerelle.plan.rule_words import label, listed, say, share_text
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

_TIERS = {
    "luxury": Text(en="luxury", fr="de luxe"),
    "premium": Text(en="premium", fr="premium"),
    "mainstream": Text(en="mainstream", fr="grand public"),
    "value": Text(en="value", fr="à petit prix"),
}
_SEEN_BY = Text(en="public", fr="publique")


@dataclass(frozen=True, slots=True)
class _Offered:
    node: str
    field: str
    title: str
    discount: Discount
    when: Period | None

    @property
    def limit(self) -> str:
        """Which limit of the brand counts: *soldes* outside their period are plain discounts."""
        legal = self.discount.clearance and (self.when is None or is_legal_clearance(self.when))
        return "clearance_over" if legal else "discount_over"


def check(given: Given) -> Verdicts:
    """Yield one finding for each public promotion beyond or near its limit, or ask for one."""
    never = given.plan.brand.never if given.plan.brand else None
    limits = {
        "discount_over": never.discount_over if never else None,
        "clearance_over": never.clearance_over if never else None,
    }
    undeclared: dict[str, list[str]] = {}
    for offered in _public(given):
        cap = limits[offered.limit]
        if cap is None:
            undeclared.setdefault(offered.limit, []).append(offered.title)
        elif offered.discount.depth > cap * given.thresholds.number("AL-030", "near"):
            yield _beyond(given, offered, cap)
    for limit, titles in undeclared.items():
        yield _asked(given, limit, titles)


def _public(given: Given) -> Iterator[_Offered]:
    for name, action in given.plan.actions.items():
        if action.promotion and action.promotion.visibility == "public":
            title = label(name, action.title)
            yield _Offered(f"actions/{name}", "promotion", title, action.promotion, action.when)
    for name, promotion in given.plan.promotions.items():
        if promotion.discount.visibility == "public":
            node = f"promotions/{name}"
            yield _Offered(node, "discount", name, promotion.discount, promotion.when)


def _beyond(given: Given, offered: _Offered, cap: Decimal) -> Finding:
    over = offered.discount.depth > cap
    tier = given.plan.brand.tier if given.plan.brand else None
    near = given.thresholds.number("AL-030", "near")
    message = (
        say(
            "{p} (-{x}, {visibility}) trivialises a {tier} brand; its own limit is {cap}.",
            "{p} (-{x}, {visibility}) banalise une marque {tier} ; sa propre limite est de {cap}.",
            p=offered.title,
            x=share_text(offered.discount.depth),
            visibility=_SEEN_BY,
            tier=_TIERS[tier] if tier else Text(en="such a", fr="comme celle-ci"),
            cap=share_text(cap),
        )
        if over
        else say(
            "{p} (-{x}, {visibility}) is above {near} of the brand's limit of {cap}.",
            "{p} (-{x}, {visibility}) dépasse {near} de la limite de {cap} de la marque.",
            p=offered.title,
            x=share_text(offered.discount.depth),
            visibility=_SEEN_BY,
            near=share_text(near),
            cap=share_text(cap),
        )
    )
    settle = _settled(offered.discount, cap * near)
    return RULE.broken(
        spot(given, offered.node, offered.field),
        message,
        say(
            "Prefer a gift, a service, a private sale or a limited edition; or write `{settle}`.",
            "Préférez un cadeau, un service, une vente privée ou une édition limitée ; ou écrivez "
            "`{settle}`.",
            settle=settle,
        ),
        severity=Severity.ERROR if over else Severity.WARNING,
        settle=settle,
        depth=offered.discount.depth,
        cap=cap,
        visibility=offered.discount.visibility,
        limit=offered.limit,
    )


def _settled(discount: Discount, room: Decimal) -> str:
    """Keep the discount public at the whole per cent that leaves room, or keep it for members."""
    depth = room.quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
    kept = replace(discount, depth=depth) if depth else replace(discount, visibility="members")
    return discount_text.write(kept)


def _asked(given: Given, limit: str, titles: list[str]) -> Finding:
    tier = given.plan.brand.tier if given.plan.brand else None
    suggested = given.thresholds.number("AL-030", tier) if tier else None
    plain = limit == "discount_over"
    what = (
        say("public discounts", "remises publiques") if plain else say("clearance sales", "soldes")
    )
    fix = (
        say(
            "Write `never: {limit}`; a {tier} brand usually stops at {cap}.",
            "Écrivez `never: {limit}` ; une marque {tier} s'arrête d'ordinaire à {cap}.",
            limit=limit,
            tier=_TIERS[tier],
            cap=share_text(suggested),
        )
        if tier and suggested is not None and plain
        else say(
            "Write `never: {limit}`, and the brand's `tier`.",
            "Écrivez `never: {limit}`, et le niveau de gamme (`tier`) de la marque.",
            limit=limit,
        )
    )
    return RULE.broken(
        spot(given, "brand", f"never/{limit}"),
        say(
            "The brand has set no limit to {what}, and the plan holds some: {names}.",
            "La marque n'a fixé aucune limite aux {what}, et le plan en contient : {names}.",
            what=what,
            names=listed(titles),
        ),
        fix,
        severity=Severity.WARNING,
        settle=percent_text.write(suggested) if plain and suggested is not None else None,
        promotions=titles,
    )
