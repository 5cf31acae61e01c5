"""Importing half a million order lines, beside a bare DuckDB read of the same file."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from passerelle.base.clock import SystemClock
from passerelle.warehouse.load import load_source
from passerelle.warehouse.source import Source, read_source
from passerelle.warehouse.store import Warehouse

ROWS = 500_000
ROUNDS = 3
AIM = 10.0
"""A bare read checks nothing; ours types, judges, sums orders and compares with what is there."""

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("PASSERELLE_SHARED_DATA", ROOT.parent / "shared" / "data"))
RETAIL = SHARED / "online_retail_I_by_day.parquet"
EXAMPLE = ROOT / "examples" / "online-retail" / "sources" / "orders.yaml"


def run(
    rows: int = ROWS, rounds: int = ROUNDS, *, invented: bool = False
) -> dict[str, dict[str, Any]]:
    """Time both; gives ratios by name, each with value, unit, aim and whether it is met.

    The file is the Online Retail Parquet when it is at hand, and else, or when ``invented``, a CSV
    of ``rows`` lines made on the fly. The median of ``rounds`` runs is compared, each into a file
    of its own.
    """
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        file = RETAIL if RETAIL.exists() and not invented else _made(folder / "orders.csv", rows)
        source = read_source(EXAMPLE.read_text(), "sources/orders.yaml").at(file)
        read = "read_parquet" if file.suffix == ".parquet" else "read_csv"
        bare = _median(rounds, lambda n: _bare(folder / f"bare{n}.duckdb", read, file))
        first = _median(rounds, lambda n: _load(folder / f"ours{n}.duckdb", source))
        again = _median(rounds, lambda n: _load(folder / f"ours{n}.duckdb", source))
    print(f"bare read {bare:.2f} s, first import {first:.2f} s, same file again {again:.2f} s")
    return {
        "import_first": _result(first / bare),
        "import_again": _result(again / bare),
    }


def _result(ratio: float) -> dict[str, Any]:
    return {"value": round(ratio, 2), "unit": "x bare read", "aim": AIM, "met": ratio <= AIM}


def _median(rounds: int, work: Callable[[int], None]) -> float:
    times = []
    for number in range(rounds):
        began = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _bare(path: Path, read: str, file: Path) -> None:
    with duckdb.connect(str(path)) as base:
        base.execute(f"CREATE TABLE lines AS SELECT * FROM {read}('{file}')")


def _load(path: Path, source: Source) -> None:
    with Warehouse.open(path) as warehouse:
        load_source(warehouse, source, path.parent, clock=SystemClock())


def _made(path: Path, rows: int) -> Path:
    duckdb.execute(
        f"""
        COPY (SELECT n // 20 AS InvoiceNo, n % 4000 AS StockCode, 'thing ' || n % 4000
                     AS Description, n % 7 - 1 AS Quantity,
                     TIMESTAMP '2026-01-01' + to_seconds(n // 20 * 60) AS InvoiceDate,
                     CAST(n % 900 / 100 AS DECIMAL(9, 2)) AS UnitPrice,
                     CASE WHEN n // 20 % 4 > 0 THEN n // 20 % 5000 END AS CustomerID,
                     'France' AS Country FROM range({rows}) t(n)) TO '{path}'
        """
    )
    return path


if __name__ == "__main__":
    for name, result in run().items():
        print(f"{name}: {result['value']} {result['unit']} (aim {result['aim']})")
