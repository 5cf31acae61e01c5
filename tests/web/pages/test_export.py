"""The page of exports, its downloads, and calendars read without signing in."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client

from passerelle.verbs.edit import edit as ask_edit
from passerelle.web import feeds


@pytest.fixture(autouse=True)
def _no_guesses():
    feeds.guesses._failures.clear()


def feed_paths(client):
    """Find the links to calendars on the page."""
    page = client.get("/export/").content.decode()
    return [part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/feed/")]


def test_the_page_says_what_each_file_is_for_and_its_links_work(signed_in):
    """Whoever may read sees it; each download is a file with a name."""
    client = signed_in("reader")
    page = client.get("/export/").content.decode()
    assert "import-plan" in page
    assert "Make new links" not in page
    for what, form, kind in (("actions", "csv", "text/csv"), ("actions", "xlsx", "spreadsheetml"),
                             ("ics", "ics", "text/calendar"), ("stratml", "xml", "application/xml"),
                             ("metricflow", "yaml", "application/yaml")):  # fmt: skip
        answer = client.get(f"/export/{what}/file/?form={form}")
        assert answer.status_code == 200
        assert kind in answer["Content-Type"]
        assert "attachment" in answer["Content-Disposition"]
    assert client.get("/export/nothing/file/").status_code == 404
    assert client.get("/export/actions/file/?form=exe").status_code == 404


def test_a_calendar_is_read_without_signing_in_by_its_link_alone(signed_in, served):
    """A stranger with the link reads titles and days; without it, nothing."""
    paths = feed_paths(signed_in("reader"))
    assert [one for one in paths if one.endswith("/whole/actions.ics")]
    stranger = Client()
    for path in paths:
        answer = stranger.get(path)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/calendar")
        assert answer["X-Robots-Tag"] == "noindex"
        assert b"EUR" not in answer.content
    token = paths[0].split("/")[2]
    assert stranger.get(f"/feed/{token}/whole/tasks.ics").status_code == 404
    assert stranger.get("/feed/x/whole/actions.ics").status_code == 404
    assert stranger.post(paths[0]).status_code == 405


def test_guesses_are_slowed_down_and_links_never(signed_in, served):
    """After thirty guesses an address waits; the calendar program behind it does not."""
    (path, *_) = feed_paths(signed_in("reader"))
    stranger = Client()
    codes = [stranger.get(f"/feed/{n}/whole/actions.ics").status_code for n in range(32)]
    assert codes[0] == 404
    assert codes[-1] == 429
    assert stranger.get(path).status_code == 200


def test_an_administrator_makes_new_links(signed_in, served):
    """The old ones open nothing any more."""
    client = signed_in("administrator")
    (path, *_) = feed_paths(client)
    assert client.post("/export/links/").status_code == 302
    assert Client().get(path).status_code == 404
    assert Client().get(feed_paths(client)[0]).status_code == 200


def test_the_pages_of_a_team_come_as_one_archive(signed_in, served):
    """Chosen in the page, for a team that the plan has; without one, the answer says which there are."""
    edit = {"node": "teams/vente", "field": "", "value": {"title": "Sales"}}
    ask_edit(served, [edit], "a team")
    client = signed_in("reader")
    assert '<option value="vente">Sales</option>' in client.get("/export/").content.decode()
    answer = client.get("/export/site/file/?team=vente&form=html")
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert "index.html" in archive.namelist()
    assert client.get("/export/site/file/").status_code == 422
