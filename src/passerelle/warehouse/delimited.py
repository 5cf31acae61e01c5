"""CSV and its cousins: the separator and the header are found, DuckDB reads the rows."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import duckdb

from passerelle.base.place import Place
from passerelle.warehouse.decode import LONGEST_LINE, decoded
from passerelle.warehouse.faults import SHOWN, malformed, ragged, wrong_file
from passerelle.warehouse.opened import ROW, Broken, Cell, Opened, header_row, named
from passerelle.warehouse.reading import literal
from passerelle.warehouse.source import Source

SEPARATORS = (";", ",", "\t", "|")
LOOKED_AT = 20
REJECTS = 1_000


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited file is cut: separator, names of its columns, lines above the first row."""

    separator: str
    names: tuple[str, ...]
    skip: int


def open_delimited(
    path: Path,
    source: Source,
    wanted: Sequence[str],
    room: Path,
    staging: duckdb.DuckDBPyConnection,
) -> Opened:
    """Open one delimited file; its rows go to a table of the staging engine.

    Raises:
        UserError: The file as a whole cannot be read.
    """
    blank = source.separator == "whitespace"
    text = decoded(path, room, source.encoding, cut=blank)
    layout = _layout(text.path, path, source, wanted)
    name = f"raw_{abs(hash(path))}"
    _read(staging, name, text.path, layout, wanted)
    broken = _broken(staging, name, text.path, path, layout)
    cells = {
        column: Cell(f"c{number}" if column in wanted else "NULL")
        for number, column in enumerate(layout.names)
    }

    def places(asked: Sequence[tuple[int, str]]) -> list[Place]:
        return _places(text.path, path, layout, asked)

    relation = f"(SELECT *, rowid AS {ROW} FROM {name})"  # noqa: S608  # a name of ours
    return Opened(relation, cells, places, broken, text.encoding)


def _layout(text: Path, shown: Path, source: Source, wanted: Sequence[str]) -> Layout:
    if source.separator == "auto":
        candidates: tuple[str, ...] = SEPARATORS
    else:
        candidates = ("\t",) if source.separator in {"whitespace", "tab"} else (source.separator,)
    best: tuple[tuple[int, int], Layout] | None = None
    for separator in candidates:
        rows, lines = _head(text, separator)
        if source.header:
            layout = Layout(separator, source.header, 0)
            score = (sum(len(row) == len(source.header) for row in rows), 0)
        else:
            at = header_row(rows, wanted)
            names = tuple(named(rows[at] if rows else ()))
            layout = Layout(separator, names, lines[at] if lines else 0)
            score = (len(set(wanted) & set(names)), len(names))
        if best is None or score > best[0]:
            best = (score, layout)
    if best is None or not best[1].names:
        raise wrong_file(shown, "has no header line", "n'a pas de ligne d'en-tête")
    return best[1]


def _head(text: Path, separator: str) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    with text.open(encoding="utf-8", newline="") as file:
        try:
            reader = _reader(file, separator)
            for row in islice(reader, LOOKED_AT):
                rows.append(row)
                lines.append(reader.line_num)
        except csv.Error:
            return rows, lines
    return rows, lines


class _Rows(Protocol):
    """What the csv module gives: rows, and the line reached."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _reader(file: Iterator[str], separator: str) -> _Rows:
    csv.field_size_limit(LONGEST_LINE + 1)
    return csv.reader(file, delimiter=separator)


def _read(
    staging: duckdb.DuckDBPyConnection,
    name: str,
    text: Path,
    layout: Layout,
    wanted: Sequence[str],
) -> None:
    types = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(layout.names)))
    kept = [f"c{number}" for number, column in enumerate(layout.names) if column in wanted]
    staging.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(kept) or 'c0'} "  # noqa: S608
        f"FROM read_csv({literal(str(text))}, auto_detect = false, header = false, "
        f"delim = {literal(layout.separator)}, quote = '\"', escape = '\"', "
        f"skip = {layout.skip}, columns = {{{types}}}, max_line_size = {LONGEST_LINE + 1}, "
        f"null_padding = false, store_rejects = true, rejects_table = '{name}_errors', "
        f"rejects_scan = '{name}_scans', rejects_limit = {REJECTS})"
    )


def _broken(
    staging: duckdb.DuckDBPyConnection, name: str, text: Path, path: Path, layout: Layout
) -> tuple[Broken, ...]:
    rejected = staging.execute(
        f"SELECT any_value(line), any_value(error_message), any_value(csv_line) "  # noqa: S608
        f"FROM {name}_errors GROUP BY line_byte_position ORDER BY line_byte_position"
    ).fetchall()
    if not rejected:
        return ()
    found = [
        Broken(ragged(len(row), len(layout.names), Place(path.name, line)), ",".join(row))
        for line, row in _rows(text, layout)
        if len(row) != len(layout.names)
    ]
    if len(found) >= len(rejected):
        return tuple(found)
    return tuple(
        Broken(malformed(Place(path.name, line), str(said).splitlines()[0]), str(raw))
        for line, said, raw in rejected
    )


def _rows(text: Path, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line it starts on."""
    with text.open(encoding="utf-8", newline="") as file:
        for _ in range(layout.skip):
            next(file, "")
        reader = _reader(file, layout.separator)
        before = 0
        try:
            for row in reader:
                if row:
                    yield layout.skip + before + 1, row
                before = reader.line_num
        except csv.Error:
            yield layout.skip + before + 1, []


def _places(
    text: Path, path: Path, layout: Layout, asked: Sequence[tuple[int, str]]
) -> list[Place]:
    wanted = sorted({row for row, _ in asked})[:SHOWN]
    lines: dict[int, int] = {}
    good = (line for line, row in _rows(text, layout) if len(row) == len(layout.names))
    for number, line in enumerate(good):
        if number in wanted:
            lines[number] = line
            if len(lines) == len(wanted):
                break
    columns = {name: number for number, name in enumerate(layout.names, 1)}
    return [Place(path.name, lines.get(row, 0), columns.get(name, 1)) for row, name in asked]
