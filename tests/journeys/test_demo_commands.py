"""Every command that the demo prints, typed while the web is served, gives the numbers that it printed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from small_shop import terminal

pytestmark = pytest.mark.slow

RULE = re.compile(r"^─+ ?|^(.+?) ─+$")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A small demo, without serving; give its folder and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "shop"
    words = ["--lang", "fr", "demo", str(folder), "--no-serve", "--people", "600", "--hold", "1"]
    done = terminal(folder.parent, *words, now=None)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture(scope="module")
def served(demo):
    """The demo, served."""
    folder, _ = demo
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "passerelle.cli.main", "-w", str(folder), "serve"]
    process = subprocess.Popen(
        [*words, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    for line in process.stdout:
        if "sign-in" in line:
            break
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield folder
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "Traceback" not in process.stderr.read()


def sections(printed):
    """Cut the report: what stood above each command, and the command."""
    found, held = [], []
    for line in printed.splitlines():
        if line.startswith("$ passerelle"):
            found.append((line.removeprefix("$ passerelle ").split(), body(held)))
            held = []
        else:
            held.append(line)
    return found


def body(lines):
    """What a section shows, without its heading."""
    start = max((n for n, line in enumerate(lines) if "────" in line), default=-1)
    return [line.rstrip() for line in lines[start + 1 :] if line.strip()]


def test_the_report_tells_the_story_in_order(demo):
    """Findings, what apply would change, audiences, sends, KPIs, forecasts and proposals."""
    _, printed = demo
    order = [
        "Constats",
        "application changerait",
        "Audiences",
        "envoyé",
        "résultats clés",
        "Prévisions",
    ]
    where = [printed.index(words) for words in order]
    assert where == sorted(where)
    assert "AL-030 plan/operations.yaml:" in printed
    assert len(sections(printed)) == 6
    assert re.search(r"Installation \d+ s, remplissage \d+ s, boucle \d+ s", printed)


def test_each_command_gives_the_same_numbers_while_served(demo, served):
    """Line for line."""
    _, printed = demo
    for words, shown in sections(printed):
        done = terminal(words[1], "--lang", "fr", *words[2:], now=None)
        assert done.returncode in (0, 1), done.stderr
        again = [line.rstrip() for line in done.stdout.splitlines() if line.strip()]
        assert again == shown, words


def test_a_second_demo_waits_for_no_one_and_destroys_nothing(demo, served):
    """While it is served, the folder is not built over; another folder's files are not touched."""
    folder, _ = demo
    done = terminal(folder.parent, "demo", str(folder), "--no-serve", now=None)
    assert done.returncode == 1
    assert "serve" in done.stderr
    assert (folder / "passerelle.yaml").exists()
    stranger = folder.parent / "stranger"
    stranger.mkdir()
    (stranger / "thesis.txt").write_text("mine", "utf-8")
    done = terminal(folder.parent, "demo", str(stranger), "--no-serve", now=None)
    assert done.returncode == 1
    assert (stranger / "thesis.txt").read_text("utf-8") == "mine"
