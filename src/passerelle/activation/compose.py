"""From a claimed recipient to a message ready to leave; renders asked for together go together."""

import asyncio
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from passerelle.activation.channel import Outgoing
from passerelle.activation.links import Links
from passerelle.activation.render import Rendered, Renderer
from passerelle.activation.template import Compiled, render_people
from passerelle.activation.writer import Writer
from passerelle.base.clock import Clock
from passerelle.records.claim import Claimed
from passerelle.records.delivery import Send


@dataclass(frozen=True, slots=True)
class Web:
    """Where our web server is reached from outside, and the secret that signs its links."""

    base: str
    secret: str


@dataclass(frozen=True, slots=True)
class _Message:
    """The frozen message of one arm of one send."""

    compiled: Compiled
    key: str
    links: Links


class Composer:
    """Makes messages; knows the frozen templates of the sends it has met."""

    def __init__(self, renderer: Renderer, writer: Writer, web: Web, clock: Clock) -> None:
        self._renderer = renderer
        self._writer = writer
        self._web = web
        self._clock = clock
        self._sends: dict[int, dict[str, _Message]] = {}
        self._asked: list[tuple[_Message, Claimed, asyncio.Future[Rendered]]] = []
        self._thread = ThreadPoolExecutor(1, "render")
        self._busy: asyncio.Task[None] | None = None

    async def compose(self, claimed: Claimed) -> Outgoing | str:
        """Make the message for one recipient, or say why it cannot be made."""
        message = await self._message(claimed)
        rendered = await self._rendered(message, claimed)
        if rendered.error:
            return rendered.error
        named = claimed.link_token if claimed.tracking else ""
        html, text = message.links.rewrite(rendered.html, rendered.text, named)
        return Outgoing(
            address=claimed.address,
            subject=rendered.subject,
            text=text,
            html=html,
            message_id=claimed.message_id,
            at=self._clock.now(),
            unsubscribe_url=message.links.unsubscribe(claimed.unsubscribe_token),
        )

    def close(self) -> None:
        """End the rendering thread."""
        self._thread.shutdown(wait=True)

    async def _message(self, claimed: Claimed) -> _Message:
        arms = self._sends.get(claimed.send_id)
        if arms is None:
            arms = await self._writer.call(lambda: self._arms(claimed.send_id))
            self._sends[claimed.send_id] = arms
        return arms.get(claimed.arm) or arms[""]

    def _arms(self, send_id: int) -> dict[str, _Message]:
        send = Send.objects.get(pk=send_id)
        return {arm: self._frozen(data, send.code) for arm, data in send.templates.items()}

    def _frozen(self, data: dict[str, Any], code: str) -> _Message:
        compiled = Compiled.from_json(data)
        links = Links(self._web.base, self._web.secret, code, frozenset(compiled.hosts))
        return _Message(compiled, compiled.key, links)

    async def _rendered(self, message: _Message, claimed: Claimed) -> Rendered:
        answer: asyncio.Future[Rendered] = asyncio.get_running_loop().create_future()
        self._asked.append((message, claimed, answer))
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._work())
        return await answer

    async def _work(self) -> None:
        """Render what was asked for until nothing is, each round in one trip to the child."""
        loop = asyncio.get_running_loop()
        while self._asked:
            asked, self._asked = self._asked, []
            groups: dict[str, list[int]] = defaultdict(list)
            for position, (message, _, _) in enumerate(asked):
                groups[message.key].append(position)
            for positions in groups.values():
                compiled = asked[positions[0]][0].compiled
                contexts = [self._context(*asked[position][:2]) for position in positions]
                done = await loop.run_in_executor(
                    self._thread, render_people, compiled, contexts, self._renderer
                )
                for position, rendered in zip(positions, done, strict=True):
                    if not asked[position][2].done():
                        asked[position][2].set_result(rendered)

    def _context(self, message: _Message, claimed: Claimed) -> dict[str, Any]:
        way_out = message.links.unsubscribe(claimed.unsubscribe_token)
        return {**claimed.data, "unsubscribe_url": way_out}
