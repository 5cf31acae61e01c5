"""Links of messages, followed by strangers: counted redirects and the way out."""

import random
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from passerelle.activation.links import Links, sign
from passerelle.base.errors import NotFound
from passerelle.records.clicks import ClickRow
from passerelle.records.consent import ConsentEvent, Suppression, grant
from passerelle.records.delivery import Delivery, Policy, Send, SendState, State
from passerelle.verbs import letters
from passerelle.verbs.measure import measure
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.publish import publish
from passerelle.web import public

SHOP = "https://boutique.example/p?a=1"


@pytest.fixture
def letter(served, clock):
    """One letter that left; its reader reads French, and consented to e-mail alone."""
    for brake in (public.guesses, public.again):
        brake._failures.clear()
    now = clock.now()
    send = Send.objects.create(
        key="soldes/1", digest="d", action="soldes", code="soldes", purpose="email",
        policy=Policy.AT_MOST_ONCE, state=SendState.RUNNING, starts_at=now, hold_until=now,
        made_at=now,
    )  # fmt: skip
    grant("c1", "email", at=now - timedelta(days=9))
    return Delivery.objects.create(
        send=send, person="c1", address="c1@ex.example", data={"language": "fr"}, state=State.SENT,
        message_id="m1@ex", unsubscribe_token="u-token-1", link_token="l-token-1", at=now,
        sent_at=now,
    )  # fmt: skip


@pytest.fixture
def links(served):
    """The links of the letter, as activation makes them."""
    return Links("", served.workspace.secret(), "soldes")


def test_a_link_leads_to_its_page_with_the_code_and_counts(client, letter, links):
    """The click carries the action's code; without tracking consent it names nobody."""
    answer = client.get(links.link(SHOP, "l-token-1"))
    there = urlsplit(answer["Location"])
    assert (answer.status_code, there.netloc) == (302, "boutique.example")
    assert parse_qs(there.query)["utm_campaign"] == ["soldes"]
    row = ClickRow.objects.get()
    assert (row.code, row.person) == ("soldes", "")


def test_the_person_is_named_while_they_consent_to_tracking(client, letter, links, clock):
    """With the consent the click is theirs; taken back, old messages name nobody either."""
    from passerelle.records.consent import withdraw

    grant("c1", "tracking", at=clock.now())
    client.get(links.link(SHOP, "l-token-1"))
    clock.moment += timedelta(hours=1)
    withdraw("c1", "tracking", at=clock.now())
    client.get(links.link(SHOP, "l-token-1"))
    assert list(ClickRow.objects.values_list("person", flat=True)) == ["c1", ""]


def test_looking_at_a_link_does_not_count(client, letter, links):
    """A link scanner that asks for the head alone is led on and leaves no trace."""
    assert client.head(links.link(SHOP)).status_code == 302
    assert not ClickRow.objects.exists()


def mutated(token, times):
    """Give other tokens: a character changed, cut or added, or the ends swapped."""
    dice = random.Random(7)
    for _ in range(times):
        at, way = dice.randrange(1, len(token)), dice.randrange(4)
        other = dice.choice("ABCxyz019-_.%~")
        head, tail = token[:at], token[at:]
        made = (head + other + tail[1:], head + tail[1:], head + other + tail, tail + head)[way]
        if made != token:
            yield made


def test_no_mutated_link_leads_anywhere(client, letter, links, served):
    """10,000 links with a character changed, cut, added or moved: none is followed."""
    token = links.link("https://boutique.example/", "l-token-1").removeprefix("/r/")
    for number, changed in enumerate(mutated(token, 10_000)):
        with pytest.raises(NotFound):
            letters.follow(served, changed)
        if number % 100 == 0:
            public.guesses._failures.clear()
            answer = client.get(f"/r/{changed}")
            assert answer.status_code == 404, changed
            assert "Location" not in answer
    assert not ClickRow.objects.exists()


def test_no_mutated_way_out_unsubscribes(letter, served):
    """2,000 tokens that we did not give, close to one that we did: none does anything."""
    Delivery.objects.update(unsubscribe_token="u-token-1" * 4)
    for changed in mutated("u-token-1" * 4, 2_000):
        with pytest.raises(NotFound):
            letters.leave(served, changed)
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("secret", ["", "for-tests-only-never-served", "x"])
def test_a_link_signed_by_another_secret_is_a_plain_404(client, letter, secret):
    """Nobody makes our address lead to theirs."""
    answer = client.get(f"/r/{sign(['https://evil.example/', 'soldes', ''], secret)}")
    assert answer.status_code == 404
    assert "evil" not in answer.content.decode()


def test_looking_at_the_way_out_changes_nothing(client, letter):
    """GET and HEAD show one button, in the language of the person, and do nothing."""
    page = client.get("/u/u-token-1", headers={"Accept-Language": "en"})
    client.head("/u/u-token-1")
    assert page.status_code == 200
    assert page.content.decode().count('<button class="button main">') == 1
    assert "Se désinscrire" in page.content.decode()
    assert page["Content-Language"] == "fr"
    assert not Suppression.objects.exists()
    assert ConsentEvent.objects.count() == 1


def test_the_page_is_in_the_language_of_the_browser_when_the_person_is_unknown(client, letter):
    """English to who reads English."""
    Delivery.objects.update(data={})
    page = client.get("/u/u-token-1", headers={"Accept-Language": "en-GB"}).content.decode()
    assert "Unsubscribe from the e-mails of Maison Test?" in page


def test_one_click_unsubscribes_without_cookie_and_again_is_harmless(letter):
    """What a mail program posts: no cookie, no token of a form, from another site."""
    program = Client(enforce_csrf_checks=True)
    for _ in range(3):
        answer = program.post(
            "/u/u-token-1",
            {"List-Unsubscribe": "One-Click"},
            headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status_code == 200
        assert not answer.cookies.get("sessionid")
    assert "désinscrit" in answer.content.decode()
    assert Suppression.objects.get().person == "c1"
    assert list(ConsentEvent.objects.values_list("granted", flat=True)) == [True, False]
    letter.refresh_from_db()
    assert letter.state == State.UNSUBSCRIBED


def test_the_button_posts_what_a_mail_program_posts(client, letter):
    """One way for both."""
    page = client.get("/u/u-token-1").content.decode()
    field = re.search(r'name="([^"]+)" value="([^"]+)"', page)
    assert field.groups() == ("List-Unsubscribe", "One-Click")
    assert client.post("/u/u-token-1", {field[1]: field[2]}).status_code == 200
    assert Suppression.objects.exists()


def test_an_unknown_way_out_is_a_404_and_guessing_is_slowed_down(client, letter, clock):
    """After 30 guesses from one address: 429 with how long to wait; a true link still works."""
    for number in range(30):
        assert client.post(f"/u/guess-{number}").status_code == 404
    slow = client.get("/u/guess-31")
    assert slow.status_code == 429
    assert 0 < int(slow["Retry-After"]) <= 900
    assert client.get("/u/u-token-1").status_code == 200
    assert client.post("/u/u-token-1").status_code == 200


def test_hammering_one_link_is_slowed_down(client, letter, links):
    """30 uses of one link in a minute, then a pause; looking is free."""
    for _ in range(30):
        assert client.post("/u/u-token-1").status_code == 200
    slow = client.post("/u/u-token-1")
    assert (slow.status_code, slow["Retry-After"]) == (429, "60")
    assert client.get("/u/u-token-1").status_code == 200
    link = links.link(SHOP)
    for _ in range(30):
        assert client.get(link).status_code == 302
    assert client.get(link).status_code == 429
    assert ClickRow.objects.count() == 30


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_do_nothing(client, letter, method):
    """Only what is needed is answered."""
    assert getattr(client, method)("/u/u-token-1").status_code == 405
    assert not Suppression.objects.exists()


def test_clicks_and_departures_move_the_rates(client, letter, links, served, clock):
    """One letter arrived: its click makes the click rate 1 of 1, its departure the other rate."""

    def rate(kpi):
        found = measure(served, kpi, period="2027-01-01..2027-01-31").reading
        return found["numerator"], found["denominator"]

    grant("c1", "tracking", at=clock.now())
    before = [rate(kpi) for kpi in ("delivery_rate", "click_rate", "unsubscribe_rate")]
    client.get(links.link(SHOP, "l-token-1"))
    client.post("/u/u-token-1", {"List-Unsubscribe": "One-Click"})
    after = [rate(kpi) for kpi in ("delivery_rate", "click_rate", "unsubscribe_rate")]
    assert before == [("1", "1"), ("0", "1"), ("0", "1")]
    assert after == [("1", "1"), ("1", "1"), ("1", "1")]


def test_clicks_are_published_once(client, letter, links, served, clock):
    """Each question finds the clicks up to it in the warehouse, never twice."""
    grant("c1", "tracking", at=clock.now())
    _, plan = head_plan(served)
    count = "SELECT count(*), count(customer_id) FROM events WHERE name = 'email_clicked'"
    for wanted in (1, 2):
        client.get(links.link(SHOP, "l-token-1"))
        publish(served, plan)
        publish(served, plan)
        assert served.warehouse.rows(count) == [(wanted, wanted)]
