"""From an audience frozen for a send to the ledger: one row a person, those left out included."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any, Literal

from django.db import transaction

from passerelle.activation.render import Plain
from passerelle.activation.template import Compiled
from passerelle.base.clock import Clock
from passerelle.base.errors import UserError
from passerelle.base.ids import new_id
from passerelle.base.language import Text
from passerelle.records.delivery import (
    OPEN,
    REPLACED,
    Delivery,
    Policy,
    Send,
    SendState,
    State,
)

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person of a snapshot: ``reason`` says why they are left out, empty when they are not.

    ``data`` is what the template may say of them; values not known are better absent than empty.
    """

    person: str
    address: str = ""
    reason: str = ""
    arm: str = ""
    data: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """A send to be made: one message (or one each arm) of an action to one snapshot.

    Args:
        action: The action's name in the plan.
        code: Its tracking code.
        messages: Compiled message by arm; ``""`` is for everyone without an arm.
        revision: Number of the revision in force.
        starts_at: When it may start at the earliest.
        hold_until: When the time to stop it before anything leaves is over.
        domain: Right side of its message ids.
        step: Which message of the action, when it has several.
        policy: What a crash does to a message whose fate is not known.
        weekly_cap: Messages a person in seven days; None is no cap.
        purpose: Consent that is asked for at each claim.
        snapshot: Segment, as_of, SQL, sizes: JSON, kept as it is.
    """

    action: str
    code: str
    messages: Mapping[str, Compiled]
    revision: int | None
    starts_at: datetime
    hold_until: datetime
    domain: str = "passerelle.invalid"
    step: str = "1"
    policy: Policy = Policy.AT_MOST_ONCE
    weekly_cap: int | None = None
    purpose: str = "email"
    channel: str = "email"
    snapshot: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Enqueued:
    """What asking for a send did.

    ``no_change``: it was already asked for, word for word. ``replaced``: nothing had left yet, the
    new text or snapshot took its place. ``already_started``: some of it has left; it goes on as
    it was, and a further message is another step.
    """

    send: Send
    outcome: Literal["created", "no_change", "replaced", "already_started"]
    queued: int
    left_out: int


def enqueue(order: Order, recipients: Iterable[Recipient], *, clock: Clock) -> Enqueued:
    """Write a send and all its people in one transaction; asking again changes nothing.

    Args:
        order: What is sent, when, under which policy.
        recipients: Everyone matched, each person once, with the reason of those left out.
        clock: For the moment written down.

    Returns:
        The send, and what happened to it.

    Raises:
        UserError: Nobody was given, or a person twice.
    """
    people = tuple(recipients)
    _check(order, people)
    digest = _digest(order, people)
    key = f"{order.action}/{order.step}"
    with transaction.atomic():
        before = Send.objects.select_for_update().filter(key=key).first()
        if before is None:
            return _create(order, people, key, digest, clock.now())
        if before.digest == digest:
            return _unchanged(before, "no_change")
        if not _replace(before, clock.now()):
            return _unchanged(before, "already_started")
        made = _create(order, people, key, digest, clock.now())
    return Enqueued(made.send, "replaced", made.queued, made.left_out)


def withdraw(send: Send, *, clock: Clock) -> bool:
    """Set aside a send that is no longer wanted; False when some of it has left.

    The same action may be queued anew later, with the people of that day.
    """
    with transaction.atomic():
        locked = Send.objects.select_for_update().get(pk=send.pk)
        return locked.state == SendState.STOPPED or _replace(locked, clock.now())


def _check(order: Order, people: Sequence[Recipient]) -> None:
    if len({person.person for person in people}) != len(people):
        raise UserError(
            Text(
                en=f"The audience of “{order.action}” names a person twice.",
                fr=f"La cible de «\u202f{order.action}\u202f» nomme deux fois une personne.",
            ),
            Text(en="Freeze the audience again.", fr="Figez de nouveau la cible."),
        )
    if not people:
        raise UserError(
            Text(
                en=f"The audience of “{order.action}” is empty.",
                fr=f"La cible de «\u202f{order.action}\u202f» est vide.",
            ),
            Text(en="Widen its segment.", fr="Élargissez son segment."),
        )


def _digest(order: Order, people: Sequence[Recipient]) -> str:
    """Name what is sent to whom; not when it was asked for, nor by which revision."""
    about = [
        order.action,
        order.step,
        order.code,
        order.channel,
        order.policy.value,
        order.weekly_cap,
        order.purpose,
        order.starts_at.isoformat(),
        {arm: message.as_json() for arm, message in order.messages.items()},
        [(p.person, p.address, p.reason, p.arm, p.data) for p in people],
    ]
    return sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def _unchanged(send: Send, outcome: Literal["no_change", "already_started"]) -> Enqueued:
    rows = send.deliveries.exclude(state=State.EXCLUDED).count()
    return Enqueued(send, outcome, rows, send.deliveries.count() - rows)


def _replace(before: Send, now: datetime) -> bool:
    """Set aside a send of which nothing has left; False when something has."""
    if before.state in (SendState.RUNNING, SendState.FINISHED):
        return False
    if before.deliveries.filter(attempt__gt=0).exists():
        return False
    before.deliveries.filter(state__in=OPEN).update(state=State.EXCLUDED, reason=REPLACED, at=now)
    before.key = f"{before.key}/{REPLACED}/{before.pk}"
    before.state, before.stopped_by, before.stopped_at = SendState.STOPPED, REPLACED, now
    before.save()
    return True


def _create(
    order: Order, people: Sequence[Recipient], key: str, digest: str, now: datetime
) -> Enqueued:
    send = Send.objects.create(
        key=key,
        digest=digest,
        action=order.action,
        step=order.step,
        code=order.code,
        channel=order.channel,
        purpose=order.purpose,
        policy=order.policy,
        weekly_cap=order.weekly_cap,
        subject=next(iter(order.messages.values())).subject,
        templates={arm: message.as_json() for arm, message in order.messages.items()},
        snapshot=dict(order.snapshot),
        revision=order.revision,
        starts_at=order.starts_at,
        hold_until=order.hold_until,
        made_at=now,
    )
    rows = (_row(send, person, order, now) for person in people)
    while some := list(islice(rows, _CHUNK)):
        Delivery.objects.bulk_create(some)
    out = sum(1 for person in people if person.reason or not person.address)
    return Enqueued(send, "created", len(people) - out, out)


def _row(send: Send, person: Recipient, order: Order, now: datetime) -> Delivery:
    reason = person.reason or ("" if person.address else "no_address")
    return Delivery(
        send=send,
        step=order.step,
        person=person.person,
        arm=person.arm,
        address=person.address,
        data=dict(person.data),
        state=State.EXCLUDED if reason else State.QUEUED,
        reason=reason,
        message_id=f"{new_id()}@{order.domain}",
        unsubscribe_token=new_id(),
        link_token=new_id(),
        at=now,
    )
