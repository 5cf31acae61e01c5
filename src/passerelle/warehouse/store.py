"""The warehouse: one DuckDB file, asked through Ibis, written by one thread at a time."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa

from passerelle.base.errors import Bug, NotFound, nearest
from passerelle.base.language import Text
from passerelle.warehouse.backend import LockedBackend, backend_of
from passerelle.warehouse.tables import TABLES, Table
from passerelle.warehouse.trouble import disk, opening, told

MEMORY_LIMIT = "2GB"


class Warehouse:
    """What happened, in columns. Any thread may ask; writers take turns.

    Open it with :meth:`open` and close it, or use it in a ``with`` statement. ``version`` grows
    with each transaction: an answer is good for as long as it stands still.
    """

    def __init__(self, base: duckdb.DuckDBPyConnection, path: Path | str) -> None:
        self.path = path
        self.version = 0
        self._base = base
        self._writing = threading.RLock()
        self._mine = threading.local()

    @classmethod
    def open(cls, path: Path | str, *, memory_limit: str = MEMORY_LIMIT) -> Self:
        """Open the warehouse at ``path``, making it when absent; all canonical tables then exist.

        Args:
            path: The DuckDB file, or ``":memory:"``.
            memory_limit: What the engine may use, such as ``"2GB"``; beyond it spills to disk.

        Raises:
            Refused: Another process has it open.
            UserError: The disk refuses, or the file is not a warehouse.
        """
        if path != ":memory:":
            try:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise disk(str(error), path) from error
        try:
            base = duckdb.connect(str(path), config={"memory_limit": memory_limit})
        except duckdb.Error as error:
            raise opening(error, path) from error
        try:
            _prepare(base)
            _lock(base)
        except duckdb.Error as error:
            base.close()
            raise opening(error, path) from error
        return cls(base, path)

    def close(self) -> None:
        """Close the file; what was written is on disk."""
        with self._writing:
            self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def table(self, name: str) -> Any:  # noqa: ANN401  # ibis has no types
        """Give a table as an Ibis expression, to build questions on.

        Raises:
            NotFound: No table of that name.
        """
        if name not in TABLES and name not in self.names():
            raise NotFound(
                Text(
                    en=f"The warehouse has no table {name}.",
                    fr=f"L'entrepôt n'a pas de table {name}.",
                ),
                nearest(name, self.names()),
            )
        return self._told(name) if name in TABLES else self._backend().table(name)

    def names(self) -> tuple[str, ...]:
        """Name every table, canonical and derived, in alphabetical order."""
        rows = self._cursor().execute("SELECT table_name FROM duckdb_tables()").fetchall()
        return tuple(sorted(row[0] for row in rows))

    def arrow(self, expression: Any) -> pa.Table:  # noqa: ANN401
        """Answer an Ibis table expression as an Arrow table; decimals stay exact."""
        return self._backend().to_pyarrow(expression.as_table())

    def value(self, expression: Any) -> Any:  # noqa: ANN401
        """Answer a scalar Ibis expression as Python: Decimal for money, None for nothing."""
        return self._backend().to_pyarrow(expression).as_py()

    def sql_of(self, expression: Any) -> str:  # noqa: ANN401
        """Write the SQL that answers an Ibis expression, as it would be run."""
        return str(self._backend().compile(expression, pretty=True))

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Ask plain SQL with ``?`` for each value; for diagnosis and tests."""
        return self._cursor().execute(sql, list(values)).fetchall()

    def has_rows(self, name: str) -> bool:
        """Whether a table holds at least one row."""
        return bool(self.rows(f"SELECT 1 FROM {quoted(name)} LIMIT 1"))  # noqa: S608  # quoted

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Write in one transaction: all of it is kept at the end, or none of it after an error.

        Raises:
            UserError: The disk refuses.
        """
        with self._writing, told(self.path):
            cursor = self._base.cursor()
            try:
                cursor.execute("BEGIN")
                yield cursor
                cursor.execute("COMMIT")
                self.version += 1
            except BaseException:
                _undo(cursor)
                raise
            finally:
                cursor.close()

    def replace(self, name: str, rows: pa.Table) -> int:
        """Put these rows in the place of all rows of a table; gives how many there are.

        A name that is not canonical makes a derived table with the columns of ``rows``.
        """
        with self.writing() as cursor:
            cursor.register("incoming", rows)
            table = TABLES.get(name)
            if table is None:
                cursor.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS SELECT * FROM incoming")  # noqa: S608
            else:
                cursor.execute(f"DELETE FROM {quoted(name)}")  # noqa: S608
                cursor.execute(_insertion(table, rows.column_names))
        return int(rows.num_rows)

    def append(self, name: str, rows: pa.Table, *, key: Sequence[str] = ()) -> int:
        """Add rows to a canonical table; gives how many were added.

        Args:
            name: The table.
            rows: Its columns by name; a column left out is empty.
            key: Columns that make a row one and the same; a row whose key is there already, or
                twice in ``rows``, is not added again. Without a key every row is added.
        """
        table = TABLES[name]
        known = set(rows.column_names)
        if missing := [column for column in key if column not in known]:
            msg = f"the key of {name} needs the columns {missing}"
            raise Bug(msg)
        with self.writing() as cursor:
            cursor.register("incoming", rows)
            return _count(cursor.execute(_insertion(table, rows.column_names, key)))

    def _told(self, name: str) -> Any:  # noqa: ANN401
        """Give a canonical table, whose columns never change: the engine is asked once a thread."""
        backend = self._backend()
        known: dict[str, Any] = self._mine.__dict__.setdefault("tables", {})
        if name not in known:
            known[name] = backend.table(name)
        return known[name]

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection = self._backend().con
        return cursor

    def _backend(self) -> LockedBackend:
        backend: LockedBackend | None = getattr(self._mine, "backend", None)
        if backend is None:
            backend = backend_of(self._base.cursor())
            self._mine.backend = backend
        return backend


def quoted(name: str) -> str:
    """Write a name as SQL writes names."""
    return '"' + name.replace('"', '""') + '"'


def _prepare(base: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in table.columns)
        base.execute(f"CREATE TABLE IF NOT EXISTS {quoted(table.name)} ({columns})")
    rows = base.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall()
    for table in TABLES.values():
        for name, kind in table.columns:
            if (table.name, name) not in rows:
                base.execute(f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(name)} {kind}")


def _lock(base: duckdb.DuckDBPyConnection) -> None:
    base.execute("SET GLOBAL TimeZone = 'UTC'")
    base.execute("SET GLOBAL python_enable_replacements = false")
    base.execute("SET GLOBAL autoinstall_known_extensions = false")
    base.execute("SET GLOBAL enable_external_access = false")
    base.execute("SET GLOBAL lock_configuration = true")


def _insertion(table: Table, given: Sequence[str], key: Sequence[str] = ()) -> str:
    if unknown := [name for name in given if name not in table.names]:
        msg = f"the table {table.name} has no columns {unknown}"
        raise Bug(msg)
    names = ", ".join(quoted(name) for name in given)
    values = ", ".join(f"CAST({quoted(name)} AS {table.type_of(name)})" for name in given)
    sql = f"INSERT INTO {quoted(table.name)} ({names}) SELECT {values} FROM incoming"  # noqa: S608
    if not key:
        return sql
    same = " AND ".join(
        f"there.{quoted(name)} IS NOT DISTINCT FROM "
        f"CAST(incoming.{quoted(name)} AS {table.type_of(name)})"
        for name in key
    )
    keys = ", ".join(quoted(name) for name in key)
    return (
        f"{sql} WHERE NOT EXISTS (SELECT 1 FROM {quoted(table.name)} there WHERE {same}) "  # noqa: S608
        f"QUALIFY row_number() OVER (PARTITION BY {keys}) = 1"
    )


def _count(answer: duckdb.DuckDBPyConnection) -> int:
    row = answer.fetchone()
    return int(row[0]) if row else 0


def _undo(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        return  # the engine has already rolled back, or the file is gone: nothing was kept
