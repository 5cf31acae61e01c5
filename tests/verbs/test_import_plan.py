"""A spreadsheet laid over a plan that lives already: merged, never forced, nothing removed."""

import pytest
from openpyxl import Workbook

from passerelle.base.errors import NotFound, UserError
from passerelle.verbs.edit import edit
from passerelle.verbs.import_plan import import_plan
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.record import history, record
from verbs.conftest import MARIE, PAUL, plan_text

ACTIONS = ["Action", "For", "Channel", "Start", "End", "Cost", "Owner", "Serves"]
SALE = ["Winter sale", "fideles", "site", "2027-02-01", "2027-02-20", "950 EUR", "Marie",
        "Bring one-time buyers back"]  # fmt: skip


def workbook(folder, rows, sheet="Actions"):
    """Write a workbook of one sheet."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(folder / "plan.xlsx")
    return str(folder / "plan.xlsx")


def changed(answer):
    """What an import changed, in short."""
    return [(one["node"], one["field"], one["after"]) for one in answer.changes]


def test_a_row_changes_the_part_that_has_its_title(house, tmp_path):
    """Only the cells that differ are changes; comments of the file stay; names are those of the plan."""
    record(house)
    done = import_plan(house.seen_by(MARIE), workbook(tmp_path, [ACTIONS, SALE]), "new costs")
    assert changed(done) == [("actions/soldes", "cost", "950 EUR")]
    assert "# a limit of our own" in plan_text(house)
    assert "950 EUR" in plan_text(house)
    assert history(house).revisions[0]["author"] == "marie"
    again = import_plan(house.seen_by(MARIE), workbook(tmp_path, [ACTIONS, SALE]))
    assert (again.revision, again.changes) == (done.revision, ())


def test_a_new_row_is_a_new_part_and_an_empty_cell_says_nothing(house, tmp_path):
    """Nothing is removed by a row or a cell that is not there."""
    record(house)
    rows = [ACTIONS, ["Spring letter", "fideles", "email", None, None, "300 EUR", None, None]]
    done = import_plan(house, workbook(tmp_path, rows))
    assert [one["node"] for one in done.changes] == ["actions/spring-letter"]
    plan = head_plan(house)[1]
    assert set(plan.actions) == {"soldes", "spring-letter"}
    assert str(plan.actions["soldes"].cost) == "900 EUR"


def test_what_others_changed_since_the_sheet_was_filled_is_kept_or_shown(house, tmp_path):
    """Filled from revision 1: Paul's dates stay; his cost is a conflict with both values."""
    base = record(house).revision
    when = {"node": "actions/soldes", "field": "when", "value": "2027-02-03..2027-02-20"}
    edit(house.seen_by(PAUL), [when], "later")
    sheet = workbook(tmp_path, [ACTIONS, SALE])
    import_plan(house.seen_by(MARIE), sheet, base=base)
    action = head_plan(house)[1].actions["soldes"]
    assert (str(action.when), str(action.cost)) == ("2027-02-03..2027-02-20", "950 EUR")
    cost = {"node": "actions/soldes", "field": "cost", "value": "700 EUR"}
    edit(house.seen_by(PAUL), [cost], "cheaper")
    refused = import_plan(house.seen_by(MARIE), sheet, base=base)
    assert refused.code == 1
    assert refused.conflicts[0]["mine"] == "950 EUR"
    assert refused.conflicts[0]["theirs"] == "700 EUR"
    assert refused.other["author"] == "paul"
    assert str(head_plan(house)[1].actions["soldes"].cost) == "700 EUR"


@pytest.mark.parametrize(
    "data",
    [
        b"Action;Cost\nWinter sale;950 EUR\n",
        "\ufeffAction,Coût\r\nWinter sale,950 EUR\r\n".encode(),
        "Action\tCoût\nWinter sale\t950 EUR\n".encode("cp1252"),
    ],
)
def test_a_csv_named_after_a_sheet(house, tmp_path, data):
    """The separators and encodings that spreadsheets write."""
    record(house)
    (tmp_path / "actions.csv").write_bytes(data)
    done = import_plan(house, str(tmp_path / "actions.csv"))
    assert changed(done) == [("actions/soldes", "cost", "950 EUR")]


def test_what_cannot_be_placed_is_listed_and_what_is_no_sheet_is_refused(house, tmp_path):
    """A bad cell by sheet and cell; an absent or foreign file, an unknown revision, by words."""
    record(house)
    rows = [[*ACTIONS, "Mood"], [*SALE[:4], "2027-02-22", "a lot", "Marie", None, "good"]]
    done = import_plan(house, workbook(tmp_path, rows))
    assert [str(one.place) for one in done.unplaced] == ["Actions!I1", "Actions!F2"]
    (tmp_path / "x.xlsx").write_bytes(b"\x00no workbook")
    (tmp_path / "actions.csv").write_bytes(b"\x81\x8d\x00")
    for name in ("nowhere.xlsx", "nowhere.csv", "x.xlsx", "actions.csv"):
        with pytest.raises(UserError):
            import_plan(house, str(tmp_path / name))
    with pytest.raises(NotFound):
        import_plan(house, workbook(tmp_path, [ACTIONS, SALE]), base=99)
    assert history(house).head == 2
