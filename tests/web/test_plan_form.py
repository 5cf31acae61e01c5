"""The one form: what is typed is recorded, repaired, merged or chosen, and never lost."""

import re
from html import unescape

import pytest
from django.test import Client

from passerelle.web import forms

ACTION = "/plan/actions/soldes/"
OBJECTIVE = "/plan/objectives/faire-revenir/"


def fields_of(page):
    """Read a form as a browser would: all its fields with what is in them."""
    html = page.content.decode()
    form = re.search(r'<form class="form two".*?</form>', html, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kept = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if kept.get("type") == "checkbox" and " checked" not in tag:
            continue
        found.setdefault(kept["name"], []).append(unescape(kept.get("value", "")))
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        found[name] = [unescape(text)]
    for name, body in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        found[name] = [unescape(one) for one in re.findall(r'value="([^"]*)" selected', body)]
    return found


def text(served):
    """The plan's text on disk."""
    return (served.folder / "plan" / "plan.yaml").read_text(encoding="utf-8")


@pytest.fixture
def strategist(signed_in):
    """A strategist's browser."""
    return signed_in("strategist")


@pytest.mark.parametrize(
    "address",
    [ACTION, OBJECTIVE, "/plan/brand/", "/plan/vision/", "/plan/segments/fideles/", "/plan/year/"],
)
def test_recording_an_untouched_form_changes_nothing(strategist, served, address):
    """Opening and recording any form leaves every byte in its place."""
    before = text(served)
    answer = strategist.post(address, fields_of(strategist.get(address)), follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert text(served) == before


def test_one_field_is_changed_and_comments_stay(strategist, served):
    """The text changes where the person typed, nowhere else."""
    before = text(served)
    typed = fields_of(strategist.get(ACTION)) | {"cost": "1 200 EUR", "why": "printing"}
    answer = strategist.post(ACTION, typed, follow=True)
    assert "Recorded as revision 2" in answer.content.decode()
    assert text(served) == before.replace("900 EUR", "1 200 EUR")


def test_a_key_result_is_edited_added_and_removed(strategist, served):
    """Rows of a map are edited by name; an emptied row goes, the blank row adds."""
    typed = fields_of(strategist.get(OBJECTIVE))
    typed |= {
        "results/0/target": "24 % -> 27 % by 2027-12-31",
        "results/1": "orders",
        "results/1/target": "+5 %",
    }
    strategist.post(OBJECTIVE, typed)
    assert "repurchase_rate: 24 % -> 27 % by 2027-12-31" in text(served)
    assert "orders: +5 %" in text(served)
    typed = fields_of(strategist.get(OBJECTIVE)) | {"results/1": "", "results/1/target": ""}
    strategist.post(OBJECTIVE, typed)
    assert "orders: +5 %" not in text(served)


def test_a_wrong_value_is_said_beside_its_field_and_nothing_is_written(strategist, served):
    """What was typed stays in the form; the plan keeps its bytes."""
    before = text(served)
    typed = fields_of(strategist.get(ACTION)) | {"when": "someday", "cost": "1 300 EUR"}
    answer = strategist.post(ACTION, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'name="when" value="someday" aria-invalid="true"', page)
    assert 'value="1 300 EUR"' in page
    assert text(served) == before


def test_two_people_on_different_fields_both_keep_theirs(strategist, signed_in, served):
    """The second writer started from the same revision; both changes are in the text."""
    other = signed_in("campaign_manager", username="paul", visitor=Client())
    first, second = fields_of(strategist.get(ACTION)), fields_of(other.get(ACTION))
    strategist.post(ACTION, first | {"cost": "1 000 EUR"})
    answer = other.post(ACTION, second | {"title": "Sale of winter"}, follow=True)
    assert "Recorded as revision 3" in answer.content.decode()
    assert "1 000 EUR" in text(served)
    assert "title: Sale of winter" in text(served)


def test_on_the_same_field_the_second_sees_both_and_chooses(strategist, signed_in, served):
    """Both values, author and time are shown; what was chosen is recorded, the rest too."""
    other = signed_in("campaign_manager", username="paul", name="Paul", visitor=Client())
    first, second = fields_of(strategist.get(ACTION)), fields_of(other.get(ACTION))
    strategist.post(ACTION, first | {"cost": "1 000 EUR"})
    clash = other.post(ACTION, second | {"cost": "1 500 EUR", "owner": "marie"})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Marie changed the same field" in page
    assert "1 000 EUR" in page
    assert "1 500 EUR" in page
    hidden = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    }
    kept = {key: hidden[key] for key in ("base", "changes", "why")}
    other.post(ACTION + "choose/", kept | {"choice:cost": "theirs"})
    assert "1 000 EUR" in text(served)
    assert "owner: marie" in text(served)
    other.post(ACTION + "choose/", kept | {"choice:cost": "mine"})
    assert "1 500 EUR" in text(served)


def test_what_is_typed_survives_a_closed_window(strategist, served):
    """A draft comes back, is not yet the plan, and goes once recorded."""
    typed = fields_of(strategist.get(ACTION)) | {"cost": "777 EUR"}
    assert "Draft kept" in strategist.post(ACTION + "draft/", typed).content.decode()
    again = strategist.get(ACTION)
    assert fields_of(again)["cost"] == ["777 EUR"]
    assert "your draft" in again.content.decode()
    assert "777" not in text(served)
    strategist.post(ACTION, fields_of(again))
    assert "777 EUR" in text(served)
    assert "your draft" not in strategist.get(ACTION).content.decode()


def test_a_draft_can_be_discarded(strategist):
    """Giving up shows the plan again."""
    typed = fields_of(strategist.get(ACTION)) | {"cost": "777 EUR"}
    strategist.post(ACTION + "draft/", typed)
    strategist.post(ACTION + "draft/", {"discard": "yes"})
    assert fields_of(strategist.get(ACTION))["cost"] == ["900 EUR"]


def test_a_new_entity_is_named_after_its_title(strategist, served):
    """A name is made when none is given; one that exists is refused."""
    typed = {"title": "Soirée VIP", "by": "event", "when": "2027-03-18", "base": "1", "seen": "{}"}
    answer = strategist.post("/plan/actions/", typed)
    assert answer["Location"] == "/plan/actions/soiree-vip/"
    assert "soiree-vip:" in text(served)
    again = strategist.post("/plan/actions/", typed)
    assert again.status_code == 422
    assert "exists already" in again.content.decode()


def test_an_entity_is_removed_by_a_recorded_revision(strategist, served):
    """Removing is a change like another."""
    answer = strategist.post(ACTION, {"remove": "yes", "base": "1"})
    assert answer["Location"] == "/plan/"
    assert "soldes:" not in text(served)


def test_an_unknown_section_or_name_is_a_page_that_suggests(strategist):
    """A mistyped address names what exists."""
    answer = strategist.get("/plan/actions/solde/")
    assert answer.status_code == 404
    assert "Did you mean: soldes" in answer.content.decode()
    assert strategist.get("/plan/nothing/").status_code == 404


def test_the_plan_page_lists_findings_and_every_part(strategist):
    """Both halves are there, each part with its form."""
    page = strategist.get("/plan/").content.decode()
    for address in (ACTION, OBJECTIVE, "/plan/brand/", "/plan/swot/"):
        assert f'href="{address}"' in page


def test_a_file_that_cannot_be_read_does_not_take_the_plan_away(strategist, served):
    """The page says file and line; the last good revision stands."""
    strategist.get("/plan/")
    (served.folder / "plan" / "plan.yaml").write_text("vision: [\n", encoding="utf-8")
    answer = strategist.get("/plan/")
    assert answer.status_code == 200
    assert "plan/plan.yaml:" in answer.content.decode()
    assert f'href="{ACTION}"' in answer.content.decode()


def test_ticked_names_keep_the_order_of_the_plan():
    """Boxes come back in the order of the page: that is no change, and a new name comes last."""
    seen = {"tell": ["service-client", "boutique"]}
    assert forms.changes("actions/x", seen, {"tell": ["boutique", "service-client"]}) == []
    more = forms.changes("actions/x", seen, {"tell": ["boutique", "service-client", "vente"]})
    assert [one["value"] for one in more] == [["service-client", "boutique", "vente"]]


def test_among_many_names_one_is_found_by_typing(strategist, served):
    """Beyond forty, what is chosen has boxes and the others are typed, with their titles offered."""
    path = served.folder / "plan" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    more = "".join(f"  point-{i:02d}: {{title: Point {i}}}\n" for i in range(50))
    path.write_text(text.replace("actions:\n", f"actions:\n{more}"), encoding="utf-8")
    address = "/plan/actions/point-00/"
    page = strategist.get(address).content.decode()
    assert '<datalist id="known-actions">' in page
    assert '<option value="point-07">Point 7</option>' in page
    assert 'type="checkbox" name="needs"' not in page

    seen = {"seen": "{}", "base": "", "title": "Point 0"}
    strategist.post(address, seen | {"needs": ["", "point-07, point-09"]})
    assert served.plan_on_disk.actions["point-00"].needs == ("point-07", "point-09")
    page = strategist.get(address).content.decode()
    assert page.count('type="checkbox" name="needs"') == 2
    assert "point-07 · Point 7" in page
