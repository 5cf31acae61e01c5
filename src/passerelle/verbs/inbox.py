"""``inbox``: the messages that the built-in inbox of a demo received."""

from dataclasses import dataclass

from passerelle.base.errors import NotFound, Refused
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.house import House
from passerelle.verbs.mailroom import spool_of


@dataclass(frozen=True, slots=True)
class Inboxed(Answer):
    """The latest messages, newest first, and one of them opened."""

    total: int
    mails: tuple[Json, ...]
    opened: Json | None = None


def inbox(house: House, number: int = 0, to: str = "", last: int = 50) -> Inboxed:
    """Read the built-in inbox.

    Raises:
        Refused: this workspace sends to a real server.
        NotFound: there is no message of that number.
    """
    from passerelle.demo.inbox import count_mails, list_mails, read_mail

    if not house.settings.sending.inbox:
        raise Refused(
            Text(
                en="This workspace has no built-in inbox.",
                fr="Cet espace n'a pas de boîte intégrée.",
            ),
            Text(
                en="Only a demo keeps what it sends.",
                fr="Seule une démonstration garde ce qu'elle envoie.",
            ),
        )
    spool = spool_of(house)
    total = count_mails(spool)
    opened = read_mail(spool, number) if number else None
    if number and opened is None:
        raise NotFound(
            Text(en=f"There is no message {number}.", fr=f"Il n'y a pas de message {number}."),
            Text(en=f"They are numbered 1 to {total}.", fr=f"Ils vont de 1 à {total}."),
        )
    return Inboxed(
        total, tuple(plain(mail) for mail in list_mails(spool, last=last, to=to)), plain(opened)
    )
