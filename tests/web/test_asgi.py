"""One application: health, forwarded verbs, pages."""

import asyncio
import json

import httpx
import pytest

from passerelle.verbs.serving import owner_token
from passerelle.web.asgi import build
from passerelle.web.server import listen


@pytest.fixture
def door(served):
    """The whole application, as uvicorn sees it."""
    transport = httpx.ASGITransport(app=build())

    def ask(method, address, **more):
        async def once():
            async with httpx.AsyncClient(
                transport=transport, base_url="http://testserver"
            ) as client:
                return await client.request(method, address, **more)

        return asyncio.run(once())

    return ask


def said(answer):
    """The lines that the owner answered."""
    return [json.loads(line) for line in answer.text.splitlines()]


def test_health_needs_nobody(door):
    """A watcher may ask without signing in."""
    assert door("GET", "/healthz").json()["status"] == "ok"


def test_pages_come_through_the_same_door(door):
    """Django answers behind it, with its headers."""
    answer = door("GET", "/sign-in/")
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer wrong", "Basic é"])
def test_a_forwarded_verb_needs_the_owners_token(door, token):
    """Other users of the machine cannot call verbs."""
    answer = door("POST", "/owner/verbs/check", headers={"Authorization": token.encode()}, json={})
    assert answer.status_code == 401


def test_a_forwarded_verb_answers_in_lines(door):
    """The last line is the answer, with what a terminal exits with."""
    answer = door(
        "POST", "/owner/verbs/check", headers={"Authorization": f"Bearer {owner_token()}"}, json={}
    )
    *_, last = said(answer)
    assert "findings" in last["answer"]
    assert last["code"] in {0, 1}


def test_a_verbs_error_comes_back_in_both_languages(door):
    """The caller shows it in its own language and exits with its code."""
    headers = {"Authorization": f"Bearer {owner_token()}"}
    *_, last = said(door("POST", "/owner/verbs/explain", headers=headers, json={"what": "nothing"}))
    assert "Nothing is called" in last["error"]["en"]
    assert "Rien ne s'appelle" in last["error"]["fr"]
    assert last["code"] == 2


def test_a_taken_port_is_said_before_anything_starts():
    """The message names the port and what to do."""
    from passerelle.base.errors import OutsideError

    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OutsideError) as refusal:
            listen("127.0.0.1", port)
    assert str(port) in refusal.value.read("fr")
