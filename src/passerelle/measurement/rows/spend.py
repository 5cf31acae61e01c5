"""What was spent: one row a line of the spend sources."""

from typing import Any

import ibis

from passerelle.measurement.attribution import OFF_PLAN, action_of
from passerelle.measurement.context import Measuring


def spend(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give spend up to ``as_of``: ``amount``, ``impressions``, ``clicks``, ``traced``.

    ``traced`` is the amount of the rows whose campaign leads to an action that serves an objective.
    """
    del by  # channel and action are columns of their own here
    table = context.warehouse.table("spend")
    table = table.filter(table.day <= context.today)
    codes = context.warehouse.table("codes").select("source", "value", mapped="code")
    rows = table.left_join(codes, [table.source == codes.source, table.campaign == codes.value])
    action = action_of(context, rows.mapped.coalesce(rows.campaign)).coalesce(OFF_PLAN)
    serving = _serving(context)
    return rows.select(
        "amount",
        "impressions",
        "clicks",
        at=rows.day,
        one=ibis.literal(1, "int64"),
        channel=rows.channel.coalesce("other"),
        action=action,
        traced=ibis.ifelse(action.isin(serving), rows.amount, 0) if serving else rows.amount * 0,
    )


def _serving(context: Measuring) -> list[str]:
    if context.plan:
        return [name for name, action in context.plan.actions.items() if action.serves]
    table = context.warehouse.table("actions")
    rows = context.warehouse.arrow(table.select("action", "objectives")).to_pylist()
    return [row["action"] for row in rows if row["objectives"]]
