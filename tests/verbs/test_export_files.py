"""Exports and feeds of a workspace: what a door gets, what a link opens."""

from base64 import b64decode

import pytest

from passerelle.base.errors import NotFound, UserError
from passerelle.verbs.edit import edit
from passerelle.verbs.export_files import export_files, export_known, exports
from passerelle.verbs.export_write import ending_of, write_files
from passerelle.verbs.feeds import feed, feeds, renew_feeds
from passerelle.verbs.import_plan import import_plan
from passerelle.verbs.record import record


def links(house):
    """Take the calendars apart, by kind and name."""
    return {(one["kind"], one["name"]): one["path"].split("/")[2] for one in feeds(house).feeds}


def test_a_table_written_to_disk_comes_in_again(house, tmp_path):
    """Out, changed in one cell, in: one change, on the same revision's texts."""
    record(house)
    made = export_files(house, "actions", form="csv")
    (path,) = write_files(tmp_path / "out" / "actions.csv", made.files, folder=False)
    assert import_plan(house, str(path)).changes == ()
    path.write_bytes(path.read_bytes().replace(b",900,", b",950,"))
    (change,) = import_plan(house, str(path)).changes
    assert (change["node"], change["field"]) == ("actions/soldes", "cost")


def test_tasks_of_strangers_write_nothing(house, tmp_path):
    """A file that names somebody unknown leaves head where it was."""
    before = record(house).revision
    (tmp_path / "Board.csv").write_text(
        "Name,Assignee,Due Date,Status\nCall,Marie,2027-01-05,Done\nWrite,Ada,2027-01-06,To do\n",
        encoding="utf-8",
    )
    with pytest.raises(UserError, match="Ada"):
        import_plan(house, str(tmp_path / "Board.csv"))
    assert record(house).revision == before
    (tmp_path / "Board.csv").write_text(
        "Name,Assignee,Due Date,Status\nCall,Marie,2027-01-05,Done\n", encoding="utf-8"
    )
    assert [one["node"] for one in import_plan(house, str(tmp_path / "Board.csv")).changes] == [
        "tasks/call"
    ]


def test_a_place_that_cannot_be_written_is_told(house, tmp_path):
    """A folder in the way of a file: what, and what to do."""
    (tmp_path / "busy.csv").mkdir()
    made = export_files(house, "actions")
    with pytest.raises(UserError, match="cannot be written"):
        write_files(tmp_path / "busy.csv", made.files, folder=False)


def test_what_there_is(house):
    """The list, an unknown name with its neighbours, the ending of a file as its format."""
    assert {"ics", "actions", "budget", "stratml"} <= {one["id"] for one in exports(house).exports}
    with pytest.raises(NotFound, match="budget"):
        export_known("bugdet")
    assert (ending_of("a/b.XLSX"), ending_of(""), ending_of("x")) == ("xlsx", "", "")


def test_each_link_opens_its_own_calendar_and_no_other(house):
    """A link of one calendar is none for another; new links close the old ones."""
    record(house)
    known = links(house)
    assert len(set(known.values())) == len(known) >= 3
    assert b"SUMMARY:Winter sale" in feed(house, known["whole", "actions"], "whole", "actions")
    assert b"SUMMARY:Winter sale" in feed(house, known["person", "marie"], "person", "marie")
    for token in (known["whole", "tasks"], "", "x", "é", known["whole", "actions"][:-1]):
        with pytest.raises(NotFound):
            feed(house, token, "whole", "actions")
    renewed = {
        (one["kind"], one["name"]): one["path"].split("/")[2] for one in renew_feeds(house).feeds
    }
    assert not set(renewed.values()) & set(known.values())
    with pytest.raises(NotFound):
        feed(house, known["whole", "actions"], "whole", "actions")
    assert (house.workspace.state / "feeds").stat().st_mode & 0o077 == 0


def test_a_calendar_follows_the_plan_and_ends_with_its_person(house):
    """What is read is head; who left the plan has no calendar any more."""
    record(house)
    token = links(house)["person", "marie"]
    edit(house, [{"node": "actions/soldes", "field": "when", "value": "2027-03-01"}], "later")
    assert b"20270301" in feed(house, token, "person", "marie")
    edit(house, [{"node": "actions/soldes", "field": "owner", "value": None},
                 {"node": "objectives/faire-revenir", "field": "owner", "value": None},
                 {"node": "people/marie", "field": "", "value": None}], "gone")  # fmt: skip
    with pytest.raises(NotFound):
        feed(house, token, "person", "marie")


def test_bytes_survive_the_way_through_a_door(house):
    """Base 64 there and back gives a workbook."""
    (made,) = export_files(house, "actions", form="xlsx").as_json()["files"]
    assert b64decode(made["base64"]).startswith(b"PK")
