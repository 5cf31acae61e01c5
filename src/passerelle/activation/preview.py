"""See a message before it leaves: on three telling people, and in one's own mailbox."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passerelle.activation.channel import Answer, Channel, Outgoing
from passerelle.activation.enqueue import Recipient
from passerelle.activation.links import Links
from passerelle.activation.render import Plain, Renderer
from passerelle.activation.template import (
    Compiled,
    error_fault,
    missing_faults,
    render_people,
)
from passerelle.base.clock import Clock
from passerelle.base.errors import Fault
from passerelle.base.ids import new_id
from passerelle.base.language import Text

LONGEST = Text(en="the longest name", fr="le nom le plus long")
LEAST_KNOWN = Text(en="the person we know least", fr="la personne la moins connue")
FRENCH = Text(en="a person who reads French", fr="une personne qui lit le français")


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as one person would read it; ``faults`` say what is missing, and where."""

    who: Text
    person: str
    subject: str
    html: str
    text: str
    faults: tuple[Fault, ...]


def preview(
    compiled: Compiled, people: Sequence[Recipient], links: Links, renderer: Renderer
) -> tuple[Preview, ...]:
    """Show a message to three people: longest name, least known, French-reading.

    Args:
        compiled: The message.
        people: A sample of its audience; people left out are not shown.
        links: Makes the links; the way out of a preview leads nowhere.
        renderer: Renders.

    Returns:
        At most three previews, each of another person.
    """
    chosen = telling(people)
    contexts = [_context(person, links) for _, person in chosen]
    shown: list[Preview] = []
    done = render_people(compiled, contexts, renderer)
    for (who, person), rendered in zip(chosen, done, strict=True):
        html, text = links.rewrite(rendered.html, rendered.text)
        faults = missing_faults(compiled, rendered)
        if rendered.error:
            faults = (error_fault(compiled.file, rendered, compiled.source),)
        shown.append(Preview(who, person.person, rendered.subject, html, text, faults))
    return tuple(shown)


def telling(people: Sequence[Recipient]) -> tuple[tuple[Text, Recipient], ...]:
    """Choose the three people on whom a message most often looks wrong."""
    left = [person for person in people if not person.reason]
    chosen: list[tuple[Text, Recipient]] = []
    french = [person for person in left if str(person.data.get("language", "")).startswith("fr")]
    wishes = (
        (LONGEST, left, lambda person: (len(_name(person)), person.person)),
        (LEAST_KNOWN, left, lambda person: (-_known(person), person.person)),
        (FRENCH, french, lambda person: (person.person,)),
    )
    for who, some, order in wishes:
        free = [person for person in some if person not in [taken for _, taken in chosen]]
        if free:
            chosen.append((who, max(free, key=order)))
    return tuple(chosen)


def send_test(
    channel: Channel, compiled: Compiled, to: Recipient, links: Links, *, clock: Clock
) -> Answer:
    """Send one message to one's own address, outside any send: nothing is counted or recorded.

    Raises:
        ChannelDown: The mail server cannot be used.
    """
    with Renderer() as renderer:
        rendered = render_people(compiled, [_context(to, links)], renderer)[0]
    html, text = links.rewrite(rendered.html, rendered.text)
    message = Outgoing(
        to.address,
        f"[test] {rendered.subject}",
        text,
        html,
        f"{new_id()}@test.invalid",
        clock.now(),
    )
    return asyncio.run(_send_one(channel, message))


async def _send_one(channel: Channel, message: Outgoing) -> Answer:
    line = await channel.open()
    try:
        return await line.send(message)
    finally:
        await line.close()


def _context(person: Recipient, links: Links) -> Mapping[str, Plain]:
    return {**person.data, "unsubscribe_url": links.unsubscribe("preview")}


def _name(person: Recipient) -> str:
    return f"{person.data.get('first_name', '')} {person.data.get('last_name', '')}"


def _known(person: Recipient) -> int:
    return sum(1 for value in person.data.values() if value not in (None, ""))
