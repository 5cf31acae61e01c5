"""How the settings of a workspace become the parts that activation asks for."""

from email.utils import parseaddr
from typing import TYPE_CHECKING

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.verbs.settings import Settings

if TYPE_CHECKING:
    from passerelle.activation.channels.mime import Sender


def sender_of(settings: Settings) -> "Sender":
    """Give who writes.

    Raises:
        UserError: the workspace names no sender.
    """
    from passerelle.activation.channels.mime import Sender

    name, address = parseaddr(settings.sending.sender)
    if not address:
        raise UserError(
            Text(en="No sender is named.", fr="Aucun expéditeur n'est indiqué."),
            Text(
                en="Write sending: {from: Name <name@example.com>} in passerelle.yaml.",
                fr="Écrivez sending: {from: Nom <nom@exemple.fr>} dans passerelle.yaml.",
            ),
        )
    return Sender(address, name)


def no_mail_server() -> UserError:
    """Say that nothing can be sent, and what to write."""
    return UserError(
        Text(en="No mail server is named.", fr="Aucun serveur de messagerie n'est indiqué."),
        Text(
            en="Write sending: {host, port, from} in passerelle.yaml.",
            fr="Écrivez sending: {host, port, from} dans passerelle.yaml.",
        ),
    )
