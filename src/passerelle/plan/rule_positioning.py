"""Which positioning covers these offers, and which tier and limits hold for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from passerelle.base.language import Text
from passerelle.plan.analysis import Tier
from passerelle.plan.model import Plan
from passerelle.plan.positioning import Brand, Never, Positioning
from passerelle.plan.rule_words import label, say

TIERS: tuple[Tier, ...] = ("value", "mainstream", "premium", "luxury")
"""Tiers, from the lowest to the highest."""

TIER_NAMES: Mapping[str, Text] = {
    "luxury": Text(en="luxury", fr="de luxe"),
    "premium": Text(en="premium", fr="premium"),
    "mainstream": Text(en="mainstream", fr="grand public"),
    "value": Text(en="value", fr="à petit prix"),
}
"""Tiers as people read them, after the word *brand*."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What holds for some offers: their tier, the limits, and the node that says so first.

    ``node`` is ``positionings/x`` where one covers the offers, else ``brand``. What the positioning
    does not say is the brand's. ``title`` is the category of the positioning, empty without one.
    ``base`` is what holds without it, and ``own`` names the limits that it sets itself.
    """

    node: str
    tier: Tier | None
    never: Never
    title: str = ""
    base: "Stance | None" = None
    own: frozenset[str] = frozenset()

    def setting(self, limit: str) -> "Stance":
        """Give the stance that sets a limit: this one, or the one below it that does."""
        return self if self.base is None or limit in self.own else self.base.setting(limit)

    @property
    def who(self) -> Text:
        """The brand, or the positioning by its category or its name, at the start of no sentence."""
        if self.node == "brand":
            return say("the brand", "la marque")
        name = label(self.node.partition("/")[2], self.title)
        return say("the positioning “{x}”", "le positionnement « {x} »", x=name)


class Stances:
    """The positionings of a plan, looked up by offer.

    A positioning covers the offers that it names and those that extend them; one that names none
    covers the whole brand. Where several could, the first of the plan does.
    """

    def __init__(self, plan: Plan) -> None:
        """Look at the positionings of ``plan`` once."""
        self._plan = plan
        self._by_offer: dict[str, str] = {}
        self._known: dict[str, Stance] = {}
        for name, one in plan.positionings.items():
            for offer in one.offers:
                self._by_offer.setdefault(offer, name)

    @cached_property
    def brand(self) -> Stance:
        """What holds for the whole brand: its first positioning that names no offer, over it."""
        plan = self._plan
        whole = (name for name, one in plan.positionings.items() if not one.offers)
        name = next(whole, None)
        brand = plan.brand or Brand()
        base = Stance("brand", brand.tier, brand.never)
        return base if name is None else _over(base, name, plan.positionings[name])

    def of(self, offer: str) -> Stance:
        """Give what holds for one offer."""
        if offer not in self._known:
            named = next((one for one in up(self._plan, offer) if one in self._by_offer), None)
            name = self._by_offer.get(named or "")
            self._known[offer] = (
                self.brand
                if name is None
                else _over(self.brand, name, self._plan.positionings[name])
            )
        return self._known[offer]

    def over(self, offers: Iterable[str]) -> tuple[Stance, ...]:
        """Give what holds for several offers, each stance once; for none, what holds for all."""
        found = {stance.node: stance for stance in map(self.of, offers)}
        return tuple(found.values()) or (self.brand,)

    def strictest(self, offers: Iterable[str], limit: str) -> tuple[Any, Stance]:
        """Give the lowest limit of that name over the offers, and the stance that sets it.

        Returns:
            (None, the first stance) where none has such a limit.
        """
        stances = self.over(offers)
        said = [
            (value, stance)
            for stance in stances
            if (value := getattr(stance.never, limit)) is not None
        ]
        if not said:
            return None, stances[0]
        value, stance = min(said, key=lambda one: one[0])
        return value, stance.setting(limit)

    def highest(self, offers: Iterable[str]) -> Stance:
        """Give the stance of the highest tier among those of the offers."""
        return max(self.over(offers), key=lambda one: TIERS.index(one.tier) if one.tier else -1)


def up(plan: Plan, offer: str) -> Iterable[str]:
    """Walk an offer and those it extends, each once."""
    seen: dict[str, None] = {}
    name: str | None = offer
    while name is not None and name not in seen:
        seen[name] = None
        node = plan.offers.get(name)
        name = node.extends if node else None
    return seen


def _over(base: Stance, name: str, own: Positioning) -> Stance:
    """Put what a positioning says over what holds without it; its words are added."""
    said = {field: value for field, value in own.never if value is not None and field != "words"}
    words = tuple(dict.fromkeys((*base.never.words, *own.never.words)))
    never = base.never.model_copy(update={**said, "words": words})
    return Stance(
        f"positionings/{name}",
        own.tier or base.tier,
        never,
        own.category or "",
        base,
        frozenset(said),
    )
