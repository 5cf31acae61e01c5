"""The way out: one click takes the consent back and stops every message not yet begun."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from passerelle.base.errors import NotFound
from passerelle.base.language import Text
from passerelle.records.consent import UNSUBSCRIBED, Proof, consent_at, suppress, withdraw
from passerelle.records.delivery import Delivery, State, learn


@dataclass(frozen=True, slots=True)
class WayOut:
    """Whom a token lets out of what: enough for the page that asks to confirm.

    ``language`` is the one that the person reads, empty when it is not known.
    """

    person: str
    purpose: str
    channel: str
    action: str
    done: bool
    language: str = ""


def look(token: str) -> WayOut:
    """Say what a token would do, and do nothing: what GET shows, for link scanners too.

    Raises:
        NotFound: We did not give this token.
    """
    row = _row(token)
    send = row.send
    done = row.state == State.UNSUBSCRIBED
    return WayOut(row.person, send.purpose, send.channel, send.action, done, _language(row))


def unsubscribe(token: str, *, at: datetime, source: str = "one-click") -> WayOut:
    """Take the consent back and suppress the person on the channel, in one transaction.

    What POST does, with or without a browser; doing it twice changes nothing more. A message
    whose claim comes after this commit does not leave.

    Raises:
        NotFound: We did not give this token.
    """
    with transaction.atomic():
        row = _row(token)
        send = row.send
        proof = Proof(text_version=f"send/{send.pk}", source=source, actor=row.person)
        if consent_at(row.person, send.purpose, at, send.channel):
            withdraw(row.person, send.purpose, at=at, proof=proof)
        suppress(UNSUBSCRIBED, at=at, person=row.person, channel=send.channel)
        learn(row.message_id, State.UNSUBSCRIBED, at=at)
    return WayOut(row.person, send.purpose, send.channel, send.action, True, _language(row))


def _language(row: Delivery) -> str:
    return str(row.data.get("language", ""))


def _row(token: str) -> Delivery:
    row = Delivery.objects.select_related("send").filter(unsubscribe_token=token).first()
    if row is None:
        raise NotFound(
            Text(
                en="This unsubscription link is not one of ours.",
                fr="Ce lien de désinscription n'est pas l'un des nôtres.",
            ),
            Text(
                en="Open the message again and use its link as it is.",
                fr="Rouvrez le message et utilisez son lien tel quel.",
            ),
        )
    return row
