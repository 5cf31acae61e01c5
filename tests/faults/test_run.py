"""A run that is killed is taken up where it stopped; it never sends twice and never applies."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from small_shop import NOON, copy_shop, said, terminal

pytestmark = pytest.mark.slow

AFTER = NOON + timedelta(minutes=1)
TOLD = {
    "import": "Import de commandes",
    "send": "Envoi de ce qui est dû",
    "measure": "Mesure des indicateurs",
}
"""What a run says on standard error as it begins a step."""


def start(folder):
    """Start a run whose steps can be heard, and that hears Ctrl-C.

    What a shell starts in the background ignores it, and so would all that it starts in turn.
    """
    env = {**os.environ, "PASSERELLE_NOW": AFTER.isoformat(), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "passerelle.cli.main", "-w", str(folder), "--lang", "fr", "run"]
    return subprocess.Popen(
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads here)
    )


def sent(folder):
    """Messages that the ledger calls sent, unknown."""
    with sqlite3.connect(f"file:{folder}/.passerelle/records.sqlite3?mode=ro", uri=True) as rows:
        return dict(rows.execute("SELECT state, count(*) FROM records_delivery GROUP BY state"))


@pytest.mark.parametrize("step", TOLD)
def test_killed_in_a_step_and_run_again(applied_shop, tmp_path, step):
    """Kill -9 as the step begins; the next run says that it resumes, ends, and nobody is lost."""
    folder = copy_shop(applied_shop[0], tmp_path)
    process = start(folder)
    for line in process.stderr:
        if TOLD[step] in line:
            break
    time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = said(terminal(folder, "run", "--json", now=AFTER + timedelta(minutes=5)))
    assert done["resumed"]
    assert list(done["steps"]) == ["import", "queue", "send", "measure", "adjust"]
    states = sent(folder)
    queued = applied_shop[1]["apply"]["queued"][0]["queued"]
    assert states.get("sent", 0) + states.get("unknown", 0) == queued
    assert not states.get("queued")
    history = said(terminal(folder, "history", "--json"))
    assert history["applied"] == done["revision"]
    json.dumps(done)


def test_interrupted_by_hand_and_run_again(applied_shop, tmp_path):
    """Ctrl-C ends a run at once with 130, gives the workspace back, and the next run goes on."""
    folder = copy_shop(applied_shop[0], tmp_path)
    process = start(folder)
    for line in process.stderr:
        if TOLD["import"] in line:
            break
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    rest = process.stderr.read()
    assert process.wait(20) == 130
    assert time.monotonic() - begun < 15
    assert "Arrêté." in rest, rest
    assert "Traceback" not in rest
    assert said(terminal(folder, "run", "--json", now=AFTER))["steps"]["measure"]["readings"] > 10
