"""All benches in one run: one table, and ``bench/results.json``.

``python -m bench`` measures in full size, ``--quick`` in a small one that only shows that everything
runs. A bench that fails is told at its place in the table and hides none of the others. Exit 1 when
one failed; a missed aim is shown, and fails nothing, because machines differ.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import adjust_trial, import_speed, plan_speed, segment_speed, send_speed

RESULTS = Path(__file__).parent / "results.json"
PIPED = 120
COVERAGE = (0.65, 0.95)
HELPFUL = 0.8
"""24 of 30 budget proposals must raise the true result."""

Line = dict[str, Any]
Lines = Mapping[str, Line]


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench: its name, and how it is run in full and in small."""

    name: str
    full: Callable[[], Lines]
    quick: Callable[[], Lines]


def adjust_lines(shops: int, people: int) -> Lines:
    """Try forecasts and budget proposals on invented shops, told as the other benches are."""
    found = adjust_trial.run(shops, people)
    coverage, helped = float(str(found["coverage"])), int(str(found["proposals_that_truly_help"]))
    low, high = COVERAGE
    return {
        "forecast_coverage": {
            "value": round(coverage, 3),
            "unit": f"of {found['forecasts']} true ends within p10-p90",
            "aim": f"{low} to {high}",
            "met": low <= coverage <= high,
        },
        "proposals_that_help": {
            "value": helped,
            "unit": f"of {shops} shops",
            "aim": round(HELPFUL * shops),
            "met": helped >= HELPFUL * shops,
        },
    }


def _small_segments() -> Lines:
    with tempfile.TemporaryDirectory() as folder:
        return segment_speed.run(5_000, 100_000, rounds=1, cache=Path(folder))


BENCHES = (
    Bench(
        "import", import_speed.run, lambda: import_speed.run(rows=20_000, rounds=1, invented=True)
    ),
    Bench("segment", segment_speed.run, _small_segments),
    Bench("send", send_speed.run, lambda: send_speed.run(people=200)),
    Bench("plan", plan_speed.run, lambda: plan_speed.run((20, 80), rounds=1)),
    Bench("adjust", lambda: adjust_lines(30, 8_000), lambda: adjust_lines(1, 1_500)),
)


def run_all(
    benches: tuple[Bench, ...], *, quick: bool, progress: Callable[[str], None]
) -> dict[str, Line]:
    """Run each bench in turn; give every line by name, with ``error`` where one failed.

    Args:
        benches: Which.
        quick: In the small size.
        progress: Told what runs now, and how long the last one took.
    """
    lines: dict[str, Line] = {}
    for number, bench in enumerate(benches, 1):
        progress(f"[{number}/{len(benches)}] {bench.name} …")
        began = time.perf_counter()
        try:
            lines.update(bench.quick() if quick else bench.full())
        except Exception as fault:  # noqa: BLE001  the others must still be seen
            lines[bench.name] = {"value": None, "unit": "", "aim": None, "met": False} | {
                "error": f"{type(fault).__name__}: {fault}"
            }
        progress(
            f"[{number}/{len(benches)}] {bench.name}: {time.perf_counter() - began:.0f} seconds"
        )
    return lines


def table_of(lines: Lines) -> Table:
    """One row a line: name, value, unit, aim, whether it is met."""
    table = Table()
    for heading in ("name", "value", "unit", "aim", "met"):
        table.add_column(heading, no_wrap=heading == "name")
    for name, line in lines.items():
        said = line.get("error", line["unit"])
        met = "failed" if "error" in line else {True: "yes", False: "no", None: ""}[line["met"]]
        table.add_row(name, _shown(line["value"]), said, _shown(line["aim"]), met)
    return table


def write_results(path: Path, lines: Lines, *, quick: bool) -> None:
    """Keep the lines with what they were measured on."""
    machine = {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
    }
    kept = {"quick": quick, "machine": machine, "lines": lines}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(words: list[str] | None = None) -> int:
    """Run what is asked, print the table, write the results; 1 when a bench failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes: only shows that it runs")
    parser.add_argument("--only", choices=[one.name for one in BENCHES], help="one bench")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where to write the results")
    asked = parser.parse_args(words)
    chosen = tuple(one for one in BENCHES if asked.only in {None, one.name})
    lines = run_all(
        chosen,
        quick=asked.quick,
        progress=lambda said: print(said, file=sys.stderr, flush=True),
    )
    console = Console() if sys.stdout.isatty() else Console(width=PIPED)
    console.print(table_of(lines))
    if asked.quick:
        console.print("Quick sizes: these numbers show that it runs, not how fast it is.")
    write_results(asked.out, lines, quick=asked.quick)
    return 1 if any("error" in line for line in lines.values()) else 0


def _shown(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    sys.exit(main())
