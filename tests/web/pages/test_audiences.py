"""Audiences: size, reach and reasons; a segment on a day; the files for another tool."""

import csv
import io

import pytest


def test_the_list_shows_rank_reach_and_users(shop, visit):
    """Each segment with its reach bar, its rank and the titles of what uses it."""
    page = visit("reader").get("/audiences/").content.decode()
    assert page.count('<figure class="reach">') == 6
    assert "rank 1" in page
    assert "no consent" in page
    assert "La lettre « Complétez votre parure »" in page


def test_one_segment_says_its_number_with_reasons_and_its_sql(shop, visit):
    """The answer in words, the definition, the sample, the SQL in the drawer."""
    page = visit("campaign_manager", "fr").get("/audiences/une-fois/").content.decode()
    assert "joignables par e-mail" in page
    assert "orders = 1 and last order before 90 days ago" in page
    assert "SELECT" in page
    assert "Télécharger" in page


def test_a_reader_sees_counts_but_nobody(shop, visit):
    """Neither the sample nor the files."""
    page = visit("reader").get("/audiences/une-fois/").content.decode()
    assert "can be reached" in page
    assert "C0000" not in page
    assert "Download" not in page


def test_another_channel_and_another_day_are_counted(shop, visit):
    """Everybody is reachable where nobody is addressed; long ago nobody matched."""
    client = visit()
    assert "no consent" in client.get("/audiences/une-fois/").content.decode()
    site = client.get("/audiences/une-fois/?channel=site").content.decode()
    assert '<option value="site" selected>' in site
    long_ago = client.get("/audiences/une-fois/?as_of=2001-01-01").content.decode()
    assert "Nobody matches on this day." in long_ago


def test_a_day_that_is_no_day_is_named(shop, visit):
    """The error page says what was typed and how to write it."""
    answer = visit().get("/audiences/une-fois/?as_of=hier")
    assert answer.status_code == 422
    assert "hier" in answer.content.decode()


def test_an_unknown_segment_gives_the_nearest(shop, visit):
    """404 with a repair."""
    answer = visit().get("/audiences/une-foi/")
    assert answer.status_code == 404
    assert "une-fois" in answer.content.decode()


@pytest.mark.parametrize(("part", "columns"), [("people", 5), ("left-out", 2)])
def test_the_files_hold_everybody_once_and_nothing_stays_behind(shop, visit, part, columns):
    """People and left out are given as CSV; the server keeps neither."""
    client = visit("campaign_manager")
    answer = client.post("/audiences/une-fois/export/", {"part": part, "channel": "email"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(rows) > 1
    assert len(rows[0]) >= columns
    assert not [one for one in (shop.workspace.state / "exports").rglob("*") if one.is_file()]


def test_who_may_not_export_is_refused(shop, visit):
    """A strategist reads audiences and exports nobody."""
    answer = visit("strategist").post("/audiences/une-fois/export/", {"part": "people"})
    assert answer.status_code == 403


def test_without_a_segment_the_page_says_what_to_write(signed_in, served):
    """One sentence, one action, one example."""
    (served.folder / "plan" / "plan.yaml").write_text("vision: x\n", encoding="utf-8")
    page = signed_in("strategist").get("/audiences/").content.decode()
    assert 'href="/plan/segments/"' in page
    assert "who: orders = 1" in page
