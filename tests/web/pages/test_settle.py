"""The value that settles a finding is written by a button, and taken back by another."""

import re

import pytest
from django.utils.html import escape

from passerelle.verbs.edit import edit
from passerelle.verbs.ownership import head_plan
from passerelle.web.pages import settle


@pytest.fixture
def near(served):
    """The sale cuts more than the brand allows: the plan offers the limit."""
    path = served.folder / "plan" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "promotions:\n  p: {discount: 40 % public, when: 2027-02-01}\n")
    return served


def offered(page, rule):
    """Give the hidden values of the button of a rule's finding."""
    for form in re.findall(
        r'<form method="post" action="/plan/-/settle/">.*?</form>', page, re.DOTALL
    ):
        values = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        if values["rule"] == rule:
            return values
    return None


def test_the_button_writes_the_value_and_undo_takes_it_back(signed_in, near):
    """One revision with the finding as its reason; the finding goes; undo brings the old value."""
    strategist = signed_in("strategist")
    values = offered(strategist.get("/plan/").content.decode(), "AL-030")
    assert values["node"], values["field"]

    answer = strategist.post("/plan/-/settle/", values, follow=True)
    page = answer.content.decode()
    revision, plan = head_plan(near)

    assert str(plan.promotions["p"].discount.depth) != "0.4"
    assert revision.reason.startswith("AL-030. ")
    assert offered(page, "AL-030") is None
    assert f'name="revision" value="{revision.number}"' in page

    page = strategist.post("/plan/-/undo/", {"revision": revision.number}, follow=True)
    assert str(head_plan(near)[1].promotions["p"].discount.depth) == "0.4"
    assert offered(page.content.decode(), "AL-030") is not None


def test_what_a_value_raises_in_its_turn_is_said_beside_undo(signed_in, served):
    """Settled here, raised there: the reader sees it before going on, and may take it back."""
    deal = {"discount": "40 % public", "when": "2027-02-01"}
    made = edit(served, [{"node": "promotions/p", "field": "", "value": deal}], "sale")
    strategist = signed_in("strategist")

    page = strategist.get(f"/plan/?settled={made.revision}").content.decode()

    note = page[page.index('role="status"') : page.index("</form>", page.index('role="status"'))]
    assert "It raises" in note
    assert "AL-030" in note
    assert "Undo" in note


def test_a_value_that_is_no_longer_offered_is_not_written(signed_in, near):
    """The plan changed meanwhile, or the page was tampered with: nothing is written, and it is said."""
    strategist = signed_in("strategist")
    values = offered(strategist.get("/plan/").content.decode(), "AL-030")
    before = head_plan(near)[0].number

    page = strategist.post("/plan/-/settle/", {**values, "settle": "1 % public"}, follow=True)

    assert head_plan(near)[0].number == before
    assert escape("no longer offers that value") in page.content.decode()


def test_undo_of_what_is_not_the_last_word_is_refused(signed_in, near):
    """Someone wrote since: their words stay."""
    strategist = signed_in("strategist")
    values = offered(strategist.get("/plan/").content.decode(), "AL-030")
    strategist.post("/plan/-/settle/", values)
    number = head_plan(near)[0].number

    page = strategist.post("/plan/-/undo/", {"revision": number - 1}, follow=True)

    assert head_plan(near)[0].number == number
    assert "Someone has written since" in page.content.decode()


def test_who_may_not_edit_sees_no_button_and_is_refused(signed_in, near):
    """Sales reads the findings; the address answers no."""
    sales = signed_in("sales")

    assert "/plan/-/settle/" not in sales.get("/plan/").content.decode()
    assert sales.post("/plan/-/settle/", {"rule": "AL-030"}).status_code == 403
    assert sales.post("/plan/-/undo/", {"revision": 1}).status_code == 403


def test_what_stops_the_button_is_told_in_the_reader_s_language(signed_in, near):
    """A page of a revision that never was: nothing is written, and it is said in French."""
    strategist = signed_in("strategist", language="fr")
    values = offered(strategist.get("/plan/").content.decode(), "AL-030")
    before = head_plan(near)[0].number

    page = strategist.post("/plan/-/settle/", {**values, "base": "999"}, follow=True)

    assert head_plan(near)[0].number == before
    assert "révision 999" in page.content.decode()
    assert "There is no revision" not in page.content.decode()


def test_undo_that_meets_another_s_words_does_not_claim_to_be_done(signed_in, near, monkeypatch):
    """Someone writes between the look and the undo: their words stay, and that is what is said."""
    strategist = signed_in("strategist")
    values = offered(strategist.get("/plan/").content.decode(), "AL-030")
    strategist.post("/plan/-/settle/", values)
    number = head_plan(near)[0].number
    asking = settle.ask

    def other_first(request, verb, **asked):
        if verb == "edit":
            other = {"node": values["node"], "field": values["field"], "value": "3 % public"}
            asking(request, "edit", changes=[other], reason="mine")
        return asking(request, verb, **asked)

    monkeypatch.setattr(settle, "ask", other_first)
    page = strategist.post("/plan/-/undo/", {"revision": number}, follow=True).content.decode()

    assert str(head_plan(near)[1].promotions["p"].discount.depth) == "0.03"
    assert "Taken back" not in page
    assert "Someone has written since" in page
