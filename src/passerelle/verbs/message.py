"""``message``: what an e-mail action says, on three telling people, and in one's own mailbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.base.errors import NotFound, OutsideError, nearest
from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.briefs import guidance
from passerelle.verbs.carriers import Carried, carried
from passerelle.verbs.due import compiled_messages, people_data
from passerelle.verbs.house import House
from passerelle.verbs.mailroom import channel_of
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.preview import reach_of
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.activation.enqueue import Recipient
    from passerelle.activation.links import Links
    from passerelle.activation.template import Compiled

LOOKED_AT = 2_000
"""People of the audience among whom the three are chosen."""


@dataclass(frozen=True, slots=True)
class MessagePreview(Answer):
    """The message of each arm on three people: the longest name, the least known, a French reader.

    ``guidance`` is what the plan tells whoever writes it, heading and sentence in both languages.
    """

    action: str
    arms: tuple[str, ...]
    shown: tuple[Json, ...]
    guidance: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Tested(Answer):
    """A test message that left."""

    action: str
    address: str


def preview_message(house: House, action: str) -> MessagePreview:
    """Render the message of an action for three people of its audience.

    Raises:
        NotFound: there is no such e-mail action.
        InputErrors: a template is wrong; file and line are given.
    """
    from passerelle.activation.preview import preview
    from passerelle.activation.render import Renderer

    _, plan = head_plan(house)
    row = _named(plan, action)
    people = tuple(_some_people(house, plan, row))
    shown: list[Json] = []
    with Renderer() as renderer:
        messages = compiled_messages(house, row, renderer)
        for arm, compiled in messages.items():
            links = _links(house, row, compiled)
            shown += [
                {"arm": arm, **plain(one)} for one in preview(compiled, people, links, renderer)
            ]
    return MessagePreview(action, tuple(messages), tuple(shown), tuple(guidance(plan, action)))


def send_test(house: House, action: str, address: str, arm: str = "") -> Tested:
    """Send the message to one address of your own; it counts for nobody.

    Raises:
        NotFound: there is no such action.
        OutsideError: the mail server did not take it; its answer is given.
    """
    from passerelle.activation.enqueue import Recipient
    from passerelle.activation.preview import send_test as send_one
    from passerelle.activation.render import Renderer

    _, plan = head_plan(house)
    row = _named(plan, action)
    with Renderer() as renderer:
        messages = compiled_messages(house, row, renderer)
    compiled = messages.get(arm) or next(iter(messages.values()))
    data = next((person.data for person in _some_people(house, plan, row)), {})
    to = Recipient("test", address, data=data)
    with channel_of(house) as channel:
        answer = send_one(channel, compiled, to, _links(house, row, compiled), clock=house.clock)
    if answer.kind.name != "SENT":
        raise OutsideError(
            Text(
                en="The mail server did not take the test message.",
                fr="Le serveur n'a pas accepté le message d'essai.",
            ),
            answer=answer.said,
        )
    return Tested(action, address)


def _links(house: House, row: Carried, compiled: "Compiled") -> "Links":
    from passerelle.activation.links import Links

    code = row.action.tracking or row.name
    return Links(house.settings.address, house.workspace.secret(), code, compiled.hosts)


def _named(plan: Plan, name: str) -> Carried:
    known = {row.name: row for row in carried(plan) if row.by == "send"}
    if name not in known:
        raise NotFound(
            Text(
                en=f"There is no e-mail action '{name}'.",
                fr=f"Il n'y a pas d'action e-mail « {name} ».",
            ),
            nearest(name, known),
        )
    return known[name]


def _some_people(house: House, plan: Plan, row: Carried) -> "Iterator[Recipient]":
    """Give the first people reached, with what is known of them."""
    from passerelle.activation.enqueue import Recipient

    publish(house, plan)
    found = reach_of(house, row, plan)
    ids = [person for person, reason in found.people() if not reason][:LOOKED_AT]
    for person, data in people_data(house, ids).items():
        address = str(data.pop("email", ""))
        yield Recipient(person, address, data=data)
