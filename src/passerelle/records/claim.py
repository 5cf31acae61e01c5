"""One turn of the ledger: write outcomes down and hand out the next recipients, in one transaction.

The transaction that records a connection's acknowledgement is the one that gives it its next
recipient, so a crash leaves at most one unrecorded acknowledgement a connection. Consent,
suppression and weekly cap are looked at inside it: what was withdrawn a moment before counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from passerelle.base.errors import Bug
from passerelle.records.consent import consents_at, suppressed
from passerelle.records.delivery import (
    OPEN,
    REACHED,
    Delivery,
    Policy,
    Send,
    SendState,
    State,
    release_due,
)

TRACKING = "tracking"
"""The consent purpose without which no link names a person."""

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt.

    ``released`` means that not one byte of the message left (the connection failed first): the
    attempt is not counted. ``ambiguous`` means that the message left and no answer came back.
    """

    delivery_id: int
    kind: Kind
    code: int | None = None
    answer: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One recipient handed to one connection; ``tracking`` is the person's consent to it."""

    delivery_id: int
    send_id: int
    person: str
    address: str
    arm: str
    data: dict[str, Any]
    attempt: int
    message_id: str
    unsubscribe_token: str
    link_token: str
    tracking: bool


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a deferred message is tried; each wait is three times the one before."""

    first: timedelta = timedelta(minutes=5)
    tries: int = 6

    def after(self, attempt: int) -> timedelta | None:
        """Give the wait after attempt 1, 2…, or None when it was the last one."""
        return None if attempt >= self.tries else self.first * 3 ** (attempt - 1)


@dataclass(frozen=True, slots=True)
class Ended:
    """One attempt that ended, with what it was an attempt of."""

    outcome: Outcome
    claimed: Claimed


@dataclass(frozen=True, slots=True)
class Turn:
    """What one transaction does: who asks, what ended, how many recipients are wanted next."""

    owner: str
    now: datetime
    channel: str = "email"
    ended: Sequence[Ended] = ()
    wanted: int = 0
    retry: Retry = field(default_factory=Retry)


def take_turn(turn: Turn) -> tuple[Claimed, ...]:
    """Record what ended and claim up to ``wanted`` recipients, all in one commit.

    Raises:
        Bug: A recorded row was no longer leased by this owner.
        django.db.DatabaseError: The ledger cannot be written; nothing may be sent.
    """
    with transaction.atomic():
        _record(turn)
        if not turn.wanted:
            return ()
        release_due(turn.now)
        claimed: list[Claimed] = []
        for send in under_way(turn.channel):
            claimed += _claim(send, turn, turn.wanted - len(claimed))
            if len(claimed) >= turn.wanted:
                break
            _finish_if_done(send, turn.now)
    return tuple(claimed)


def finish(channel: str, now: datetime) -> None:
    """Mark as finished the sends of a channel that have nobody left to write to."""
    with transaction.atomic():
        for send in under_way(channel):
            _finish_if_done(send, now)


def under_way(channel: str) -> models.QuerySet[Send]:
    """Give the sends of a channel that have begun or may begin, the earliest start first."""
    return Send.objects.filter(state__in=(SendState.DUE, SendState.RUNNING), channel=channel)


def ready(channel: str, now: datetime) -> int:
    """Count the messages of a channel that could leave now; holds that are over are released."""
    release_due(now)
    mine = Delivery.objects.filter(send__in=under_way(channel))
    later = models.Q(state=State.DEFERRED, next_try__lte=now)
    return mine.filter(models.Q(state=State.QUEUED) | later).count()


def note_answer(channel: str, answer: str) -> None:
    """Write beside every send under way what the mail server said; empty when it works again."""
    under_way(channel).exclude(answer=answer).update(answer=answer)


def _record(turn: Turn) -> None:
    """Write the outcomes, rows with the same change in one statement."""
    groups: dict[tuple[tuple[str, Any], ...], list[int]] = defaultdict(list)
    policies = _policies(turn.ended)
    for ended in turn.ended:
        change = _change(ended, policies, turn)
        groups[tuple(sorted(change.items()))].append(ended.outcome.delivery_id)
    for fields, ids in groups.items():
        mine = Delivery.objects.filter(pk__in=ids, state=State.SENDING, lease_owner=turn.owner)
        if mine.update(lease_owner="", at=turn.now, **dict(fields)) != len(ids):
            raise Bug(f"a delivery under way was no longer leased by {turn.owner}")


def _policies(ended: Sequence[Ended]) -> dict[int, str]:
    unclear = {e.claimed.send_id for e in ended if e.outcome.kind is Kind.AMBIGUOUS}
    if not unclear:
        return {}
    return dict(Send.objects.filter(pk__in=unclear).values_list("pk", "policy"))


def _change(ended: Ended, policies: dict[int, str], turn: Turn) -> dict[str, Any]:
    """Say how an attempt's end changes its row."""
    outcome, attempt = ended.outcome, ended.claimed.attempt
    if outcome.kind is Kind.SENT:
        return {"state": State.SENT, "last_code": outcome.code, "sent_at": turn.now}
    said = {"last_code": outcome.code, "last_answer": outcome.answer[:500]}
    match outcome.kind:
        case Kind.RELEASED:
            changed = {"state": State.QUEUED, "attempt": attempt - 1, "sent_at": None}
        case Kind.FAILED:
            changed = {"state": State.FAILED, "reason": outcome.reason, "sent_at": None}
        case Kind.DEFERRED:
            changed = _later(attempt, turn)
        case _:
            again = policies[ended.claimed.send_id] == Policy.AT_LEAST_ONCE
            changed = _unclear(again=again and turn.retry.after(attempt) is not None)
    return said | changed


def _unclear(*, again: bool) -> dict[str, Any]:
    if again:
        return {"state": State.QUEUED, "sent_at": None}
    return {"state": State.UNKNOWN, "reason": "no_answer"}


def _later(attempt: int, turn: Turn) -> dict[str, Any]:
    wait = turn.retry.after(attempt)
    if wait is None:
        return {"state": State.FAILED, "reason": "gave_up", "sent_at": None}
    return {"state": State.DEFERRED, "next_try": turn.now + wait, "sent_at": None}


def _claim(send: Send, turn: Turn, wanted: int) -> list[Claimed]:
    """Take the next people of a send who may still be written to; leave the others out."""
    claimed: list[Claimed] = []
    while len(claimed) < wanted:
        rows = _candidates(send, turn.now, wanted - len(claimed))
        if not rows:
            break
        barred = _barred(send, rows, turn.now)
        _leave_out(rows, barred, turn.now)
        claimed += _lease([row for row in rows if row.person not in barred], turn)
    if claimed and send.state == SendState.DUE:
        Send.objects.filter(pk=send.pk).update(state=SendState.RUNNING)
    return claimed


def _leave_out(rows: Sequence[Delivery], barred: dict[str, str], now: datetime) -> None:
    """Leave people out; one whose earlier message may have arrived is unknown, not excluded."""
    groups: dict[tuple[State, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.person in barred:
            unclear = row.state == State.QUEUED and row.attempt > 0
            state = State.UNKNOWN if unclear else State.EXCLUDED
            groups[state, barred[row.person]].append(row.pk)
    for (state, reason), ids in groups.items():
        mine = Delivery.objects.filter(pk__in=ids)
        mine.update(state=state, reason=reason, at=now, next_try=None)


def _candidates(send: Send, now: datetime, wanted: int) -> list[Delivery]:
    mine = Delivery.objects.filter(send=send)
    rows = list(mine.filter(state=State.QUEUED).order_by("pk")[:wanted])
    if len(rows) < wanted:
        again = mine.filter(state=State.DEFERRED, next_try__lte=now).order_by("pk")
        rows += again[: wanted - len(rows)]
    return rows


def _barred(send: Send, rows: Sequence[Delivery], now: datetime) -> dict[str, str]:
    """Give the people who may not be written to now, each with the first reason that applies."""
    addresses = {row.person: row.address for row in rows}
    people = list(addresses)
    granted = {
        person
        for person, yes in consents_at(people, send.purpose, now, send.channel).items()
        if yes
    }
    off = suppressed(addresses, send.channel)
    full = _over_cap(send, people, now)
    barred: dict[str, str] = {}
    for person, address in addresses.items():
        if person not in granted:
            barred[person] = "consent"
        elif person in off:
            barred[person] = "suppression"
        elif not address:
            barred[person] = "no_address"
        elif person in full:
            barred[person] = "cap"
    return barred


def _over_cap(send: Send, people: Sequence[str], now: datetime) -> frozenset[str]:
    if send.weekly_cap is None:
        return frozenset()
    reached = Delivery.objects.filter(
        person__in=people, sent_at__gt=now - WEEK, state__in=REACHED, send__channel=send.channel
    )
    tally = reached.order_by().values_list("person").annotate(n=models.Count("pk"))
    return frozenset(person for person, n in tally if n >= send.weekly_cap)


def _lease(rows: Sequence[Delivery], turn: Turn) -> list[Claimed]:
    """Mark rows as being sent, before the first byte of any of them leaves."""
    if not rows:
        return []
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.SENDING,
        lease_owner=turn.owner,
        attempt=models.F("attempt") + 1,
        next_try=None,
        at=turn.now,
        sent_at=turn.now,
    )
    tracked = consents_at([row.person for row in rows], TRACKING, turn.now)
    return [
        Claimed(
            delivery_id=row.pk,
            send_id=row.send_id,
            person=row.person,
            address=row.address,
            arm=row.arm,
            data=row.data,
            attempt=row.attempt + 1,
            message_id=row.message_id,
            unsubscribe_token=row.unsubscribe_token,
            link_token=row.link_token,
            tracking=tracked.get(row.person, False),
        )
        for row in rows
    ]


def _finish_if_done(send: Send, now: datetime) -> None:
    if not Delivery.objects.filter(send=send, state__in=OPEN).exists():
        Send.objects.filter(pk=send.pk).update(state=SendState.FINISHED, finished_at=now, answer="")
