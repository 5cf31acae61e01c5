"""The way out while a send is under way: a real server, a real send, a program that posts."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from socket import socket

import httpx
import pytest

SETTINGS = (
    "name: Maison Test\nlanguage: fr\n"
    "sending: {inbox: true, from: Maison <maison@ex.example>, rate: 25, connections: 2}\n"
)
LEAVING = 15
"""How many of the last recipients leave while the first are written to."""


@pytest.fixture
def server(tmp_path):
    """A server that sends 25 messages a second; gives its address and its folder."""
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "passerelle.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "plan").mkdir()
    script = Path(__file__).parents[1] / "web_send_server.py"
    command = [sys.executable, str(script), str(tmp_path), str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout.readline().startswith("ready")
        wait_for(lambda: answers(port), 30)
        yield f"http://127.0.0.1:{port}", tmp_path
    finally:
        running.terminate()
        running.wait(20)


def answers(port):
    """Whether the server takes requests."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz").is_success
    except httpx.TransportError:
        return False


def rows(folder, states):
    """Read the ledger from outside, as person to (state, way out)."""
    with closing(sqlite3.connect(folder / ".passerelle" / "records.sqlite3")) as ledger:
        marks = ", ".join("?" * len(states))
        return {
            person: (state, token)
            for person, state, token in ledger.execute(
                "SELECT person, state, unsubscribe_token FROM records_delivery "
                f"WHERE state IN ({marks}) ORDER BY id",
                states,
            )
        }


def wait_for(condition, seconds):
    """Wait until something holds, and give it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    pytest.fail("it took too long")


def test_who_leaves_while_a_send_runs_gets_nothing(server):
    """Each POST is answered within a second, and nobody who left is written to afterwards."""
    address, folder = server
    wait_for(lambda: len(rows(folder, ("sent",))) >= 10, 60)
    waiting = rows(folder, ("planned", "queued"))
    leaving = dict(list(waiting.items())[-LEAVING:])
    slowest = 0.0
    for _, token in leaving.values():
        begun = time.monotonic()
        answer = httpx.post(f"{address}/u/{token}", data={"List-Unsubscribe": "One-Click"})
        slowest = max(slowest, time.monotonic() - begun)
        assert answer.status_code == 200
        assert "désinscrit" in answer.text
    still = rows(folder, ("planned", "queued", "sending"))
    assert still, "the send was over before everyone had left"
    wait_for(lambda: not rows(folder, ("planned", "queued", "sending", "deferred")), 60)
    assert slowest < 1.0
    assert rows(folder, ("sent", "excluded")).keys() >= leaving.keys()
    assert not rows(folder, ("sent",)).keys() & leaving.keys()
