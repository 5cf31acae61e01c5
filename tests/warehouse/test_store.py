"""The warehouse keeps exact amounts, serves threads side by side, and keeps all or nothing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest

from passerelle.base.errors import Bug, NotFound, Refused, UserError
from passerelle.warehouse.store import Warehouse
from passerelle.warehouse.tables import TABLES


@pytest.fixture
def warehouse(tmp_path):
    """Give an empty warehouse in a file."""
    with Warehouse.open(tmp_path / "w.duckdb") as opened:
        yield opened


def _spend(*amounts):
    return pa.table(
        {
            "spend_id": [f"s{n}" for n, _ in enumerate(amounts)],
            "amount": pa.array([Decimal(a) for a in amounts], pa.decimal128(18, 4)),
        }
    )


def test_every_canonical_table_exists_and_is_empty(warehouse):
    """A new warehouse has all tables, with exactly the declared columns, and no rows."""
    for name, table in TABLES.items():
        assert warehouse.table(name).columns == table.names
        assert not warehouse.has_rows(name)


def test_amounts_stay_exact(warehouse):
    """A sum of three-decimal prices is the exact decimal, not a float."""
    warehouse.append("spend", _spend("0.1", "0.2", "0.001"))
    assert warehouse.value(warehouse.table("spend").amount.sum()) == Decimal("0.301")
    assert warehouse.arrow(warehouse.table("spend"))["amount"].type == pa.decimal128(18, 4)


def test_append_with_a_key_adds_a_row_once(warehouse):
    """The same key is not added again, neither across calls nor inside one."""
    rows = pa.concat_tables([_spend("1", "2"), _spend("1", "2")])
    assert warehouse.append("spend", rows, key=["spend_id"]) == 2
    assert warehouse.append("spend", _spend("1", "2", "3"), key=["spend_id"]) == 1


def test_replace_puts_rows_in_place_of_all(warehouse):
    """Replacing leaves only the new rows; a derived name makes a new table."""
    warehouse.replace("spend", _spend("1", "2"))
    warehouse.replace("spend", _spend("5"))
    assert warehouse.value(warehouse.table("spend").count()) == 1
    warehouse.replace("scores", pa.table({"customer_id": ["a"], "r": [5]}))
    assert warehouse.arrow(warehouse.table("scores")).to_pylist() == [{"customer_id": "a", "r": 5}]


def test_moments_are_kept_in_utc_without_zone(warehouse):
    """A moment with a zone lands as naive UTC."""
    at = pa.array([datetime(2026, 1, 1, 12, tzinfo=UTC)], pa.timestamp("us", "Europe/Paris"))
    warehouse.append("events", pa.table({"event_id": ["e"], "occurred_at": at}))
    assert warehouse.value(warehouse.table("events").occurred_at.max()) == datetime(2026, 1, 1, 12)


def test_a_failed_write_keeps_nothing(warehouse):
    """An error in the middle of a transaction leaves the table as it was."""
    warehouse.replace("spend", _spend("1"))
    with pytest.raises(Bug, match="division"), warehouse.writing() as cursor:
        cursor.execute("DELETE FROM spend; SELECT CAST('division' AS INTEGER)")
    assert warehouse.value(warehouse.table("spend").count()) == 1


def test_many_threads_ask_while_one_writes(warehouse):
    """Eight readers and a writer disturb each other in nothing."""

    def ask(_):
        return warehouse.value(warehouse.table("spend").amount.sum())

    with ThreadPoolExecutor(9) as pool:
        answers = list(pool.map(ask, range(60)))
        writes = [pool.submit(warehouse.replace, "spend", _spend("1", "2")) for _ in range(10)]
        answers += list(pool.map(ask, range(60)))
        assert [w.result() for w in writes] == [2] * 10
    assert {a for a in answers if a is not None} <= {Decimal(3)}


def test_an_expression_of_one_thread_is_answered_in_another(warehouse):
    """An expression may be built in one thread and asked in another."""
    warehouse.replace("spend", _spend("4"))
    expression = warehouse.table("spend").amount.sum()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(warehouse.value, expression).result() == Decimal(4)


def test_the_engine_cannot_reach_files(warehouse, tmp_path):
    """Neither reading, writing, attaching nor unlocking is possible through a question."""
    for sql in (
        "SELECT * FROM read_csv('/etc/passwd')",
        f"COPY (SELECT 1) TO '{tmp_path}/x.csv'",
        f"ATTACH '{tmp_path}/y.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            warehouse.rows(sql)


def test_an_unknown_table_names_the_nearest(warehouse):
    """Asking for a table that does not exist suggests the one that was meant."""
    with pytest.raises(NotFound, match="orders"):
        warehouse.table("ordres")


def test_an_unknown_column_is_our_own_mistake(warehouse):
    """A column that a canonical table has not is refused before anything is written."""
    with pytest.raises(Bug, match="colour"):
        warehouse.append("spend", pa.table({"colour": ["red"]}))


def test_the_sql_can_be_shown(warehouse):
    """The SQL of an expression is plain text that gives the same answer."""
    warehouse.replace("spend", _spend("4", "5"))
    sql = warehouse.sql_of(warehouse.table("spend").amount.sum())
    assert warehouse.rows(sql) == [(Decimal("9.0000"),)]


def test_a_second_process_is_refused(warehouse):
    """Another process is told who holds the warehouse."""
    code = (
        "import sys\nfrom passerelle.warehouse.store import Warehouse\n"
        "from passerelle.base.errors import Refused\n"
        f"try:\n    Warehouse.open({str(warehouse.path)!r})\nexcept Refused as e:\n    print(e.read('fr'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Un autre programme (processus" in done.stdout


def test_a_file_that_is_no_warehouse_is_said_so(tmp_path):
    """A file of another kind, and a folder in the place of the file, give a clear error."""
    (tmp_path / "notes.duckdb").write_text("hello " * 4000)
    with pytest.raises(UserError, match="not a warehouse"):
        Warehouse.open(tmp_path / "notes.duckdb")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="disk refuses"):
        Warehouse.open(tmp_path / "file" / "w.duckdb")


def test_what_was_written_is_there_after_opening_again(tmp_path):
    """Closing and opening keeps the rows, and an older file gains the columns it lacks."""
    with Warehouse.open(tmp_path / "w.duckdb") as first:
        first.replace("spend", _spend("7"))
    with duckdb.connect(str(tmp_path / "w.duckdb")) as old:
        old.execute("ALTER TABLE spend DROP COLUMN clicks")
    with Warehouse.open(tmp_path / "w.duckdb") as second:
        assert second.table("spend").columns[:-1] == tuple(
            n for n in TABLES["spend"].names if n != "clicks"
        )
        assert second.has_rows("spend")
    assert issubclass(Refused, UserError)
