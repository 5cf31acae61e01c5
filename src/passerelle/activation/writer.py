"""The one thread that writes the ledger: what many connections ask at once becomes one commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from django.db import DatabaseError, connection

from passerelle.base.clock import Clock
from passerelle.base.errors import OutsideError
from passerelle.base.language import Text
from passerelle.records.claim import Claimed, Ended, Retry, Turn, take_turn


class LedgerClosed(OutsideError):
    """The records cannot be written: sending has stopped, so that nothing leaves unrecorded."""

    def __init__(self, answer: str) -> None:
        super().__init__(
            Text(
                en="The records cannot be written; sending has stopped",
                fr="Les registres ne peuvent plus être écrits\u202f; l'envoi est arrêté",
            ),
            answer=answer,
            may_retry=True,
        )


@dataclass(frozen=True, slots=True)
class _Request:
    """What one connection asks: to write an end, to be given a recipient, or to run a function."""

    answer: "asyncio.Future[Any]"
    ended: Ended | None = None
    wants: bool = False
    call: Callable[[], Any] | None = None


class Writer:
    """Gives each connection its next recipient in the commit that records its last outcome."""

    def __init__(self, owner: str, channel: str, clock: Clock, retry: Retry) -> None:
        self.owner = owner
        self._channel = channel
        self._clock = clock
        self._retry = retry
        self._queue: SimpleQueue[_Request | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._problem: BaseException | None = None
        self._thread = Thread(target=self._run, name="ledger", daemon=True)
        self._thread.start()

    async def turn(self, ended: Ended | None, *, wants: bool) -> Claimed | None:
        """Record an end and ask for the next recipient; None when there is none now.

        Raises:
            LedgerClosed: The ledger cannot be written.
        """
        claimed: Claimed | None = await self._put(ended=ended, wants=wants)
        return claimed

    async def call(self, function: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Run a function on the writer's thread and database connection."""
        return await self._put(call=function)

    async def close(self) -> None:
        """Finish what was asked and end the thread."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    async def _put(
        self,
        ended: Ended | None = None,
        *,
        wants: bool = False,
        call: Callable[[], Any] | None = None,
    ) -> Any:  # noqa: ANN401
        answer = self._loop.create_future()
        self._queue.put(_Request(answer, ended, wants, call))
        return await answer

    def _run(self) -> None:
        try:
            while (group := self._next()) is not None:
                self._serve(group)
        finally:
            connection.close()

    def _next(self) -> list[_Request] | None:
        """Wait for a request and take all that came with it; None is the end."""
        first = self._queue.get()
        if first is None:
            return None
        group = [first]
        while True:
            try:
                more = self._queue.get_nowait()
            except Empty:
                return group
            if more is None:
                self._queue.put(None)
                return group
            group.append(more)

    def _serve(self, group: list[_Request]) -> None:
        if self._problem:
            self._tell(group, self._problem)
            return
        try:
            answers = self._answers(group)
        except DatabaseError as problem:
            self._problem = LedgerClosed(str(problem))
            self._problem.__cause__ = problem
            self._tell(group, self._problem)
        except Exception as problem:  # noqa: BLE001 - whatever it is, nothing more may leave
            self._problem = problem
            self._tell(group, problem)
        else:
            self._loop.call_soon_threadsafe(_give, list(zip(group, answers, strict=True)))

    def _answers(self, group: list[_Request]) -> list[Any]:
        turns = [request for request in group if request.call is None]
        claimed = iter(self._take(turns)) if turns else iter(())
        return [
            request.call() if request.call else next(claimed, None) if request.wants else None
            for request in group
        ]

    def _take(self, turns: list[_Request]) -> tuple[Claimed, ...]:
        return take_turn(
            Turn(
                owner=self.owner,
                now=self._clock.now(),
                channel=self._channel,
                ended=[request.ended for request in turns if request.ended],
                wanted=sum(request.wants for request in turns),
                retry=self._retry,
            )
        )

    def _tell(self, group: list[_Request], problem: BaseException) -> None:
        self._loop.call_soon_threadsafe(_fail, group, problem)


def _give(pairs: list[tuple[_Request, Any]]) -> None:
    for request, answer in pairs:
        if not request.answer.done():
            request.answer.set_result(answer)


def _fail(group: list[_Request], problem: BaseException) -> None:
    for request in group:
        if not request.answer.done():
            request.answer.set_exception(problem)
