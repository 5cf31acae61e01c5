"""Tasks as Notion, Asana and plain spreadsheets write them."""

import pytest

from passerelle.base.errors import InputErrors
from passerelle.plan.load import read_plan
from passerelle.plan.sheets.written_days import ends, iso
from passerelle.plan.spreadsheet import plan_from_sheets
from plan.exports.asked import asked

NOTION = [
    ["Name", "Assignee", "Due Date", "Status", "Tags"],
    ["Call the printer", "Marie Dupont", "January 5, 2027 → January 9, 2027", "In progress", "Winter sale"],
    ["Book the room", "", "February 3, 2027 9:30 AM", "Done", "faire-revenir, urgent"],
]  # fmt: skip

ASANA = [
    ["Task ID", "Created At", "Completed At", "Last Modified", "Name", "Section/Column", "Assignee",
     "Assignee Email", "Start Date", "Due Date", "Tags", "Notes", "Projects", "Parent task"],
    ["12", "2026-11-01", "", "2026-11-02", "Write the letter", "To do", "M. D.", "Marie@example.org",
     "2027-01-04", "2027-01-08", "", "Short", "Winter sale", ""],
    ["13", "2026-11-01", "2026-11-20", "2026-11-20", "Choose the paper", "Winter sale", "", "", "",
     "2026-11-20", "", "", "", ""],
]  # fmt: skip


def tasks(name, rows):
    """Read the tasks of a sheet, and the cells without a place."""
    supplied = plan_from_sheets({name: rows}, held=asked().given.plan)
    return read_plan(supplied.texts).tasks, [str(one.place) for one in supplied.unplaced]


def test_a_notion_export_is_known_by_its_headings():
    """Whatever the file is called; spans with an arrow, statuses, tags that name parts of the plan."""
    found, unplaced = tasks("Roadmap 3f2a9c0d3f2a9c0d3f2a9c0d3f2a9c0d_all", NOTION)
    call = found["call-the-printer"]
    assert (call.owner, call.action, str(call.when), call.done) == (
        "marie", "soldes", "2027-01-05..2027-01-09", False
    )  # fmt: skip
    book = found["book-the-room"]
    assert (book.serves, book.done, str(book.when)) == (("faire-revenir",), True, "2027-02-03")
    assert unplaced == ["Roadmap 3f2a9c0d3f2a9c0d3f2a9c0d3f2a9c0d_all!E3"]


def test_an_asana_export_finds_people_by_address_and_actions_by_project():
    """A completed task is done; columns that have no place are listed once each, by their heading."""
    found, unplaced = tasks("Launch", ASANA)
    letter = found["write-the-letter"]
    assert (letter.owner, letter.action, str(letter.when)) == (
        "marie",
        "soldes",
        "2027-01-04..2027-01-08",
    )
    paper = found["choose-the-paper"]
    assert (paper.done, paper.action, paper.owner) == (True, "soldes", None)
    assert unplaced == ["Launch!A1", "Launch!B1", "Launch!D1", "Launch!L1", "Launch!N1"]


def test_french_headings_and_words():
    """The same in French, with days in words."""
    rows = [
        ["Nom", "Assigné", "Échéance", "Statut"],
        ["Appeler", "Paul Durand", "1er août 2027", "Terminé"],
    ]
    found, unplaced = tasks("Feuille1", rows)
    assert (found["appeler"].owner, str(found["appeler"].when), found["appeler"].done) == (
        "paul", "2027-08-01", True
    )  # fmt: skip
    assert unplaced == []


def test_owners_whom_the_plan_does_not_know_refuse_the_whole_file():
    """Each is named once with its first cell; not one task is made."""
    rows = [NOTION[0], *([f"Task {n}", who, "2027-01-05", "To do", ""] for n, who in
            enumerate(["Ada", "Marie Dupont", "Ada", "Grace, Ada"]))]  # fmt: skip
    with pytest.raises(InputErrors) as refused:
        tasks("x", rows)
    assert [str(one.place) for one in refused.value.faults] == ["x!B2", "x!B5"]
    assert "Ada" in refused.value.faults[0].what.en


def test_what_cannot_be_read_is_listed_by_cell():
    """A day with two readings, a status nobody knows; the task itself arrives."""
    rows = [NOTION[0], ["Call", "", "03/04/2027", "Cosy", "soldes"]]
    found, unplaced = tasks("x", rows)
    assert unplaced == ["x!C2", "x!D2"]
    assert (found["call"].action, found["call"].when) == ("soldes", None)


def test_a_sheet_of_two_columns_is_not_taken_for_tasks():
    """Three known headings are asked for, one of them a day, an owner or a state."""
    supplied = plan_from_sheets({"Notes": [["Name", "Tags"], ["a", "b"]]})
    assert [str(one.place) for one in supplied.unplaced] == ["Notes!A1"]


@pytest.mark.parametrize(("text", "day"), [
    ("January 5, 2027", "2027-01-05"), ("Jan. 5 2027", "2027-01-05"), ("5 janv. 2027", "2027-01-05"),
    ("3rd of May", "3rd of May"), ("2027/1/5", "2027-01-05"), ("2027-01-05T10:00:00Z", "2027-01-05"),
    ("1er août 2027", "2027-08-01"), ("Smarch 5, 2027", "Smarch 5, 2027"), ("2027-02", "2027-02"),
])  # fmt: skip
def test_days_in_words(text, day):
    """What is not understood stays as it is typed, for the reader of days to refuse."""
    assert iso(text) == day


def test_two_ends():
    """An arrow stands between the two days of a span."""
    assert ends("March 1, 2027 → March 5, 2027") == ("2027-03-01", "2027-03-05")
    assert ends("2027-03-01") == ("2027-03-01",)
