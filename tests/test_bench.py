"""The bench keeps working: all of it runs in a small size, and no failure hides the rest."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIELDS = {"value", "unit", "aim", "met"}


def test_every_bench_runs_in_a_small_size(tmp_path):
    """One command prints every line and writes it, with its aim and whether it is met."""
    out = tmp_path / "results.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    kept = json.loads(out.read_text(encoding="utf-8"))
    lines = kept["lines"]

    assert kept["quick"] is True
    assert {
        "import_first",
        "segment_ratio",
        "send_ratio",
        "forecast_coverage",
        "plan_check_80",
    } <= set(lines)
    assert all(set(line) == FIELDS and line["value"] is not None for line in lines.values())
    assert all(name in done.stdout for name in lines)
    assert "[5/5] adjust" in done.stderr


def test_a_failing_bench_hides_no_other(monkeypatch, tmp_path):
    """A bench that raises is told at its place; the next one is measured all the same."""
    monkeypatch.syspath_prepend(str(ROOT))
    from bench.__main__ import Bench, run_all, table_of, write_results

    def broken():
        raise OSError("no room left")

    good = {"speed": {"value": 1.1, "unit": "x", "aim": 1.2, "met": True}}
    said = []
    benches = (Bench("broken", broken, broken), Bench("good", lambda: good, lambda: good))
    lines = run_all(benches, quick=True, progress=said.append)
    write_results(tmp_path / "r.json", lines, quick=True)

    assert lines["broken"]["error"] == "OSError: no room left"
    assert lines["speed"]["met"]
    assert table_of(lines).row_count == 2
    assert len(said) == 4
