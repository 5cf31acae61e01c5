"""The bench of segments counts the same people both ways, also on a small world."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench" / "segment_speed.py"


def test_both_ways_count_the_same_people(tmp_path: Path) -> None:
    """Every line has a value, a unit and an aim; the data is made once."""
    spec = spec_from_file_location("segment_speed", BENCH)
    bench = module_from_spec(spec)
    spec.loader.exec_module(bench)
    lines = bench.run(2_000, 40_000, rounds=1, cache=tmp_path)
    assert lines["segment_ratio"]["aim"] == 1.15
    assert all(set(line) == {"value", "unit", "aim", "met"} for line in lines.values())
    assert [path.name for path in tmp_path.iterdir()] == ["passerelle-bench-2000-40000.duckdb"]
