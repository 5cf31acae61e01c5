"""The delivery ledger: one row for each person of each send, from the plan to the outcome."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import models, transaction

from passerelle.base.errors import Refused
from passerelle.base.language import Text


class SendState(models.TextChoices):
    """Where a send stands."""

    HELD = "held"
    DUE = "due"
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"


class Policy(models.TextChoices):
    """What becomes of a message whose fate is not known: listed as unknown, or sent again."""

    AT_MOST_ONCE = "at_most_once"
    AT_LEAST_ONCE = "at_least_once"


class State(models.TextChoices):
    """Where one person's message stands."""

    PLANNED = "planned"
    EXCLUDED = "excluded"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"


WAITING = (State.PLANNED, State.QUEUED, State.DEFERRED)
"""Nothing has left yet."""

OPEN = (*WAITING, State.SENDING)
"""The send is not finished while a row is in one of these."""

REACHED = (
    State.SENDING,
    State.SENT,
    State.UNKNOWN,
    State.DELIVERED,
    State.BOUNCED,
    State.COMPLAINED,
    State.UNSUBSCRIBED,
)
"""The person may have received the message: these count towards the weekly cap."""


class Send(models.Model):
    """One message to one snapshot.

    ``key`` names the action and its step; ``digest`` what is sent to whom, so that asking twice
    changes nothing. ``templates`` is the frozen text of each arm, ``snapshot`` tells who was
    chosen, why and by which question. ``weekly_cap`` is messages a person in seven days, on this
    channel; null is no cap. ``answer`` is what the mail server said when it could not be used.
    """

    key = models.CharField(max_length=300, unique=True)
    digest = models.CharField(max_length=64)
    action = models.CharField(max_length=200)
    step = models.CharField(max_length=64, default="1")
    code = models.CharField(max_length=200)
    channel = models.CharField(max_length=32, default="email")
    purpose = models.CharField(max_length=64, default="email")
    policy = models.CharField(max_length=16, choices=Policy, default=Policy.AT_MOST_ONCE)
    weekly_cap = models.PositiveIntegerField(null=True, blank=True)
    subject = models.TextField(blank=True)
    templates = models.JSONField(default=dict)
    snapshot = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=16, choices=SendState, default=SendState.HELD)
    starts_at = models.DateTimeField()
    hold_until = models.DateTimeField()
    made_at = models.DateTimeField()
    stopped_by = models.CharField(max_length=200, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = (models.Index(fields=("state", "starts_at"), name="send_state"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"

    @property
    def due_at(self) -> datetime:
        """The moment it may start: its start, or the end of its hold when that is later."""
        return max(self.starts_at, self.hold_until)

    @property
    def waiting(self) -> Text | None:
        """Why nothing leaves although the send is running, or None."""
        if not self.answer:
            return None
        return Text(
            en=f"waiting for the mail server: {self.answer}",
            fr=f"en attente du serveur de messagerie\u202f: {self.answer}",
        )


class Delivery(models.Model):
    """One person's message: its state, its tokens, what the mail server said of it.

    ``message_id``, ``unsubscribe_token`` and ``link_token`` are decided when the row is made and
    never change. ``lease_owner`` is the process that is sending it. ``data`` holds what the
    template may say of the person, frozen with the snapshot. ``at`` is the last change of state.
    """

    send = models.ForeignKey(Send, on_delete=models.PROTECT, related_name="deliveries")
    step = models.CharField(max_length=64, default="1")
    person = models.CharField(max_length=200)
    arm = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=320, blank=True)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=64, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    lease_owner = models.CharField(max_length=100, blank=True)
    message_id = models.CharField(max_length=200)
    unsubscribe_token = models.CharField(max_length=64, unique=True)
    link_token = models.CharField(max_length=64, unique=True)
    last_code = models.IntegerField(null=True, blank=True)
    last_answer = models.TextField(blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("send", "step", "person"), name="delivery_once"),
        )
        indexes = (
            models.Index(fields=("send", "state", "id"), name="delivery_state"),
            models.Index(fields=("person", "sent_at"), name="delivery_person"),
            models.Index(fields=("lease_owner",), name="delivery_lease"),
        )

    def __str__(self) -> str:
        return f"{self.send_id}/{self.person}: {self.state}"


def counts(send: Send) -> Mapping[str, int]:
    """Count the send's rows by state; the sum is the size of its snapshot at any time."""
    rows = send.deliveries.order_by().values_list("state").annotate(n=models.Count("pk"))
    return dict(rows)


def left_out(send: Send) -> Mapping[str, int]:
    """Count the people who are left out by their reason."""
    rows = send.deliveries.filter(state=State.EXCLUDED).order_by().values_list("reason")
    return dict(rows.annotate(n=models.Count("pk")))


def release_due(now: datetime) -> int:
    """Let every held send start whose start has come and whose hold is over; count them."""
    return Send.objects.filter(
        state=SendState.HELD, starts_at__lte=now, hold_until__lte=now
    ).update(state=SendState.DUE)


def stop(send_id: int, *, by: str, at: datetime) -> Send:
    """Stop a send: nothing begins after this commit; what is under way ends and is recorded.

    Raises:
        Refused: The send is already finished.
    """
    with transaction.atomic():
        send = Send.objects.select_for_update().get(pk=send_id)
        if send.state == SendState.FINISHED:
            raise Refused(
                Text(en="This send is finished.", fr="Cet envoi est terminé."),
                Text(en="There is nothing left to stop.", fr="Il ne reste rien à arrêter."),
            )
        if send.state != SendState.STOPPED:
            send.state, send.stopped_by, send.stopped_at = SendState.STOPPED, by, at
            send.save(update_fields=["state", "stopped_by", "stopped_at"])
    return send


def resume(send_id: int) -> Send:
    """Let a stopped send go on where it was; one that was replaced cannot.

    Raises:
        Refused: The send is not stopped, or another one has taken its place.
    """
    with transaction.atomic():
        send = Send.objects.select_for_update().get(pk=send_id)
        if send.state != SendState.STOPPED or send.stopped_by == REPLACED:
            raise Refused(
                Text(en="This send is not stopped.", fr="Cet envoi n'est pas arrêté."),
                Text(
                    en="Only a stopped send can go on.",
                    fr="Seul un envoi arrêté peut reprendre.",
                ),
            )
        send.state, send.stopped_by, send.stopped_at = SendState.HELD, "", None
        send.save(update_fields=["state", "stopped_by", "stopped_at"])
    return send


REPLACED = "replaced"
"""``stopped_by`` of a send that a newer text or snapshot took the place of."""


def recover(alive: Callable[[str], bool], now: datetime) -> Mapping[str, int]:
    """Settle what dead senders left in ``sending``, by the policy of each send.

    Args:
        alive: Says whether a lease owner still lives; only the dead one's rows are touched.
        now: The moment to write down.

    Returns:
        How many became ``unknown`` (at most once) and ``queued`` again (at least once).
    """
    settled = {State.UNKNOWN.value: 0, State.QUEUED.value: 0}
    with transaction.atomic():
        rows = Delivery.objects.filter(state=State.SENDING).order_by()
        owners = set(rows.values_list("lease_owner", flat=True).distinct())
        orphans = rows.filter(lease_owner__in=[owner for owner in owners if not alive(owner)])
        settled[State.UNKNOWN] = orphans.filter(send__policy=Policy.AT_MOST_ONCE).update(
            state=State.UNKNOWN, lease_owner="", reason="sender_died", at=now, sent_at=now
        )
        settled[State.QUEUED] = orphans.filter(send__policy=Policy.AT_LEAST_ONCE).update(
            state=State.QUEUED, lease_owner="", at=now
        )
    return settled


def learn(message_id: str, state: State, *, at: datetime, answer: str = "") -> bool:
    """Write down what came after: delivered, bounced, complained, unsubscribed.

    Returns:
        Whether a row changed; a complaint or an unsubscription is never overwritten by a delivery.
    """
    before = {
        State.DELIVERED: (State.SENT, State.UNKNOWN),
        State.BOUNCED: (State.SENT, State.UNKNOWN, State.DELIVERED),
        State.COMPLAINED: (State.SENT, State.UNKNOWN, State.DELIVERED, State.UNSUBSCRIBED),
        State.UNSUBSCRIBED: (State.SENT, State.UNKNOWN, State.DELIVERED),
    }[state]
    rows = Delivery.objects.filter(message_id=message_id, state__in=before)
    return bool(rows.update(state=state, at=at, last_answer=answer))
