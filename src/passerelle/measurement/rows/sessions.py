"""Visits to the site: one row a session."""

from typing import Any

import ibis

from passerelle.measurement.attribution import CREDITED, DIRECT, action_of
from passerelle.measurement.context import Measuring


def sessions(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give sessions by their first moment: ``one``, ``organic``, ``bounced`` are 1 or 0.

    ``channel`` and ``action`` are those of the session's first touch, ``direct`` without one.
    """
    events = context.warehouse.table("events")
    events = events.filter(events.session_id.notnull() & (events.occurred_at <= context.moment))
    grouped = (
        events.group_by("session_id")
        .aggregate(
            at=events.occurred_at.min(),
            customer_id=events.customer_id.max(),
            organic=ibis.ifelse((events.medium == "organic").max(), 1, 0).cast("int64"),
            bounced=ibis.ifelse(events.count() == 1, 1, 0).cast("int64"),
        )
        .mutate(one=ibis.literal(1, "int64"))
    )
    return _split(context, events, grouped) if by in CREDITED else grouped


def _split(context: Measuring, events: Any, grouped: Any) -> Any:  # noqa: ANN401
    touches = context.warehouse.table("touches").select("event_id", "channel", "code")
    touched = events.select("event_id", "session_id", "occurred_at").inner_join(touches, "event_id")
    order = [touched.occurred_at, touched.event_id]
    ranked = touched.mutate(
        rank=ibis.row_number().over(group_by=touched.session_id, order_by=order)
    )
    first = ranked.filter(ranked["rank"] == 0).select("session_id", "channel", "code", touched=True)
    joined = grouped.left_join(first, "session_id").drop("session_id_right")
    return joined.mutate(
        channel=ibis.ifelse(joined.touched.notnull(), joined.channel.coalesce("other"), DIRECT),
        action=ibis.ifelse(joined.touched.notnull(), action_of(context, joined.code), DIRECT),
    )
