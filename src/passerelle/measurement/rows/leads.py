"""Leads and how they were handled: one row a lead, dated by its creation or its qualification."""

from typing import Any

import ibis

from passerelle.measurement.attribution import action_of
from passerelle.measurement.context import Measuring
from passerelle.warehouse.tracking import resolved


def leads_created(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give leads by the moment of their creation.

    ``one``, ``qualified``, ``waiting`` (neither contacted nor closed) are 1 or 0; ``hours`` runs
    from creation to first contact, null before it.
    """
    del by
    table = resolved(context.warehouse, "leads")
    rows = table.mutate(at=table.created_at)
    return _columns(context, rows.filter(rows["at"] <= context.moment))


def leads_qualified(context: Measuring, by: str) -> Any:  # noqa: ANN401
    """Give leads by the moment of their qualification: ``one``; ``won`` is 1 when won since."""
    del by
    table = resolved(context.warehouse, "leads")
    rows = table.mutate(at=table.qualified_at)
    return _columns(context, rows.filter(rows["at"] <= context.moment))


def _columns(context: Measuring, rows: Any) -> Any:  # noqa: ANN401
    now = context.moment

    def flag(condition: Any) -> Any:  # noqa: ANN401
        return ibis.ifelse(condition.fill_null(False), 1, 0).cast("int64")

    contacted = rows.first_contact_at <= now
    closed = rows.closed_at <= now
    waited = rows.first_contact_at.epoch_seconds() - rows.created_at.epoch_seconds()
    code = rows.code.coalesce(rows.campaign).coalesce(rows.origin)
    return rows.select(
        "lead_id",
        "customer_id",
        "at",
        one=ibis.literal(1, "int64"),
        qualified=flag(rows.qualified_at <= now),
        won=flag((rows.outcome == "won") & closed),
        waiting=flag(~(contacted | closed).fill_null(False)),
        hours=ibis.ifelse(contacted, waited / 3600, None),
        channel=rows.origin.coalesce("other"),
        action=action_of(context, code).coalesce("off plan"),
    )
