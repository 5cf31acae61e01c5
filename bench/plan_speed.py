"""A plan of 250, 1,000 and 4,000 actions: check, load, rules, difference, edit, pages, and their growth.

Beside them stands the bare C parse of the same files (``yaml.CSafeLoader``), which knows no place,
no type and no rule. ``python bench/plan_speed.py`` prints one column a size; each size is measured
in processes of its own. The best of several rounds is kept, wall and processor: what else runs on the
machine only ever adds. Aims hold for 1,000 actions on two cores; growth is that of the processor.
"""

import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench.large_files import write_workspace  # noqa: E402
from bench.large_plan import NOW, make_plan, revised  # noqa: E402

SIZES = (250, 1_000, 4_000)
AIMED = 1_000
ROUNDS = 5
AIMS = {
    "check": 1.0,
    "check_memory": 300.0,
    "diff": 1.0,
    "page_plan": 0.3,
    "page_form": 0.3,
    "page_home": 0.3,
}
"""Seconds, and megabytes of memory, for a plan of 1,000 actions."""

GROWTH_AIM = 4.8
"""Four times the actions may cost at most so much: linear is 4, the rest is for noise."""

GROWING = ("load", "rules", "diff", "page_plan", "page_home")
"""What grows with the plan; starting the program and a form do not."""

UNITS = {"check_memory": "MB", "parse_ratio": "x bare parse", "fields_changed": "fields",
         "findings": "findings"}  # fmt: skip
PAGES = {
    "page_plan": "/plan/",
    "page_form": "/plan/actions/rendez-vous-0007/",
    "page_home": "/",
}

Figures = dict[str, float]


def run(
    sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS, aimed: int = AIMED
) -> dict[str, dict[str, Any]]:
    """Measure each size; give ``plan_<what>_<actions>`` and growths, with aims where there are any."""
    found = {actions: measure(actions, rounds) for actions in sizes}
    lines: dict[str, dict[str, Any]] = {}
    for actions, figures in found.items():
        for what, value in figures.items():
            aim = AIMS.get(what) if actions == aimed else None
            lines[f"plan_{what}_{actions}"] = _line(value, UNITS.get(what, "s"), aim)
    for small, large in itertools.pairwise(sizes):
        for what in GROWING:
            ratio = found[large][f"{what}_processor"] / found[small][f"{what}_processor"]
            aim = GROWTH_AIM * large / small / 4
            name = f"plan_{what}_growth_{small}_{large}"
            lines[name] = _line(ratio, f"x for {large / small:g} x the actions", aim)
    return lines


def _line(value: float, unit: str, aim: float | None) -> dict[str, Any]:
    met = None if aim is None else value <= aim
    return {"value": round(value, 3), "unit": unit, "aim": aim, "met": met}


def measure(actions: int, rounds: int = ROUNDS) -> Figures:
    """Measure a plan of so many actions; seconds but for memory, ratio and counts."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "one", Path(folder) / "two"
        plan = make_plan(actions)
        write_workspace(first, actions, plan)
        write_workspace(second, actions, revised(plan))
        return {
            **_checked(first, rounds),
            **_inside("library", first, second, rounds),
            **_inside("pages", first, second, rounds),
        }


def _environment() -> dict[str, str]:
    """Give the variables of a measured process: the plan's day, and compiled modules kept."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("PASSERELLE_", "DJANGO_"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PASSERELLE_NOW": NOW, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}


def _checked(folder: Path, rounds: int) -> Figures:
    """Run ``passerelle check`` as a user does: wall and processor seconds, and most memory in MB."""
    words = [sys.executable, "-m", "passerelle.cli.main", "-w", str(folder), "check"]
    walls, processors, memory = [], [], 0.0
    for _ in range(rounds + 1):
        began = time.perf_counter()
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=_environment())
        _, status, used = os.wait4(child.pid, 0)
        walls.append(time.perf_counter() - began)
        processors.append(used.ru_utime + used.ru_stime)
        memory = max(memory, used.ru_maxrss / 1024)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in {0, 1}:
            sys.exit(f"check answered {child.returncode}")
    return {
        "check": min(walls),
        "check_processor": min(processors),
        "check_memory": memory,
    }


def _inside(which: str, first: Path, second: Path, rounds: int) -> Figures:
    words = [sys.executable, __file__, which, str(first), str(second), str(rounds)]
    done = subprocess.run(words, capture_output=True, text=True, env=_environment(), check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _timed(name: str, act: Callable[[], object], rounds: int) -> Figures:
    """Give the best wall and processor seconds of an act; garbage of the last round goes first."""
    walls, processors = [], []
    for _ in range(rounds):
        gc.collect()
        worked, began = time.process_time(), time.perf_counter()
        act()
        walls.append(time.perf_counter() - began)
        processors.append(time.process_time() - worked)
    return {name: min(walls), f"{name}_processor": min(processors)}


def library(first: Path, second: Path, rounds: int) -> Figures:
    """Measure what stands below the doors: parse, load, rules, difference, edit."""
    import yaml  # noqa: PLC0415 - in the measured process only

    import passerelle.cli  # noqa: F401, PLC0415 - as the doors are set up
    from passerelle.plan import load as loading  # noqa: PLC0415
    from passerelle.plan.check import check  # noqa: PLC0415
    from passerelle.plan.diff import diff  # noqa: PLC0415
    from passerelle.plan.edit import FieldChange, change_texts  # noqa: PLC0415
    from passerelle.plan.given import Given  # noqa: PLC0415
    from passerelle.plan.kpi import catalogue  # noqa: PLC0415

    def forget() -> None:
        for kept in ("_read", "_read_file"):
            if hasattr(loading, kept):
                getattr(loading, kept).cache_clear()

    def fresh() -> object:
        forget()
        return loading.load(first / "plan")

    texts = loading.read_texts(first / "plan")
    before, after = loading.load(first / "plan"), loading.load(second / "plan")
    today = date.fromisoformat(NOW[:10])

    def rules() -> Any:
        return check(Given(plan=before, today=today, catalogue=catalogue()))

    prices = iter(range(10**6))

    def edit() -> object:
        change = FieldChange("actions/rendez-vous-0007", "cost", f"{700 + next(prices)} EUR")
        return change_texts(texts, [change])

    found = rules()
    bare = _timed(
        "parse_bare",
        lambda: [yaml.load(one, Loader=yaml.CSafeLoader) for one in texts.values()],
        rounds,
    )
    loaded = _timed("load", fresh, rounds)
    loading.read_plan(texts)
    return {
        **bare,
        **loaded,
        "parse_ratio": loaded["load_processor"] / bare["parse_bare_processor"],
        **_timed("rules", rules, rounds),
        **_timed("diff", lambda: diff(before, after), rounds),
        **_timed("edit", edit, rounds),
        "fields_changed": len(diff(before, after).changes),
        "findings": len(found.findings),
    }


def pages(first: Path, _second: Path, rounds: int) -> Figures:
    """Measure pages as the owner answers them: again and again, and once after an edit."""
    with _browser(first) as (browser, edit):
        figures: Figures = {}
        for name, address in PAGES.items():
            began = time.perf_counter()
            answer = browser.get(address)
            if answer.status_code != 200:
                sys.exit(f"{address} answered {answer.status_code}")
            figures[f"{name}_first"] = time.perf_counter() - began
            figures |= _timed(name, lambda a=address: browser.get(a), rounds)
        for name, address in PAGES.items():
            edit()
            began = time.perf_counter()
            browser.get(address)
            figures[f"{name}_after_edit"] = time.perf_counter() - began
        return figures


@contextmanager
def _browser(folder: Path) -> Any:
    """Serve a workspace in this process; give a signed-in browser, and a way to edit one field."""
    import passerelle.cli  # noqa: F401, PLC0415
    from passerelle.verbs.catalogue import verb_named  # noqa: PLC0415
    from passerelle.verbs.house import House  # noqa: PLC0415
    from passerelle.verbs.owner import own  # noqa: PLC0415
    from passerelle.verbs.serving import attach  # noqa: PLC0415
    from passerelle.verbs.workspace import open_workspace  # noqa: PLC0415

    workspace = open_workspace(folder)
    with own(workspace, "serve") as held:
        house = House(workspace)
        house.open_records()
        attach(house, held)
        from django.contrib.auth import get_user_model  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        person = get_user_model().objects.create_user("anne", name="Anne", role="strategist")
        browser = Client(SERVER_NAME="127.0.0.1")
        browser.force_login(person)
        prices = iter(range(10**6))

        def edit() -> None:
            value = f"{700 + next(prices)} EUR"
            change = {"node": "actions/rendez-vous-0007", "field": "cost", "value": value}
            verb_named("edit").load()(house, changes=[change], reason="")

        try:
            yield browser, edit
        finally:
            house.close()


def printed(lines: dict[str, dict[str, Any]], sizes: tuple[int, ...]) -> str:
    """Give the table: one row a measure, one column a size, then growth for four times the actions."""
    whats = [n.removeprefix("plan_").rsplit("_", 1)[0] for n in lines if n.endswith(f"_{sizes[0]}")]
    head = f"{'':24}" + "".join(f"{size:>12,}" for size in sizes) + "   growth       aim at 1,000"
    rows = [head]
    for what in whats:
        values = [lines[f"plan_{what}_{size}"]["value"] for size in sizes]
        growth = " ".join(
            f"{big / small:5.1f}" for small, big in itertools.pairwise(values) if small
        )
        aim = AIMS.get(what)
        met = lines.get(f"plan_{what}_{AIMED}", {}).get("met")
        said = "" if aim is None else f"{aim:g} {'met' if met else 'missed'}"
        unit = UNITS.get(what, "s")
        rows.append(
            f"{what:24}" + "".join(f"{value:>12,.3f}" for value in values)
            + f"   {growth:12} {said:12} {unit}"
        )  # fmt: skip
    return "\n".join(rows)


def main() -> None:
    """Measure all sizes, print the table and keep the lines beside those of the other benches."""
    lines = run()
    print(printed(lines, SIZES))
    results = Path(__file__).parent / "results.json"
    kept = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {"lines": {}}
    kept["lines"] |= lines
    results.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        act = {"library": library, "pages": pages}[sys.argv[1]]
        print(json.dumps(act(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))))
    else:
        main()
