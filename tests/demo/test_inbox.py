"""The built-in inbox receives by SMTP and shows what it received."""

import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage

from passerelle.base.clock import FixedClock
from passerelle.demo.inbox import Inbox, count_mails, list_mails, read_mail

NOON = FixedClock(datetime(2026, 11, 23, 12, tzinfo=UTC))


def letter(number: int) -> EmailMessage:
    """Write one letter with both parts."""
    message = EmailMessage()
    message["From"] = "Maison Lin <bonjour@maison-lin.example>"
    message["To"] = f"client-{number}@courrier.example"
    message["Subject"] = f"Lettre n° {number} : été"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content("Bonjour Zoé")
    message.add_alternative("<p>Bonjour <b>Zoé</b></p>", subtype="html")
    return message


def test_messages_are_kept_and_read_back(tmp_path):
    """What SMTP took is listed newest first and opens with both parts."""
    with Inbox(tmp_path, NOON) as inbox, smtplib.SMTP("127.0.0.1", inbox.port) as line:
        for number in range(3):
            line.send_message(letter(number))
    assert count_mails(tmp_path) == 3
    mails = list_mails(tmp_path, last=2)
    assert [mail.number for mail in mails] == [3, 2]
    assert mails[0].subject == "Lettre n° 2 : été"
    opened = read_mail(tmp_path, 1)
    assert opened.text.strip() == "Bonjour Zoé"
    assert "<b>Zoé</b>" in opened.html
    assert ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click") in opened.headers


def test_the_inbox_keeps_its_mail_over_a_restart(tmp_path):
    """A second inbox on the same folder goes on where the first stopped."""
    for number in range(2):
        with Inbox(tmp_path, NOON) as inbox, smtplib.SMTP("127.0.0.1", inbox.port) as line:
            line.send_message(letter(number))
    assert [mail.to for mail in list_mails(tmp_path, to="client-1@")] == [
        "client-1@courrier.example"
    ]
    assert read_mail(tmp_path, 2).mail.to == "client-1@courrier.example"


def test_an_empty_inbox_is_no_error(tmp_path):
    """No folder, no mail: an empty list, and None for any number."""
    assert list_mails(tmp_path / "absent") == ()
    assert read_mail(tmp_path / "absent", 1) is None
