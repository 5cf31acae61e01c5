"""A small demo shop, served by ``passerelle serve`` in a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from passerelle.base.clock import SystemClock, today
from passerelle.demo.world import make_world
from passerelle.demo.write import write_world
from passerelle.verbs.call import call
from passerelle.verbs.workspace import open_workspace
from small_shop import said, terminal

PEOPLE = 600
SEED = 7
HOLD = 2
"""Seconds in which a send can still be stopped, unless a test needs longer."""

REPAIRED = "14 % public"
"""The promotion that the brand allows; the plan is shipped with one that it does not."""


def build_shop(folder: Path) -> Path:
    """Write the shop as of today, import its data and record its plan, all through the terminal."""
    day = today(SystemClock(), "Europe/Paris")
    write_world(make_world(SEED, people=PEOPLE, months=24, today=day), folder)
    set_hold(folder, HOLD)
    said(terminal(folder, "import", "--json", now=None))
    return folder


def set_hold(folder: Path, seconds: int) -> None:
    """Write how long a send waits before it leaves."""
    path = folder / "passerelle.yaml"
    lines = [
        f"hold_seconds: {seconds}" if line.startswith("hold_seconds:") else line
        for line in path.read_text("utf-8").splitlines()
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


@dataclass
class Served:
    """A shop that is being served.

    ``first_link`` is the one-time link that the terminal printed, for the administrator.
    """

    folder: Path
    address: str
    first_link: str
    process: subprocess.Popen = field(repr=False)
    log: Path = field(repr=False)

    def ask(self, verb: str, **arguments) -> dict:
        """Ask a verb as the terminal does: it is forwarded to the server."""
        return call(open_workspace(self.folder), verb, arguments).answer

    def person(self, username: str, role: str, team: str = "", person: str = "") -> str:
        """Let someone in; give their username."""
        self.ask(
            "save-person", username=username, name=username.title(), role=role, team=team,
            person=person, active=True,
        )  # fmt: skip
        return username

    def link(self, username: str) -> str:
        """Make a one-time link for someone."""
        return self.address + self.ask("sign-in-link", username=username)["path"]

    def stop(self) -> str:
        """Stop the server politely; give what it complained of."""
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return self.log.read_text("utf-8")


def serve_shop(built: Path, folder: Path, *, hold: int = HOLD) -> Served:
    """Serve a copy of a shop; it answers when this returns."""
    shutil.copytree(built, folder, dirs_exist_ok=True)
    set_hold(folder, hold)
    port = _free_port()
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PASSERELLE_", "DJANGO_"))
    }
    log = folder.with_suffix(".log")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "passerelle.cli.main", "-w", str(folder), "serve",
         "--port", str(port)],
        stdout=subprocess.PIPE, stderr=log.open("w"), text=True, env=env,
    )  # fmt: skip
    link = next((line.strip() for line in process.stdout if line.startswith("http")), "")
    assert link, f"the server did not start: {log.read_text('utf-8')}"
    address = f"http://127.0.0.1:{port}"
    _wait_for(f"{address}/sign-in/")
    return Served(folder, address, link, process, log)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(address: str) -> None:
    """The port opens a moment after the stores."""
    for _ in range(200):
        try:
            httpx.get(address, timeout=20)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} does not answer")
