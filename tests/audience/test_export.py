"""The files for the sending tool: complete, harmless in a spreadsheet, written whole or not at all."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from passerelle.audience.export import chosen, export, safe
from passerelle.audience.freeze import freeze
from passerelle.audience.reach import reach
from passerelle.base.errors import UserError
from passerelle.plan.operations import Action
from passerelle.plan.strategy import Segment

AS_OF = datetime(2027, 1, 10, 12)
SEGMENTS = {"all": Segment(who="everyone")}


def snapshot(shop, **fields: object):
    """Freeze an audience of everybody."""
    return freeze(
        shop,
        SEGMENTS,
        "spring",
        Action.model_validate({"for": "all", "by": "email", **fields}),
        AS_OF,
    )


def rows(path: Path) -> list[list[str]]:
    """Read a CSV file."""
    """Freeze an audience of everybody."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_people_and_those_left_out_are_written_side_by_side(shop, tmp_path) -> None:
    """Headings and reasons in the reader's language."""
    done = export(shop, snapshot(shop).who, tmp_path / "out.csv", language="fr", code="printemps")
    assert rows(tmp_path / "out.csv") == [
        ["identifiant_client", "courriel", "telephone", "prenom", "nom", "langue", "pays", "ville", "code_suivi"],
        ["ada", "ada@example.org", "0033 6 12 34 56 78", "Ada", "", "", "FR", "", "printemps"],
        ["dan", "dan@example.org", "", "", "", "", "FR", "", "printemps"],
    ]  # fmt: skip
    assert rows(tmp_path / "out.left-out.csv") == [
        ["identifiant_client", "motif"],
        ["bob", "sans consentement"],
        ["cyd", "sans adresse"],
    ]
    assert (done.people, done.left_out) == (2, 2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.csv", "out.left-out.csv"]


def test_arms_are_written_when_there_are_some(shop, tmp_path) -> None:
    """One more column."""
    export(shop, snapshot(shop, arms={"a": "x", "b": "y"}).who, tmp_path / "o.csv", language="en")
    assert rows(tmp_path / "o.csv")[0][-1] == "arm"
    assert {row[-1] for row in rows(tmp_path / "o.csv")[1:]} <= {"a", "b"}


def test_a_reach_is_exported_too(shop, tmp_path) -> None:
    """An audience without an action has no arms; a formula as a first name is defused."""
    people = shop.table("customers").select("customer_id")
    export(
        shop, chosen(reach(shop, people, "site", AS_OF).people()), tmp_path / "o.csv", language="en"
    )
    assert rows(tmp_path / "o.csv")[2][3] == "'=cmd()"
    assert len(rows(tmp_path / "o.csv")) == 6


@pytest.mark.parametrize(("cell", "written"), [
    ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
    ("-12.50", "-12.50"), ("-3", "-3"), ("-", "'-"), ("+33 6 12", "0033 6 12"), (None, ""), ("a=b", "a=b"), (-2, "-2"),
])  # fmt: skip
def test_no_cell_runs_as_a_formula(cell: object, written: str) -> None:
    """Negative numbers stay."""
    assert safe(cell) == written


def test_when_one_file_cannot_be_written_neither_is_changed(shop, tmp_path) -> None:
    """A missing folder is said; an old file stays as it was."""
    with pytest.raises(UserError, match="cannot be written"):
        export(shop, snapshot(shop).who, tmp_path / "nowhere" / "out.csv", language="en")
    (tmp_path / "out.csv").write_text("old")
    (tmp_path / "out.left-out.csv").mkdir()
    with pytest.raises(UserError):
        export(shop, snapshot(shop).who, tmp_path / "out.csv", language="en")
    assert (tmp_path / "out.csv").read_text() == "old"
