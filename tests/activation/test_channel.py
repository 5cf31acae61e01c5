"""The contract of a channel, kept by the list and by e-mail over a real server alike."""

import asyncio
from datetime import UTC, datetime

import pytest
from smtp_sink import Sink, read_mail

from passerelle.activation.channel import Answer, ChannelDown, ListChannel, Outgoing
from passerelle.activation.channels.email import EmailChannel, Server
from passerelle.activation.channels.mime import Sender
from passerelle.base.errors import UserError
from passerelle.records.claim import Kind

AT = datetime(2027, 1, 11, 9, tzinfo=UTC)


def message(address="zoe@example.com", number=1):
    """Give a message with what SMTP finds hard."""
    return Outgoing(
        address,
        "Été",
        "Bonjour\n.\n..fin",
        "<p>Bonjour</p>",
        f"{number}@example.com",
        AT,
        "https://m.example/u/t",
    )


async def over_list(folder, act):
    """Act on a channel that is a list; give what it kept."""
    channel = ListChannel(
        refuses={
            "no@example.com": Answer(Kind.FAILED, 550, "no such user", "refused"),
            "later@example.com": Answer(Kind.DEFERRED, 451, "later"),
        }
    )
    await act(channel)
    return [kept.message_id for kept in channel.kept]


async def over_smtp(folder, act):
    """Act on e-mail over a server; give what it kept."""
    sink = Sink(folder, [("rcpt", "^no@", "550 no such user"), ("rcpt", "^later@", "451 later")])
    await sink.start()
    try:
        await act(
            EmailChannel(
                Server("127.0.0.1", sink.port, start_tls=False, timeout=2),
                Sender("shop@example.com", "Boutique Été"),
            )
        )
    finally:
        await sink.stop()
    return [kept["id"] for kept in read_mail(folder)]


@pytest.mark.parametrize("over", [over_list, over_smtp])
def test_the_contract(tmp_path, over):
    """A line carries message after message; a refusal tells its kind and leaves the line usable."""
    answers = []

    async def act(channel):
        assert channel.name == "email"
        line = await channel.open()
        for number, address in enumerate(
            ["a@example.com", "no@example.com", "later@example.com", "b@example.com"]
        ):
            answers.append(await line.send(message(address, number)))
        await line.close()
        await line.close()

    kept = asyncio.run(over(tmp_path, act))
    assert [answer.kind for answer in answers] == ["sent", "failed", "deferred", "sent"]
    assert [answer.code for answer in answers] == [250, 550, 451, 250]
    assert kept == ["0@example.com", "3@example.com"]


@pytest.mark.parametrize(
    "channel",
    [
        ListChannel(down="closed"),
        EmailChannel(Server("127.0.0.1", 1, timeout=1), Sender("shop@example.com")),
    ],
)
def test_a_channel_that_is_down_says_so(channel):
    """Opening raises ChannelDown with the other side's answer."""
    with pytest.raises(ChannelDown) as told:
        asyncio.run(channel.open())
    assert told.value.answer
    assert told.value.may_retry


def test_an_address_that_is_none_never_reaches_the_server(tmp_path):
    """It fails that person; the line is not touched."""
    answers = []

    async def act(channel):
        line = await channel.open()
        answers.append(await line.send(message("a@b\r\nRCPT TO:<x@y.fr>")))
        answers.append(await line.send(message("good@example.com")))
        await line.close()

    asyncio.run(over_smtp(tmp_path, act))
    assert [(answer.kind, answer.reason) for answer in answers] == [
        ("failed", "bad_address"),
        ("sent", ""),
    ]
    assert [kept["to"] for kept in read_mail(tmp_path)] == ["good@example.com"]


def test_a_sender_address_that_is_none_is_refused():
    """Before anything is sent, in both languages."""
    with pytest.raises(UserError) as told:
        EmailChannel(Server(), Sender("shop at example.com"))
    assert "expédition" in told.value.read("fr")


@pytest.mark.parametrize("password", ["right", "wrong"])
def test_a_line_is_secured_and_signed_in(tmp_path, password):
    """With STARTTLS and a password, only the right password opens the line."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    class Keep:
        def __init__(self):
            self.kept = []

        async def handle_DATA(self, _server, session, envelope):  # noqa: N802 - aiosmtpd's name
            self.kept.append((session.ssl is not None, session.authenticated, envelope.content))
            return "250 kept"

    def check(_server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"right")

    keep = Keep()
    controller = Controller(
        keep,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=certificate(tmp_path),
        authenticator=check,
        auth_required=True,
        require_starttls=True,
    )
    controller.start()
    port = controller.port
    server = Server(
        "127.0.0.1", port, "shop", password, start_tls=True, check_certificate=False, timeout=5
    )

    async def act():
        line = await EmailChannel(server, Sender("shop@example.com")).open()
        answer = await line.send(message())
        await line.close()
        return answer

    try:
        if password == "wrong":
            with pytest.raises(ChannelDown, match="waiting"):
                asyncio.run(act())
        else:
            assert asyncio.run(act()).kind == "sent"
            assert keep.kept[0][:2] == (True, True)
    finally:
        controller.stop()


def certificate(folder):
    """Make a server's TLS context with a certificate of its own."""
    import ssl
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=20_000)).sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def free_port():
    """Give a port that nobody listens on."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
