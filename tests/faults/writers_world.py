"""The workspace of the eight writers: its plan, its repository, its server that is killed and started."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

HERE = Path(__file__).parent
SETTINGS = (
    "name: Writers\nlanguage: en\ngit: true\nsending: {inbox: true, from: S <s@example.com>}\n"
)
ACTIONS, SEGMENTS, OBJECTIVES = 12, 4, 4
CLIENT = httpx.Limits(max_keepalive_connections=0)


def value_of(field, number):
    """Give the text of edit ``number``: no two edits ever write the same."""
    return f"{number} EUR" if field == "cost" else f"t{number} words, of the writer"


def number_in(text):
    """Say which edit wrote a text."""
    found = re.search(r"\d+", re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", str(text)))
    return int(found[0]) if found else None


def write_workspace(folder):
    """Write a plan of two files, and put it under git."""
    (folder / "plan").mkdir(parents=True)
    (folder / "passerelle.yaml").write_text(SETTINGS)
    (folder / ".gitignore").write_text(".passerelle/\n")
    number = iter(range(1, 1000))
    goals = ["# What we want.", f"vision: {value_of('', next(number))}", "segments:"]
    for n in range(SEGMENTS):
        goals += [f"  s{n}:", f"    rank: {n + 1}", "    who: orders >= 3 in 24 months"]
        goals += [f"    promise: {value_of('', next(number))}  # agreed"]
    goals += ["objectives:"]
    for n in range(OBJECTIVES):
        goals += [f"  o{n}:", f"    title: {value_of('', next(number))}", "    owner: ada"]
    goals += ["people:", "  ada: {title: Ada}", ""]
    deeds = ["# What we do.", "actions:"]
    for n in range(ACTIONS):
        deeds += [f"  a{n}:", f"    title: {value_of('', next(number))}"]
        deeds += ["    # what it is allowed to cost", f"    cost: {value_of('cost', next(number))}"]
        deeds += ["    by: site", f"    says: {value_of('', next(number))}", ""]
    (folder / "plan" / "goals.yaml").write_text("\n".join(goals))
    (folder / "plan" / "actions.yaml").write_text("\n".join(deeds))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "start")
    return folder


def git(folder, *words, check=True):
    """Ask git as a person named Git does; give what it said, or None when it said no."""
    who = ("-c", "user.name=w8", "-c", "user.email=w8@example.com")
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    done = subprocess.run(
        ["git", *who, "-C", str(folder), *words],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    if done.returncode and check:
        raise RuntimeError(f"git {words}: {done.stderr}")
    return None if done.returncode else done.stdout


class Gone(Exception):
    """The server went away before it answered."""


class World:
    """The folder, and the server that owns it."""

    def __init__(self, folder):
        self.folder = write_workspace(folder)
        self.die = folder / ".passerelle" / "die"
        self.process, self.keys, self.kills = None, {}, []
        self.up, self.log = threading.Event(), (folder / "server.log").open("ab")
        (folder / ".git" / "info" / "exclude").write_text("server.log\n")
        self.port = free_port()

    def start(self):
        """Start the server, and wait until it answers; a terminal that holds the folder is waited for."""
        words = [sys.executable, str(HERE / "writers_server.py"), str(self.folder), str(self.port)]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.die.unlink(missing_ok=True)
            self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log)
            while self.process.poll() is None:
                if self._answers():
                    keys = self.folder / ".passerelle" / "keys.json"
                    self.keys = json.loads(keys.read_text())
                    self.up.set()
                    return
                time.sleep(0.05)
        raise RuntimeError("the server does not start: see " + self.log.name)

    def _answers(self):
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/sign-in/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self, step):
        """Kill the server: between two steps, or anywhere (no step); then say so."""
        if step:
            self.die.write_text(step)
            try:
                self.process.wait(4)
            except subprocess.TimeoutExpired:
                step = ""
        if not step:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.up.clear()
        self.kills.append(step or "anywhere")

    def stop(self):
        """End the server as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        self.up.clear()
        self.log.close()

    def line(self, verb, **arguments):
        """Ask as the terminal does: over the owner's own line; give answer, code and error's words.

        Raises:
            Gone: the owner died.
        """
        self.up.wait(60)
        try:
            card = json.loads((self.folder / ".passerelle" / "owner").read_text())
            answer = httpx.post(
                f"http://127.0.0.1:{card['port']}/owner/verbs/{verb}",
                headers={"authorization": f"Bearer {card['token']}"},
                json=arguments,
                timeout=60,
            )
            said = [json.loads(row) for row in answer.text.splitlines()]
        except (httpx.HTTPError, ValueError, KeyError, OSError) as fault:
            raise Gone(str(fault)) from fault
        for row in said:
            if "answer" in row:
                return row["answer"], row["code"], ""
            if "error" in row:
                return None, row["code"], row["error"]["en"]
        raise Gone("no answer")

    def api(self, who, method, verb, given):
        """Ask the HTTP API with a writer's token; give status and answer.

        Raises:
            Gone: the server died.
        """
        self.up.wait(60)
        with self.client() as client:
            headers = {"authorization": f"Bearer {self.keys[who]['token']}"}
            kept = {"params": given} if method == "GET" else {"json": given}
            try:
                answer = client.request(method, f"/api/{verb}", headers=headers, **kept)
            except httpx.HTTPError as fault:
                raise Gone(str(fault)) from fault
        return answer.status_code, answer.json() if answer.content else {}

    def client(self, who=""):
        """A browser; signed in when a writer is named."""
        cookies = {"sessionid": self.keys[who]["session"]} if who else {}
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}", timeout=60, limits=CLIENT, cookies=cookies
        )


def free_port():
    """Find a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
