"""Users' templates, rendered in a limited child process that is started again when it dies."""

import json
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

from passerelle.activation import render_worker

Plain = str | int | float | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a template may be given."""

PATIENCE = 60.0
"""Seconds of wall clock after which a silent child is ended."""

BATCH = 200


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message's text, or why there is none.

    ``missing`` names what was printed without having a value; ``error`` is empty when it worked;
    ``line`` counts from 1 in the compiled text, 0 when not known.
    """

    subject: str = ""
    html: str = ""
    text: str = ""
    missing: tuple[str, ...] = ()
    error: str = ""
    line: int = 0


TOO_LONG = Rendered(error="takes more than half a second to render")

DEATHS = 3
"""Children that one batch may cost."""


class WorkerDied(Exception):
    """The child ended before it answered: a template used too much time or memory."""


class Renderer:
    """A persistent child that renders; use it as a context manager, from one thread at a time.

    >>> with Renderer() as renderer:
    ...     fault = renderer.load("k", {"subject": "Bonjour {{ name }}", "html": "", "text": ""})
    ...     renderer.render("k", [{"name": "Zoé"}])[0].subject
    'Bonjour Zoé'
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._parts: dict[str, Mapping[str, str]] = {}
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def load(self, key: str, parts: Mapping[str, str]) -> Rendered | None:
        """Parse a message's parts (``subject``, ``html``, ``text``) under ``key``.

        Returns:
            None when it worked, else the error and its line (its part in ``subject``).
        """
        with self._lock:
            try:
                answer = self._ask({"op": "load", "key": key, "parts": dict(parts)})
            except WorkerDied:
                return Rendered(error="takes too long to read")
            if "error" in answer:
                return Rendered(answer["part"], error=answer["error"], line=answer["line"])
            self._parts[key] = dict(parts)
        return None

    def knows(self, key: str) -> bool:
        """Whether a message is loaded under ``key``."""
        return key in self._parts

    def render(self, key: str, contexts: Sequence[Mapping[str, Plain]]) -> tuple[Rendered, ...]:
        """Render a loaded message for each context, in order.

        A context whose render dies gives an error of its own and harms no other.
        """
        with self._lock:
            done: list[Rendered] = []
            for start in range(0, len(contexts), BATCH):
                done += self._render_some(key, contexts[start : start + BATCH])
        return tuple(done)

    def mjml(self, source: str) -> tuple[str, str]:
        """Turn MJML into HTML; give the HTML and the error, one of which is empty."""
        with self._lock:
            try:
                answer = self._ask({"op": "mjml", "source": source})
            except WorkerDied:
                return "", "takes too long to read"
        return answer.get("html", ""), answer.get("error", "")

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child:
            child.kill()
            child.communicate()

    def _render_some(self, key: str, contexts: Sequence[Mapping[str, Plain]]) -> list[Rendered]:
        try:
            answer = self._ask({"op": "render", "key": key, "contexts": list(contexts)})
        except WorkerDied:
            if len(contexts) == 1:
                return [TOO_LONG]
            return self._one_by_one(key, contexts)
        return [_rendered(message) for message in answer["messages"]]

    def _one_by_one(self, key: str, contexts: Sequence[Mapping[str, Plain]]) -> list[Rendered]:
        """Find the contexts that end the child; when many do, the message itself is at fault."""
        done: list[Rendered] = []
        for context in contexts:
            tired = done.count(TOO_LONG) >= DEATHS
            done += [TOO_LONG] if tired else self._render_some(key, [context])
        return done

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        child = self._child or self._start()
        watch = Timer(PATIENCE, child.kill)
        watch.start()
        try:
            return _exchange(child, request)
        except (OSError, struct.error) as problem:
            self.close()
            raise WorkerDied from problem
        finally:
            watch.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a child and give it the messages that the last one knew."""
        child = subprocess.Popen(  # noqa: S603 - our own file, no outside text
            [sys.executable, "-I", render_worker.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(render_worker.__file__).parent.anchor,
        )
        self._child = child
        for key, parts in self._parts.items():
            _exchange(child, {"op": "load", "key": key, "parts": parts})
        return child


def _exchange(child: subprocess.Popen[bytes], request: Mapping[str, Any]) -> dict[str, Any]:
    """Send one frame and read one; a dead child raises OSError or struct.error."""
    if child.stdin is None or child.stdout is None:
        raise BrokenPipeError
    data = json.dumps(request).encode()
    child.stdin.write(struct.pack(">I", len(data)) + data)
    child.stdin.flush()
    size = struct.unpack(">I", child.stdout.read(4))[0]
    body = child.stdout.read(size)
    if len(body) != size:
        raise BrokenPipeError
    answer: dict[str, Any] = json.loads(body)
    return answer


def _rendered(message: Mapping[str, Any]) -> Rendered:
    if "error" in message:
        return Rendered(error=message["error"], line=message["line"])
    return Rendered(
        message.get("subject", ""),
        message.get("html", ""),
        message.get("text", ""),
        tuple(message["missing"]),
    )
