"""Rows with a key into the warehouse: what the source says replaces, what it is silent on stays."""

import duckdb

from passerelle.warehouse.source import Source
from passerelle.warehouse.staging import Staging
from passerelle.warehouse.tables import TABLES


def stage_rows(staging: Staging, source: Source) -> None:
    """Make the table ``rows`` out of the kept rows: one a key, the last of the file winning.

    Without an id in the file, a row is named by its content and its n-th occurrence in the source,
    so that equal rows are kept and the same file again changes nothing.
    """
    target = source.target
    table = TABLES[target.table]
    given = [name for name in target.fields if name in {**source.columns, **source.constants}]
    bag = ""
    if source.attributes:
        pairs = ", ".join(f"{_text(one)}, {_name('+' + one)}" for one in source.attributes)
        bag = f", CAST(json_object({pairs}) AS VARCHAR) AS {target.bag}"
    key = target.key
    named = ""
    if key and key not in given:
        content = ", ".join(
            f"coalesce(CAST({_name(one)} AS VARCHAR), '')"
            for one in (
                given if not target.identity else [n for n in target.identity if n in given]
            )
        )
        extra = ", ".join(f"coalesce({_name('+' + one)}, '')" for one in source.attributes)
        whole = f"{content}{', ' + extra if extra else ''}"
        nth = f"row_number() OVER (PARTITION BY {whole} ORDER BY file, row)"
        named = (
            f", substr(md5(concat_ws(chr(31), {_text(source.name)}, {whole}, {nth})), 1, 20) "
            f"AS {key}"
        )
    columns = ", ".join(_name(one) for one in given)
    keys = ", ".join(_name(one) for one in table.key if one in given or one == key)
    staging.base.execute(
        f"""
        CREATE TABLE rows AS SELECT * EXCLUDE (file, row) FROM (
          SELECT {columns}{bag}{named}, file, row FROM staged
          WHERE reason IS NULL AND bad IS NULL)
        QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY file DESC, row DESC) = 1
        """  # noqa: S608  # names are quoted, values are literals
    )


def merge_rows(cursor: duckdb.DuckDBPyConnection, source: Source) -> tuple[int, int]:
    """Bring the rows of ``in_rows`` in; gives how many are new, and how many were replaced."""
    target = source.target
    table = TABLES[target.table]
    given = {row[0] for row in cursor.execute("DESCRIBE in_rows").fetchall()}
    keys = [one for one in table.key if one in given]
    same = " AND ".join(f"i.{_name(one)} IS NOT DISTINCT FROM o.{_name(one)}" for one in keys)
    parts = []
    for name, kind in table.columns:
        if name == "source":
            continue
        new = f"CAST(i.{_name(name)} AS {kind})"
        if name == target.bag and name in given:
            merged = f"json_merge_patch(coalesce(o.{name}, '{{}}')::JSON, {new}::JSON)"
            parts.append(f"CAST({merged} AS VARCHAR) AS {name}")
        else:
            parts.append(f"{new if name in given else 'o.' + _name(name)} AS {_name(name)}")
    names = ", ".join(_name(name) for name in table.names if name != "source")
    there = _name(target.table)
    cursor.execute(
        f"""
        CREATE TEMP TABLE altered AS SELECT * FROM (
          SELECT {", ".join(parts)} FROM in_rows i LEFT JOIN {there} o ON {same}
          EXCEPT SELECT {names} FROM {there});
        """  # noqa: S608
    )
    before = _count(cursor, f"SELECT count(*) FROM {there}")  # noqa: S608
    same = same.replace("i.", "altered.").replace("o.", f"{there}.")
    cursor.execute(f"DELETE FROM {there} USING altered WHERE {same}")  # noqa: S608
    left = _count(cursor, f"SELECT count(*) FROM {there}")  # noqa: S608
    cursor.execute(
        f"INSERT INTO {there} ({names}, source) SELECT {names}, ? FROM altered",  # noqa: S608
        [source.name],
    )
    replaced = before - left
    return _count(cursor, "SELECT count(*) FROM altered") - replaced, replaced


def _count(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = cursor.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
