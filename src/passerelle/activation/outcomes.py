"""What happened to messages, in the warehouse's words: rows for ``events`` and ``deliveries``."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from passerelle.activation.links import Click
from passerelle.records.clicks import ClickRow
from passerelle.records.consent import ConsentEvent, Suppression
from passerelle.records.delivery import REACHED, Delivery, State

SENT = "email_sent"
CLICKED = "email_clicked"
UNSUBSCRIBED = "email_unsubscribed"
ORIGIN = "passerelle"
CLICK_ID = "click-"


def click_event(click: Click, *, at: datetime, visit: str = "") -> dict[str, Any]:
    """Write a click as a row of ``events``.

    Args:
        click: What :func:`passerelle.activation.links.resolve` gave.
        at: When.
        visit: Something that tells two visits apart (a request id); the same click twice with the
            same ``visit`` is one event.

    Returns:
        A row; its ``customer_id`` is null unless the person consents to tracking.
    """
    seed = f"click\x00{click.action}\x00{click.target}\x00{at.isoformat()}\x00{visit}"
    event_id = sha256(seed.encode()).hexdigest()[:32]
    return _event(event_id, CLICKED, click.person, click.action, at) | {"page": click.target}


def click_rows(after: int = 0) -> Iterator[dict[str, Any]]:
    """Give the clicks kept after the one of number ``after``, as rows of ``events``.

    Their ids are ``click-`` and their number, so that the last one published can be told.
    """
    for row in ClickRow.objects.filter(pk__gt=after).order_by("pk").iterator(2_000):
        click = Click(row.target, row.code, row.person or None)
        yield click_event(click, at=row.at) | {"event_id": f"{CLICK_ID}{row.pk}"}


def message_events(since: datetime | None = None) -> Iterator[dict[str, Any]]:
    """Give what left and who unsubscribed, as rows of ``events`` with ids that never change.

    Args:
        since: Only rows that changed at or after this moment; None is all.
    """
    rows = Delivery.objects.filter(state__in=REACHED).exclude(state=State.SENDING)
    if since:
        rows = rows.filter(at__gte=since)
    for row in rows.select_related("send").iterator(2_000):
        if row.state != State.UNKNOWN and row.sent_at:
            yield _event(f"sent-{row.message_id}", SENT, row.person, row.send.code, row.sent_at)
        if row.state == State.UNSUBSCRIBED:
            left = f"unsubscribed-{row.message_id}"
            yield _event(left, UNSUBSCRIBED, row.person, row.send.code, row.at)


def delivery_rows(since: datetime | None = None) -> Iterator[dict[str, Any]]:
    """Give the ledger as rows of the warehouse's ``deliveries``."""
    rows = Delivery.objects.select_related("send")
    if since:
        rows = rows.filter(at__gte=since)
    for row in rows.iterator(2_000):
        yield {
            "delivery_id": str(row.pk),
            "send_id": str(row.send_id),
            "action": row.send.action,
            "channel": row.send.channel,
            "person": row.person,
            "arm": row.arm,
            "state": row.state,
            "at": _naive(row.at),
            "reason": row.reason,
        }


def consent_rows() -> Iterator[dict[str, Any]]:
    """Give the consent history as rows of the warehouse's ``consents``."""
    for event in ConsentEvent.objects.iterator(2_000):
        yield {
            "person": event.person,
            "purpose": event.purpose,
            "granted": event.granted,
            "since": _naive(event.at),
            "source": event.source,
        }


def suppression_rows() -> Iterator[dict[str, Any]]:
    """Give the suppressions in force as rows of the warehouse's ``suppressions``.

    One that names an address alone is not among them: it is met at the claim.
    """
    for row in Suppression.objects.filter(lifted_at=None).exclude(person="").iterator(2_000):
        yield {
            "person": row.person,
            "channel": row.channel,
            "reason": row.reason,
            "since": _naive(row.since),
        }


def _event(event_id: str, name: str, person: str | None, code: str, at: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "customer_id": person,
        "anonymous_id": None,
        "session_id": None,
        "name": name,
        "occurred_at": _naive(at),
        "medium": "email",
        "origin": ORIGIN,
        "campaign": code,
        "page": None,
        "value": None,
        "properties": "{}",
        "source": ORIGIN,
    }


def _naive(at: datetime) -> datetime:
    """Give a moment as the warehouse keeps it: UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)
