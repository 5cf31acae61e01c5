"""Tasks: sheets with brief and dates; what a task cost and brought is kept."""

import re

import pytest

from passerelle.records.tasks import TaskSheet


@pytest.fixture
def sheet(visit):
    """The action of the first sheet."""
    page = visit("sales", team="vente").get("/tasks/").content.decode()
    return re.search(r'action="/tasks/([^/]+)/done/"', page)[1]


def test_the_sheets_show_title_owner_dates_and_brief(visit):
    """The owner by title, the dates as readers write them."""
    page = visit("reader").get("/tasks/").content.decode()
    assert "Responsable de l&#x27;acquisition" in page
    assert re.search(r"\d{1,2} \w{3} \d{4} to \d{1,2} \w{3} \d{4}", page)
    assert "Report cost and result" not in page


def test_cost_and_result_are_kept(client, sheet):
    """An amount as people write it; the sheet is done."""
    typed = {"cost": "1 250,50", "result": "Douze visites", "done": "yes"}
    page = client.post(f"/tasks/{sheet}/done/", typed, follow=True).content.decode()
    assert "€1,250" in page
    assert "Douze visites" in page


def test_a_cost_that_is_no_amount_is_shown_beside_the_form(client, sheet):
    """Nothing is kept; what was typed is still there."""
    answer = client.post(f"/tasks/{sheet}/done/", {"cost": "beaucoup", "result": "Douze"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="beaucoup"' in page
    assert "Douze" in page
    assert '<div class="note bad" role="alert">' in page


def test_an_unknown_task_is_not_found(visit, shop):
    """404 with the nearest."""
    assert visit().post("/tasks/nulle-part/done/", {"cost": "1"}).status_code == 404


def test_a_reader_reports_nothing(visit, shop):
    """The role reads; it does not answer for a task."""
    assert visit("reader").post("/tasks/x/done/", {}).status_code == 403


def test_without_a_sheet_the_page_says_where_they_come_from(signed_in):
    """One sentence, one action."""
    TaskSheet.objects.all().delete()
    page = signed_in("strategist").get("/tasks/").content.decode()
    assert "makes a sheet" in page
    assert 'href="/apply/"' in page
