"""Public price reductions of a plan: of its actions and of its promotions."""

from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule_words import label
from passerelle.plan.values import Discount


@dataclass(frozen=True, slots=True)
class Deal:
    """One price reduction that everybody sees: where it stands, how deep, when, on what, where.

    ``offers`` empty means all of them; ``channels`` empty means all channels; ``when`` is not known
    for an action without dates.
    """

    node: str
    field: str
    title: str
    discount: Discount
    when: Period | None
    offers: tuple[str, ...]
    channels: tuple[str, ...]


def public_deals(given: Given) -> Iterator[Deal]:
    """Walk them in the order of the text; gifts, bundles and the like leave the price alone."""
    for name, action in given.plan.actions.items():
        if action.promotion and action.promotion.visibility == "public":
            yield Deal(
                f"actions/{name}",
                "promotion",
                label(name, action.title),
                action.promotion,
                action.when,
                action.offers,
                (action.by,) if action.by else (),
            )
    for name, promotion in given.plan.promotions.items():
        if promotion.discount.visibility == "public" and promotion.mechanism == "price":
            yield Deal(
                f"promotions/{name}",
                "discount",
                name,
                promotion.discount,
                promotion.when,
                promotion.offers,
                promotion.channels,
            )
