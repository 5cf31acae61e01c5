"""Tables: nothing in them runs, and what goes out comes in again unchanged."""

import csv
import io

import pytest
from openpyxl import load_workbook

from passerelle.plan.diff import diff
from passerelle.plan.edit import change_texts
from passerelle.plan.export import exports, make
from passerelle.plan.handout.cells import calm, uncalm
from passerelle.plan.load import read_plan
from passerelle.plan.sheets.onto import changes_onto
from passerelle.plan.spreadsheet import plan_from_sheets
from plan.exports.asked import PLAN, asked

TABLES = ("actions", "calendar", "tasks", "budget")


def cells(made):
    """Read a table back as rows of cells."""
    if made.name.endswith(".csv"):
        return [
            list(row) for row in csv.reader(io.StringIO(made.body.decode("utf-8-sig"), newline=""))
        ]
    book = load_workbook(io.BytesIO(made.body))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_goes_out_comes_in_again_unchanged(what, form, language):
    """Every cell has a place, and no field of the plan differs."""
    (made,) = make(what, asked(format=form, language=language))
    rows = [[uncalm(cell) for cell in row] for row in cells(made)]
    plan = asked().given.plan
    supplied = plan_from_sheets({made.name.rpartition(".")[0]: rows}, held=plan)
    assert supplied.unplaced == ()
    assert changes_onto(plan, supplied.texts) == []
    assert len(rows) > 2


@pytest.mark.parametrize("what", TABLES)
def test_a_cell_that_is_changed_is_the_only_change(what):
    """One value typed in the spreadsheet is one field of the plan."""
    old, new, node, field = {
        "actions": ("900", "950", "actions/soldes", "cost"),
        "calendar": ("2027-02-20", "2027-02-22", "actions/soldes", "when"),
        "tasks": ("2027-01-15", "2027-01-14", "tasks/affiche", "when"),
        "budget": ("500", "550", "spending/soldes", "months/2027-02/committed"),
    }[what]
    (made,) = make(what, asked())
    rows = [[new if cell == old else uncalm(cell) for cell in row] for row in cells(made)]
    plan = asked().given.plan
    changes = changes_onto(plan, plan_from_sheets({what: rows}, held=plan).texts)
    after = read_plan(change_texts({"plan/plan.yaml": PLAN}, changes))
    changed = [(one.node, one.field) for one in diff(plan, after).changes]
    assert changed == [(node, field)] or (what == "budget" and changed[0][0] == node)
    assert len(changed) == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_runs(form):
    """A title that begins as a formula is text with an apostrophe in front; amounts stay numbers."""
    (made,) = make("actions", asked(format=form))
    every = [cell for row in cells(made) for cell in row if isinstance(cell, str)]
    assert "'=HYPERLINK(1)" in every
    assert not [cell for cell in every if cell.startswith(("=", "+", "-", "@"))]
    if form == "xlsx":
        kinds = {
            cell.data_type for row in load_workbook(io.BytesIO(made.body)).active for cell in row
        }
        assert "f" not in kinds


@pytest.mark.parametrize("cell", ["=1", "+1+cmd|x", "-2+3", "@SUM(1)", "\t=1", "\r=1"])
def test_each_way_to_begin_a_formula_is_calmed_and_taken_back(cell):
    """The apostrophe is ours and goes again on the way in."""
    assert calm(cell).startswith("'")
    assert uncalm(calm(cell)) == cell


def test_numbers_and_plain_words_stay():
    """A negative number is no formula."""
    assert [calm(one) for one in ("-3.5", "-3,5", "word", "it's", "", None, 12)] == [
        "-3.5", "-3,5", "word", "it's", "", None, 12
    ]  # fmt: skip
    assert uncalm("'quoted'") == "'quoted'"


def test_the_same_plan_gives_the_same_csv():
    """Nothing of the moment is in it."""
    assert make("actions", asked())[0].body == make("actions", asked())[0].body


def test_every_export_says_what_it_is_for_in_both_languages():
    """Ids and places are unique; the words are two languages."""
    known = [one.EXPORT for one in exports().values()]
    assert len({one.order for one in known}) == len(known)
    for one in known:
        assert one.use.en != one.use.fr
        assert one.formats
