"""A small invented shop for tests of the whole: written once, imported once, copied for each test."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from passerelle.demo.world import make_world
from passerelle.demo.write import write_world

NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)
"""When tests of the shop begin: noon of a winter Monday, UTC."""

PEOPLE = 400
SEED = 3
REPAIR = ("actions/jours-du-blanc", "promotion", "14 % public")
"""What settles the one fault that the plan is shipped with."""


def write_shop(folder: Path, *, hold: int = 0) -> Path:
    """Write the shop; what is queued waits ``hold`` seconds before it may leave."""
    write_world(make_world(SEED, people=PEOPLE, months=24, today=date(2027, 1, 11)), folder)
    settings = folder / "passerelle.yaml"
    text = settings.read_text("utf-8").replace("hold_seconds: 60", f"hold_seconds: {hold}")
    settings.write_text(text, "utf-8")
    return folder


def terminal(folder: Path | str, *words: str, now: datetime | None = NOON, **more):
    """Type a command in a terminal of its own; give what came back.

    The terminal is an English one; ``env`` adds to the environment; ``now`` is what the machine's clock says.
    """
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PASSERELLE_", "LC_", "LANG", "DJANGO_"))
    }
    if now:
        env["PASSERELLE_NOW"] = now.isoformat()
    env |= {"COLUMNS": "160", "LANG": "en_GB.UTF-8", **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "passerelle.cli.main", "-w", str(folder), *words],
        capture_output=True, text=True, env=env, check=False, timeout=120, **more,
    )  # fmt: skip


def said(done) -> dict:
    """Read what a command wrote with ``--json``."""
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def copy_shop(shop: Path, target: Path) -> Path:
    """Copy a shop that nobody holds."""
    shutil.copytree(shop, target, dirs_exist_ok=True)
    return target


def walk_to_apply(folder: Path) -> dict[str, dict]:
    """Check, repair, let everyone read, preview and apply; give what each step said."""
    steps = {}

    def step(name: str, *words: str, code: int = 0) -> dict:
        done = terminal(folder, *words, "--json")
        assert done.returncode == code, f"{words}: {done.stderr}"
        steps[name] = json.loads(done.stdout)
        return steps[name]

    step("check", "check", code=1)
    step("first preview", "preview", code=1)
    steps["refused"] = terminal(folder, "--lang", "fr", "apply")
    step("edit", "edit", *REPAIR, "-m", "notre propre limite")
    for row in step("readers", "preview", code=1)["readers"]:
        if row["about"].split("/")[1] in BEGUN:
            step("read", "acknowledge", row["about"], "--team", row["who"])
    step("preview", "preview")
    step("apply", "apply")
    return steps


BEGUN = ("completer-la-parure", "recherche-lin", "lin-en-video", "partenaires-deco", "reciblage")
"""Actions of the shop that have begun: sales must have read them before an apply."""
