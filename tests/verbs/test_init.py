"""Start a workspace: empty, from a spreadsheet in either language, or write that spreadsheet."""

import pytest
from openpyxl import load_workbook

from passerelle.base.errors import Refused, UserError
from passerelle.plan.load import load
from passerelle.verbs.check import check
from passerelle.verbs.house import House
from passerelle.verbs.init import init
from passerelle.verbs.workspace import open_workspace


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_empty_workspace_checks_clean(tmp_path, language):
    """The first plan breaks no rule, and its words are the reader's."""
    started = init(tmp_path / "brand", language=language)
    assert "plan/plan.yaml" in started.written
    found = check(House(open_workspace(tmp_path / "brand")))
    assert found.code == 0
    text = (tmp_path / "brand" / "plan" / "plan.yaml").read_text("utf-8")
    assert ("Le plan" in text) == (language == "fr")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_template_filled_in_becomes_a_plan(tmp_path, language):
    """Objectives, segments, actions and budget come out of the example rows."""
    book = tmp_path / "plan.xlsx"
    init(book, template=True, language=language)
    _write_the_example_as_a_row_of_ones_own(book)
    started = init(tmp_path / "brand", source=str(book), language=language)
    plan = load(tmp_path / "brand" / "plan")
    assert plan.objectives
    assert plan.segments
    assert plan.actions
    assert not started.unplaced


def _write_the_example_as_a_row_of_ones_own(path):
    opened = load_workbook(path)
    for sheet in opened.worksheets:
        cells = [cell.value for cell in sheet[2]]
        first = str(cells[0]).partition(":")[2].strip() or str(cells[0])
        sheet.append([first, *cells[1:]])
    opened.save(path)


def test_what_cannot_be_placed_is_listed_with_sheet_and_cell(tmp_path):
    """Nothing is dropped in silence."""
    book = tmp_path / "plan.xlsx"
    init(book, template=True, language="fr")
    opened = load_workbook(book)
    sheet = opened.worksheets[0]
    sheet.cell(1, sheet.max_column + 1, "Couleur préférée")
    sheet.cell(2, sheet.max_column, "bleu")
    opened.save(book)
    started = init(tmp_path / "brand", source=str(book), language="fr")
    assert started.unplaced
    assert all("!" in str(fault.place) for fault in started.unplaced)


def test_nothing_is_written_over(tmp_path):
    """A workspace, and a file, stay as they are."""
    init(tmp_path / "brand")
    before = (tmp_path / "brand" / "plan" / "plan.yaml").read_bytes()
    with pytest.raises(Refused):
        init(tmp_path / "brand")
    assert (tmp_path / "brand" / "plan" / "plan.yaml").read_bytes() == before
    book = tmp_path / "plan.xlsx"
    book.write_text("mine")
    with pytest.raises(Refused):
        init(book, template=True)
    with pytest.raises(UserError):
        init(tmp_path / "other", source=str(book))
    assert book.read_text() == "mine"
    assert not (tmp_path / "other").exists()
