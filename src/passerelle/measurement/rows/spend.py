"""What was spent: one row a line of the spend sources."""

from typing import Any

import ibis

from passerelle.measurement.attribution import OFF_PLAN, action_of
from passerelle.measurement.context import Measuring
from passerelle.plan.effective import effective
from passerelle.warehouse.tracking import resolved


def spend(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give spend up to ``as_of``: ``amount``, ``impressions``, ``clicks``, ``traced``.

    ``traced`` is the amount of the rows whose campaign leads to an action that serves an objective.
    """
    del by  # channel and action are columns of their own here
    rows = resolved(context.warehouse, "spend")
    rows = rows.filter(rows.day <= context.today)
    action = action_of(context, rows.code.coalesce(rows.campaign)).coalesce(OFF_PLAN)
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
        plan = context.plan
        return [name for name, action in plan.actions.items() if effective(plan, action).serves]
    table = context.warehouse.table("actions")
    rows = context.warehouse.arrow(table.select("action", "objectives")).to_pylist()
    return [row["action"] for row in rows if row["objectives"]]
