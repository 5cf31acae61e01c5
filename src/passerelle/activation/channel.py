"""What a channel is to the sender: lines that carry one message at a time and tell its fate."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from passerelle.base.errors import OutsideError
from passerelle.base.language import Text
from passerelle.records.claim import Kind


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message ready to leave; ``text`` and ``html`` are complete, links included.

    ``message_id`` has no angle brackets. ``unsubscribe_url`` empty means a message that needs no
    way out (a test send).
    """

    address: str
    subject: str
    text: str
    html: str
    message_id: str
    at: datetime
    unsubscribe_url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one message: the kind of end, and what the other side said."""

    kind: Kind
    code: int | None = None
    said: str = ""
    reason: str = ""


class ChannelDown(OutsideError):
    """The channel cannot be used now; no recipient is to blame, and it is tried again."""

    def __init__(self, answer: str) -> None:
        super().__init__(
            Text(
                en="waiting for the mail server",
                fr="en attente du serveur de messagerie",
            ),
            answer=answer,
            may_retry=True,
        )


class Connection(Protocol):
    """One open line; it carries one message at a time."""

    async def send(self, message: Outgoing) -> Answer:
        """Hand one message over and wait for the answer; never raises for what the network does.

        An answer of kind ``released`` or ``ambiguous`` means that the line is broken.
        """
        ...

    async def close(self) -> None:
        """End politely when possible; never raises."""
        ...


class Channel(Protocol):
    """A way to write to people."""

    @property
    def name(self) -> str:
        """Name of the channel in the plan: ``email``."""
        ...

    async def open(self) -> Connection:
        """Open a line.

        Raises:
            ChannelDown: It cannot be opened now.
        """
        ...


@dataclass(slots=True)
class ListChannel:
    """A channel that keeps messages in a list: for previews, dry runs and contract tests.

    ``refuses`` maps an address to the answer that it gets instead of an acceptance.
    """

    name: str = "email"
    kept: list[Outgoing] = field(default_factory=list)
    refuses: dict[str, Answer] = field(default_factory=dict)
    down: str = ""

    async def open(self) -> Connection:
        """Open a line to the list."""
        if self.down:
            raise ChannelDown(self.down)
        return _ListConnection(self)


@dataclass(frozen=True, slots=True)
class _ListConnection:
    channel: ListChannel

    async def send(self, message: Outgoing) -> Answer:
        refusal = self.channel.refuses.get(message.address)
        if refusal:
            return refusal
        self.channel.kept.append(message)
        return Answer(Kind.SENT, 250, "kept")

    async def close(self) -> None:
        """Nothing to close."""
