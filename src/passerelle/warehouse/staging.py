"""Rows read, judged and typed in a room of their own, before the warehouse is touched."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import duckdb

from passerelle.base.errors import Bug, Fault, InputErrors
from passerelle.base.language import Text
from passerelle.warehouse.delimited import open_delimited
from passerelle.warehouse.faults import SHOWN, lacking, unread
from passerelle.warehouse.json_lines import open_json_lines
from passerelle.warehouse.judge import Field, Judge, no_column
from passerelle.warehouse.opened import ROW, Opened
from passerelle.warehouse.parquet import open_parquet
from passerelle.warehouse.phrase import Phrase, columns_of
from passerelle.warehouse.reading import literal, read_cell
from passerelle.warehouse.sheets import open_sheet
from passerelle.warehouse.source import Source
from passerelle.warehouse.targets import Kind
from passerelle.warehouse.trouble import disk

Progress = Callable[[Text, float], None]
"""Told what is being done, and the share in 0..1 that is done."""

MEMORY_LIMIT = "1GB"


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad row of a file: its faults, and its cells as found, for the reject file."""

    faults: tuple[Fault, ...]
    text: str


class Staging:
    """A DuckDB of its own in a temporary folder; it may read files, the warehouse may not."""

    def __init__(self, base: duckdb.DuckDBPyConnection, room: Path) -> None:
        self.base = base
        self.room = room
        self.bad: list[Bad] = []
        self.bad_rows = 0

    def add(self, number: int, path: Path, source: Source) -> int:
        """Read one file into the table ``staged``; gives how many rows it has."""
        opened = self.open(path, source)
        if opened.broken and not opened.cells:
            raise InputErrors([one.fault for one in opened.broken[:SHOWN]])
        fields = _fields(source, opened, path)
        self.base.execute(_statement(number, source, opened, fields, path))
        self._gather(number, opened, fields)
        row = self.base.execute(
            f"SELECT count(*) FROM staged WHERE file = {number}"  # noqa: S608
        ).fetchone()
        return (row[0] if row else 0) + len(opened.broken)

    def open(self, path: Path, source: Source) -> Opened:
        """Open one file by its suffix; see the openers for what each may refuse."""
        wanted = wanted_columns(source)
        suffixes = [one.lower() for one in path.suffixes]
        kind = next((one for one in reversed(suffixes) if one != ".gz"), "")
        if kind in {".parquet", ".pq"}:
            return open_parquet(path, self.base)
        if kind in {".xlsx", ".xlsm", ".xls", ".ods"}:
            return open_sheet(path, source, wanted, self.base)
        if kind in {".jsonl", ".ndjson", ".json"}:
            return open_json_lines(path, source, wanted, self.room, self.base)
        return open_delimited(path, source, wanted, self.room, self.base)

    def _gather(self, number: int, opened: Opened, fields: Sequence[Field]) -> None:
        self.bad.extend(Bad((one.fault,), one.text) for one in opened.broken)
        self.bad_rows += len(opened.broken)
        rows = self.base.execute(
            f"SELECT row, found, missing, bad FROM staged WHERE file = {number} "  # noqa: S608
            "AND bad IS NOT NULL ORDER BY row"
        ).fetchall()
        self.bad_rows += len(rows)
        asked = [(row[0], fields[n].column) for row in rows for n in row[3]]
        places = iter(opened.places(asked[:SHOWN]))
        for _, found, missing, bad in rows:
            faults = tuple(
                lacking(fields[n].column, place)
                if n in missing
                else unread(fields[n].column, found[n] or "", fields[n].kind, place)
                for n, place in zip(bad, places, strict=False)
            )
            self.bad.append(Bad(faults, ",".join(cell or "" for cell in found)))


@contextmanager
def staging_room() -> Iterator[Staging]:
    """Give a staging engine that leaves nothing behind."""
    try:
        with TemporaryDirectory(prefix="passerelle-", ignore_cleanup_errors=True) as folder:
            room = Path(folder)
            base = duckdb.connect(
                str(room / "staging.duckdb"), config={"memory_limit": MEMORY_LIMIT}
            )
            try:
                base.execute("SET TimeZone = 'UTC'")
                base.execute("SET autoinstall_known_extensions = false")
                base.execute("SET python_enable_replacements = false")
                yield Staging(base, room)
            finally:
                base.close()
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException) as error:
        raise disk(str(error), gettempdir()) from error
    except duckdb.Error as error:
        msg = f"the staging engine refused a statement of ours: {error}"
        raise Bug(msg) from error


def wanted_columns(source: Source) -> list[str]:
    """Name every column of the file that the source looks at."""
    phrases: list[Phrase] = [*source.phrases()]
    if returned := source.returned():
        phrases.append(returned)
    looked = {column for phrase in phrases for column in columns_of(phrase)}
    used = [*source.columns.values(), *source.attributes.values()]
    return list(dict.fromkeys([*used, *sorted(looked)]))


def _fields(source: Source, opened: Opened, path: Path) -> list[Field]:
    faults: list[Fault] = []
    fields: list[Field] = []
    parts: tuple[tuple[str, Mapping[str, Kind]], ...]
    parts = (("columns", source.target.fields), ("attributes", {}))
    for part, kinds in parts:
        for name, column in getattr(source, part).items():
            cell = opened.cells.get(column)
            if cell is None:
                faults.append(no_column(column, opened, path, source.place(part, name)))
                continue
            kind = kinds.get(name, "text")
            label = name if part == "columns" else f"+{name}"
            fields.append(Field(label, kind, read_cell(cell, kind, source, name), column))
    if faults:
        raise InputErrors(faults)
    return fields


def _statement(
    number: int, source: Source, opened: Opened, fields: Sequence[Field], path: Path
) -> str:
    """Write the one SQL statement that reads, types and judges every row of a file."""
    judge = Judge(source, opened, fields, path)
    texts = ", ".join(f"{one.reading.text} AS t{n}" for n, one in enumerate(fields))
    typed = ", ".join(f"{one.reading.value} AS v{n}" for n, one in enumerate(fields))
    days = [one.reading.day for one in fields if one.name == "ordered_at"] or ["NULL::DATE"]
    marks = ", ".join(_mark(n, one, source) for n, one in enumerate(fields))
    values = ", ".join(
        [f"v{n} AS {_quoted(one.name)}" for n, one in enumerate(fields)]
        + [f"{_constant(v, source.target.fields[k])} AS {k}" for k, v in source.constants.items()]
    )
    found = ", ".join(f"t{n}" for n in range(len(fields)))
    missing = ", ".join(f"t{n} IS NULL" for n in range(len(fields)))
    return f"""
        {_into(number)}
        WITH raw AS (SELECT {ROW}, {texts}, {typed}, {days[0]} AS local_day, {judge.raw()}
                     FROM {opened.relation} AS t),
        judged AS (SELECT *, list_filter([{marks}], n -> n IS NOT NULL) AS marks FROM raw),
        reasoned AS (SELECT *, {judge.reason()} AS reason FROM judged)
        SELECT {number} AS file, {ROW} AS row, reason,
               {judge.returned()} AS returned,
               local_day, {values},
               CASE WHEN len(marks) > 0 AND reason IS NULL THEN marks END AS bad,
               CASE WHEN len(marks) > 0 AND reason IS NULL THEN [{found}] END AS found,
               CASE WHEN len(marks) > 0 AND reason IS NULL
                    THEN list_filter(marks, n -> [{missing}][n + 1]) END AS missing
        FROM reasoned
    """  # noqa: S608  # names are quoted, values are literals


def _into(number: int) -> str:
    return "CREATE TABLE staged AS" if number == 0 else "INSERT INTO staged BY NAME"


def _mark(number: int, field: Field, source: Source) -> str:
    """Give the number of a field whose cell is unreadable, or empty though it must not be."""
    needed = field.name in source.target.must or field.name == source.target.key
    empty = "OR TRUE" if needed else f"AND t{number} IS NOT NULL"
    return f"CASE WHEN v{number} IS NULL {empty if not needed else ''} THEN {number} END"


def _constant(text: str, kind: Kind) -> str:
    types = {"number": "DECIMAL(18,4)", "whole": "BIGINT", "moment": "TIMESTAMP", "day": "DATE"}
    types["yes_no"] = "BOOLEAN"
    return f"CAST({literal(text)} AS {types.get(kind, 'VARCHAR')})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
