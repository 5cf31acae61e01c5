"""What the outside world does to a send: kills, refusals, dropped lines, a full disk."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from ledger_file import START, fill
from smtp_sink import Sink, read_mail

from passerelle.activation.channels.email import EmailChannel, Server
from passerelle.activation.channels.mime import Sender
from passerelle.activation.compose import Web
from passerelle.activation.deliver import Pace, Post, deliver_due
from passerelle.activation.writer import LedgerClosed
from passerelle.base.clock import FixedClock
from passerelle.records.delivery import Delivery, counts

DRIVER = Path(__file__).parent / "kill_driver.py"


def drive(*arguments):
    """Run the kill driver and give its report."""
    done = subprocess.run(
        [sys.executable, DRIVER, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("policy", ["at_most_once", "at_least_once"])
def test_five_kills_lose_nobody(policy):
    """1,000 people, 5 kills: 0 lost, 0 to barred people, duplicates and unknowns within the bound."""
    report = drive("--people", 1000, "--kills", 5, "--policy", policy, "--seed", 3)
    assert report["kills"] == 5
    assert report["kept"], report


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["at_most_once", "at_least_once"])
def test_twenty_kills_lose_nobody(policy):
    """5,000 people, 20 kills: the promises of the policy are kept."""
    report = drive("--people", 5000, "--kills", 20, "--policy", policy, "--seed", 20)
    assert report["kills"] == 20
    assert report["kept"], report


@contextmanager
def sink(folder, rules=(), port=0, **more):
    """Run a mail server on a thread of its own; give it once it listens."""
    made, loop, ready = Sink(folder, rules, **more), asyncio.new_event_loop(), threading.Event()

    async def serve():
        await made.start(port)
        ready.set()

    loop.create_task(serve())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(made.stop(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


def post_to(port, timeout=0.5, **more):
    """Give what a sender needs to write to a server on a port."""
    server = Server("127.0.0.1", port, start_tls=False, timeout=timeout)
    return Post(
        EmailChannel(server, Sender("shop@example.com", "Shop")),
        Web("https://m.example", "s"),
        FixedClock(START),
        **more,
    )


VICTIM = "p000003"
CHARGED = {"450 no": "deferred", "550 no": "failed"}
CELLS = [
    *[("rcpt", VICTIM, what, state) for what, state in CHARGED.items()],
    *[("data", VICTIM, what, state) for what, state in CHARGED.items()],
    *[("dot", VICTIM, what, state) for what, state in CHARGED.items()],
    *[
        (stage, 1, what, "sent")
        for stage in ("connect", "ehlo", "mail")
        for what in ("450 no", "550 no", "421 bye", "drop", "garbage", "stall")
    ],
    *[
        (stage, 4, what, "sent")
        for stage in ("rcpt", "data")
        for what in ("421 bye", "drop", "garbage", "stall")
    ],
    *[("dot", VICTIM, what, "unknown") for what in ("drop", "garbage", "stall", "taken")],
    ("dot", 4, "421 bye", "sent"),
]


@pytest.mark.parametrize(("stage", "when", "what", "state"), CELLS)
def test_the_fault_matrix(ledger, tmp_path, stage, when, what, state):
    """Whatever the server does, and when: the one concerned gets the right state, all others are sent once."""
    send = fill(8, barred=0)
    with sink(tmp_path, [(stage, when, what)]) as server:
        deliver_due(post_to(server.port), Pace(connections=2))
    expected = {"sent": 8} if state == "sent" else {"sent": 7, state: 1}
    assert counts(send) == expected
    arrived = [m["to"].split("@")[0] for m in read_mail(tmp_path)]
    assert len(arrived) == len(set(arrived))
    assert set(arrived) | {VICTIM} == {f"p{n:06d}" for n in range(8)}
    if state in ("failed", "deferred"):
        assert VICTIM not in arrived
        assert send.deliveries.get(state=state).person == VICTIM


@pytest.mark.parametrize("what", ["drop", "taken"])
def test_a_lost_answer_is_tried_again_at_least_once(ledger, tmp_path, what):
    """The other policy sends again, with the same message id, and everyone is sent."""
    send = fill(8, barred=0, policy="at_least_once")
    with sink(tmp_path, [("dot", 4, what)]) as server:
        deliver_due(post_to(server.port), Pace(connections=2))
    assert counts(send) == {"sent": 8}
    mail = read_mail(tmp_path)
    assert len(mail) == (9 if what == "taken" else 8)
    assert len({m["id"] for m in mail}) == 8


def test_the_server_comes_back(ledger, tmp_path):
    """A sender with patience waits for a server that is down, says why, and then sends everything."""
    send = fill(20, barred=0)
    with sink(tmp_path) as first:
        port = first.port
    report = deliver_due(post_to(port))
    assert report.handed == 0
    assert report.sends[0].waiting.en.startswith("waiting for the mail server: ")
    assert counts(send) == {"queued": 20}
    done = []
    thread = threading.Thread(
        target=lambda: done.append(deliver_due(post_to(port), Pace(connections=4, patience=20)))
    )
    with waiting_for(thread), sink(tmp_path, port=port):
        deadline = time.monotonic() + 20
        while len(read_mail(tmp_path)) < 20 and time.monotonic() < deadline:
            time.sleep(0.05)
        Delivery.objects.count()
    assert done[0].handed == 20
    assert counts(send) == {"sent": 20}


@contextmanager
def waiting_for(thread):
    """Let a thread run beside the block, and wait for its end."""
    thread.start()
    time.sleep(0.5)
    yield
    thread.join(30)


def test_a_full_disk_stops_the_sender(ledger, tmp_path):
    """No page left: sending stops at once, says so, and after repair nobody is lost or written to twice."""
    people = 3_000
    send = fill(people, barred=0, policy="at_least_once")
    with sink(tmp_path) as server, full_disk(spare=0):
        with pytest.raises(LedgerClosed) as told:
            deliver_due(post_to(server.port), Pace(connections=10))
        assert "full" in told.value.answer
        assert "arrêté" in told.value.read("fr")
        stopped_at = len(read_mail(tmp_path))
        assert stopped_at < people
    assert connection.cursor().execute("pragma integrity_check").fetchone() == ("ok",)
    assert sum(counts(send).values()) == people
    with sink(tmp_path) as server:
        deliver_due(post_to(server.port), Pace(connections=20))
    assert counts(send) == {"sent": people}
    arrived = [m["to"] for m in read_mail(tmp_path)]
    assert len(set(arrived)) == people
    assert len(arrived) - people <= 10


@contextmanager
def full_disk(spare):
    """Let no connection of this process make the records file larger by more than ``spare`` pages."""
    from django.db.backends.signals import connection_created

    pages = connection.cursor().execute("pragma page_count").fetchone()[0]

    def limit(connection, **_):
        connection.cursor().execute(f"pragma max_page_count={pages + spare}")

    connection_created.connect(limit)
    try:
        yield
    finally:
        connection_created.disconnect(limit)
