"""Orders, first orders, and what orders hold: one row an order."""

from typing import Any

import ibis

from passerelle.measurement.attribution import credited
from passerelle.measurement.context import Measuring

SHARE = "decimal(18,6)"
MARGIN = "decimal(38,10)"


def orders(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give orders up to ``as_of``: ``net``, ``gross``, ``net_squared``, ``with_coupon``, ``sale``.

    ``sale`` is 1 for an order with at least one sale line and 0 for a return that stands alone.
    """
    table = _until(context)
    return credited(context, _columns(table), by)


def sales(context: Measuring, by: str) -> Any:  # noqa: ANN401
    """Give the orders that hold a sale line: a lone return makes nobody a buyer."""
    rows = orders(context, by)
    return rows.filter(rows.sale == 1)


def first_orders(context: Measuring, by: str) -> Any:  # noqa: ANN401
    """Give each customer's first order with a sale line: ``one`` is 1."""
    table = _until(context)
    known = table.filter(table.customer_id.notnull() & (table.gross > 0))
    order = [known.ordered_at, known.order_id]
    ranked = known.mutate(rank=ibis.row_number().over(group_by=known.customer_id, order_by=order))
    first = ranked.filter(ranked["rank"] == 0)
    rows = first.select(
        "order_id", "customer_id", "ordered_at", at=first.day, one=ibis.literal(1, "int64")
    )
    return credited(context, rows, by)


def baskets(context: Measuring, by: str) -> Any:  # noqa: ANN401
    """Give orders with what their lines hold: ``units`` sold, ``margin`` and its square, ``known``.

    ``margin`` is amount − quantity × cost, or amount × margin share where the product has no cost;
    ``known`` is the amount of the lines for which either is known.
    """
    lines = context.warehouse.table("order_lines")
    products = context.warehouse.table("products").select("product_id", "cost", "margin_share")
    joined = lines.left_join(products, "product_id")
    by_cost = joined.amount - joined.quantity * joined.cost
    by_share = joined.amount.cast(SHARE) * joined.margin_share.cast(SHARE)
    joined = joined.mutate(margin=by_cost.cast(MARGIN).coalesce(by_share.cast(MARGIN)))
    summed = joined.group_by("order_id").aggregate(
        units=joined.quantity.sum(where=joined.kind == "sale"),
        margin=joined.margin.sum(),
        known=joined.amount.sum(where=joined.margin.notnull()),
    )
    table = _columns(_until(context))
    rows = table.inner_join(summed, "order_id")
    rows = rows.mutate(margin_squared=rows.margin.cast("float64") * rows.margin.cast("float64"))
    return credited(context, rows, by)


def _until(context: Measuring) -> Any:  # noqa: ANN401
    table = context.warehouse.table("orders")
    return table.filter(table.ordered_at <= context.moment)


def _columns(table: Any) -> Any:  # noqa: ANN401
    net = table.net.cast("float64")
    return table.select(
        "order_id",
        "customer_id",
        "ordered_at",
        "country",
        "net",
        "gross",
        at=table.day,
        net_squared=net * net,
        with_coupon=ibis.ifelse(table.coupon.notnull(), table.net, 0),
        sale=ibis.ifelse(table.gross > 0, 1, 0).cast("int64"),
        sales_channel=table.channel,
    )
