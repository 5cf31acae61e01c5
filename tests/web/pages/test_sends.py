"""Sends: counts and reasons, the hold and the stop button, a message before it leaves."""

import re
from datetime import timedelta

import pytest

from passerelle.records.delivery import Delivery, Send
from passerelle.verbs.catalogue import verb_named
from passerelle.verbs.serving import serving_house

LETTER = "completer-la-parure"


@pytest.fixture
def number(shop):
    """The number of the letter that is held."""
    found = verb_named("sends").load()(shop).as_json()["sends"]
    return next(one["id"] for one in found if one["action"] == LETTER)


def test_the_list_counts_who_will_get_it_and_who_is_left_out(visit, number):
    """The title, the state with its word, the reasons."""
    page = visit("reader").get("/sends/").content.decode()
    assert "La lettre « Complétez votre parure »" in page
    assert "can still be stopped" in page
    assert "no consent" in page
    assert f'href="/sends/{number}/"' in page


def test_a_held_send_shows_its_people_and_a_stop_button(visit, number):
    """The number of people, the time left, and why others are left out."""
    page = visit("campaign_manager", "fr").get(f"/sends/{number}/").content.decode()
    assert "data-until=" in page
    assert "Arrêter cet envoi" in page
    assert "sans consentement" in page
    assert "C0000" in page


def test_stopping_is_for_good_and_said(visit, number):
    """After the stop nothing is offered to stop."""
    client = visit("campaign_manager")
    answer = client.post(f"/sends/{number}/stop/", follow=True)
    page = answer.content.decode()
    assert "nothing more leaves" in page
    assert "Stop this send" not in page


def test_who_may_not_stop_sees_no_button_and_is_refused(visit, number):
    """A reader reads counts, not people, and stops nothing."""
    client = visit("reader")
    page = client.get(f"/sends/{number}/").content.decode()
    assert "Stop this send" not in page
    assert "C0000" not in page
    assert client.post(f"/sends/{number}/stop/").status_code == 403


def test_people_are_shown_by_state_and_by_page(visit, number):
    """Fifty at a time, with the way to the next; one state alone when asked."""
    client = visit("campaign_manager")
    first = client.get(f"/sends/{number}/").content.decode()
    assert "start=50#rows" in first
    assert len(re.findall(r'<th scope="row" class="mono">C', first)) == 50
    second = client.get(f"/sends/{number}/?start=50").content.decode()
    assert "start=0#rows" in second
    left_out = client.get(f"/sends/{number}/?state=excluded").content.decode()
    assert '<option value="excluded" selected>' in left_out
    nobody = client.get(f"/sends/{number}/?state=sent").content.decode()
    assert "Nobody is in this state." in nobody


def test_a_send_that_is_not_there_says_so(visit, shop):
    """404, not a traceback."""
    assert visit().get("/sends/987654/").status_code == 404


def test_a_message_is_shown_on_three_people_in_closed_frames(visit, shop):
    """Each frame has a page of its own that may do nothing."""
    client = visit("campaign_manager")
    page = client.get(f"/messages/{LETTER}/").content.decode()
    frames = re.findall(r'<iframe[^>]*sandbox=""[^>]*src="([^"]+)"', page)
    assert len(frames) >= 3
    assert "the longest name" in page
    framed = client.get(frames[0])
    policy = framed["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("; sandbox")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "parure" in framed.content.decode()


def test_a_frame_asked_for_alone_is_rendered_anew(visit, shop):
    """What was kept for the page may be gone; a place that is not there is empty."""
    client = visit("campaign_manager")
    assert "parure" in client.get(f"/messages/{LETTER}/0/").content.decode()
    assert client.get(f"/messages/{LETTER}/99/").content == b""


def test_a_test_message_lands_in_the_inbox(visit, shop):
    """It says where it went; the inbox shows it."""
    client = visit("campaign_manager")
    answer = client.post(
        f"/messages/{LETTER}/test/", {"address": "marie@essai.example"}, follow=True
    )
    assert "marie@essai.example" in answer.content.decode()
    inbox = client.get("/inbox/?to=marie@essai").content.decode()
    assert "[test]" in inbox


def test_an_unknown_message_gives_the_nearest(visit, shop):
    """404 with a repair."""
    answer = visit("campaign_manager").get("/messages/completer-la-parur/")
    assert answer.status_code == 404
    assert LETTER in answer.content.decode()


def test_before_anything_is_applied_the_page_says_what_to_do(signed_in):
    """One sentence, one action, the command."""
    Delivery.objects.all().delete()
    Send.objects.all().delete()
    page = signed_in("strategist").get("/sends/").content.decode()
    assert "Nothing was sent yet." in page
    assert 'href="/apply/"' in page


def test_the_hold_is_over_when_its_time_has_passed(visit, number):
    """No countdown is shown once the send is due."""
    clock = serving_house().clock
    clock.moment += timedelta(minutes=5)
    try:
        page = visit("campaign_manager").get(f"/sends/{number}/").content.decode()
    finally:
        clock.moment -= timedelta(minutes=5)
    assert "data-until=" not in page
    assert "Stop this send" in page
