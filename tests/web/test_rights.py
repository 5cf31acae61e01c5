"""Each role on each address: nothing opens that the matrix does not open; nothing hostile comes alive."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pyarrow as pa
import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from passerelle.records.delivery import Delivery, Send
from passerelle.records.permissions import MATRIX
from passerelle.verbs.catalogue import VERBS
from passerelle.web import public
from passerelle.web.doors import PUBLIC, operation_of

NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
OPEN_TO_ALL = {"sign-in", "sign-in-link", "language", "theme", "link", "unsubscribe", "feed"}
WITHOUT_FORM = {"unsubscribe"}
"""Routes that take a POST from another site: mail programs send it."""

NEEDS_MORE = {
    "plan-form": "edit_plan",
    "plan-form-new": "edit_plan",
    "apply": "apply",
}
"""Pages that everyone reads and some write: what a POST needs."""

OF_A_MESSAGE = {"message-html", "mail-html", "weekly-page"}
"""Frames that show what is not ours to style, in a sandbox."""

LONG = {"run", "adjust", "import"}
SAMPLES = {"token": "x", "section": "actions", "number": "1", "place": "0", "chosen": "en"}
NAMES = {
    "audience": "fideles",
    "kpi": "orders",
    "audience-export": "fideles",
    "export-file": "actions",
}


def routes(resolver=None, prefix="/"):
    """Walk all routes as (address with examples in it, pattern)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        else:
            yield (
                re.sub(r"<\w+:(\w+)>", lambda found, p=pattern: example(p, found[1]), address),
                pattern,
            )


def example(pattern, argument):
    """Give an existing thing for one part of an address."""
    if argument in SAMPLES:
        return SAMPLES[argument]
    return NAMES.get(pattern.name, "soldes")


ROUTES = [(address, one, operation_of(one.callback)) for address, one in routes()]
CLOSED = [(address, one, word) for address, one, word in ROUTES if word != PUBLIC]


def test_every_route_and_every_verb_of_the_api_declares_its_operation():
    """An address without a declared permission fails here; the public ones are listed."""
    known = {str(word) for allowed in MATRIX.values() for word in allowed}
    for address, _, word in ROUTES:
        assert word in known | {PUBLIC}, address
    assert {one.name for _, one, word in ROUTES if word == PUBLIC} == OPEN_TO_ALL
    for verb in VERBS.values():
        assert verb.operation in known, verb.name


def test_a_stranger_gets_the_sign_in_page_or_401_everywhere_else(served):
    """Whatever the method, no page or answer of the workspace."""
    stranger = Client()
    for address, one, _ in CLOSED:
        for method in ("get", "post", "head", "put", "patch", "delete", "options"):
            answer = getattr(stranger, method)(address)
            where = f"{method} {address}"
            assert answer.status_code in {302, 401, 405}, where
            if answer.status_code == 302:
                assert answer["Location"].startswith("/sign-in/"), where
            assert one.name not in OPEN_TO_ALL


@pytest.mark.parametrize("role", sorted(MATRIX))
def test_what_the_matrix_does_not_open_stays_closed(signed_in, role):
    """A role that lacks an operation gets 403 (or 405) for all its addresses, by every method."""
    client = signed_in(role)
    allowed = {str(word) for word in MATRIX[role]}
    refused = 0
    for address, one, declared in CLOSED:
        for method in ("get", "post", "put", "delete"):
            needed = NEEDS_MORE.get(one.name, declared) if method == "post" else declared
            if needed in allowed:
                continue
            answer = getattr(client, method)(address, content_type="application/json") if (
                method != "get" and address.startswith("/api/")
            ) else getattr(client, method)(address)  # fmt: skip
            assert answer.status_code in {403, 405}, f"{role} {method} {address}"
            refused += answer.status_code == 403
    assert refused > 0 or role == "administrator"


def test_a_reader_sees_how_many_but_not_who(signed_in, served, sent):
    """What the pages hide, the API does not tell either."""
    reader = signed_in("reader")
    for address in ("/api/inbox", "/api/preview-message?action=soldes"):
        assert reader.get(address).status_code == 403
    detail = reader.get(f"/api/send-detail?send={sent.pk}").json()
    assert (detail["rows"], detail["total"]) == ([], 1)
    assert reader.get("/api/audience?name=fideles").json()["sample"] == []
    analyst = signed_in("analyst", visitor=Client())
    assert analyst.get(f"/api/send-detail?send={sent.pk}").json()["rows"][0]["person"] == HOSTILE


def test_who_approves_depends_on_the_seat(signed_in):
    """The address is open to readers of the plan; the verb itself asks whose seat it is."""
    home = signed_in("administrator", visitor=Client())
    assert home.get("/api/preview").status_code == 200
    client = signed_in("reader", visitor=Client())
    for given, status in (
        ({"revision": 1, "seat": "sales"}, 404), ({"revision": 99}, 404),
        ({"revision": 1, "klass": "strategic"}, 422), ({"revision": 1}, 200),
    ):  # fmt: skip
        answer = client.post("/api/approve", given, content_type="application/json")
        assert answer.status_code == status, given


def test_a_request_from_elsewhere_changes_nothing(signed_in):
    """Every address that takes a POST wants the token of our own page, except the way out."""
    client = signed_in("administrator", visitor=Client(enforce_csrf_checks=True))
    for address, one, _ in ROUTES:
        if one.name in WITHOUT_FORM:
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(
                address, headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
            )
            assert answer.status_code in {403, 405}, f"{method} {address}"
    assert {
        one.name for _, one, _ in ROUTES if (getattr(one.callback, "csrf_exempt", False)
        and not one.name.startswith(("api-", ""))) or one.name in WITHOUT_FORM
    } == WITHOUT_FORM  # fmt: skip


HOSTILE = "\"'><hostile onmouseover=alert(1)>{{7*7}}{% x %}<!--"


@pytest.fixture
def sent(served):
    """A send and a person whose every word is hostile."""
    now = served.clock.now()
    send = Send.objects.create(
        key="soldes/1", digest="d", action="soldes", code="soldes", subject=HOSTILE,
        state="running", starts_at=now, hold_until=now, made_at=now,
        snapshot={"matched": 1, "reasons": {}, "sql": HOSTILE, "as_of": now.isoformat(),
                  "segment": HOSTILE, "why": HOSTILE, "revision": 1},
    )  # fmt: skip
    Delivery.objects.create(
        send=send, person=HOSTILE, arm="", address="x@ex.example", state="failed",
        reason="refused", last_answer=HOSTILE, message_id="m", unsubscribe_token="u",
        link_token="l", at=now,
    )  # fmt: skip
    return send


@pytest.fixture
def hostile(served, sent):
    """A plan, customers and visits whose words want to be markup or code."""
    for brake in (public.guesses, public.again):
        brake._failures.clear()
    path = served.folder / "plan" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for title in ("Winter sale", "Bring one-time buyers back", "Linen kept for ten years",
                  "Two in three buy only once", "Marie}"):  # fmt: skip
        assert title.rstrip("}") in text
        text = text.replace(title, quoted + "}" * title.endswith("}"))
    path.write_text(text, encoding="utf-8")
    warehouse = served.warehouse
    people = {"customer_id": HOSTILE, "email": HOSTILE, "first_name": HOSTILE, "city": HOSTILE,
              "country": HOSTILE, "language": "fr", "source": HOSTILE}  # fmt: skip
    warehouse.append("customers", pa.table({key: [value] for key, value in people.items()}))
    moment = NOON.replace(tzinfo=None, day=1)
    for number in range(3):
        warehouse.append("orders", pa.table({
            "order_id": [f"{HOSTILE}{number}"], "customer_id": [HOSTILE], "ordered_at": [moment],
            "day": [moment.date()], "channel": [HOSTILE], "country": [HOSTILE],
            "source": [HOSTILE],
        }))  # fmt: skip
    warehouse.append("events", pa.table({
        "event_id": ["e1"], "customer_id": [HOSTILE], "name": [HOSTILE], "occurred_at": [moment],
        "medium": [HOSTILE], "origin": [HOSTILE], "campaign": [HOSTILE], "page": [HOSTILE],
        "source": [HOSTILE],
    }))  # fmt: skip


class Alive(HTMLParser):
    """Finds what would run or be styled in a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        """Note a tag or an attribute that could come alive."""
        given = dict(attributes)
        bad = [name for name in given if name.startswith("on") or name == "style"]
        links = [str(given.get(name, "")).strip().lower() for name in ("href", "src", "action")]
        if (
            tag in {"hostile", "style", "base", "object", "embed"}
            or bad
            or (tag == "script" and not given.get("src", "").startswith("/static/"))
            or any(one.startswith(("javascript:", "data:text")) for one in links)
        ):
            self.found.append((tag, attributes))


def pages_of(client):
    """Get every page that a GET shows, as (address, route, answer)."""
    for address, one, _ in ROUTES:
        if not address.startswith("/api/") or one.name in {"api", "openapi"}:
            yield address, one, client.get(address)


@pytest.mark.parametrize("role", ["administrator", "reader"])
def test_every_page_is_strict_and_keeps_hostile_words_dead(signed_in, hostile, role):
    """Names, subjects, utm values, sources: text everywhere; the policy allows nothing inline."""
    client = signed_in(role, name=HOSTILE[:200])
    allowed = {str(word) for word in MATRIX[role]} | {PUBLIC}
    shown = 0
    for address, one, answer in pages_of(client):
        assert answer.status_code < 500, address
        opened = operation_of(one.callback) in allowed
        assert (answer.status_code != 403) or not opened, address
        policy = answer["Content-Security-Policy"]
        assert "unsafe-eval" not in policy, address
        assert "default-src" in policy, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        if one.name in OF_A_MESSAGE and answer.status_code == 200:
            assert "sandbox" in policy, address
            assert "default-src 'none'" in policy, address
            continue
        assert "unsafe-inline" not in policy, address
        if answer["Content-Type"].startswith("text/html") and "attachment" not in answer.get(
            "Content-Disposition", ""
        ):
            alive = Alive()
            alive.feed(answer.content.decode())
            assert not alive.found, address
            shown += "&lt;hostile" in answer.content.decode()
    assert shown > 15


JUNK = ("²", "{", "9" * 30 + "\x00" + HOSTILE)
FIELDS = (
    "seen", "changes", "node-name", "title", "when", "cost", "base", "remove", "why", "discard",
    "about", "answer", "comment", "channel", "as_of", "start", "state", "source", "value", "action",
    "address", "arm", "result", "done", "decision", "reason", "language", "theme", "back", "name",
    "password", "username", "role", "team", "person", "new", "current", "next", "period", "by",
    "in", "to", "number",
)  # fmt: skip


@pytest.mark.parametrize("junk", JUNK)
def test_no_form_makes_a_page_fail(signed_in, sent, junk):
    """Whatever a form or an address carries, the answer is a page that says what is wrong."""
    client = signed_in("administrator", visitor=Client(raise_request_exception=False))
    given = dict.fromkeys(FIELDS, junk)
    for address, one, _ in ROUTES:
        if address.startswith("/api/") or one.name in {"sign-out", "proposals-look"} | LONG:
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(address, given)
            assert answer.status_code < 500, f"{method} {address}"
            assert answer.headers.get("Location", "/").startswith("/"), address
