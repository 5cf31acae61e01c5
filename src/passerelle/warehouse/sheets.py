"""Spreadsheets: one sheet of an XLSX file, its cells as texts, with their names."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from passerelle.base.errors import UserError, nearest
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.warehouse.faults import wrong_file
from passerelle.warehouse.opened import ROW, Cell, Opened, header_row, named
from passerelle.warehouse.source import Source

LARGEST = 1 << 30
LOOKED_AT = 20
LETTERS = 26


def open_sheet(
    path: Path, source: Source, wanted: Sequence[str], staging: duckdb.DuckDBPyConnection
) -> Opened:
    """Open one sheet; its rows go to a table of the staging engine.

    Raises:
        UserError: The file is damaged, too large when unpacked, or has no such sheet.
    """
    _no_bomb(path)
    sheet, rows = _rows(path, source)
    texts = [[_text(cell, source.decimal) for cell in row] for row in rows[:LOOKED_AT]]
    at = -1 if source.header else header_row(texts, wanted)
    if not rows or (at < 0 and not source.header):
        raise wrong_file(path, "has an empty sheet", "a une feuille vide")
    names = list(source.header) or named(texts[at])
    name = f"raw_{abs(hash(path))}"
    below = rows[at + 1 :]
    staging.register("cells", _table(below, names, wanted, source.decimal))
    staging.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM cells")  # noqa: S608
    staging.unregister("cells")

    def places(asked: Sequence[tuple[int, str]]) -> list[Place]:
        return [
            Place(
                path.name,
                row + at + 2,
                names.index(column) + 1 if column in names else 1,
                f"{sheet}!{_letter(names.index(column) if column in names else 0)}{row + at + 2}",
            )
            for row, column in asked
        ]

    cells = {
        column: Cell(f"c{n}" if column in wanted else "NULL") for n, column in enumerate(names)
    }
    return Opened(name, cells, places)


def _rows(path: Path, source: Source) -> tuple[str, list[list[object]]]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if source.sheet and source.sheet not in names:
            raise UserError(
                Text(
                    en=f"{path.name} has no sheet {source.sheet}.",
                    fr=f"{path.name} n'a pas de feuille {source.sheet}.",
                ),
                nearest(source.sheet, names),
                source.place("sheet"),
            )
        sheet = source.sheet or names[0]
        found = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        rows: list[list[object]] = [list(row) for row in found]
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise wrong_file(
            path, "is no readable spreadsheet", "n'est pas un classeur lisible"
        ) from error
    return sheet, rows


def _no_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise wrong_file(
            path, "is no readable spreadsheet", "n'est pas un classeur lisible"
        ) from error
    if size > LARGEST:
        raise wrong_file(path, "unpacks to more than 1 GB", "se décompresse en plus de 1 Go")


def _table(
    rows: Sequence[Sequence[object]], names: Sequence[str], wanted: Sequence[str], mark: str
) -> pa.Table:
    filled = [(n, row) for n, row in enumerate(rows) if any(cell != "" for cell in row)]
    columns: dict[str, pa.Array] = {ROW: pa.array([n for n, _ in filled], pa.int64())}
    for number, name in enumerate(names):
        if name in wanted:
            cells = [_text(row[number], mark) if number < len(row) else "" for _, row in filled]
            columns[f"c{number}"] = pa.array(cells, pa.string())
    return pa.table(columns)


def _text(cell: object, mark: str) -> str:
    """Write a cell as the source's own texts are written, so that one reading serves both."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        whole = f"{cell:.0f}" if cell.is_integer() else repr(cell)
        return whole.replace(".", mark)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
