"""The built-in inbox: a real SMTP server on loopback that keeps every message in the workspace."""

import json
import socket
import zlib
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller

from passerelle.base.clock import Clock

INDEX = "inbox.jsonl"
BODIES = "inbox.bin"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Mail:
    """One message in the list: ``number`` counts from 1 in order of arrival, ``at`` is ISO UTC."""

    number: int
    at: str
    sender: str
    to: str
    subject: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """One message opened: its headers in order, its text and its HTML (empty when it has none)."""

    mail: Mail
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str


class Inbox:
    """A running inbox; use it as a context manager, or ``start`` and ``stop``.

    >>> Inbox(Path("spool"), clock).start().port  # doctest: +SKIP
    40213
    """

    def __init__(self, spool: Path, clock: Clock, port: int = 0) -> None:
        spool.mkdir(parents=True, exist_ok=True)
        self.port = port or _free_port()
        self._keeper = _Keeper(spool, clock)
        self._server: Any = Controller(self._keeper, hostname=LOOPBACK, port=self.port)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Listen on loopback, in a thread of its own."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop listening; what was received stays."""
        self._server.stop(no_assert=True)
        self._keeper.close()


class _Keeper:
    """Appends each message, compressed, to one file, and its line to the index."""

    def __init__(self, spool: Path, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._bodies = (spool / BODIES).open("ab")
        self._index = (spool / INDEX).open("a", encoding="utf-8")

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Keep one message (aiosmtpd's own name and arguments)."""
        raw = bytes(envelope.content)
        head = message_from_bytes(
            raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", policy=policy.default
        )
        packed = zlib.compress(raw, 1)
        with self._lock:
            start = self._bodies.tell()
            self._bodies.write(packed)
            self._bodies.flush()
            line = {
                "at": self._clock.now().isoformat(timespec="seconds"),
                "from": str(head["From"] or envelope.mail_from),
                "to": ", ".join(envelope.rcpt_tos),
                "subject": str(head["Subject"] or ""),
                "size": len(raw),
                "span": [start, len(packed)],
            }
            self._index.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._index.flush()
        return "250 kept"

    def close(self) -> None:
        """Close both files."""
        self._bodies.close()
        self._index.close()


def count_mails(spool: Path) -> int:
    """Count the messages received."""
    return len(_lines(spool))


def list_mails(spool: Path, *, last: int = 100, to: str = "") -> tuple[Mail, ...]:
    """List the latest messages, newest first.

    Args:
        spool: Folder of the inbox; an absent one holds nothing.
        last: How many at most.
        to: Keep only messages whose recipient contains this.
    """
    numbered = list(enumerate(_lines(spool), start=1))
    found: list[Mail] = []
    for number, line in reversed(numbered):
        if len(found) >= last:
            break
        if to in line:
            found.append(_mail(number, json.loads(line)))
    return tuple(mail for mail in found if to in mail.to)


def read_mail(spool: Path, number: int) -> OpenedMail | None:
    """Open one message by its number; None when there is none of that number."""
    lines = _lines(spool)
    if not 1 <= number <= len(lines):
        return None
    line = json.loads(lines[number - 1])
    start, length = line["span"]
    with (spool / BODIES).open("rb") as file:
        file.seek(start)
        raw = zlib.decompress(file.read(length))
    message = message_from_bytes(raw, policy=policy.default)
    headers = tuple((name, str(value)) for name, value in message.items())
    return OpenedMail(_mail(number, line), headers, _part(message, "plain"), _part(message, "html"))


def _lines(spool: Path) -> list[str]:
    path = spool / INDEX
    if not path.exists():
        return []
    complete, _, _ = path.read_text("utf-8").rpartition("\n")
    return complete.split("\n") if complete else []


def _mail(number: int, line: dict[str, Any]) -> Mail:
    return Mail(number, line["at"], line["from"], line["to"], line["subject"], line["size"])


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
