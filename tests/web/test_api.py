"""The API: the same verbs, the same rights, the same refusals."""

import json
import os
from typing import NamedTuple

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from passerelle.records.tokens import create_token
from passerelle.verbs.catalogue import VERBS
from passerelle.web.api import NOT_HERE
from passerelle.web.api_schema import arguments_of

JSON = "application/json"
CHANGE = {"changes": [{"node": "actions/soldes", "field": "cost", "value": "950 EUR"}]}


def properties_of(described, one):
    """Give what a changing verb takes."""
    body = one.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema", {})
    name = body.get("$ref", "").rpartition("/")[2]
    return described["components"]["schemas"].get(name, body).get("properties", {})


@pytest.fixture
def described(signed_in):
    """The description, as a reader gets it."""
    return signed_in("reader").get("/api/openapi.json").json()


def test_every_verb_is_described_and_no_file_of_the_machine_can_be_named(described):
    """The description lists verbs with what they take, less the arguments that name files."""
    assert {"/api/check", "/api/edit", "/api/home"} <= set(described["paths"])
    audience = described["paths"]["/api/audience"]["get"]["parameters"]
    assert {one["name"] for one in audience} == {"name", "channel", "as_of", "with_sql"}
    assert "reject_to" not in json.dumps(described)


def test_the_description_says_what_is_taken_what_comes_back_and_who_may(described):
    """Arguments have types and sentences, answers have fields, each address its operation."""
    edit = described["paths"]["/api/edit"]["post"]
    taken = properties_of(described, edit)
    assert "Why; the people affected" in taken["reason"]["description"]
    assert edit["responses"]["422"]["content"].keys() == {"application/problem+json"}
    answer = edit["responses"]["200"]["content"][JSON]["schema"]
    assert answer["properties"]["revision"] == {"type": "integer"}
    operations = {
        one["x-operation"] for methods in described["paths"].values() for one in methods.values()
    }
    assert {"read", "apply", "edit_plan"} <= operations


def test_reading_is_get_and_changing_is_post(described):
    """No verb that changes something answers a link."""
    for address, methods in described["paths"].items():
        verb = VERBS[address.removeprefix("/api/")]
        assert list(methods) == ["get" if verb.reads else "post"], address
        assert verb.name not in NOT_HERE


def test_the_sentences_of_a_docstring_become_those_of_the_description():
    """Arguments are read to the end of their sentence, over several lines."""
    doc = "Do it.\n\nArgs:\n    one: The first\n        and more.\n    two: ``x``.\n\nRaises:\n    E: x."
    assert arguments_of(doc) == {"one": "The first and more.", "two": "`x`."}


def test_a_stranger_gets_nothing(served, client):
    """Neither answers nor the description of what there is, nor whether an address exists."""
    for address in ("/api/check", "/api/openapi.json", "/api/nowhere"):
        answer = client.get(address)
        assert answer.status_code == 401, address
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"
    assert client.get("/api/").status_code == 302


def test_the_page_for_programs_lists_every_verb_and_loads_nothing_from_elsewhere(signed_in):
    """The page is ours: no script or style of another host."""
    page = signed_in("reader").get("/api/").content.decode()
    assert "POST /api/edit" in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_a_reading_verb_answers_json(signed_in):
    """The page and the API say the same."""
    answer = signed_in("reader").get("/api/form", {"section": "actions", "name": "soldes"})
    assert answer.json()["values"]["cost"] == "900 EUR"


READING = ("check", "outline", "history", "preview", "audiences", "sends", "tasks", "proposals")


@pytest.mark.parametrize("verb", [*READING, "calendar", "home", "reading-list", "off-plan"])
def test_answers_are_as_described(signed_in, described, verb):
    """What comes back fits the schema that the description gives."""
    answer = signed_in("strategist").get(f"/api/{verb}")
    assert answer.status_code == 200
    response = described["paths"][f"/api/{verb}"]["get"]["responses"]["200"]
    Draft202012Validator(response["content"][JSON]["schema"]).validate(answer.json())


def test_a_change_needs_the_role_and_a_token_of_the_page(signed_in, django_user_model):
    """The role is asked as on the pages; a browser's request sent from elsewhere is refused."""
    refused = signed_in("reader").post("/api/edit", CHANGE, content_type=JSON)
    assert refused.status_code == 403
    assert "Strategist" in refused.json()["faults"][0]["fix"]
    strict = signed_in("strategist", visitor=Client(enforce_csrf_checks=True))
    assert strict.post("/api/edit", CHANGE, content_type=JSON).status_code == 403
    able = Client()
    able.force_login(django_user_model.objects.get(username="strategist"))
    assert able.post("/api/edit", CHANGE, content_type=JSON).json()["revision"] == 2


def test_a_wrong_value_comes_back_with_its_place_in_the_language_of_the_reader(signed_in):
    """A program gets what a page would say."""
    wrong = {"changes": [{"node": "actions/soldes", "field": "when", "value": "someday"}]}
    client = signed_in("strategist")
    english = client.post("/api/edit", wrong, content_type=JSON)
    french = client.post("/api/edit", wrong, content_type=JSON, headers={"Accept-Language": "fr"})
    assert english.status_code == french.status_code == 422
    assert english["Content-Type"] == "application/problem+json"
    assert english.json()["faults"][0]["place"] == "actions/soldes!when"
    assert english.json()["title"] == "Something needs repair"
    assert french.json()["title"] == "Quelque chose est à corriger"
    assert "«\u202fsomeday\u202f»" in french.json()["detail"]


@pytest.mark.parametrize(
    ("method", "address", "given", "status", "words"),
    [
        ("get", "/api/form", {}, 422, "section"),
        ("get", "/api/form", {"section": "actions", "nmae": "x"}, 422, "nmae"),
        ("get", "/api/history", {"limit": "many"}, 422, "whole number"),
        ("get", "/api/history", {"limit": "9" * 40}, 422, "smaller"),
        ("get", "/api/form", {"section": "a\x00b"}, 422, "section"),
        ("get", "/api/explain", {"what": "x" * 200_000}, 422, "shorter"),
        ("get", "/api/form", {"section": "actions", "name": "nothing"}, 404, "soldes"),
        ("get", "/api/nowhere", {}, 404, "nowhere"),
        ("get", "/api/edit", {}, 405, ""),
        ("post", "/api/edit", {"changes": [{"field": "x"}]}, 422, "node"),
        ("post", "/api/edit", {"changes": "x"}, 422, "list"),
        ("post", "/api/edit", {"changes": [], "who": 1}, 422, "who"),
        ("post", "/api/approve", {"revision": 99}, 404, "99"),
        ("post", "/api/run", {"now": True}, 422, "argument"),
        ("post", "/api/acknowledge", {"about": "x", "answer": "perhaps"}, 422, "read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(signed_in, method, address, given, status, words):
    """Unknown, missing and unreadable arguments, absent things: each says which and what to do."""
    client = signed_in("administrator")
    answer = (
        client.get(address, given)
        if method == "get"
        else client.post(address, given, content_type=JSON)
    )
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_what_is_not_json_is_refused(signed_in):
    """Neither broken text nor a huge one is a failure of ours."""
    client = signed_in("strategist")
    for body in (b"{", b"\xff\xfe", b"[1]", b'"x"', b"null", b'{"changes": [' + b"[" * 5_000):
        answer = client.post("/api/edit", body, content_type=JSON)
        assert answer.status_code in {400, 422}, body[:20]
    huge = b'{"changes": [], "reason": "' + b"x" * 3_000_000 + b'"}'
    assert client.post("/api/edit", huge, content_type=JSON).status_code == 413


def test_a_token_asks_as_its_owner_without_cookie_or_form(signed_in, django_user_model, clock):
    """A program of the strategist edits; CSRF is no matter, as no browser sends the token."""
    signed_in("strategist")
    owner = django_user_model.objects.get(username="strategist")
    row, token = create_token(owner, "nightly", at=clock.now())
    program = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})
    made = program.post("/api/edit", CHANGE, content_type=JSON)
    assert made.json()["revision"] == 2
    last = program.get("/api/history").json()["revisions"][0]
    assert last["author"] == "Marie"
    assert program.get("/api/openapi.json").status_code == 200
    assert token not in row.digest
    row.refresh_from_db()
    assert row.used_at == clock.now()


def test_a_token_opens_the_api_alone(signed_in, django_user_model, clock):
    """Pages need a session; and a token makes no other way in."""
    signed_in("administrator")
    owner = django_user_model.objects.get(username="administrator")
    _, token = create_token(owner, "nightly", at=clock.now())
    program = Client(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/people/").status_code == 302
    for verb in NOT_HERE:
        assert program.post(f"/api/{verb}", {}, content_type=JSON).status_code == 404


@pytest.mark.parametrize("end", ["revoked", "deactivated", "demoted"])
def test_a_token_ends_with_its_right(signed_in, django_user_model, clock, end):
    """Revoked, or its owner gone: 401; its owner's role lowered: 403; at once."""
    signed_in("strategist")
    owner = django_user_model.objects.get(username="strategist")
    row, token = create_token(owner, "nightly", at=clock.now())
    program = Client(headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/outline").status_code == 200
    if end == "revoked":
        row.revoked_at = clock.now()
        row.save()
    else:
        owner.is_active = end != "deactivated"
        owner.role = "reader" if end == "demoted" else owner.role
        owner.save()
    wanted = 403 if end == "demoted" else 401
    assert program.post("/api/edit", CHANGE, content_type=JSON).status_code == wanted


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x", "Basic eDp4", "Bearer é\x7f"])
def test_a_wrong_token_opens_nothing(served, client, header):
    """Whatever is sent, 401."""
    assert client.get("/api/check", headers={"Authorization": header}).status_code == 401


WORD = st.text(max_size=20) | st.sampled_from(
    ["actions", "soldes", "1", "²", "-1", "9" * 30, "2027-02-31", "..", "revenue", "email"]
)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORD,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORD, inside, max_size=3),
    max_leaves=5,
)
NODES = st.sampled_from(["actions/soldes", "actions/new", "vision", "objectives/x", "a/b/c", ""])
FIELDS = st.sampled_from(["cost", "when", "tell", "product", ""]) | WORD
CHANGES = st.lists(
    st.fixed_dictionaries({"node": NODES | WORD}, optional={"field": FIELDS, "value": VALUE}),
    max_size=3,
)
QUICK = [
    name
    for name, verb in VERBS.items()
    if name not in NOT_HERE | {"status", "run", "adjust", "report", "board", "import"}
]


@given(name=st.sampled_from(QUICK), data=st.data())
@settings(
    max_examples=int(os.environ.get("FUZZ", "150")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_argument_makes_it_fail(name, data, any_administrator):
    """Whatever a verb is given, the answer is never our own failure."""
    client, described = any_administrator
    (method, one), *_ = described["paths"][f"/api/{name}"].items()
    if method == "get":
        names = [each["name"] for each in one["parameters"]]
        given_ = {each: data.draw(WORD) for each in names}
        answer = client.get(f"/api/{name}", given_)
    else:
        given_ = {
            each: data.draw(CHANGES | VALUE if each == "changes" else VALUE)
            for each in properties_of(described, one)
        }
        text = json.dumps(given_)
        answer = client.post(f"/api/{name}", text, content_type=JSON)
    assert answer.status_code < 500 or answer.status_code == 503, (name, given_, answer.content)


class Administrator(NamedTuple):
    """Someone who may do everything, and the description."""

    client: Client
    described: dict

    def __repr__(self):
        return "administrator"


@pytest.fixture
def any_administrator(signed_in):
    """An administrator at the API."""
    client = signed_in("administrator")
    return Administrator(client, client.get("/api/openapi.json").json())
