"""E-mail over SMTP: a line carries one message at a time and tells exactly what became of it."""

from dataclasses import dataclass, field

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException

from passerelle.activation.channel import Answer, ChannelDown, Connection, Outgoing
from passerelle.activation.channels.mime import Sender, assemble, is_address, one_line
from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.records.claim import Kind

_CLOSING = 421
_START_INPUT = 354
_REFUSED = 500
_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: ``start_tls`` None: when it offers it; ``timeout``: seconds an answer."""

    host: str = "127.0.0.1"
    port: int = 25
    username: str = ""
    password: str = field(default="", repr=False)
    start_tls: bool | None = None
    tls: bool = False
    check_certificate: bool = True
    hello: str = "localhost"
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """The ``email`` channel over one SMTP server."""

    server: Server
    sender: Sender
    name: str = "email"

    def __post_init__(self) -> None:
        for address in (self.sender.address, self.sender.reply_to, self.sender.unsubscribe_mail):
            if address and not is_address(address):
                raise _bad_sender(address)

    async def open(self) -> Connection:
        """Connect, secure the line and sign in, as the server asks.

        Raises:
            ChannelDown: The server does not answer, or refuses the connection or the sign-in.
        """
        server = self.server
        client = SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username or None,
            password=server.password or None if server.username else None,
            start_tls=False if server.tls else server.start_tls,
            use_tls=server.tls,
            validate_certs=server.check_certificate,
            local_hostname=server.hello,
            timeout=server.timeout,
        )
        try:
            await client.connect()
            if client.is_ehlo_or_helo_needed:
                await client.ehlo()
        except (SMTPException, OSError, ValueError) as problem:
            client.close()
            raise ChannelDown(_said(problem)) from problem
        return EmailConnection(client, self.sender)


@dataclass(frozen=True, slots=True)
class EmailConnection:
    """One SMTP session."""

    client: SMTP
    sender: Sender

    async def send(self, message: Outgoing) -> Answer:
        """Send one message; see :class:`~passerelle.activation.channel.Connection`.

        What fails before the message itself leaves is ``released``; no answer after it is
        ``ambiguous``; a refusal of this recipient or message is ``deferred`` (4xx) or ``failed``
        (5xx). A refusal of the sender, and 421, blame the connection, not the recipient.
        """
        if not is_address(message.address):
            return Answer(Kind.FAILED, reason="bad_address")
        data = assemble(message, self.sender)
        try:
            refusal = await self._announce(message.address)
        except (SMTPException, OSError) as problem:
            return self._broken(Kind.RELEASED, None, _said(problem))
        if refusal:
            return refusal
        return await self._hand_over(data)

    async def close(self) -> None:
        """Say goodbye when the line still stands."""
        try:
            if self.client.is_connected:
                await self.client.quit(timeout=1)
        except (SMTPException, OSError):
            pass
        finally:
            self.client.close()

    async def _announce(self, address: str) -> Answer | None:
        """Name sender and recipient and ask to send; give the refusal, if there is one."""
        command = self.client.execute_command
        mail = await command(b"MAIL", f"FROM:<{self.sender.address}>".encode("ascii"))
        if mail.code not in _OK:
            return self._broken(Kind.RELEASED, mail.code, mail.message)
        recipient = await command(b"RCPT", f"TO:<{address}>".encode("ascii"))
        if recipient.code not in _OK:
            return await self._refused(recipient.code, recipient.message)
        start = await command(b"DATA")
        if start.code != _START_INPUT:
            return await self._refused(start.code, start.message)
        return None

    async def _hand_over(self, data: bytes) -> Answer:
        """Send the message itself and wait for the answer that decides its fate."""
        protocol = self.client.protocol
        if protocol is None:
            return Answer(Kind.RELEASED, said="the line broke")
        try:
            protocol.write(data + b".\r\n")
        except (SMTPException, OSError) as problem:
            return self._broken(Kind.RELEASED, None, _said(problem))
        try:
            end = await protocol.read_response(timeout=self.client.timeout)
        except (SMTPException, OSError) as problem:
            return self._broken(Kind.AMBIGUOUS, None, _said(problem))
        if end.code in _OK:
            return Answer(Kind.SENT, end.code, one_line(end.message))
        return await self._refused(end.code, end.message)

    async def _refused(self, code: int, said: str) -> Answer:
        """Sort a refusal, and make the session ready for the next recipient."""
        if code == _CLOSING or code < 0:
            return self._broken(Kind.RELEASED, code, said)
        kind = Kind.FAILED if code >= _REFUSED else Kind.DEFERRED
        try:
            await self.client.execute_command(b"RSET")
        except (SMTPException, OSError):
            self.client.close()
        return Answer(kind, code, one_line(said), "refused" if kind is Kind.FAILED else "")

    def _broken(self, kind: Kind, code: int | None, said: str) -> Answer:
        self.client.close()
        return Answer(kind, code, f"{code or ''} {one_line(said)}".strip())


def _said(problem: Exception) -> str:
    """Give the server's own words, or the network's."""
    code = getattr(problem, "code", None)
    said = getattr(problem, "message", None) or str(problem) or type(problem).__name__
    return one_line(f"{code} {said}" if isinstance(code, int) and code > 0 else str(said))


def _bad_sender(address: str) -> UserError:
    shown = one_line(address)
    return UserError(
        Text(
            en=f"“{shown}” is not an e-mail address that can be written from.",
            fr=f"«\u202f{shown}\u202f» n'est pas une adresse électronique d'expédition valable.",
        ),
        Text(
            en="Give sender addresses as name@example.com in passerelle.yaml.",
            fr="Écrivez-les ainsi dans passerelle.yaml\u202f: nom@exemple.fr.",
        ),
    )
