"""One owner per workspace, whatever dies when."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from passerelle.base.errors import Refused
from passerelle.verbs.owner import OwnerCard, current_owner, own, own_or_find, try_own
from passerelle.verbs.workspace import open_workspace

HOLDER = """
import sys, time
from passerelle.verbs.owner import try_own
from passerelle.verbs.workspace import open_workspace
held = try_own(open_workspace(sys.argv[1]), "import")
held.listen(int(sys.argv[2])) if sys.argv[2] != "0" else None
print("held", flush=True)
time.sleep(float(sys.argv[3]))
"""


@pytest.fixture
def workspace(tmp_path):
    """A workspace with nothing in it."""
    (tmp_path / "passerelle.yaml").write_text("language: en\n", encoding="utf-8")
    return open_workspace(tmp_path)


@pytest.fixture
def holder(workspace):
    """Another process that holds the workspace."""
    started = []

    def start(port=0, seconds=60.0):
        words = [sys.executable, "-c", HOLDER, str(workspace.folder), str(port), str(seconds)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline().strip() == "held"
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_second_owner_is_impossible(workspace, holder):
    """Who holds it is said, with the verb and the process."""
    process = holder()
    assert try_own(workspace, "check") is None
    with pytest.raises(Refused) as caught, own(workspace, "serve"):
        pass
    assert f"`import` (process {process.pid})" in caught.value.read("en")
    assert caught.value.exit_code == 1


def test_a_dead_owner_is_noticed_at_once(workspace, holder):
    """Kill -9 leaves the card behind; the lock is gone with the process, and the lock decides."""
    process = holder(port=4321)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert current_owner(workspace).port == 4321
    start = time.monotonic()
    held = own_or_find(workspace, "record")
    assert not isinstance(held, OwnerCard)
    assert time.monotonic() - start < 0.5
    assert current_owner(workspace).pid == os.getpid()
    held.release()


def test_an_owner_that_takes_calls_is_found(workspace, holder):
    """Its card says where to call, and with which token."""
    process = holder(port=4321)
    card = own_or_find(workspace, "record")
    assert (card.pid, card.port) == (process.pid, 4321)
    assert len(card.token) > 20


def test_a_short_owner_is_waited_for(workspace, holder):
    """The wait is told once; then the workspace is ours."""
    holder(seconds=0.6)
    told = []
    held = own_or_find(workspace, "record", tell=told.append)
    assert [card.verb for card in told] == ["import"]
    held.release()


def test_patience_ends(workspace, holder):
    """An owner that never answers is named."""
    holder()
    with pytest.raises(Refused, match="held by"):
        own_or_find(workspace, "record", patience=0.2)


def test_the_card_is_for_its_owner_only(workspace):
    """The token lets a process write the plan: no other user of the machine may read it."""
    with own(workspace, "serve"):
        mode = (workspace.state / "owner").stat().st_mode & 0o777
    assert mode == 0o600


def test_a_workspace_given_back_has_no_card(workspace):
    """Nothing stale is left to call."""
    with own(workspace, "serve"):
        assert current_owner(workspace) is not None
    assert current_owner(workspace) is None


def test_many_at_once_never_overlap(workspace, tmp_path):
    """Eight processes take the workspace 25 times each; no two hold it at the same time."""
    context = multiprocessing.get_context("fork")
    many = [
        context.Process(target=_take_turns, args=(workspace, tmp_path / "inside")) for _ in range(8)
    ]
    for one in many:
        one.start()
    for one in many:
        one.join(30)
    assert [one.exitcode for one in many] == [0] * 8


def _take_turns(workspace, mark):
    for _ in range(25):
        held = own_or_find(workspace, "record", patience=30)
        descriptor = os.open(mark, os.O_CREAT | os.O_EXCL)  # fails when another is inside
        os.close(descriptor)
        mark.unlink()
        held.release()
        time.sleep(0.001)
