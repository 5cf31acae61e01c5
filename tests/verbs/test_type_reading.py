"""Figures typed by hand: read back with their source, replaced and never lost, refused when computed."""

import pytest

from passerelle.base.errors import NotFound, Refused, UserError
from passerelle.records.audit import Audit, first_broken
from passerelle.records.measured import ReadingRow
from passerelle.verbs.adjust import adjust
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.keep_readings import keep_readings
from passerelle.verbs.measure import board, measure
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.type_reading import type_reading
from verbs.conftest import plan_text, write_plan

SOURCE = "Barometer, autumn wave"
NEW_RESULT = """
  etre-connu:
    title: Être connu
    owner: directrice-marketing
    start: 2027-01-01
    results:
      awareness_aided: {target: 12 % -> 15 % by 2027-12-31, source: Barometer}
"""


def test_a_typed_share_has_its_interval_day_and_source(house):
    """12,5 is 12.5 %; eight hundred answers bound it by Wilson; the note says whence and for when."""
    done = type_reading(house, "awareness", "12,5", on="2026-11-01", n=800, source=SOURCE)
    reading = measure(house, "awareness_aided").reading
    assert done.reading["value"] == reading["value"] == "0.125"
    assert reading["n"] == 800
    assert (round(float(reading["low"]), 4), round(float(reading["high"]), 4)) == (0.1039, 0.1497)
    assert "2026-11-01, from Barometer, autumn wave" in reading["note"]["en"]
    assert any(row["kpi"]["id"] == "awareness_aided" for row in board(house).rows)


def test_a_later_value_of_the_same_day_replaces_and_the_history_stays(house, later):
    """What was typed first is kept, shown as replaced, and both deeds stand in the audit trail."""
    type_reading(house, "awareness_aided", "12,5 %", on="2026-11-01", source=SOURCE)
    second = type_reading(house, "awareness_aided", "13", on="2026-11-01", source=SOURCE)
    later(minutes=5)
    third = type_reading(house, "awareness_aided", "11", on="2026-11-01", source=SOURCE)
    assert second.reading["value"] == "0.13"
    assert [row["value"] for row in third.replaced] == ["0.13", "0.125"]
    assert measure(house, "awareness_aided").reading["value"] == "0.11"
    assert ReadingRow.objects.filter(kpi="awareness_aided").count() == 3
    assert Audit.objects.filter(what="type-reading", on="kpis/awareness_aided").count() == 3
    assert first_broken() is None


def test_the_latest_day_counts_and_an_old_figure_says_its_age(house, later):
    """A figure of an earlier day does not hide a later one; after its limit the age is written."""
    type_reading(house, "awareness_aided", "14", on="2026-12-01", source=SOURCE)
    type_reading(house, "awareness_aided", "12", on="2026-06-01", source=SOURCE)
    assert measure(house, "awareness_aided").reading["value"] == "0.14"
    later(days=400)
    note = measure(house, "awareness_aided").reading["note"]
    assert "days old (limit: 366)" in note["en"]


def test_a_computed_kpi_is_refused_with_what_it_is_computed_from(house):
    """Nobody types revenue; the text says where it comes from, and nothing is kept."""
    with pytest.raises(Refused, match="computed \\(from: orders"):
        type_reading(house, "revenue", "12", source=SOURCE)
    with pytest.raises(NotFound, match="awareness_aided"):
        type_reading(house, "awareness_aide", "12", source=SOURCE)
    assert not ReadingRow.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"value": "beaucoup"}, "no figure"),
        ({"value": "112"}, "no figure"),
        ({"value": "-1"}, "no figure"),
        ({"value": "nan"}, "no figure"),
        ({"on": "hier"}, "not a day"),
        ({"on": "2027-01-12"}, "has not come"),
        ({"n": -3}, "cannot be"),
        ({"source": " "}, "needs its source"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(house, more, words):
    """Each box that cannot be read is named with what is expected."""
    given = {"value": "12", "source": SOURCE, **more}
    with pytest.raises(UserError, match=words):
        type_reading(house, "awareness_aided", **given)
    assert not ReadingRow.objects.exists()


def test_a_key_result_typed_by_hand_is_followed_and_foreseen(house, later):
    """Three waves make its progress and a forecast labelled as resting on little data."""
    text = plan_text(house).replace("\nobjectives:\n", f"\nobjectives:{NEW_RESULT}", 1)
    assert "etre-connu" in text
    write_plan(house, text)
    for day, value in (("2026-03-01", "11"), ("2026-09-01", "12"), ("2027-01-05", "13")):
        type_reading(house, "awareness_aided", value, on=day, n=900)
        later(seconds=1)
    (row,) = [one for one in adjust(house).forecasts if one["kpi"] == "awareness_aided"]
    assert row["current"]["value"] == "0.13"
    assert row["forecast"]["n"] == 3
    assert "little data" in row["forecast"]["label"]["en"]
    assert row["forecast"]["p10"] < 0.13 < row["forecast"]["p90"]
    assert "Barometer" in row["current"]["note"]["en"]


def test_rules_know_a_typed_figure_by_the_day_it_holds_for(house):
    """The last reading that rules look at carries the typed day, not the day of typing."""
    type_reading(house, "awareness_aided", "12,5", on="2026-11-01", n=800, source=SOURCE)
    _, plan = head_plan(house)
    known = deeds_known(house, plan).readings["awareness_aided"]
    assert (str(known.value), str(known.as_of), known.n) == ("0.12500000", "2026-11-01", 800)
    keep_readings(house, 1)
    assert ReadingRow.objects.filter(kpi="awareness_aided").count() == 1
