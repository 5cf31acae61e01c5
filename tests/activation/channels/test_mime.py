"""Messages as bytes."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.activation.channel import Outgoing
from passerelle.activation.channels.mime import Sender, assemble, header_text, is_address

AT = datetime(2027, 1, 11, 9, tzinfo=UTC)
KNOWN = {
    "from", "to", "subject", "date", "message-id", "reply-to", "list-unsubscribe",
    "list-unsubscribe-post", "mime-version", "content-type",
}  # fmt: skip
WORDS = st.text(max_size=300)


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_any_words_make_a_valid_message(subject, name, text, html):
    """An independent parser reads every message back; no words add a header or a long line."""
    message = Outgoing(
        "zoe@example.com", subject, text, html, "id@example.com", AT, "https://m.example/u/t"
    )
    data = assemble(
        message, Sender("shop@example.com", name, "reply@example.com", "stop@example.com")
    )
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    read = message_from_bytes(data, policy=policy.default)
    assert {key.lower() for key in read} == KNOWN
    assert not read.defects
    assert read["to"] == "zoe@example.com"
    assert read["from"].addresses[0].addr_spec == "shop@example.com"
    kept = read.get_body(("plain",)).get_payload(decode=True)
    assert kept == text.encode("utf-8", "replace")
    assert (read.get_body(("html",)) is not None) == bool(html)


def test_the_way_out_is_one_click():
    """Both list headers are there (RFC 2369, RFC 8058), with web and mail addresses."""
    message = Outgoing(
        "zoe@example.com", "Été", "t", "", "id@example.com", AT, "https://m.example/u/t"
    )
    read = message_from_bytes(
        assemble(message, Sender("s@example.com", "É", "", "stop@example.com")),
        policy=policy.default,
    )
    assert (
        read["List-Unsubscribe"]
        == "<https://m.example/u/t>, <mailto:stop@example.com?subject=unsubscribe>"
    )
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["Subject"] == "Été"
    assert read["Message-ID"] == "<id@example.com>"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=500))
def test_headers_hold_one_line_of_ascii(text):
    """Folded lines begin with a space and are at most 76 characters."""
    for line in f"Subject: {header_text(text)}".split("\r\n")[1:]:
        assert line.startswith(" =?")
        assert len(line) <= 77
    assert header_text(text).replace("\r\n ", "").isprintable()


def test_addresses_that_could_break_a_command_are_refused():
    """Line ends, spaces, brackets, quotes and letters beyond ASCII are no address."""
    for wrong in (
        "",
        "a",
        "a@",
        "@b",
        "a b@c.fr",
        "a@b\r\nX: y",
        "a@b.fr\n",
        "<a@b.fr>",
        '"a"@b.fr',
        "é@b.fr",
        "a..b@c.fr",
        "a@b..fr",
        "a@" + "b" * 300,
    ):
        assert not is_address(wrong)
    assert is_address("zoe.o'neil+shop@sub.example.fr")
