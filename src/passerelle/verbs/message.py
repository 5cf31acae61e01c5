"""``preview-message`` and ``test-message``: what an e-mail action says, on three people, and to yourself."""

import asyncio
from dataclasses import dataclass
from typing import Any

from passerelle.base.errors import NotFound, OutsideError, nearest
from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.carriers import Carried, carried
from passerelle.verbs.due import compiled_messages, people_data
from passerelle.verbs.house import House
from passerelle.verbs.mailroom import channel_of
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.preview import reach_of
from passerelle.verbs.publish import publish

SHOWN = 3


@dataclass(frozen=True, slots=True)
class MessagePreview(Answer):
    """The message of each arm on three people of its audience: the longest name, one with least known, a French one."""

    action: str
    arms: tuple[str, ...]
    shown: tuple[Json, ...]
    faults: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Tested(Answer):
    """A test message that left."""

    action: str
    address: str


def preview_message(house: House, action: str) -> MessagePreview:
    """Render the message of an action for three people.

    Raises:
        NotFound: there is no such e-mail action.
        InputErrors: a template is wrong; file and line are given.
    """
    from passerelle.activation.render import Renderer
    from passerelle.activation.template import missing_faults, render_people

    _, plan = head_plan(house)
    row = _named(plan, action)
    publish(house, plan)
    contexts = _three_people(house, plan, row)
    shown: list[Json] = []
    faults: list[Json] = []
    with Renderer() as renderer:
        messages = compiled_messages(house, row, renderer)
        for arm, compiled in messages.items():
            for context, rendered in zip(
                contexts, render_people(compiled, contexts, renderer), strict=True
            ):
                shown.append(
                    {
                        "arm": arm,
                        "to": context.get("first_name", "–"),
                        "subject": rendered.subject,
                        "html": rendered.html,
                        "text": rendered.text,
                    }
                )
                faults += [plain(fault) for fault in missing_faults(compiled, rendered)]
    unique = {str(fault): fault for fault in faults}
    return MessagePreview(action, tuple(messages), tuple(shown), tuple(unique.values()))


def send_test(house: House, action: str, address: str, arm: str = "") -> Tested:
    """Send the message to one address of your own; it counts for nobody.

    Raises:
        NotFound: there is no such action.
        OutsideError: the mail server did not take it; its answer is given.
    """
    from passerelle.activation.channel import Outgoing
    from passerelle.base.ids import new_id

    found = preview_message(house, action)
    chosen: Any = next((one for one in found.shown if not arm or one["arm"] == arm), found.shown[0])
    message = Outgoing(
        address=address,
        subject=chosen["subject"],
        text=chosen["text"],
        html=chosen["html"],
        message_id=f"{new_id()}@test.invalid",
        at=house.clock.now(),
        unsubscribe_url="",
    )
    with channel_of(house) as channel:
        answer = asyncio.run(_send_one(channel, message))
    if answer.kind.name != "SENT":
        raise OutsideError(
            Text(
                en="The mail server did not take the test message.",
                fr="Le serveur n'a pas accepté le message d'essai.",
            ),
            answer=answer.said,
        )
    return Tested(action, address)


async def _send_one(channel: Any, message: Any) -> Any:  # noqa: ANN401
    line = await channel.open()
    try:
        return await line.send(message)
    finally:
        await line.close()


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


def _three_people(house: House, plan: Plan, row: Carried) -> list[Json]:
    """Choose the people who show what goes wrong: longest name, least known, and a reader of French."""
    found = reach_of(house, row, plan)
    ids = [person for person, reason in found.people() if not reason][:2000]
    known = list(people_data(house, ids).values())
    if not known:
        return [{}]
    longest = max(
        known, key=lambda one: len(str(one.get("first_name", "")) + str(one.get("last_name", "")))
    )
    least = min(known, key=len)
    french = next((one for one in known if one.get("language") == "fr"), known[0])
    return [dict(one) for one in (longest, least, french)][:SHOWN]
