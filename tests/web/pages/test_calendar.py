"""The calendar: bars on their days, the window, the table twin, the empty state."""

import re
from datetime import date

import pytest

from passerelle.web.pages.calendar import Window, bar, month_on, touches

FEBRUARY = Window(date(2027, 2, 1), 1)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 1)),
        (date(2026, 11, 23), 3, date(2027, 2, 1)),
        (date(2027, 1, 5), -1, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_over_the_turn_of_the_year(day, months, first):
    """The first day of the month so many months away."""
    assert month_on(day, months) == first


def test_a_bar_covers_its_days_both_ends_included():
    """One week of four is a quarter of the width."""
    row = {"start": "2027-02-08", "end": "2027-02-14"}
    assert bar(row, FEBRUARY) == {"x": "25.00%", "width": "25.00%"}


def test_a_bar_is_cut_at_the_window_and_one_day_of_a_year_is_still_seen():
    """What lies outside is not drawn; the narrowest bar has a width."""
    assert bar({"start": "2026-01-01", "end": "2028-01-01"}, FEBRUARY) == {
        "x": "0.00%",
        "width": "100.00%",
    }
    year = Window(date(2027, 1, 1), 12)
    assert bar({"start": "2027-12-31", "end": "2027-12-31"}, year)["width"] == "0.60%"


def test_only_actions_with_a_day_inside_are_shown():
    """The last day counts; the day after does not."""
    assert touches({"start": "2026-01-01", "end": "2027-02-01"}, FEBRUARY)
    assert not touches({"start": "2027-03-01", "end": "2027-03-09"}, FEBRUARY)


def test_the_page_shows_each_action_twice_and_links_to_its_form(signed_in):
    """Once in the picture, once in the table; the owner and the dates as readers write them."""
    page = signed_in("reader").get("/calendar/").content.decode()
    assert page.count('href="/plan/actions/soldes/"') == 2
    assert "1 Feb 2027" in page
    assert "to come" in page
    assert "Add an action" not in page


def test_the_page_in_french_names_the_months(signed_in):
    """Months, words and dates are French."""
    client = signed_in("strategist", language="fr")
    page = client.get("/calendar/?from=2027-02-01&span=month").content.decode()
    assert "février 2027" in page
    assert "du 1 févr. 2027 au 28 févr. 2027" in page


def test_days_without_an_action_say_where_the_plan_is(signed_in):
    """An empty window names the first and last day, and offers the year."""
    page = signed_in("strategist").get("/calendar/?from=2029-01-01").content.decode()
    assert "the first action starts on 1 Feb 2027" in page
    assert "?span=year" in page


@pytest.mark.parametrize("asked", ["x", "9999-12-01", "0001-01-01", "2027-02-30"])
def test_a_day_that_cannot_be_shown_falls_back_on_today(signed_in, asked):
    """A hand-written address breaks nothing."""
    answer = signed_in("strategist").get("/calendar/", {"from": asked, "span": "year"})
    assert answer.status_code == 200


def test_a_plan_without_dates_says_what_to_do(signed_in, served):
    """One sentence, one action, one example."""
    path = served.folder / "plan" / "plan.yaml"
    path.write_text("vision: x\n", encoding="utf-8")
    page = signed_in("strategist").get("/calendar/").content.decode()
    assert "No action has a date yet." in page
    assert 'href="/plan/actions/"' in page


def test_an_empty_window_leads_to_the_year_of_the_first_action(signed_in, served):
    """Today's year is empty: the button goes where something is, not to the page that is open."""
    client = signed_in("strategist")
    page = client.get("/calendar/?span=year&from=2020-01-01").content.decode()
    (href,) = re.findall(r'class="button main" href="(\?span=year&amp;from=[\d-]+)"', page)
    there = client.get("/calendar/" + href.replace("&amp;", "&")).content.decode()
    assert '<tr id="a-' in there
