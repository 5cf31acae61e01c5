"""The API: the same verbs, the same rights, the same refusals."""

import json

from django.test import Client


def test_every_verb_is_described_and_no_file_of_the_machine_can_be_named(signed_in):
    """The description lists verbs with what they take, less the arguments that name files."""
    described = signed_in("reader").get("/api/openapi.json").json()
    assert {"/api/check", "/api/edit", "/api/home"} <= set(described["paths"])
    audience = described["paths"]["/api/audience"]["get"]["parameters"]
    assert {one["name"] for one in audience} == {"name", "channel", "as_of", "with_sql"}
    assert "reject_to" not in json.dumps(described)


def test_a_stranger_gets_nothing(served, client):
    """Neither answers nor the description of what there is."""
    assert client.get("/api/check").status_code == 401
    assert client.get("/api/openapi.json").status_code == 302


def test_a_reading_verb_answers_json(signed_in):
    """The page and the API say the same."""
    answer = signed_in("reader").get("/api/form", {"section": "actions", "name": "soldes"})
    assert answer.json()["values"]["cost"] == "900 EUR"


def test_a_change_needs_the_role_and_a_token(signed_in, django_user_model):
    """The role is asked as on the pages; a form sent from elsewhere is refused."""
    change = {"changes": [{"node": "actions/soldes", "field": "cost", "value": "950 EUR"}]}
    reader = signed_in("reader")
    refused = reader.post("/api/edit", change, content_type="application/json")
    assert refused.status_code == 403
    assert "Strategist" in refused.json()["error"]["en"]
    strict = signed_in("strategist", visitor=Client(enforce_csrf_checks=True))
    assert strict.post("/api/edit", change, content_type="application/json").status_code == 403
    able = Client()
    able.force_login(django_user_model.objects.get(username="strategist"))
    assert able.post("/api/edit", change, content_type="application/json").json()["revision"] == 2


def test_a_wrong_value_comes_back_with_its_place_in_both_languages(signed_in):
    """A program gets what a page would say."""
    change = {"changes": [{"node": "actions/soldes", "field": "when", "value": "someday"}]}
    answer = signed_in("strategist").post("/api/edit", change, content_type="application/json")
    assert answer.status_code == 422
    fault = answer.json()["faults"][0]
    assert fault["place"] == "actions/soldes!when"
    assert {"en", "fr"} == set(fault["what"])
