"""Canvases: listed, shown, edited in place; wrong input is said and nothing is written."""

import pytest

from passerelle.plan.canvas_catalogue import canvases


@pytest.mark.parametrize("name", canvases())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_canvas_is_shown(signed_in, name, language):
    """In both languages, by whoever reads; with no form for a reader."""
    page = signed_in("reader", language=language).get(f"/canvas/{name}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f'lang="{language}"' in text
    assert f"/canvas/{name}/edit/" not in text


def test_they_are_listed(signed_in):
    """Each with its question; an unknown one is answered with the nearest."""
    client = signed_in("reader")
    page = client.get("/canvas/").content.decode()
    assert all(f"/canvas/{name}/" in page for name in canvases())
    assert client.get("/canvas/swott/").status_code == 404


def test_a_thing_is_added_and_changed_in_place(signed_in, served):
    """The quadrant comes from the place; the answer leads back to it."""
    client = signed_in("strategist")
    added = {
        "section": "swot",
        "set:quadrant": "threat",
        "set:says": "Du lin importé",
        "set:impact": "4",
    }
    answer = client.post("/canvas/swot/edit/", added)
    assert answer.status_code == 302
    assert answer["Location"].endswith("#n-swot-du-lin-importe")
    again = client.post("/canvas/swot/edit/", added)
    assert again["Location"].endswith("#n-swot-du-lin-importe-2")
    node = "swot/du-lin-importe"
    client.post("/canvas/swot/edit/", {"node": node, "field": "probability", "value": "5"})
    client.post(
        "/canvas/swot/edit/",
        {"node": node, "field": "answered_by", "several": "yes", "value": ["soldes"]},
    )
    held = served.plan_on_disk.swot["du-lin-importe"]
    assert (held.quadrant, held.impact, held.probability) == ("threat", 4, 5)
    assert held.answered_by == ("soldes",)
    client.post("/canvas/swot/edit/", {"node": node, "field": "probability", "value": ""})
    assert served.plan_on_disk.swot["du-lin-importe"].probability is None


def test_lines_become_a_list(signed_in, served):
    """One choice a line."""
    client = signed_in("strategist")
    client.post(
        "/canvas/mix/edit/", {"section": "policies", "set:p": "price", "set:says": "One price"}
    )
    value = {"node": "policies/one-price", "field": "allows", "lines": "yes", "value": "a\n\n b \n"}
    client.post("/canvas/mix/edit/", value)
    assert served.plan_on_disk.policies["one-price"].allows == ("a", "b")


@pytest.mark.parametrize(
    "given",
    [
        {"section": "swot", "set:quadrant": "threat"},
        {"section": "swot", "set:quadrant": "threat", "set:says": "x", "set:impact": "9"},
        {"node": "objectives/faire-revenir", "field": "owner/x", "value": "y"},
        {"node": "nowhere/x", "field": "says", "value": "y"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(signed_in, served, given):
    """422, with what to do."""
    before = served.texts()
    answer = signed_in("strategist").post("/canvas/swot/edit/", given)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert served.texts() == before


def test_who_wrote_first_is_named(signed_in, served):
    """The same field, from the revision that was shown."""
    from passerelle.verbs.edit import edit

    client = signed_in("strategist")
    base = client.get("/api/outline").json()["revision"]
    edit(served, [{"node": "vision", "value": "Mine"}], "first")
    given = {"node": "vision", "field": "", "value": "Yours", "base": str(base)}
    answer = client.post("/canvas/swot/edit/", given)
    assert answer.status_code == 422
    assert "Mine" in answer.content.decode()


def test_an_entry_is_added_and_answered(signed_in, served):
    """A pain whose text holds a slash, then its answer; a mark on an axis."""
    client = signed_in("strategist")
    new = {"section": "propositions", "set:says": "Sleep cool", "set:segment": "fideles"}
    client.post("/canvas/proposition/edit/?of=sleep-cool", new)
    node = "propositions/sleep-cool"
    added = {"node": node, "map": "pains", "key": "hot / cold", "value": "linen"}
    answer = client.post("/canvas/proposition/edit/?of=sleep-cool", added)
    assert answer["Location"].startswith("/canvas/proposition/?of=sleep-cool#")
    (text,) = served.plan_on_disk.propositions["sleep-cool"].pains
    page = client.get("/canvas/proposition/?of=sleep-cool").content.decode()
    assert text in page
    client.post(
        "/canvas/proposition/edit/",
        {"node": node, "field": f"pains/{text}", "value": "it breathes"},
    )
    assert served.plan_on_disk.propositions["sleep-cool"].pains == {text: "it breathes"}
    client.post("/canvas/positioning/edit/", {"section": "competitors", "set:title": "Rival"})
    mark = {"node": "competitors/rival", "map": "at", "key": "price", "value": "7"}
    client.post("/canvas/positioning/edit/", mark)
    assert served.plan_on_disk.competitors["rival"].at == {"price": 7}
    empty = client.post("/canvas/positioning/edit/", {**mark, "key": " "})
    assert empty.status_code == 422
