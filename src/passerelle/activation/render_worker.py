"""The limited child that renders users' templates: started as a script, it imports nothing of ours.

It reads frames on its standard input and answers on its standard output: four bytes of length,
then JSON. Limits: 400 MB of address space, half a second of processor time a render (the default
action of SIGPROF ends the process even inside C code; the parent starts another), a loop, output
and memory budget inside Liquid. What it is given is text, numbers, lists and dicts: no objects.
"""

import contextlib
import json
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO, ClassVar

from liquid import Environment, Mode, Undefined
from liquid.exceptions import LiquidError

MEMORY = 400 * 1024 * 1024
SECONDS = 0.5

missing: list[str] = []
"""Names that the render under way printed without their having a value."""


class Missing(Undefined):
    """A value that is not there: prints nothing, and tells."""

    __slots__ = ()

    def __str__(self) -> str:
        missing.append((self.hint or self.name).removesuffix(" is undefined").strip("'"))
        return ""


class Limited(Environment):
    """Liquid with its budgets set."""

    loop_iteration_limit: ClassVar[int | None] = 20_000
    local_namespace_limit: ClassVar[int | None] = 5_000_000
    output_stream_limit: ClassVar[int | None] = 2_000_000


def environment(*, escape: bool) -> Limited:
    """Make an environment; with ``escape``, nothing can print a value unescaped."""
    made = Limited(undefined=Missing, autoescape=escape, tolerance=Mode.STRICT)
    for name in ("safe", "base64_decode", "base64_url_safe_decode"):
        made.filters.pop(name, None)
    for name in ("include", "render"):
        made.tags.pop(name, None)
    return made


PLAIN = environment(escape=False)
HTML = environment(escape=True)
loaded: dict[str, dict[str, Any]] = {}


def load(request: dict[str, Any]) -> dict[str, Any]:
    """Parse the parts of a message and keep them under a key."""
    parts: dict[str, Any] = {}
    for name, source in request["parts"].items():
        try:
            parts[name] = (HTML if name == "html" else PLAIN).from_string(source)
        except (LiquidError, RecursionError) as problem:
            return {"part": name, "line": line_of(problem, source), "error": said(problem)}
    loaded[request["key"]] = parts
    return {}


def render(request: dict[str, Any]) -> dict[str, Any]:
    """Render a message for each context."""
    parts = loaded[request["key"]]
    return {"messages": [render_one(parts, context) for context in request["contexts"]]}


def render_one(parts: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """Render one message; ``missing`` lists what it printed without a value."""
    missing.clear()
    answer: dict[str, Any] = {}
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        for name, template in parts.items():
            answer[name] = template.render(**context)
    except (LiquidError, MemoryError, RecursionError, ValueError, OverflowError) as problem:
        return {"error": said(problem), "line": line_of(problem, "")}
    except Exception as problem:  # noqa: BLE001 - a template's mistake, whatever its shape
        return {"error": said(problem), "line": 0}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    answer["missing"] = sorted(set(missing))
    return answer


def mjml(request: dict[str, Any]) -> dict[str, Any]:
    """Turn MJML into HTML."""
    import mrml  # noqa: PLC0415 - only messages in MJML need it

    try:
        return {"html": mrml.to_html(request["source"]).content}
    except OSError as problem:
        return {"error": said(problem)}


def line_of(problem: BaseException, source: str) -> int:
    """Give the line that Liquid names, counted from 1, or 0."""
    token = getattr(problem, "token", None)
    start = getattr(token, "start_index", None)
    text = getattr(token, "source", None) or source
    return text.count("\n", 0, start) + 1 if start is not None and start >= 0 else 0


def said(problem: BaseException) -> str:
    """Put a problem in one line."""
    if isinstance(problem, MemoryError):
        return "needs more than 400 MB of memory"
    return (str(problem).splitlines() or [type(problem).__name__])[0][:300]


OPERATIONS = {"load": load, "render": render, "mjml": mjml}


def serve(inward: BinaryIO, outward: BinaryIO) -> None:
    """Answer requests until the parent goes away."""
    while len(head := inward.read(4)) == 4:  # noqa: PLR2004 - the length of a length
        body = inward.read(struct.unpack(">I", head)[0])
        request = json.loads(body)
        if request["op"] != "render":
            signal.setitimer(signal.ITIMER_PROF, 4 * SECONDS)
        answer = OPERATIONS[request["op"]](request)
        signal.setitimer(signal.ITIMER_PROF, 0)
        data = json.dumps(answer).encode()
        outward.write(struct.pack(">I", len(data)) + data)
        outward.flush()


def main() -> None:
    """Set the limits and serve."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
