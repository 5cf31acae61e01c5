"""The sender over a channel that keeps messages in a list."""

from datetime import timedelta
from itertools import count

import pytest
from ledger_file import START, compiled, fill

from passerelle.activation.channel import Answer, ListChannel
from passerelle.activation.compose import Web
from passerelle.activation.deliver import Pace, Post, deliver_due
from passerelle.activation.unsubscribe import unsubscribe
from passerelle.base.clock import FixedClock
from passerelle.records.claim import Kind, Retry
from passerelle.records.consent import suppress
from passerelle.records.delivery import Delivery, Send, counts, resume, stop

WEB = Web("https://m.example", "secret")


def post(channel, clock=None, **more):
    """Give what a sender needs, over a channel."""
    return Post(channel, WEB, clock or FixedClock(START), **more)


def test_everyone_who_may_be_written_to_is(ledger):
    """Withdrawn and suppressed people get nothing and are rows with their reason."""
    send = fill(100)
    channel = ListChannel()
    report = deliver_due(post(channel))
    assert report.handed == len(channel.kept) == 96
    assert report.sends[0].counts == {"sent": 96, "excluded": 4}
    assert {m.address for m in channel.kept}.isdisjoint(
        {"p000000@example.com", "p000001@example.com"}
    )
    assert set(send.deliveries.filter(state="excluded").values_list("reason", flat=True)) == {
        "consent",
        "suppression",
    }
    send.refresh_from_db()
    assert send.state == "finished"
    assert deliver_due(post(channel)).handed == 0


def test_a_message_carries_what_was_decided_before(ledger):
    """Message id, way out and words come from the frozen rows."""
    fill(1, barred=0)
    channel = ListChannel()
    deliver_due(post(channel))
    row, message = Delivery.objects.get(), channel.kept[0]
    assert message.subject == "Bonjour P000000"
    assert message.message_id == row.message_id
    assert message.unsubscribe_url == f"https://m.example/u/{row.unsubscribe_token}"
    assert message.unsubscribe_url in message.text


def test_nothing_leaves_during_the_hold(ledger):
    """A send starts at its start or when its hold is over, whichever is later."""
    send = fill(3, barred=0)
    Send.objects.filter(pk=send.pk).update(hold_until=START + timedelta(minutes=10))
    channel, clock = ListChannel(), FixedClock(START + timedelta(minutes=9, seconds=59))
    assert deliver_due(post(channel, clock)).handed == 0
    clock.moment = START + timedelta(minutes=10)
    assert deliver_due(post(channel, clock)).handed == 3


def test_a_refusal_concerns_one_person(ledger):
    """5xx fails that person, 4xx puts that person off; the others are sent once."""
    send = fill(10, barred=0)
    channel = ListChannel(refuses={
        "p000003@example.com": Answer(Kind.FAILED, 550, "no such user", "refused"),
        "p000005@example.com": Answer(Kind.DEFERRED, 451, "later"),
    })  # fmt: skip
    clock = FixedClock(START)
    deliver_due(post(channel, clock))
    assert counts(send) == {"sent": 8, "failed": 1, "deferred": 1}
    channel.refuses.clear()
    assert deliver_due(post(channel, clock)).handed == 0
    clock.moment += timedelta(minutes=5)
    assert deliver_due(post(channel, clock)).handed == 1
    assert counts(send) == {"sent": 9, "failed": 1}
    assert len(channel.kept) == 9


def test_a_person_put_off_too_often_is_given_up(ledger):
    """After the last try the row is failed, with the answer."""
    send = fill(1, barred=0)
    channel = ListChannel(refuses={"p000000@example.com": Answer(Kind.DEFERRED, 451, "later")})
    clock = FixedClock(START)
    for _ in range(3):
        deliver_due(post(channel, clock), Pace(retry=Retry(timedelta(minutes=1), tries=3)))
        clock.moment += timedelta(hours=1)
    row = send.deliveries.get()
    assert (row.state, row.reason, row.attempt, row.last_answer) == (
        "failed",
        "gave_up",
        3,
        "later",
    )


class Acting(ListChannel):
    """A list that does something when it has kept so many messages."""

    def __init__(self, at, act):
        super().__init__()
        self.at, self.act = at, act

    async def open(self):
        """Open a line that watches the count."""
        line = await super().open()
        outer = self

        class Line:
            async def send(self, message):
                answer = await line.send(message)
                if len(outer.kept) == outer.at:
                    import asyncio

                    await asyncio.to_thread(outer.act)
                return answer

            async def close(self):
                await line.close()

        return Line()


def test_the_stop_button_stops(ledger):
    """After a stop at most one message a connection still ends; going on sends the rest once."""
    send = fill(600, barred=0)
    stopped_after = []

    def press():
        stop(send.pk, by="zoe", at=START)
        stopped_after.append(len(channel.kept))

    channel = Acting(50, press)
    deliver_due(post(channel), Pace(connections=5))
    assert 50 <= len(channel.kept) <= stopped_after[0] + 10
    assert counts(send) == {"sent": len(channel.kept), "queued": 600 - len(channel.kept)}
    resume(send.pk)
    deliver_due(post(channel), Pace(connections=5))
    assert len(channel.kept) == len({m.address for m in channel.kept}) == 600


def test_unsubscribing_acts_on_the_send_under_way(ledger):
    """A person who leaves while the send runs gets nothing when their claim comes later."""
    send = fill(600, barred=0)
    last = send.deliveries.last()
    channel = Acting(20, lambda: unsubscribe(last.unsubscribe_token, at=START))
    deliver_due(post(channel), Pace(connections=5))
    assert len(channel.kept) == 599
    last.refresh_from_db()
    assert (last.state, last.reason) == ("excluded", "consent")


def test_the_weekly_cap_holds_over_sends(ledger):
    """With a cap of one, a second action reaches nobody for seven days."""
    channel, clock = ListChannel(), FixedClock(START)
    fill(10, barred=0, weekly_cap=1)
    second = fill(10, barred=0, weekly_cap=1, action="autre")
    third = fill(10, barred=0, weekly_cap=1, action="plus-tard", at=START + timedelta(days=8))
    deliver_due(post(channel, clock))
    assert counts(second) == {"excluded": 10}
    assert set(second.deliveries.values_list("reason", flat=True)) == {"cap"}
    clock.moment += timedelta(days=8)
    deliver_due(post(channel, clock))
    assert counts(third) == {"sent": 10}


def test_a_dead_sender_s_rows_are_settled_by_policy(ledger):
    """At most once lists them as unknown; at least once sends them again; the living are left alone."""
    first, second = fill(3, barred=0), fill(3, barred=0, policy="at_least_once", action="autre")
    Delivery.objects.filter(person="p000001").update(
        state="sending", lease_owner="dead/1", attempt=1
    )
    Delivery.objects.filter(person="p000002").update(
        state="sending", lease_owner="other/1", attempt=1
    )
    channel = ListChannel()
    report = deliver_due(post(channel, alive=lambda owner: owner == "other"))
    assert report.recovered == {"unknown": 1, "queued": 1}
    assert counts(first) == {"sent": 1, "unknown": 1, "sending": 1}
    assert counts(second) == {"sent": 2, "sending": 1}


def test_a_server_that_is_down_is_told_and_nothing_is_lost(ledger):
    """The send waits with the server's own words, in both languages, and goes on later."""
    send = fill(5, barred=0)
    channel = ListChannel(down="421 too busy")
    report = deliver_due(post(channel))
    assert report.sends[0].waiting.en == "waiting for the mail server: 421 too busy"
    assert counts(send) == {"queued": 5}
    channel.down = ""
    report = deliver_due(post(channel))
    assert report.handed == 5
    assert report.sends[0].waiting is None
    assert set(send.deliveries.values_list("attempt", flat=True)) == {1}


def test_a_template_that_renders_for_nobody_stops_its_send(ledger):
    """The rest of the audience is kept for when the template works."""
    send = fill(100, barred=0, messages={"": compiled(text="{{ first_name | nothing }}")})
    deliver_due(post(ListChannel()), Pace(connections=2))
    send.refresh_from_db()
    assert send.state == "stopped"
    assert "nothing" in send.stopped_by
    assert counts(send)["queued"] > 70


def test_the_rate_is_kept(ledger):
    """Forty messages at 40 a second take about a second."""
    import time

    fill(40, barred=0)
    began = time.monotonic()
    deliver_due(post(ListChannel()), Pace(connections=5, rate=40))
    assert 0.9 < time.monotonic() - began < 4


@pytest.mark.parametrize("after", [0, 7])
def test_a_sender_told_to_stop_leaves_whole_rows(ledger, after):
    """A shutdown ends each message and leaves no row under way."""
    send = fill(50, barred=0)
    asked = count()
    deliver_due(post(ListChannel(), stopping=lambda: next(asked) > after), Pace(connections=2))
    assert set(counts(send)) <= {"sent", "queued"}


def test_who_may_have_been_reached_is_never_called_left_out(ledger):
    """A person suppressed between a sender's death and the next try is unknown, with the reason."""
    send = fill(1, barred=0, policy="at_least_once")
    send.deliveries.update(state="sending", lease_owner="dead/1", attempt=1)
    suppress("complained", at=START, person="p000000")
    deliver_due(post(ListChannel()))
    row = send.deliveries.get()
    assert (row.state, row.reason) == ("unknown", "suppression")
