"""The published figures of two real data sets, through the example sources."""

import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from passerelle.base.clock import FixedClock
from passerelle.warehouse.load import load_source
from passerelle.warehouse.source import read_source
from passerelle.warehouse.store import Warehouse

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("PASSERELLE_SHARED_DATA", ROOT.parent / "shared" / "data"))
CLOCK = FixedClock(datetime(2026, 11, 23, tzinfo=UTC))

pytestmark = pytest.mark.skipif(
    not (DATA / "online_retail_I_by_day.parquet").exists(),
    reason="the real files are not here: set PASSERELLE_SHARED_DATA to their folder",
)

FIGURES = (
    "SELECT count(*) FILTER (gross > 0), sum(gross), sum(returned), sum(net), "
    "(SELECT count(*) FROM customers), (SELECT count(*) FROM order_lines) FROM orders"
)
RETAIL = (
    18_532,
    Decimal("8911407.904"),
    Decimal("-611342.090"),
    Decimal("8300065.814"),
    4_338,
    397_884 + 8_905,
)


def _load(warehouse, monkeypatch, example, reads=None):
    monkeypatch.setenv("PASSERELLE_SHARED_DATA", str(DATA))
    path = ROOT / "examples" / example
    source = read_source(path.read_text(), f"sources/{path.name}")
    source = source.at(reads) if reads else source
    return load_source(warehouse, source, path.parent.parent, clock=CLOCK)


def test_online_retail_twice(tmp_path, monkeypatch):
    """541,909 rows fall into kept, returns and reasons as published; a second load changes none."""
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        result = _load(warehouse, monkeypatch, "online-retail/sources/orders.yaml")
        assert (result.rows, result.kept, result.returns) == (541_909, 397_884, 8_905)
        assert result.skipped == {"without customer": 135_080, "without price": 40}
        assert warehouse.rows(FIGURES) == [RETAIL]
        again = _load(warehouse, monkeypatch, "online-retail/sources/orders.yaml")
        assert (again.added, again.replaced) == (0, 0)
        assert warehouse.rows(FIGURES) == [RETAIL]


def test_online_retail_in_two_overlapping_halves(tmp_path, monkeypatch):
    """Two halves that share 50,000 rows, one Parquet and one CSV, give the same figures."""
    file = DATA / "online_retail_I_by_day.parquet"
    rows = f"SELECT * FROM read_parquet('{file}', file_row_number = true) WHERE file_row_number"
    columns = "SELECT * EXCLUDE (file_row_number, __index_level_0__) FROM"
    first, second = tmp_path / "first.parquet", tmp_path / "second.csv"
    duckdb.execute(f"COPY ({columns} ({rows} < 300000)) TO '{first}'")
    duckdb.execute(f"COPY ({columns} ({rows} >= 250000)) TO '{second}'")
    with Warehouse.open(":memory:") as warehouse:
        for half in (first, second):
            _load(warehouse, monkeypatch, "online-retail/sources/orders.yaml", half)
        assert warehouse.rows(FIGURES) == [RETAIL]


def test_cdnow(monkeypatch):
    """69,659 purchases of 23,570 customers; in the sample, 6,919 of 2,357."""
    sums = "SELECT count(*), count(DISTINCT customer_id) FROM orders"
    with Warehouse.open(":memory:") as warehouse:
        result = _load(warehouse, monkeypatch, "cdnow/sources/purchases.yaml")
        assert result.rows == result.kept == 69_659
        assert warehouse.rows(sums) == [(69_659, 23_570)]
        assert _load(warehouse, monkeypatch, "cdnow/sources/purchases.yaml").added == 0
    with Warehouse.open(":memory:") as warehouse:
        _load(warehouse, monkeypatch, "cdnow/sample.yaml")
        assert warehouse.rows(sums) == [(6_919, 2_357)]
