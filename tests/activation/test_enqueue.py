"""From a frozen audience to rows of the ledger."""

from datetime import timedelta

import pytest
from ledger_file import START, compiled

from passerelle.activation.channel import ListChannel
from passerelle.activation.compose import Web
from passerelle.activation.deliver import Post, deliver_due
from passerelle.activation.enqueue import Order, Recipient, enqueue
from passerelle.base.clock import FixedClock
from passerelle.base.errors import UserError
from passerelle.records.consent import grant
from passerelle.records.delivery import Delivery, Send, left_out

CLOCK = FixedClock(START)


def order(text="Bonjour {{ unsubscribe_url }}", **more):
    """Ask for a send of one text."""
    fields = {
        "action": "vente",
        "code": "vente",
        "messages": {"": compiled(text=text)},
        "revision": 3,
        "starts_at": START,
        "hold_until": START,
    } | more
    return Order(**fields)


PEOPLE = (
    Recipient("a", "a@example.com"),
    Recipient("b", "b@example.com", reason="holdout"),
    Recipient("c"),
    Recipient("d", "d@example.com", arm="B"),
)


def test_everyone_matched_is_a_row(ledger):
    """Those left out are rows with their reason; the sum is the snapshot."""
    made = enqueue(order(), PEOPLE, clock=CLOCK)
    assert (made.outcome, made.queued, made.left_out) == ("created", 2, 2)
    assert left_out(made.send) == {"holdout": 1, "no_address": 1}
    assert Delivery.objects.values("message_id").distinct().count() == 4


def test_asking_again_changes_nothing(ledger):
    """The same message to the same people is one send, also from a later revision and hour."""
    first = enqueue(order(), PEOPLE, clock=CLOCK)
    again = enqueue(order(revision=4, hold_until=START + timedelta(hours=1)), PEOPLE, clock=CLOCK)
    assert (again.outcome, again.send.pk) == ("no_change", first.send.pk)
    assert (again.queued, again.left_out) == (2, 2)
    assert (Send.objects.count(), Delivery.objects.count()) == (1, 4)


def test_another_text_takes_the_place_of_one_not_begun(ledger):
    """The old send is stopped and its rows kept as replaced; only the new text leaves."""
    enqueue(order("avant {{ unsubscribe_url }}"), PEOPLE, clock=CLOCK)
    assert enqueue(order("après {{ unsubscribe_url }}"), PEOPLE, clock=CLOCK).outcome == "replaced"
    grant("a", "email", at=START)
    channel = ListChannel()
    deliver_due(Post(channel, Web("https://m.example", "s"), CLOCK))
    assert [m.text.split()[0] for m in channel.kept] == ["après"]


def test_what_has_begun_goes_on_as_it_was(ledger):
    """A later text never reaches people a second time."""
    enqueue(order(), PEOPLE, clock=CLOCK)
    grant("a", "email", at=START)
    channel = ListChannel()
    post = Post(channel, Web("https://m.example", "s"), CLOCK)
    deliver_due(post)
    assert (
        enqueue(order("autre {{ unsubscribe_url }}"), PEOPLE, clock=CLOCK).outcome
        == "already_started"
    )
    assert deliver_due(post).handed == 0
    assert len(channel.kept) == 1


@pytest.mark.parametrize("people", [(), (PEOPLE[0], PEOPLE[0])])
def test_nobody_or_somebody_twice_is_refused(ledger, people):
    """Nothing is written."""
    with pytest.raises(UserError):
        enqueue(order(), people, clock=CLOCK)
    assert not Send.objects.exists()
