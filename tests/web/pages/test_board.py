"""The KPI board: key results, values with intervals, one KPI in detail, what cannot be computed."""

import pytest

from passerelle.web.pages.board_charts import by_channel, by_month
from passerelle.web.reader import Reader, read_by

ABOUT = {"id": "roas", "name": {"en": "ROAS", "fr": "ROAS"}, "rollup": "parts"}


def month(name, value, start, finish, **more):
    """One month of a reading."""
    low, high = more.get("low"), more.get("high")
    return {
        "slice": name, "start": start, "end": finish, "unit": "share", "value": value,
        "low": low, "high": high, "n": 10, "rule": None,
    }  # fmt: skip


MONTHS = [
    month("2026-11", "0.20", "2026-11-20", "2026-11-30", low="0.15", high="0.25"),
    month("2026-12", "0.22", "2026-12-01", "2026-12-31", low="0.18", high="0.26"),
    month("2027-01", "0.30", "2027-01-01", "2027-01-31", low="0.25", high="0.35"),
    month("2027-02", "0.10", "2027-02-01", "2027-02-27", low="0.02", high="0.20"),
]


def test_a_title_compares_whole_months_only():
    """A month that began or ended elsewhere says little."""
    with read_by(Reader("fr")):
        figure = by_month({"slices": MONTHS, "unit": "share"}, ABOUT, None)
        assert "22\u202f% en décembre 2026, 30\u202f% en janvier 2027" in figure.title.fr


def test_the_target_is_a_labelled_line_and_the_interval_a_band():
    """Both are drawn in the picture, and the numbers stand in the table twin."""
    with read_by(Reader("en")):
        figure = by_month({"slices": MONTHS, "unit": "share"}, ABOUT, {"target": "0.28"})
        assert "target 28%" in figure.picture
        assert "mark-area" in figure.picture
        assert figure.cells[0][0][1] == "November 2026"
        assert figure.cells[2][1][1] == "30%"


def test_one_month_makes_no_curve():
    """Fewer than two values are not drawn."""
    assert by_month({"slices": MONTHS[:1], "unit": "share"}, ABOUT, None) is None


def test_channels_are_drawn_largest_first_by_their_names():
    """Channels without a value are left out."""
    slices = [
        {**MONTHS[0], "slice": "email"},
        {**MONTHS[2], "slice": "direct"},
        {**MONTHS[1], "slice": "press", "value": None},
    ]
    with read_by(Reader("fr")):
        figure = by_channel(slices, ABOUT, None)
        assert "accès direct vient en tête" in figure.title.fr
        assert [row[0][1] for row in figure.cells] == ["accès direct", "e-mail"]


def test_the_board_shows_results_and_kpis_with_their_intervals(shop, visit):
    """Target and today are drawn; every KPI links to its own page."""
    page = visit("reader", "fr").get("/kpis/").content.decode()
    assert page.count('<svg class="range"') >= 5
    assert "Taux de réachat" in page
    assert 'href="/kpis/revenue/"' in page
    assert "pas encore de prévision" in page


def test_another_period_is_measured_and_a_wrong_one_named(shop, visit):
    """From and to are days; what is no period is said, and the usual year is shown."""
    client = visit("reader")
    page = client.get("/kpis/?from=2026-01-01&to=2026-06-30").content.decode()
    assert 'value="2026-06-30"' in page
    wrong = client.get("/kpis/?from=hier&to=demain")
    assert wrong.status_code == 422
    assert "is no period" in wrong.content.decode()


@pytest.mark.parametrize("name", ["revenue", "repurchase_rate", "cac"])
def test_one_kpi_has_a_curve_its_words_and_its_sql(shop, visit, name):
    """What it says, what it does not say, the SQL that was run."""
    page = visit("analyst").get(f"/kpis/{name}/").content.decode()
    assert "What it does not say" in page
    assert "SELECT" in page
    assert '<figure class="chart">' in page


def test_a_kpi_that_is_not_split_by_channel_says_so(shop, visit):
    """No empty chart."""
    page = visit("analyst").get("/kpis/repurchase_rate/").content.decode()
    assert "not split by channel" in page


def test_what_cannot_be_computed_reads_why(signed_in):
    """A shop without data has a board of reasons, not of zeros."""
    client = signed_in("analyst")
    page = client.get("/kpis/").content.decode()
    assert "cannot be computed" in page
    assert "cannot be computed" in client.get("/kpis/cac/").content.decode()


def test_an_unknown_kpi_is_not_found(signed_in):
    """404 with the nearest."""
    answer = signed_in("analyst").get("/kpis/revenu_e/")
    assert answer.status_code == 404


def test_a_plan_without_key_results_says_what_to_write(signed_in, served):
    """One sentence, one action, one example."""
    (served.folder / "plan" / "plan.yaml").write_text("vision: x\n", encoding="utf-8")
    page = signed_in("strategist").get("/kpis/").content.decode()
    assert "The plan has no key result yet." in page
    assert 'href="/plan/objectives/"' in page
