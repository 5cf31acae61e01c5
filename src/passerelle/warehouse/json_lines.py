"""JSON lines: one object a line, reached by dotted paths; numbers keep their decimals."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from passerelle.base.place import Place
from passerelle.warehouse.decode import decoded
from passerelle.warehouse.faults import malformed
from passerelle.warehouse.opened import ROW, Broken, Cell, Opened
from passerelle.warehouse.reading import literal
from passerelle.warehouse.source import Source

BATCH = 50_000
_SCHEMA = pa.schema([(ROW, pa.int64()), ("line", pa.string())])


def open_json_lines(
    path: Path,
    source: Source,
    wanted: Sequence[str],
    room: Path,
    staging: duckdb.DuckDBPyConnection,
) -> Opened:
    """Open one file of JSON lines; its lines go to a table of the staging engine."""
    text = decoded(path, room, source.encoding)
    name = f"raw_{abs(hash(path))}"
    reader = pa.RecordBatchReader.from_batches(_SCHEMA, _batches(text.path))
    staging.register("lines", reader)
    staging.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM lines")  # noqa: S608
    staging.unregister("lines")
    good = "(json_valid(line) AND json_type(CASE WHEN json_valid(line) THEN line END) = 'OBJECT')"
    bad = staging.execute(
        f"SELECT {ROW}, line FROM {name} WHERE NOT {good} ORDER BY 1"  # noqa: S608
    ).fetchall()
    keys = staging.execute(
        f"SELECT DISTINCT unnest(json_keys(line)) FROM {name} WHERE {good}"  # noqa: S608
    ).fetchall()
    known = {row[0] for row in keys}
    cells = {
        column: Cell(f"json_extract_string(line, {literal(_path(column, known))})")
        for column in {*known, *(one for one in wanted if one.split(".")[0] in known)}
    }

    def places(asked: Sequence[tuple[int, str]]) -> list[Place]:
        return [Place(path.name, row + 1) for row, _ in asked]

    broken = tuple(
        Broken(
            malformed(Place(path.name, row + 1), "a JSON object was expected / objet JSON attendu"),
            line,
        )
        for row, line in bad
    )
    return Opened(f"(SELECT * FROM {name} WHERE {good})", cells, places, broken)  # noqa: S608


def _path(column: str, known: set[str]) -> str:
    parts = [column] if column in known else column.split(".")
    return "$" + "".join('."' + part.replace('"', '\\"') + '"' for part in parts)


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    numbers: list[int] = []
    lines: list[str] = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if line.strip():
                numbers.append(number)
                lines.append(line)
            if len(lines) == BATCH:
                yield pa.record_batch([pa.array(numbers, pa.int64()), pa.array(lines)], _SCHEMA)
                numbers, lines = [], []
    yield pa.record_batch([pa.array(numbers, pa.int64()), pa.array(lines, pa.string())], _SCHEMA)
