"""The inbox of a demo: found by recipient, opened in a frame that can do nothing."""

import re

import pytest

LETTER = "completer-la-parure"


@pytest.fixture
def received(visit, shop):
    """A client, after a test message came to the inbox; with it the message's number."""
    client = visit("campaign_manager")
    client.post(f"/messages/{LETTER}/test/", {"address": "lea@essai.example"})
    page = client.get("/inbox/?to=lea@essai").content.decode()
    return client, re.search(r'href="/inbox/(\d+)/"', page)[1]


def test_a_message_is_found_by_a_part_of_its_recipient(received):
    """And none where nobody matches: the page says what is enough."""
    client, number = received
    assert f'href="/inbox/{number}/"' in client.get("/inbox/?to=lea@").content.decode()
    assert "Part of an address is enough." in client.get("/inbox/?to=zzz").content.decode()


def test_an_opened_message_shows_headers_text_and_a_closed_frame(received):
    """Subject as title, headers, text with links; the HTML stands in a frame of its own."""
    client, number = received
    page = client.get(f"/inbox/{number}/").content.decode()
    assert "[test]" in page
    assert "Message-ID" in page
    assert "Subject" in page
    assert f'src="/inbox/{number}/html/"' in page
    assert 'sandbox="allow-popups' in page
    framed = client.get(f"/inbox/{number}/html/")
    assert "sandbox allow-popups" in framed["Content-Security-Policy"]
    assert "allow-scripts" not in framed["Content-Security-Policy"]
    assert framed.content.startswith(b'<base target="_blank">')


def test_a_number_that_is_not_there_is_not_found(received):
    """404 with the numbers that are."""
    client, _ = received
    assert client.get("/inbox/999999/").status_code == 404


def test_a_reader_opens_nobody_s_mail(visit, shop):
    """Mail is about people: the role must be allowed to see them."""
    assert visit("reader").get("/inbox/").status_code == 403


def test_an_empty_inbox_says_when_mail_comes(signed_in):
    """One sentence, one action."""
    page = signed_in("campaign_manager").get("/inbox/").content.decode()
    assert "Nothing was received yet" in page
    assert 'href="/sends/"' in page


def test_without_an_inbox_there_is_no_such_page(signed_in, served):
    """A shop that sends to the world has no inbox here, and the navigation does not offer one."""
    object.__setattr__(
        served.workspace,
        "settings",
        served.settings.model_copy(
            update={"sending": served.settings.sending.model_copy(update={"inbox": False})}
        ),
    )
    client = signed_in("campaign_manager")
    assert client.get("/inbox/").status_code == 409
    assert 'href="/inbox/"' not in client.get("/calendar/").content.decode()
