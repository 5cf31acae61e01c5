"""Tables as CSV or XLSX, in which no cell is ever run as a formula."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from passerelle.plan.export import Leaf

Cell = str | int | Decimal | date | None

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NEGATIVE = re.compile(r"-\d+([.,]\d+)?")
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the name of its sheet, its headings, its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def calm(cell: Cell) -> Cell:
    """Give a cell that a spreadsheet shows and never runs.

    A text that begins as a formula (``=``, ``+``, ``-``, ``@``, a tab, a carriage return) gets an
    apostrophe in front; a negative number stays. ``import-plan`` takes the apostrophe off again.

    >>> calm("=1+1"), calm("-3.5")
    ("'=1+1", '-3.5')
    """
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub(" ", cell)
    return f"'{text}" if text.startswith(_RUNS) and not _NEGATIVE.fullmatch(text) else text


def uncalm(cell: object) -> object:
    """Take back the apostrophe that ``calm`` put in front of a text."""
    held = isinstance(cell, str) and cell.startswith("'") and cell[1:].startswith(_RUNS)
    return cell[1:] if held and isinstance(cell, str) else cell


def leaf(table: Table, stem: str, form: str, at: datetime) -> Leaf:
    """Write a table as one file.

    Args:
        table: What it holds.
        stem: The file's name without its ending.
        form: ``csv`` (UTF-8 with a mark, so that every spreadsheet reads its accents) or ``xlsx``.
        at: The moment written in the workbook, so that the same plan gives the same file.
    """
    body = _xlsx(table, at) if form == "xlsx" else _csv(table)
    return Leaf(f"{stem}.{form}", body)


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(calm(one) for one in table.headings)
    for row in table.rows:
        writer.writerow("" if one is None else _plain(calm(one)) for one in row)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _xlsx(table: Table, at: datetime) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  (slow to load, needed here alone)
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    book.properties.creator = "Passerelle"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", table.name)[:31]
    for number, row in enumerate((table.headings, *table.rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column)
            cell.value = calm(value)
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it looks like, it is text
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for letter, width in zip(sheet.columns, _widths(table), strict=False):
        sheet.column_dimensions[letter[0].column_letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _widths(table: Table) -> Sequence[int]:
    columns = zip(table.headings, *table.rows, strict=True)
    return [min(_WIDEST, 3 + max(len(str(one or "")) for one in column)) for column in columns]
