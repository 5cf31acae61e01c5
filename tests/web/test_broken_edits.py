"""Wrong values at the web's doors: 422, the fault beside its field, nothing written."""

import re

import pytest

from plan.broken import BROKEN
from plan.broken_more import MORE
from web.test_plan_form import fields_of

ADDRESS = "/plan/actions/soldes/"
FIELD = re.compile(
    r"actions:\n  a:(?: \{|\n    )(when|cost|holdout|brings|promotion|purpose): ([^{}\[\]\n]+?)\}?\n"
)
WRONG = {
    name: found.groups()
    for name, (text, *_) in {**BROKEN, **MORE}.items()
    if (found := FIELD.fullmatch(text)) and name not in {"duplicate field", "two readings"}
}
"""Values of an action that the collection of broken texts holds, by the name of their case."""


def state_of(served):
    """The bytes on disk, and how many revisions there are."""
    from passerelle.records.revisions import Revision

    files = {path.name: path.read_bytes() for path in (served.folder / "plan").iterdir()}
    return files, Revision.objects.count()


def test_there_are_enough_wrong_values():
    """Dates, money, percentages, estimates, discounts and choices."""
    assert len(WRONG) >= 50
    assert {field for field, _ in WRONG.values()} >= {"when", "cost", "holdout", "brings"}


@pytest.mark.parametrize("name", list(WRONG)[::4])
def test_the_form_says_it_beside_the_field(signed_in, served, name):
    """The page comes back with what was typed, and the sentence and its repair at the control."""
    field, value = WRONG[name]
    client = signed_in("strategist")
    typed = fields_of(client.get(ADDRESS))
    before = state_of(served)
    page = client.post(ADDRESS, typed | {field: [value]})
    html = page.content.decode()
    assert page.status_code == 422
    beside = html.split(f'id="f-{field}"')[1].split('<div class="field')[0]
    assert 'aria-invalid="true"' in beside
    said = re.search(r'<p class="wrong">(.*?)</p>', beside)[1]
    assert said.count(".") + said.count("?") + said.count(":") > 1, said
    assert html.count('class="wrong"') == 1
    assert "Traceback" not in html
    assert state_of(served) == before


@pytest.mark.parametrize("name", WRONG)
def test_the_api_names_the_field(signed_in, served, name):
    """A program gets a problem whose place is the node and the field."""
    field, value = WRONG[name]
    client = signed_in("strategist")
    client.get("/api/outline")
    before = state_of(served)
    wrong = {"changes": [{"node": "actions/soldes", "field": field, "value": value}]}
    said = client.post("/api/edit", wrong, content_type="application/json")
    assert said.status_code == 422
    assert said.json()["faults"][0]["place"] == f"actions/soldes!{field}"
    assert said.json()["faults"][0]["fix"]
    assert state_of(served) == before


@pytest.mark.parametrize(
    "value",
    ["a\x07b", "a\ud800b", "x" * 20_001, {"a": {"b": ["c"] * 9}}, [["a"]], 10**400, True, "\ufffe"],
)
def test_values_that_no_field_can_hold(signed_in, served, value):
    """Characters that cannot stand in a plan, long texts, groups and lists: refused or kept whole."""
    client = signed_in("strategist")
    client.get("/api/outline")
    before = state_of(served)
    wrong = {"changes": [{"node": "actions/soldes", "field": "cost", "value": value}]}
    said = client.post("/api/edit", wrong, content_type="application/json")
    assert said.status_code == 422
    assert state_of(served) == before
