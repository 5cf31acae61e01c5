"""The sender: N connections, one writer, nothing that leaves unrecorded.

It runs what is due and comes back when nothing can leave any more; call it again as often as you
like. A process that dies leaves rows ``sending``: the next run settles them by their policy.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from passerelle.activation.channel import Answer, Channel, ChannelDown, Connection
from passerelle.activation.compose import Composer, Web
from passerelle.activation.render import Renderer
from passerelle.activation.writer import Writer
from passerelle.base.clock import Clock
from passerelle.base.ids import new_id
from passerelle.base.language import Text
from passerelle.records.claim import (
    Claimed,
    Ended,
    Kind,
    Outcome,
    Retry,
    finish,
    note_answer,
    ready,
    under_way,
)
from passerelle.records.delivery import Send, counts, recover, stop

BROKEN_TEMPLATE = 20
"""A send is stopped when its first so many messages cannot be rendered."""

_POLL = 0.2
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 30.0
_TRIES = 3

_running: set[str] = set()
"""Lease owners of the runs under way in this process."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard to send.

    Attributes:
        connections: Lines open at once; also the most messages that a crash can leave unclear.
        rate: Messages a second at most; 0 is no limit.
        patience: Seconds to stay when nothing can leave now (server down, message deferred).
        retry: When a deferred message is tried again.
    """

    connections: int = 10
    rate: float = 0.0
    patience: float = 0.0
    retry: Retry = field(default_factory=Retry)


@dataclass(frozen=True, slots=True)
class SendReport:
    """Where one send stands: rows by state, and why it waits when it does."""

    send_id: int
    action: str
    state: str
    counts: Mapping[str, int]
    waiting: Text | None = None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a run left: ``recovered`` counts the rows of dead senders by their new state."""

    handed: int
    recovered: Mapping[str, int]
    sends: tuple[SendReport, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """What a sender needs: a channel, our web address, a clock, and who it is.

    ``owner`` names this process; ``alive`` says whether another owner still lives (one owner a
    workspace: none does).
    """

    channel: Channel
    web: Web
    clock: Clock
    owner: str = "owner"
    alive: Callable[[str], bool] = lambda _: False
    stopping: Callable[[], bool] = lambda: False


def deliver_due(post: Post, pace: Pace | None = None) -> DeliveryReport:
    """Send what is due, from any thread without a running event loop.

    Args:
        post: Channel, web address, clock and owner.
        pace: Connections, rate and patience.

    Returns:
        What left and how every send of the channel touched now stands.

    Raises:
        LedgerClosed: The records could not be written; sending stopped at once.
    """
    return asyncio.run(deliver(post, pace or Pace()))


async def deliver(post: Post, pace: Pace) -> DeliveryReport:
    """Send what is due; see :func:`deliver_due`."""
    with _lease(post.owner) as owner:
        writer = Writer(owner, post.channel.name, post.clock, pace.retry)
        try:
            recovered = await writer.call(lambda: recover(_others(post), post.clock.now()))
            waiting = await writer.call(lambda: ready(post.channel.name, post.clock.now()))
            touched = await writer.call(lambda: _under_way(post.channel.name))
            with Renderer() as renderer:
                composer = Composer(renderer, writer, post.web, post.clock)
                run = _Run(post, pace, writer, composer)
                try:
                    await run.all(min(pace.connections, waiting or int(pace.patience > 0)))
                finally:
                    composer.close()
            await writer.call(lambda: finish(post.channel.name, post.clock.now()))
            sends = await writer.call(lambda: _reports(touched | run.touched))
        finally:
            await writer.close()
    return DeliveryReport(run.handed, recovered, sends)


@contextmanager
def _lease(owner: str) -> Iterator[str]:
    """Name this run, so that two runs of one process never take each other for dead."""
    name = f"{owner}/{new_id()}"
    _running.add(name)
    try:
        yield name
    finally:
        _running.discard(name)


def _others(post: Post) -> Callable[[str], bool]:
    """Say who is alive: runs of this process, and what the caller knows of other processes."""

    def alive(name: str) -> bool:
        owner = name.partition("/")[0]
        return name in _running or (owner != post.owner and post.alive(owner))

    return alive


def _under_way(channel: str) -> set[int]:
    return set(under_way(channel).values_list("pk", flat=True))


def _reports(touched: set[int]) -> tuple[SendReport, ...]:
    return tuple(
        SendReport(send.pk, send.action, send.state, counts(send), send.waiting)
        for send in Send.objects.filter(pk__in=touched)
    )


class _Run:
    """One run: its lines share a pace, a count of what is under way, the server's answer."""

    def __init__(self, post: Post, pace: Pace, writer: Writer, composer: Composer) -> None:
        self.post, self.pace, self.writer, self.composer = post, pace, writer, composer
        self.handed = 0
        self.touched: set[int] = set()
        self._under_way = 0
        self._slot = 0.0
        self._answer = ""
        self._useful = monotonic()
        self._unrendered: dict[int, int] = {}

    async def all(self, lines: int) -> None:
        """Run the lines to their end; the first problem ends all of them."""
        tasks = [asyncio.create_task(self._line()) for _ in range(lines)]
        try:
            for task in asyncio.as_completed(tasks):
                await task
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _line(self) -> None:
        """Open a connection, carry messages over it, open another when it breaks."""
        broken = 0
        while not self.post.stopping():
            opened = await self._open(broken)
            if opened is None:
                return
            try:
                carried, ended = await self._carry(opened)
            finally:
                await opened.close()
            if ended:
                return
            broken = 0 if carried else broken + 1

    async def _open(self, broken: int) -> Connection | None:
        """Open a connection, with growing pauses; None when patience is over."""
        while not self.post.stopping():
            if broken and not await self._pause(broken):
                return None
            try:
                return await self.post.channel.open()
            except ChannelDown as down:
                await self._says(down.answer)
                broken += 1
        return None

    async def _pause(self, broken: int) -> bool:
        """Wait before the next try; False when it is no use to wait any more."""
        patient = monotonic() - self._useful < self.pace.patience
        if not patient and broken >= _TRIES:
            return False
        await self._sleep(min(_FIRST_PAUSE * 2 ** (broken - 1), _LONGEST_PAUSE))
        return True

    async def _sleep(self, seconds: float) -> None:
        """Sleep, but wake within a second when asked to stop."""
        until = monotonic() + seconds
        while not self.post.stopping() and (left := until - monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(left, 1.0))

    async def _carry(self, line: Connection) -> tuple[int, bool]:
        """Carry messages until the line breaks or nothing is left; say how many, and which."""
        carried, ended = 0, None
        while True:
            claimed = await self._next(ended)
            if claimed is None:
                ended = None
                if await self._idle():
                    continue
                return carried, True
            ended = await self._attempt(line, claimed)
            if ended.outcome.kind in (Kind.RELEASED, Kind.AMBIGUOUS):
                await self._record(ended)
                await self._says(ended.outcome.answer)
                return carried, False
            carried += 1
            self._useful = monotonic()
            if self._answer:
                await self._says("")

    async def _next(self, ended: Ended | None) -> Claimed | None:
        """Record an end and take the next recipient: one transaction, unless a rate holds us."""
        if ended and (self.pace.rate or self.post.stopping()):
            await self._record(ended)
            ended = None
        await self._wait_for_slot()
        if self.post.stopping():
            return None
        claimed = await self.writer.turn(ended, wants=True)
        self._under_way += (claimed is not None) - (ended is not None)
        if claimed:
            self.touched.add(claimed.send_id)
        return claimed

    async def _record(self, ended: Ended) -> None:
        await self.writer.turn(ended, wants=False)
        self._under_way -= 1

    async def _wait_for_slot(self) -> None:
        if self.pace.rate:
            self._slot = max(self._slot + 1 / self.pace.rate, monotonic())
            await self._sleep(self._slot - monotonic())

    async def _idle(self) -> bool:
        """Nothing can leave now: say whether to ask again later."""
        if self.post.stopping():
            return False
        patient = monotonic() - self._useful < self.pace.patience
        if not patient and not self._under_way:
            return False
        await self._sleep(_POLL)
        return bool(await self.writer.call(lambda: _under_way(self.post.channel.name)))

    async def _attempt(self, line: Connection, claimed: Claimed) -> Ended:
        """Render, send, and say how it ended."""
        message = await self.composer.compose(claimed)
        if isinstance(message, str):
            return await self._not_rendered(claimed, message)
        self._unrendered[claimed.send_id] = -1
        answer = await line.send(message)
        self.handed += answer.kind is Kind.SENT
        return _ended(claimed, answer)

    async def _not_rendered(self, claimed: Claimed, error: str) -> Ended:
        """Leave the person out; stop the send when it was never rendered for anyone."""
        failed = self._unrendered.get(claimed.send_id, 0)
        if failed >= 0:
            self._unrendered[claimed.send_id] = failed + 1
        if failed + 1 == BROKEN_TEMPLATE:
            now = self.post.clock.now()
            await self.writer.call(
                lambda: stop(claimed.send_id, by=f"template: {error}"[:200], at=now)
            )
        return _ended(claimed, Answer(Kind.FAILED, said=error, reason="template"))

    async def _says(self, answer: str) -> None:
        """Keep the server's answer beside the sends that wait for it; empty when it works again."""
        if answer != self._answer:
            self._answer = answer
            await self.writer.call(lambda: note_answer(self.post.channel.name, answer))


def _ended(claimed: Claimed, answer: Answer) -> Ended:
    outcome = Outcome(claimed.delivery_id, answer.kind, answer.code, answer.said, answer.reason)
    return Ended(outcome, claimed)


def as_json(report: DeliveryReport) -> dict[str, Any]:
    """Give a report as plain JSON."""
    return {
        "handed": report.handed,
        "recovered": dict(report.recovered),
        "sends": [
            {
                "send": send.send_id,
                "action": send.action,
                "state": send.state,
                "counts": dict(send.counts),
                "waiting": send.waiting.as_json() if send.waiting else None,
            }
            for send in report.sends
        ],
    }
