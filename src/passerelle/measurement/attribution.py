"""Which touch an order is credited to: the last one that was not direct, within 30 days before it.

Touches are built by the warehouse from events that say where they came from, already resolved to
a tracking code; a visit that says nothing is direct and makes no touch. The credit is *attributed*:
it tells what came last, not what caused the order.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import ibis

from passerelle.base.language import Text
from passerelle.measurement.context import Measuring
from passerelle.plan.model import Plan
from passerelle.warehouse.tracking import resolved

DIRECT = "direct"
"""The slice of what no touch preceded."""

OFF_PLAN = "off plan"
"""The slice of what came through a touch or a campaign that no action of the plan claims."""

CREDITED = ("channel", "action")
"""The splits that rest on attribution."""


def rule(context: Measuring) -> Text:
    """Say how orders are credited, for showing beside the number."""
    days = context.attribution_days
    return Text(
        en=f"attributed: last non-direct touch within {days} days before the order",
        fr=f"attribué\u202f: dernier contact non direct dans les {days} jours avant la commande",
    )


def action_codes(context: Measuring) -> Mapping[str, str]:
    """Give the action that each tracking code belongs to: the plan's, else the published ones."""
    if context.plan:
        return codes_of(context.plan)
    table = context.warehouse.table("actions")
    rows = context.warehouse.arrow(table.select("action", "code")).to_pylist()
    return {row["code"] or row["action"]: row["action"] for row in rows}


def codes_of(plan: Plan) -> Mapping[str, str]:
    """Give the action of each tracking code: an action's own name unless it says otherwise."""
    return {action.tracking or name: name for name, action in plan.actions.items()}


def action_of(context: Measuring, code: Any) -> Any:  # noqa: ANN401  # ibis has no types
    """Turn a column of codes into actions; what no action claims is ``off plan``."""
    known = action_codes(context)
    if not known:
        return ibis.literal(OFF_PLAN)
    return code.substitute(dict(known), else_=OFF_PLAN)


def credited(context: Measuring, orders: Any, by: str) -> Any:  # noqa: ANN401
    """Add ``channel`` and ``action`` to orders, when the split asks for them.

    Args:
        context: The setting; ``attribution_days`` is how far back a touch counts.
        orders: An Ibis table with ``order_id``, ``customer_id`` and ``ordered_at``, one row an
            order; other columns are kept.
        by: The wanted split; anything but ``channel`` and ``action`` leaves ``orders`` as it is.

    Returns:
        The same rows. A coupon that belongs to an action is a touch at the moment of the order,
        after all others. Of several touches at one moment the greatest event id counts.
    """
    if by not in CREDITED:
        return orders
    touches = context.warehouse.table("touches")
    near = (
        orders.select("order_id", "customer_id", "ordered_at")
        .inner_join(
            touches.select("customer_id", "occurred_at", "channel", "code", "event_id"),
            "customer_id",
        )
        .filter(lambda t: t.occurred_at <= t.ordered_at)
        .filter(lambda t: t.occurred_at >= t.ordered_at - timedelta(days=context.attribution_days))
        .filter(lambda t: t.channel.isnull() | (t.channel != DIRECT))
        .select("order_id", "occurred_at", "channel", "code", "event_id")
        .union(_coupons(context))
    )
    latest = [near.occurred_at.desc(), near.event_id.desc()]
    ranked = near.mutate(rank=ibis.row_number().over(group_by=near.order_id, order_by=latest))
    last = ranked.filter(ranked["rank"] == 0).select("order_id", "channel", "code", touched=True)
    joined = orders.left_join(last, "order_id").drop("order_id_right")
    return joined.mutate(
        channel=ibis.ifelse(joined.touched.notnull(), joined.channel.coalesce("other"), DIRECT),
        action=ibis.ifelse(joined.touched.notnull(), action_of(context, joined.code), DIRECT),
    )


def _coupons(context: Measuring) -> Any:  # noqa: ANN401
    rows = resolved(context.warehouse, "orders")
    rows = rows.filter(rows.coupon.notnull())
    code = rows.code.coalesce(rows.coupon)
    known = list(action_codes(context))
    mine = rows.mutate(code=code).filter(code.isin(known) if known else ibis.literal(False))
    return mine.select(
        "order_id",
        occurred_at=mine.ordered_at,
        channel=_way(context, mine.code),
        code=mine.code,
        event_id=ibis.literal("\uffff").concat(mine.order_id),
    )


def _way(context: Measuring, code: Any) -> Any:  # noqa: ANN401
    if context.plan:
        ways = {action.tracking or name: action.by for name, action in context.plan.actions.items()}
    else:
        table = context.warehouse.table("actions").select("code", "action", "channel")
        rows = context.warehouse.arrow(table).to_pylist()
        ways = {row["code"] or row["action"]: row["channel"] for row in rows}
    named = {name: way for name, way in ways.items() if way}
    return code.substitute(named, else_="other") if named else ibis.literal("other")
