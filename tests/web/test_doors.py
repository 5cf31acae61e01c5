"""Every route says who may take it, and holds to it."""

import pytest
from django.test import override_settings
from django.urls import URLResolver, get_resolver

from passerelle.verbs.people import operations
from passerelle.web.doors import PUBLIC, operation_of

OPEN_TO_ALL = {"sign-in", "sign-in-link", "language", "theme"}


def routes(resolver=None, prefix=""):
    """Walk all routes as (address, pattern)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        else:
            yield address, pattern


@pytest.mark.parametrize(("address", "pattern"), list(routes()), ids=lambda one: str(one)[:60])
def test_every_route_declares_its_operation(address, pattern):
    """A route without ``@opens`` or ``@public``, or with an unknown word, fails here."""
    declared = operation_of(pattern.callback)
    assert declared in operations() | {PUBLIC}, f"{address} declares {declared!r}"


def test_public_routes_are_few_and_known():
    """What strangers may see is listed, so that nobody opens a page by mistake."""
    public = {one.name for _, one in routes() if operation_of(one.callback) == PUBLIC}
    assert public - OPEN_TO_ALL <= {"unsubscribe", "link", "answer", "feed"}


def test_a_stranger_is_sent_to_sign_in_and_back(served, client):
    """Whoever is not signed in comes back to the page they asked for."""
    answer = client.get("/plan/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fplan%2F")


def test_a_fragment_asks_the_whole_page_to_sign_in(served, client):
    """A fragment is told to leave the page, not to put a sign-in form inside it."""
    answer = client.get("/plan/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/sign-in/?next=%2F")


def test_a_reader_may_read_the_form_but_not_write(signed_in):
    """The role decides on the server; the refusal names who may."""
    client = signed_in("reader")
    page = client.get("/plan/actions/soldes/")
    assert page.status_code == 200
    assert "Record" not in page.content.decode()
    refused = client.post("/plan/actions/soldes/", {"seen": "{}", "cost": "1 EUR"})
    assert refused.status_code == 403
    assert "Strategist" in refused.content.decode()


@override_settings(ROOT_URLCONF="web_gallery")
def test_the_matrix_is_what_the_page_shows(signed_in):
    """Templates see what the role may do, and only that."""
    page = signed_in("sales").get("/gallery/")
    assert page.context["may"]["acknowledge"]
    assert not page.context["may"]["apply"]
