"""A full disk gives a clear error, and what was there before is there afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
COMMON = """
import resource, signal, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
import pyarrow as pa
from passerelle.base.errors import UserError
from passerelle.warehouse.store import Warehouse
from warehouse.shop import LINES, csv_of, load, state, write

folder = Path({folder!r})
write(folder, "orders.csv", csv_of(LINES))
warehouse = Warehouse.open(folder / "w.duckdb")
load(warehouse, folder)
before = state(warehouse)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
many = ["B%d,p%d,thing %d,1,2026-01-01,2.55,%d,France" % (n, n % 97, n * 7919 % 100003, n % 503)
        for n in range(30000)]
write(folder, "orders.csv", csv_of(many))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
try:
    {deed}
except UserError as error:
    print(error.read("en"))
warehouse.close()
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with Warehouse.open(folder / "w.duckdb") as again:
    print("as before" if state(again) == before else "changed")
"""
DEEDS = {
    "while reading": "load(warehouse, folder)",
    "while writing": (
        'warehouse.append("orders", pa.table({"order_id": '
        "[str(n * 7919) * 5 for n in range(300_000)]}))"
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files to set")
@pytest.mark.parametrize("deed", DEEDS)
def test_a_full_disk_changes_nothing(tmp_path, deed):
    """No room left, in the staging area or in the warehouse: said so, and nothing changed."""
    code = COMMON.format(tests=str(TESTS), folder=str(tmp_path), deed=DEEDS[deed])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert "The disk refuses" in done.stdout, done.stderr
    assert done.stdout.strip().endswith("as before")
