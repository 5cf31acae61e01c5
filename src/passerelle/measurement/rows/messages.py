"""Messages and what became of them: one row a person and a send, ours or another tool's.

Our own come from the published delivery ledger. Those of another tool come from its events:
``email_sent`` or ``email_delivered`` make a message, and ``email_bounced``, ``email_clicked``,
``email_unsubscribed``, ``email_complained`` of the same person and campaign say what became of it.
"""

from typing import Any

import ibis

from passerelle.measurement.attribution import action_codes, action_of
from passerelle.measurement.context import Measuring

ATTEMPTED = ("sent", "delivered", "bounced", "complained", "unsubscribed", "failed")
ARRIVED = ("sent", "delivered", "complained", "unsubscribed")
SENT = ("email_sent",)
DELIVERED = ("email_delivered",)
BOUNCED = ("email_bounced", "email_bounce")
CLICKED = ("email_clicked", "email_click", "click")
LEFT = ("email_unsubscribed", "email_unsubscribe", "unsubscribe", "unsubscribed")
COMPLAINED = ("email_complained", "email_complaint", "complaint")
NAMES = SENT + DELIVERED + BOUNCED + CLICKED + LEFT + COMPLAINED


def messages(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give messages; ``sent``, ``kept``, ``arrived``, ``clicked``, ``left`` are 1 or 0.

    So is ``complained``. ``kept`` is what arrived of what is known to be sent: a tool that tells
    of deliveries alone says nothing of what it sent. ``clicked``, ``left`` and ``complained``
    count only for messages that arrived; messages of unknown fate are left out.
    """
    del by
    heard = _heard(context)
    rows = _ours(context, heard).union(_theirs(context, heard))
    rows = rows.filter(rows["at"] <= context.moment)
    return rows.mutate(action=action_of(context, rows.code).coalesce("off plan"))


def _heard(context: Measuring) -> Any:  # noqa: ANN401
    """Sum up what was heard of each person and campaign."""
    events = context.warehouse.table("events")
    events = events.filter(
        events.name.isin(NAMES)
        & events.customer_id.notnull()
        & events.campaign.notnull()
        & (events.occurred_at <= context.moment)
    )

    def said(names: tuple[str, ...]) -> Any:  # noqa: ANN401
        return events.name.isin(names).max()

    return events.group_by(["customer_id", "campaign"]).aggregate(
        first=events.occurred_at.min(),
        was_sent=said(SENT + BOUNCED),
        was_delivered=said(DELIVERED),
        was_bounced=said(BOUNCED),
        was_clicked=said(CLICKED),
        was_left=said(LEFT),
        was_complained=said(COMPLAINED),
    )


def _ours(context: Measuring, heard: Any) -> Any:  # noqa: ANN401
    table = context.warehouse.table("deliveries")
    table = table.filter(table.state.isin(ATTEMPTED))
    table = table.mutate(code=_code_of(context, table.action))
    same = [table.person == heard.customer_id, table.code == heard.campaign]
    rows = table.left_join(heard, same)
    arrived = rows.state.isin(ARRIVED) & ~rows.was_bounced.fill_null(False)
    return _columns(
        rows,
        person=rows.person,
        at=rows["at"],
        code=rows.code,
        channel=rows.channel,
        sent=ibis.literal(True),
        arrived=arrived,
        left=(rows.state == "unsubscribed") | rows.was_left.fill_null(False),
        complained=(rows.state == "complained") | rows.was_complained.fill_null(False),
    )


def _theirs(context: Measuring, heard: Any) -> Any:  # noqa: ANN401
    ours = context.warehouse.table("deliveries").select("person", "action")
    ours = ours.mutate(code=_code_of(context, ours.action))
    rows = heard.filter(heard.was_sent | heard.was_delivered)
    tells = rows.was_delivered.max().over(group_by=rows.campaign)
    rows = rows.mutate(arrived=~rows.was_bounced & (rows.was_delivered | ~tells))
    rows = rows.anti_join(ours, [rows.customer_id == ours.person, rows.campaign == ours.code])
    return _columns(
        rows,
        person=rows.customer_id,
        at=rows["first"],
        code=rows.campaign,
        channel=ibis.literal("email"),
        sent=rows.was_sent,
        arrived=rows.arrived,
        left=rows.was_left,
        complained=rows.was_complained,
    )


def _columns(rows: Any, **found: Any) -> Any:  # noqa: ANN401
    def flag(condition: Any) -> Any:  # noqa: ANN401
        return ibis.ifelse(condition.fill_null(False), 1, 0).cast("int64")

    arrived = found["arrived"]
    return rows.select(
        at=found["at"].cast("timestamp"),
        customer_id=found["person"],
        channel=found["channel"].coalesce("other"),
        code=found["code"],
        sent=flag(found["sent"]),
        kept=flag(arrived & found["sent"]),
        arrived=flag(arrived),
        clicked=flag(arrived & rows.was_clicked),
        left=flag(arrived & found["left"]),
        complained=flag(arrived & found["complained"]),
    )


def _code_of(context: Measuring, action: Any) -> Any:  # noqa: ANN401
    changed = {name: code for code, name in action_codes(context).items() if code != name}
    return action.substitute(changed) if changed else action
