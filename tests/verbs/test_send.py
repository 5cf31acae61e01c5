"""Send, stop, sends: what is due leaves after its hold; who got it, who did not, and why."""

import pytest

from passerelle.base.errors import NotFound
from passerelle.records.delivery import Delivery, Send
from passerelle.verbs.apply import apply
from passerelle.verbs.message import preview_message, send_test
from passerelle.verbs.send import send, send_detail, stop


@pytest.fixture
def queued(ready):
    """The first letter is queued, and held."""
    apply(ready)
    return ready


def test_nothing_leaves_before_the_hold_is_over(queued):
    """Ten minutes to stop it, in this workspace 0 s of the demo's settings excepted."""
    row = Send.objects.get()
    row.hold_until = queued.clock.now().replace(hour=13)
    row.save()
    assert send(queued).handed == 0
    assert not Delivery.objects.exclude(state__in=("queued", "excluded")).exists()


def test_a_stopped_send_sends_nothing(queued):
    """And a finished one cannot be stopped."""
    name = str(Send.objects.get().pk)
    assert stop(queued, name).send["state"] == "stopped"
    assert send(queued).handed == 0
    assert not apply(queued).queued
    with pytest.raises(NotFound):
        stop(queued, "99")


def test_who_and_why_not(queued):
    """Rows by state, a page at a time; each left out has a reason."""
    whole = send_detail(queued, "completer-la-parure")
    left = send_detail(queued, "completer-la-parure", state="excluded")
    assert whole.total > left.total > 50
    assert all(row["reason"] for row in left.rows)
    assert sum(whole.send["left_out"].values()) == left.total
    with pytest.raises(NotFound) as caught:
        send_detail(queued, "completer")
    assert "→" in caught.value.read("fr")


def test_the_message_on_three_people_and_to_oneself(ready):
    """Both arms; no fault; the test message counts for nobody."""
    seen = preview_message(ready, "completer-la-parure")
    assert set(seen.arms) == {"A", "B"}
    assert len(seen.shown) == 6
    assert all("{{" not in row["html"] + row["subject"] for row in seen.shown)
    send_test(ready, "completer-la-parure", "me@example.com", arm="B")
    assert not Delivery.objects.exists()
    with pytest.raises(NotFound) as caught:
        preview_message(ready, "completer")
    assert "completer-la-parure" in caught.value.read("en")
