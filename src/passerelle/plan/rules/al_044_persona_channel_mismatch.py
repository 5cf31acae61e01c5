"""AL-044: an action must meet people where they are.

What it checks
    That the channel of an action is one of the ``channels`` of each persona that describes one of
    its segments, and that its ``languages`` hold one that the persona reads; that the language of a
    content is read by the personas of its segment, or of its action's. A persona that names no
    channel or no language is left alone.

Why it matters
    « Identifier les cibles et adapter le contenu à leurs attentes » (000).

Bad
    segments: {hoteliers: {rank: 1}}
    personas: {faure: {title: Madame Faure, segment: hoteliers, channels: [phone]}}
    actions: {video: {for: hoteliers, by: social}}

Good
    segments: {hoteliers: {rank: 1}}
    personas: {faure: {title: Madame Faure, segment: hoteliers, channels: [phone, event]}}
    actions: {salon: {for: hoteliers, by: event}}

Source
    Alignment rule of the design notes, layer *segment*; document 000.
"""

from operator import itemgetter

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text, language_name
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.positioning import Persona
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-044",
    title=Text(en="Persona/channel mismatch", fr="Canal inadapté au persona"),
    question=Text(
        en="Does every action use a channel where its people are?",
        fr="Chaque action emprunte-t-elle un canal où se trouvent ses destinataires\u202f?",
    ),
    why=Text(
        en="Nobody reads what is said where they never go.",
        fr="Personne ne lit ce qui se dit là où il ne va pas.",
    ),
    severity=Severity.WARNING,
    seed="000 « Identifier les cibles et adapter le contenu à leurs attentes »",
)

Ranked = dict[str, list[tuple[int, Persona]]]
"""Personas by segment, each with its rank in the plan."""


def check(given: Given) -> Verdicts:
    """Yield one warning for each action or content and persona that do not meet."""
    ranked: Ranked = {}
    for rank, persona in enumerate(given.plan.personas.values()):
        ranked.setdefault(persona.segment, []).append((rank, persona))
    for name, action in given.work.items():
        for persona in _described(action.segments, ranked):
            if persona.channels and action.by and action.by not in persona.channels:
                yield _elsewhere(given, name, action, persona)
            if action.languages:
                title = label(name, action.title)
                spoken = action.languages
                yield from _unread(given, f"actions/{name}", "languages", title, spoken, persona)
    for name, content in given.plan.contents.items():
        part = given.actions.get(content.action or "")  # either: no action is named so
        segments = (content.segment,) if content.segment else part.segments if part else ()
        for persona in _described(segments, ranked) if content.language else ():
            node, spoken = f"contents/{name}", (str(content.language),)
            yield from _unread(given, node, "language", content.title, spoken, persona)


def _described(segments: tuple[str, ...], ranked: Ranked) -> list[Persona]:
    """Give the personas of some segments, in the order of the text."""
    found = [one for segment in set(segments) for one in ranked.get(segment, ())]
    return [persona for _, persona in sorted(found, key=itemgetter(0))]


def _elsewhere(given: Given, name: str, action: Action, persona: Persona) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "by"),
        say(
            "{a} goes by {channel}, where “{persona}” is not: {channels}.",
            "{a} passe par {channel}, où « {persona} » n'est pas : {channels}.",
            a=label(name, action.title),
            channel=action.by,
            persona=persona.title,
            channels=listed(persona.channels),
        ),
        say(
            "Choose one of these channels, or add {channel} to the persona if you know that these "
            "people are there.",
            "Choisissez l'un de ces canaux, ou ajoutez {channel} au persona si vous savez qu'on "
            "l'y trouve.",
            channel=action.by,
        ),
        settle=persona.channels[0] if len(persona.channels) == 1 else None,
        channels=persona.channels,
    )


def _unread(
    given: Given, node: str, field: str, title: str, spoken: tuple[str, ...], persona: Persona
) -> Verdicts:
    """Yield one warning when a persona reads none of the languages that something speaks."""
    read = persona.languages
    if not read or {one.casefold() for one in spoken} & {one.casefold() for one in read}:
        return
    yield RULE.broken(
        spot(given, node, field),
        say(
            "{x} is in {spoken}; “{persona}” reads {read}.",
            "{x} est en {spoken} ; « {persona} » lit : {read}.",
            x=title,
            spoken=listed(map(language_name, spoken)),
            persona=persona.title,
            read=listed(map(language_name, read)),
        ),
        say(
            "Write it in a language that these people read.",
            "Écrivez-le dans une langue que lisent ces personnes.",
        ),
        settle=read[0] if len(read) == 1 else None,
        languages=read,
    )
