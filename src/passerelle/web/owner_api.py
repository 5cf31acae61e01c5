"""Where other processes of this machine forward their verbs: one call in, lines of JSON out.

``POST /owner/verbs/{name}`` with the owner's token and the arguments as JSON. Lines come back as
the work goes: ``{"step": text, "done": n, "total": n}``, and last ``{"answer": ..., "code": n}`` or
``{"error": text, "code": n}``. A caller that hangs up stops the work at its next step.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from hmac import compare_digest
from threading import Event
from typing import Any

from django.db import connections
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from passerelle.base.errors import Bug, PasserelleError
from passerelle.verbs.answer import Json
from passerelle.verbs.call import perform, words_of
from passerelle.verbs.catalogue import verb_named
from passerelle.verbs.progress import Step
from passerelle.verbs.serving import owner_token, serving_house

log = logging.getLogger("passerelle.owner")


class HungUp(PasserelleError):
    """The caller went away; the work stops here and takes back what is not committed."""


@dataclass
class Line:
    """The line from a working thread to the caller."""

    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[Json | None] = field(default_factory=asyncio.Queue)
    gone: Event = field(default_factory=Event)

    def put(self, words: Json | None) -> None:
        """Put something on the line, from any thread; None ends it."""
        self.loop.call_soon_threadsafe(self.queue.put_nowait, words)

    def hear(self, step: Step) -> None:
        """Pass a step on.

        Raises:
            HungUp: nobody listens any more.
        """
        if self.gone.is_set():
            raise HungUp("the caller hung up")
        self.put({"step": step.text.as_json(), "done": step.done, "total": step.total})


async def forwarded(request: Request) -> Response:
    """Run the verb that another process asks for."""
    given = request.headers.get("authorization", "").encode()
    if not compare_digest(given, f"Bearer {owner_token()}".encode()):
        return JSONResponse({"error": "token"}, status_code=401)
    arguments = json.loads(await request.body() or b"{}")
    line = Line(asyncio.get_running_loop())
    name = request.path_params["name"]
    work = asyncio.create_task(run_in_threadpool(_work, name, arguments, line))
    return StreamingResponse(_lines(line, work), media_type="application/x-ndjson")


async def _lines(line: Line, work: asyncio.Task[None]) -> AsyncIterator[str]:
    try:
        while (words := await line.queue.get()) is not None:
            yield json.dumps(words, ensure_ascii=False) + "\n"
        await work
    finally:
        line.gone.set()


def _work(name: str, arguments: dict[str, Any], line: Line) -> None:
    try:
        said = perform(serving_house(), verb_named(name), arguments, line.hear)
        line.put({"answer": said.answer, "code": said.code})
    except PasserelleError as fault:
        line.put({"error": words_of(fault), "code": fault.exit_code})
    except Exception as fault:
        log.exception("%s failed", name)
        line.put({"error": words_of(Bug(f"{name}: {fault!r}")), "code": Bug.exit_code})
    finally:
        # This thread may never be used again: its connection would stay open.
        connections.close_all()
        line.put(None)


routes = [Route("/owner/verbs/{name}", forwarded, methods=["POST"])]
