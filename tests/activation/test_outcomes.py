"""What happened, in the warehouse's words."""

from ledger_file import START, fill

from passerelle.activation.channel import ListChannel
from passerelle.activation.compose import Web
from passerelle.activation.deliver import Post, deliver_due
from passerelle.activation.links import Click
from passerelle.activation.outcomes import (
    click_event,
    consent_rows,
    delivery_rows,
    message_events,
    suppression_rows,
)
from passerelle.activation.unsubscribe import unsubscribe
from passerelle.base.clock import FixedClock
from passerelle.records.delivery import Delivery


def test_sent_and_unsubscribed_are_events_with_lasting_ids(ledger):
    """Asked twice, the same rows; each carries the tracking code."""
    fill(100)
    deliver_due(Post(ListChannel(), Web("https://m.example", "s"), FixedClock(START)))
    unsubscribe(Delivery.objects.filter(state="sent").first().unsubscribe_token, at=START)
    events = list(message_events())
    assert events == list(message_events())
    names = [event["name"] for event in events]
    assert (names.count("email_sent"), names.count("email_unsubscribed")) == (96, 1)
    assert {event["campaign"] for event in events} == {"vente"}
    assert len({event["event_id"] for event in events}) == 97
    assert events[0]["occurred_at"] == START.replace(tzinfo=None)


def test_the_ledgers_are_published_whole(ledger):
    """Deliveries, consents and suppressions have a row each."""
    fill(100)
    rows = list(delivery_rows())
    assert len(rows) == 100
    assert set(rows[0]) == {
        "delivery_id",
        "send_id",
        "action",
        "channel",
        "person",
        "arm",
        "state",
        "at",
        "reason",
    }
    assert len(list(consent_rows())) == 102
    assert {row["reason"] for row in suppression_rows()} == {"complained"}


def test_a_click_without_tracking_names_nobody():
    """The action is counted all the same; the same click twice is one event."""
    click = Click("https://shop.example/p", "noel")
    event = click_event(click, at=START, visit="1")
    assert (event["customer_id"], event["campaign"], event["page"]) == (
        None,
        "noel",
        "https://shop.example/p",
    )
    assert event["event_id"] == click_event(click, at=START, visit="1")["event_id"]
    assert event["event_id"] != click_event(click, at=START, visit="2")["event_id"]
