"""Signing in by link and by password, slowing down whoever guesses, signing out."""

from datetime import timedelta

import pytest

from passerelle.records.people import create_sign_in_link

SECRET = "une phrase assez longue"


@pytest.fixture
def marie(served, django_user_model):
    """Someone with a password."""
    return django_user_model.objects.create_user("marie", SECRET, name="Marie", role="strategist")


def attempt(client, password, name="marie", **more):
    """Try to sign in."""
    return client.post("/sign-in/", {"name": name, "password": password, **more})


def test_a_link_is_not_spent_by_looking_at_it(client, marie, served):
    """A mail scanner or a preview that fetches the link leaves it usable; a button spends it."""
    address = f"/sign-in/{create_sign_in_link(marie, at=served.clock.now())}/"
    assert client.get(address).status_code == 200
    assert client.get("/plan/").status_code == 302
    assert client.post(address)["Location"] == "/"
    assert client.get("/plan/").status_code == 200


def test_a_spent_link_is_refused_in_both_languages(client, marie, served):
    """The second use says what to do."""
    address = f"/sign-in/{create_sign_in_link(marie, at=served.clock.now())}/"
    client.post(address)
    client.logout()
    assert "already used" in client.post(address).content.decode()
    french = client.post(address, headers={"Accept-Language": "fr-FR,fr;q=0.9"})
    assert french.status_code == 403
    assert "déjà servi" in french.content.decode()


def test_a_password_signs_in_and_returns_to_the_page(client, marie):
    """After signing in the reader is where they wanted to be."""
    assert attempt(client, SECRET, next="/plan/")["Location"] == "/plan/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_elsewhere(client, marie, elsewhere):
    """Only our own pages are returned to."""
    assert attempt(client, SECRET, next=elsewhere)["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_the_same(client, marie):
    """Nobody learns which names exist."""
    wrong, unknown = attempt(client, "x"), attempt(client, "x", name="nobody")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not match" in wrong.content.decode()
    assert "do not match" in unknown.content.decode()


def test_five_failures_pause_the_right_password_too(client, marie, clock):
    """A guesser waits; after a quarter of an hour the owner may enter."""
    for _ in range(5):
        attempt(client, "guess")
    paused = attempt(client, SECRET)
    assert paused.status_code == 429
    assert int(paused["Retry-After"]) == 900
    clock.moment += timedelta(minutes=15)
    assert attempt(client, SECRET).status_code == 302


def test_many_names_from_one_address_are_paused(client, marie):
    """Trying one password on many names is guessing too."""
    for number in range(30):
        attempt(client, "guess", name=f"name-{number}")
    assert attempt(client, SECRET).status_code == 429


def test_a_form_sent_from_elsewhere_is_refused(django_user_model, marie):
    """Without the token of the page nothing is done, and the refusal is a page."""
    from django.test import Client

    answer = attempt(Client(enforce_csrf_checks=True), SECRET)
    assert answer.status_code == 403
    assert "Reload it" in answer.content.decode()


def test_signing_out_needs_a_button(client, marie):
    """A link cannot sign someone out; the button does."""
    attempt(client, SECRET)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/plan/").status_code == 302


def test_a_new_password_ends_other_sessions(client, marie):
    """Whoever took a session loses it when the password changes."""
    attempt(client, SECRET)
    marie.set_password("une autre phrase longue")
    marie.save()
    assert client.get("/plan/").status_code == 302
