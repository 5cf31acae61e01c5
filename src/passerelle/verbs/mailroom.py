"""Where mail goes: the company's own server, or in a demo the built-in inbox, which nothing leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.activation.channels.email import EmailChannel


@contextmanager
def channel_of(house: House) -> "Iterator[EmailChannel]":
    """Give the e-mail channel of this workspace, ready to open lines.

    In a workspace with ``sending: {inbox: true}`` a real SMTP server on loopback listens for the
    length of the block, and keeps every message in the workspace.

    Raises:
        UserError: no mail server is named.
    """
    from passerelle.activation.channels.email import EmailChannel, Server
    from passerelle.verbs.wiring import no_mail_server, sender_of

    chosen = house.settings.sending
    if chosen.inbox:
        from passerelle.demo.inbox import Inbox

        with Inbox(spool_of(house), house.clock) as inbox:
            yield EmailChannel(Server(port=inbox.port), sender_of(house.settings))
        return
    if not chosen.host:
        raise no_mail_server()
    server = Server(
        chosen.host,
        chosen.port,
        chosen.user,
        chosen.password,
        start_tls=True if chosen.starttls else None,
    )
    yield EmailChannel(server, sender_of(house.settings))


def spool_of(house: House) -> Path:
    """The folder of the built-in inbox."""
    return house.workspace.state / "spool"
