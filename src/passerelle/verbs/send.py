"""``send``, ``sends``, ``stop``: what is due leaves; who got it, who did not, and why."""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import NotFound, OutsideError, nearest
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.mailroom import channel_of
from passerelle.verbs.people import sees_people
from passerelle.verbs.progress import tell

if TYPE_CHECKING:
    from passerelle.records.delivery import Send

_one_sender = Lock()
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Sent(Answer):
    """What left just now, and how every send touched stands."""

    handed: int
    recovered: Json
    sends: tuple[Json, ...]

    @property
    def code(self) -> int:
        """75 when the mail server could not be used: what is due stays queued."""
        return OutsideError.exit_code if any(row.get("waiting") for row in self.sends) else 0


@dataclass(frozen=True, slots=True)
class Sends(Answer):
    """All sends, latest first, with counts by state."""

    sends: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class SendDetail(Answer):
    """One send: its counts, why people are left out, and its rows."""

    send: Json
    rows: tuple[Json, ...]
    shown: int
    total: int


def send(house: House) -> Sent:
    """Send what is due now; a hold that is not over keeps its send back.

    Raises:
        UserError: no mail server is named.
    """
    return send_due(house)


def send_due(house: House) -> Sent:
    """Send what is due; nothing is done when nothing is."""
    from passerelle.activation.compose import Web
    from passerelle.activation.deliver import Pace, Post, as_json, deliver_due
    from passerelle.records.delivery import OPEN, Send, SendState

    waiting = Send.objects.filter(state__in=(SendState.HELD, SendState.DUE, SendState.RUNNING))
    now = house.clock.now()
    if not any(row.due_at <= now for row in waiting) and not _left_under_way(OPEN):
        return Sent(0, {}, ())
    chosen = house.settings.sending
    tell(Text(en="Sending what is due", fr="Envoi de ce qui est dû"))
    with _one_sender, channel_of(house) as channel:
        post = Post(channel, Web(house.settings.address, house.workspace.secret()), house.clock)
        pace = Pace(connections=chosen.connections, rate=float(chosen.rate or 0))
        report = as_json(deliver_due(post, pace))
    return Sent(report["handed"], report["recovered"], tuple(report["sends"]))


def _left_under_way(open_states: Any) -> bool:  # noqa: ANN401
    """Whether a sender died with messages under way: they are settled even when nothing is due."""
    from passerelle.records.delivery import Delivery, State

    return State.SENDING in open_states and Delivery.objects.filter(state=State.SENDING).exists()


def sends(house: House) -> Sends:  # noqa: ARG001 (every verb takes the house)
    """List the sends, latest first."""
    from passerelle.records.delivery import REPLACED, Send

    return Sends(
        tuple(_row(row) for row in Send.objects.exclude(stopped_by=REPLACED).order_by("-made_at"))
    )


def send_detail(
    house: House, send: str, state: str = "", start: int = 0, limit: int = SHOWN
) -> SendDetail:
    """Give one send with who and why not, a page of rows at a time.

    A role that may not see who people are gets the counts alone.

    Raises:
        NotFound: there is no such send.
    """
    row = _found(send)
    rows = row.deliveries.order_by("pk")
    if state:
        rows = rows.filter(state=state)
    page = rows[start : start + min(limit, SHOWN)] if sees_people(house.actor.role) else rows.none()
    return SendDetail(
        _row(row),
        tuple(
            {
                "person": one.person, "arm": one.arm, "state": str(one.state), "reason": one.reason,
                "at": one.at.isoformat(), "attempt": one.attempt, "answer": one.last_answer,
            }
            for one in page
        ),
        len(page),
        rows.count(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stopped(Answer):
    """A send that was stopped."""

    send: Json


def stop(house: House, send: str) -> Stopped:
    """Stop a send: nothing begins after this.

    Raises:
        NotFound: there is no such send.
        Refused: it is finished.
    """
    from passerelle.records.delivery import stop as stop_it

    row = _found(send)
    return Stopped(_row(stop_it(row.pk, by=house.actor.name, at=house.clock.now())))


def _found(name: str) -> "Send":
    from passerelle.records.delivery import Send

    row = (
        Send.objects.filter(pk=int(name[:15])).first()
        if name.isdecimal()
        else Send.objects.filter(action=name).last()
    )
    if row is None:
        known = [str(pk) for pk in Send.objects.values_list("pk", flat=True)]
        raise NotFound(
            Text(en=f"There is no send {name}.", fr=f"Il n'y a pas d'envoi {name}."),
            nearest(name, known),
        )
    return row


def _row(row: "Send") -> Json:
    from passerelle.records.delivery import counts, left_out

    waiting = row.waiting
    return {
        "id": row.pk,
        "action": row.action,
        "subject": row.subject,
        "channel": row.channel,
        "policy": str(row.policy),
        "state": str(row.state),
        "revision": row.revision,
        "starts_at": row.starts_at.isoformat(),
        "due_at": row.due_at.isoformat(),
        "hold_until": row.hold_until.isoformat(),
        "counts": dict(counts(row)),
        "left_out": dict(left_out(row)),
        "snapshot": row.snapshot,
        "stopped_by": row.stopped_by,
        "waiting": waiting.as_json() if waiting else None,
    }
