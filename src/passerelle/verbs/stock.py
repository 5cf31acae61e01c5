"""What the offers of a plan have behind them: stock, what sold of late, what a discount leaves."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.effective import effective
from passerelle.plan.mix import Offer
from passerelle.plan.model import Plan
from passerelle.plan.rule_words import label, number_text, say, share_text
from passerelle.plan.values import Discount
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House

LATELY = timedelta(days=30)


def stock_lines(house: House, plan: Plan) -> tuple[Text, ...]:
    """Say, for each offer that an action or a promotion to come names, stock, sales and margin left.

    Stock and sales are counted over the offer's own product ids, the last 30 days before today; an
    offer without them gets its margin only.
    """
    return tuple(
        line for name, offer in plan.offers.items() for line in _offer(house, plan, name, offer)
    )


def _offer(house: House, plan: Plan, name: str, offer: Offer) -> Iterator[Text]:
    used = list(_uses(house, plan, name))
    if used and offer.products:
        stock, sold = _counts(house, offer.products)
        yield say(
            "{x}: {stock} in stock, {sold} sold in the last 30 days",
            "{x} : {stock} en stock, {sold} vendus ces 30 derniers jours",
            x=offer.title,
            stock=number_text(stock) if stock is not None else Text(en="not known", fr="inconnu"),
            sold=number_text(sold),
        )
    for who, discount in used:
        if discount and offer.cost and offer.cost.currency == offer.price.currency:
            yield _left(who, offer, discount)


def _left(who: str, offer: Offer, discount: Discount) -> Text:
    """Say what one sale leaves after discount and cost."""
    cost = offer.cost or Money(Decimal(0), offer.price.currency)
    price = (offer.price.amount * (1 - discount.depth)).quantize(Decimal("0.01"))
    left = price - cost.amount
    return say(
        "{a}: {x} sold {money} instead of {before} leaves {left} a piece ({share})",
        "{a} : {x} vendu {money} au lieu de {before} laisse {left} par pièce ({share})",
        a=who,
        x=offer.title,
        money=Money(price, offer.price.currency),
        before=offer.price,
        left=Money(left, offer.price.currency),
        share=share_text(left / price, 0) if price else "–",
    )


def _uses(house: House, plan: Plan, offer: str) -> Iterator[tuple[str, Discount | None]]:
    """Walk who sells an offer from today on, and at which discount."""
    today = day_in(house)
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        if offer in action.offers and (action.when is None or action.when.end >= today):
            yield label(name, action.title), action.promotion
    for name, sale in plan.promotions.items():
        if offer in sale.offers and sale.when.end >= today:
            told = plan.actions.get(sale.action or "")
            yield label(name, told.title if told else None), sale.discount


def _counts(house: House, products: tuple[str, ...]) -> tuple[Decimal | None, Decimal]:
    """Count pieces in stock (None when no source says) and pieces sold lately."""
    marks = ", ".join("?" for _ in products)
    first = day_in(house) - LATELY
    stock = house.warehouse.rows(
        f"SELECT sum(stock) FROM products WHERE product_id IN ({marks})",  # noqa: S608  marks only
        list(products),
    )[0][0]
    sold = house.warehouse.rows(
        "SELECT coalesce(sum(quantity), 0) FROM order_lines "  # noqa: S608  marks only
        f"WHERE kind = 'sale' AND ordered_at >= ? AND product_id IN ({marks})",
        [first, *products],
    )[0][0]
    return (None if stock is None else Decimal(stock)), Decimal(sold)
