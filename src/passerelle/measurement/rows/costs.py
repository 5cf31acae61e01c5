"""What everything cost: the spend sources, and what they do not tell."""

from typing import Any

import ibis

from passerelle.measurement.context import Measuring
from passerelle.measurement.rows.spend import spend


def costs(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give costs up to ``as_of``: ``amount``, and how much of it is ``planned`` only.

    A channel that a spend source reports is counted from that source alone, and so is an action
    that has spend of its own; every other action counts what its task sheet or the plan says.
    """
    paid = spend(context, by)
    none = ibis.literal(0).cast("decimal(18,4)")
    paid = paid.select("at", "channel", "action", amount=paid.amount, planned=none)
    told = context.warehouse.table("costs")
    told = told.filter(told.day <= context.today).mutate(channel=told.channel.coalesce("other"))
    told = told.anti_join(paid.select("channel").distinct(), "channel")
    told = told.anti_join(paid.select("action").distinct(), "action")
    return paid.union(
        told.select(
            "channel",
            "action",
            "amount",
            at=told.day,
            planned=ibis.ifelse(told.kind == "planned", told.amount, none),
        ).select("at", "channel", "action", "amount", "planned")
    )
