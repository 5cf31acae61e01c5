"""Messages a second with rendering and the ledger, beside a bare aiosmtplib loop to a sink."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FAULTS = ROOT / "tests" / "faults"
PEOPLE = 4_000
CONNECTIONS = 20
AIM_RATIO = 0.4
AIM_RATE = 500.0
HTML = (
    "<html><body><h1>Bonjour {{ first_name | default: 'à vous' }}</h1>"
    + "<p style='color:#333'>Une parure se complète en trois gestes simples.</p>" * 60
    + "<a href='https://shop.example/p'>Voir</a> <a href='{{ unsubscribe_url }}'>Stop</a>"
    + "</body></html>"
)


def run(people: int = PEOPLE) -> dict[str, dict[str, Any]]:
    """Measure both, each in a process of its own, and give value, unit, aim and verdict."""
    with tempfile.TemporaryDirectory() as folder:
        bare = _measure("bare", Path(folder) / "bare", people)
        ours = _measure("ours", Path(folder) / "ours", people)
    ratio = ours / bare
    return {
        "send_rate": _line(round(ours), "messages/s", AIM_RATE),
        "send_bare_rate": {"value": round(bare), "unit": "messages/s", "aim": None, "met": None},
        "send_ratio": _line(round(ratio, 2), "of bare aiosmtplib", AIM_RATIO),
    }


def _line(value: float, unit: str, aim: float) -> dict[str, Any]:
    return {"value": value, "unit": unit, "aim": aim, "met": value >= aim}


def _measure(which: str, folder: Path, people: int) -> float:
    """Run one of the two against a sink of its own; messages a second."""
    folder.mkdir(parents=True)
    sink = subprocess.Popen([sys.executable, str(FAULTS / "smtp_sink.py"), str(folder)])
    try:
        while not (folder / "port").exists():
            time.sleep(0.01)
        done = subprocess.run(
            [sys.executable, __file__, which, str(folder), str(people)],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{FAULTS}"},
        )
    finally:
        sink.kill()
        sink.wait()
    return float(done.stdout)


def _bare(folder: Path, people: int) -> float:
    """Send prepared bytes over as many connections, with aiosmtplib alone."""
    from aiosmtplib import SMTP  # noqa: PLC0415 - in the measured process only

    port = int((folder / "port").read_text())
    text = "Content-Type: text/html\r\nMessage-ID: <x@example.com>\r\n\r\n" + HTML.replace(
        ">", ">\r\n"
    )
    left = iter(range(people))

    async def line() -> None:
        async with SMTP(hostname="127.0.0.1", port=port, start_tls=False) as client:
            for n in left:
                await client.sendmail("shop@example.com", [f"p{n}@example.com"], text.encode())

    async def all_lines() -> None:
        await asyncio.gather(*(line() for _ in range(CONNECTIONS)))

    began = time.perf_counter()
    asyncio.run(all_lines())
    return people / (time.perf_counter() - began)


def _ours(folder: Path, people: int) -> float:
    """Send as many through the ledger, rendered, with links and both parts."""
    from ledger_file import compiled, fill, make_tables, set_up  # noqa: PLC0415

    set_up(folder / "records.sqlite3")
    from passerelle.activation.channels.email import EmailChannel, Server  # noqa: PLC0415
    from passerelle.activation.channels.mime import Sender  # noqa: PLC0415
    from passerelle.activation.compose import Web  # noqa: PLC0415
    from passerelle.activation.deliver import Pace, Post, deliver_due  # noqa: PLC0415
    from passerelle.base.clock import SystemClock  # noqa: PLC0415

    make_tables()
    clock = SystemClock()
    fill(people, barred=0, at=datetime(2026, 1, 1, tzinfo=UTC), messages={"": compiled(html=HTML)})
    server = Server("127.0.0.1", int((folder / "port").read_text()), start_tls=False)
    channel = EmailChannel(server, Sender("shop@example.com", "Shop"))
    post = Post(channel, Web("https://mail.example.com", "secret"), clock)
    began = time.perf_counter()
    report = deliver_due(post, Pace(connections=CONNECTIONS))
    took = time.perf_counter() - began
    if report.handed != people:
        sys.exit(f"only {report.handed} of {people} left")
    return people / took


if __name__ == "__main__":
    print({"bare": _bare, "ours": _ours}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3])))
