"""Parquet: read in place by DuckDB; a row is named by its number, counted from 1."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from passerelle.base.place import Place
from passerelle.warehouse.faults import wrong_file
from passerelle.warehouse.opened import ROW, Cell, Opened
from passerelle.warehouse.reading import literal


def open_parquet(path: Path, staging: duckdb.DuckDBPyConnection) -> Opened:
    """Open one Parquet file.

    Raises:
        UserError: It is damaged or no Parquet file.
    """
    call = f"read_parquet({literal(str(path))}, file_row_number = true)"
    try:
        columns = staging.execute(f"DESCRIBE SELECT * FROM {call}").fetchall()  # noqa: S608
    except duckdb.Error as error:
        raise wrong_file(
            path, "is no readable Parquet file", "n'est pas un fichier Parquet lisible"
        ) from error

    def places(asked: Sequence[tuple[int, str]]) -> list[Place]:
        return [Place(path.name, row + 1, names.get(column, 1)) for row, column in asked]

    names = {row[0]: number for number, row in enumerate(columns, 1)}
    cells = {
        name: Cell('"' + name.replace('"', '""') + '"', kind)
        for name, kind, *_ in columns
        if name != "file_row_number"
    }
    relation = f"(SELECT *, file_row_number AS {ROW} FROM {call})"  # noqa: S608
    return Opened(relation, cells, places)
