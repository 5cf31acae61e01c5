"""Kill -9 the sender at random moments, again and again, and compare what arrived with the ledger.

``python tests/faults/kill_driver.py --people 5000 --kills 20 --policy at_least_once --seed 1``
prints one JSON object: killed, lost, duplicates, to_barred, late, unknown, wrong. Exit 0 when the
promises of the policy were kept.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from ledger_file import fill, make_tables, set_up  # noqa: E402
from smtp_sink import read_mail  # noqa: E402

GRACE = 1.0


def start_sink(folder, delay):
    """Start the mail server as a process; give it and its port."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "smtp_sink.py"), str(folder), str(delay)]
    )
    while not (folder / "port").exists():
        time.sleep(0.01)
    return process, int((folder / "port").read_text())


def send_in_child(port, owner, connections):
    """Fork a sender; it is a process of its own, with its own threads, files and render worker."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        from passerelle.activation.channels.email import EmailChannel, Server
        from passerelle.activation.channels.mime import Sender
        from passerelle.activation.compose import Web
        from passerelle.activation.deliver import Pace, Post, deliver_due
        from passerelle.base.clock import SystemClock

        channel = EmailChannel(
            Server("127.0.0.1", port, start_tls=False), Sender("shop@example.com", "Shop")
        )
        post = Post(channel, Web("https://mail.example.com", "secret"), SystemClock(), owner=owner)
        deliver_due(post, Pace(connections=connections))
        code = 0
    finally:
        os._exit(code)


def load_before_forking():
    """Load what a sender needs, so that starting one costs nothing."""
    import passerelle.activation.channels.email
    import passerelle.activation.deliver  # noqa: F401


def run(arguments):
    """Kill as often as asked, then let the last sender finish."""
    seed, folder = random.Random(arguments.seed), Path(tempfile.mkdtemp(prefix="kill-"))
    set_up(folder / "records.sqlite3")
    import django.db
    from django.utils import timezone

    make_tables()
    send = fill(arguments.people, policy=arguments.policy, at=timezone.now())
    load_before_forking()
    sink, port = start_sink(folder, arguments.delay)
    kills, late = 0, {}
    try:
        while True:
            django.db.connections.close_all()
            child = send_in_child(port, f"sender-{kills}", arguments.connections)
            if kills == arguments.kills:
                _, status = os.waitpid(child, 0)
                assert status == 0, f"the last sender ended with {status}"
                break
            before = len(read_mail(folder))
            wanted = arguments.people * (1 - 0.04) / (arguments.kills + 1) * seed.uniform(0.3, 1.0)
            wait_for_mail(folder, before + wanted, child)
            time.sleep(seed.uniform(0, 0.02))
            late |= suppress_someone(seed, arguments.people)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            kills += 1
    finally:
        sink.kill()
        sink.wait()
    return check(folder, send, kills, late, arguments)


def wait_for_mail(folder, wanted, child):
    """Wait until so many messages arrived, or the sender ended by itself."""
    mail = folder / "mail"
    while not mail.exists() or mail.read_bytes().count(b"\n") < wanted:
        time.sleep(0.005)
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return


def suppress_someone(seed, people):
    """Suppress a few people while the send runs; give the moment of the commit of each."""
    import django.db
    from django.utils import timezone

    from passerelle.records.consent import suppress

    chosen = [f"p{seed.randrange(people):06d}" for _ in range(5)]
    for person in chosen:
        suppress("asked", at=timezone.now(), person=person, channel="email")
    django.db.connections.close_all()
    return dict.fromkeys(chosen, time.time())


def check(folder, send, kills, late, arguments):
    """Compare the sink's file with the ledger: the oracle of every fault test."""
    from passerelle.records.delivery import State

    mail = read_mail(folder)
    arrived = Counter(message["to"].split("@")[0] for message in mail)
    rows = {row.person: row for row in send.deliveries.all()}
    states = Counter(row.state for row in rows.values())
    off = {p for p in rows if int(p[1:]) % 50 in (0, 1)}
    at_most_once = arguments.policy == "at_most_once"
    report = {
        "policy": arguments.policy,
        "people": arguments.people,
        "kills": kills,
        "seed": arguments.seed,
        "states": dict(states),
        "lost": sum(1 for p, row in rows.items() if row.state == State.SENT and not arrived[p]),
        "open": sum(
            states[s] for s in (State.QUEUED, State.SENDING, State.PLANNED, State.DEFERRED)
        ),
        "silent": sum(
            1
            for p, row in rows.items()
            if arrived[p] and row.state not in (State.SENT, State.UNKNOWN)
        ),
        "duplicates": sum(n - 1 for n in arrived.values() if n > 1),
        "bound": 0 if at_most_once else kills * arguments.connections,
        "unknown": states[State.UNKNOWN],
        "unknown_undelivered": sum(
            1 for p, row in rows.items() if row.state == State.UNKNOWN and not arrived[p]
        ),
        "to_barred": sum(arrived[p] for p in off),
        "late": sum(1 for m in mail if m["began"] > late.get(m["to"].split("@")[0], 1e12) + GRACE),
        "ids": len({m["id"] for m in mail}) == len(arrived),
        "whole": len(rows) == arguments.people,
    }
    report["kept"] = (
        report["lost"]
        == report["open"]
        == report["silent"]
        == report["to_barred"]
        == report["late"]
        == 0
        and report["duplicates"] <= report["bound"]
        and report["ids"]
        and report["whole"]
        and report["unknown"] <= kills * arguments.connections
    )
    return report


def main():
    """Run as a command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--connections", type=int, default=20)
    parser.add_argument("--policy", default="at_most_once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--delay", type=float, default=5.0, help="milliseconds the sink takes a message"
    )
    report = run(parser.parse_args())
    sys.stdout.write(json.dumps(report) + "\n")
    sys.exit(not report["kept"])


if __name__ == "__main__":
    main()
