"""The seven promises of the ledger, whatever is done to it in whatever order."""

from datetime import timedelta

from django.db import connection
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from ledger_file import START, fill

from passerelle.activation.unsubscribe import unsubscribe
from passerelle.records.claim import Ended, Kind, Outcome, Retry, Turn, take_turn
from passerelle.records.consent import (
    ConsentEvent,
    Suppression,
    consent_at,
    grant,
    suppress,
    suppressed,
)
from passerelle.records.delivery import (
    REACHED,
    Delivery,
    Policy,
    Send,
    counts,
    recover,
    resume,
    stop,
)

PEOPLE = 6
OWNERS = ("a", "b")
PERSON = st.integers(0, PEOPLE - 1).map(lambda n: f"p{n:06d}")
RETRY = Retry(timedelta(minutes=5), tries=3)


class Ledger(RuleBasedStateMachine):
    """Two senders, two sends of different policies, people who come and go."""

    @initialize(cap=st.sampled_from([None, 1, 2]))
    def begin(self, cap):
        """Start anew: two sends, empty hands."""
        for model in (Delivery, Send, ConsentEvent, Suppression):
            model.objects.all()._raw_delete("default")
        self.now = START
        self.sends = [
            fill(PEOPLE, barred=0, policy=policy, action=policy, weekly_cap=cap)
            for policy in ("at_most_once", "at_least_once")
        ]
        self.ids = dict(Delivery.objects.values_list("pk", "message_id"))
        self.cap = cap
        self.held = {owner: [] for owner in OWNERS}
        self.acknowledged = {}
        self.handed = []

    def take(self, owner, ended, wanted):
        """One turn; look at what was true before it for each one handed out."""
        before = dict(Delivery.objects.values_list("pk", "state"))
        claimed = take_turn(Turn(owner, self.now, ended=ended, wanted=wanted, retry=RETRY))
        assert len(claimed) <= wanted
        for one in claimed:
            send = Send.objects.get(pk=one.send_id)
            assert send.state == "running"
            assert before[one.delivery_id] in ("queued", "deferred") or any(
                e.claimed.delivery_id == one.delivery_id for e in ended
            )
            assert consent_at(one.person, "email", self.now)
            assert not suppressed({one.person: one.address}, "email")
            if self.cap is not None:
                recent = Delivery.objects.filter(
                    person=one.person, sent_at__gt=self.now - timedelta(days=7), state__in=REACHED
                )
                assert recent.count() <= self.cap
            if send.policy == Policy.AT_MOST_ONCE:
                assert one.delivery_id not in self.acknowledged
            assert one.message_id == self.ids[one.delivery_id]
            self.held[owner].append(one)
        return claimed

    @rule(owner=st.sampled_from(OWNERS), wanted=st.integers(1, 3))
    def claim(self, owner, wanted):
        """A sender asks for people."""
        self.take(owner, (), wanted)

    @rule(owner=st.sampled_from(OWNERS), kind=st.sampled_from(Kind), wanted=st.integers(0, 1))
    def answer(self, owner, kind, wanted):
        """A sender hands in how an attempt ended."""
        if not self.held[owner]:
            return
        one = self.held[owner].pop(0)
        others = dict(Delivery.objects.exclude(pk=one.delivery_id).values_list("pk", "state"))
        if kind is Kind.SENT:
            self.acknowledged[one.delivery_id] = one.send_id
        claimed = self.take(
            owner, [Ended(Outcome(one.delivery_id, kind, 250, "said"), one)], wanted
        )
        touched = {c.delivery_id for c in claimed}
        for pk, state in Delivery.objects.exclude(pk=one.delivery_id).values_list("pk", "state"):
            # I5: nobody else's state moves, but for the one handed out or left out by the claim.
            assert (
                state == others[pk]
                or pk in touched
                or (wanted and state in ("excluded", "unknown"))
            )

    @rule(owner=st.sampled_from(OWNERS))
    def die(self, owner):
        """A sender is killed and found dead."""
        gone = self.held[owner]
        self.held[owner] = []
        settled = recover(lambda name: name != owner, self.now)
        assert settled["unknown"] + settled["queued"] == len(gone)
        for one in gone:
            row = Delivery.objects.get(pk=one.delivery_id)
            assert row.state == ("unknown" if row.send.policy == Policy.AT_MOST_ONCE else "queued")

    @rule(person=PERSON)
    def leave(self, person):
        """Somebody unsubscribes."""
        unsubscribe(Delivery.objects.filter(person=person).first().unsubscribe_token, at=self.now)

    @rule(person=PERSON)
    def come_back(self, person):
        """Somebody consents again."""
        grant(person, "email", at=self.now)

    @rule(person=PERSON)
    def complain(self, person):
        """An address complains."""
        suppress("complained", at=self.now, address=f"{person}@example.com")

    @rule(minutes=st.sampled_from([1, 5, 60, 60 * 24 * 8]))
    def wait(self, minutes):
        """Time passes."""
        self.now += timedelta(minutes=minutes)

    @rule(which=st.integers(0, 1), on=st.booleans())
    def button(self, which, on):
        """Somebody presses stop, or go on."""
        send = Send.objects.get(pk=self.sends[which].pk)
        if send.state == "stopped" and on:
            resume(send.pk)
        elif send.state in ("held", "due", "running") and not on:
            stop(send.pk, by="zoe", at=self.now)

    @invariant()
    def promises_hold(self):
        """I3, I4, I6, and nothing sent that was not acknowledged."""
        if not hasattr(self, "sends"):
            return
        for send in self.sends:
            assert sum(counts(send).values()) == PEOPLE  # I6
        assert dict(Delivery.objects.values_list("pk", "message_id")) == self.ids  # I4
        under_way = dict(Delivery.objects.filter(state="sending").values_list("pk", "lease_owner"))
        mine = {one.delivery_id: owner for owner, some in self.held.items() for one in some}
        assert under_way == mine  # I3
        reached = set(Delivery.objects.filter(state="sent").values_list("pk", flat=True))
        assert self.acknowledged.keys() >= reached
        finished = Send.objects.filter(state="finished").values_list("pk", flat=True)
        assert not Delivery.objects.filter(
            send__in=finished, state__in=("queued", "deferred", "sending")
        ).exists()


def test_the_promises_hold_in_any_order(ledger):
    """I1 to I6 after each of many random histories of claims, answers, deaths, departures and stops."""
    connection.cursor().execute("pragma synchronous=off")  # many small histories, no power cut
    run_state_machine_as_test(
        Ledger,
        settings=settings(max_examples=15, stateful_step_count=20, deadline=None, derandomize=True),
    )
