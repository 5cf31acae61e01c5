"""AL-044: an action must meet people where they are.

What it checks
    That the channel of an action is one of the ``channels`` of each persona that describes one of
    its segments, and that its ``languages`` hold one that the persona reads; that each content is
    read by one of the personas of its segment, or of its action's, and that each of these finds one
    that they read among the contents of the action: of two languages, each may have its own; a content in
    one of the ``languages`` of its action is for whoever reads it, if each persona finds another. A
    persona that names no channel or no language is left alone.

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
from passerelle.plan.operations import Action, Content
from passerelle.plan.positioning import Persona
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import channel_title, channel_titles
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
            if action.languages and not _reads(persona, action.languages):
                yield _unread(given, name, action, persona)
    yield from _contents(given, ranked)


def _contents(given: Given, ranked: Ranked) -> Verdicts:
    """Yield one warning for each content and persona of its people who read neither it nor another."""
    written: dict[tuple[str | None, str], list[Content]] = {}
    for content in given.plan.contents.values():
        for segment in _segments(given, content):
            written.setdefault((content.action, segment), []).append(content)
    for name, content in given.plan.contents.items():
        segments = _segments(given, content) if content.language else ()
        named = [one for one in _described(segments, ranked) if one.languages]
        some = _owed(given, content) or any(_reads(one, _spoken(content)) for one in named)
        for persona in named:
            others = written[content.action, persona.segment]
            served = some and any(_reads(persona, _spoken(one)) for one in others)
            if not served and not _reads(persona, _spoken(content)):
                yield _unread_content(given, (name, content), named, persona)


def _segments(given: Given, content: Content) -> tuple[str, ...]:
    part = given.actions.get(content.action or "")  # either: no action is named so
    return (content.segment,) if content.segment else part.segments if part else ()


def _spoken(content: Content) -> tuple[str, ...]:
    return (content.language,) if content.language else ()


def _reads(persona: Persona, spoken: tuple[str, ...]) -> bool:
    """Whether a persona reads one of some languages; one that names none reads all."""
    read = {one.casefold() for one in persona.languages}
    return not read or bool(read & {one.casefold() for one in spoken})


def _described(segments: tuple[str, ...], ranked: Ranked) -> list[Persona]:
    """Give the personas of some segments, in the order of the text."""
    found = [one for segment in set(segments) for one in ranked.get(segment, ())]
    return [persona for _, persona in sorted(found, key=itemgetter(0))]


def _elsewhere(given: Given, name: str, action: Action, persona: Persona) -> Finding:
    """Say so; a stand or a call is no letter: only the channel that its own lever names is offered."""
    lever = action.lever
    return RULE.broken(
        spot(given, f"actions/{name}", "by"),
        say(
            "{a} goes by {channel}, where “{persona}” is not: {channels}.",
            "{a} passe par {channel}, où « {persona} » n'est pas : {channels}.",
            a=label(name, action.title),
            channel=channel_title(given, action.by),
            persona=persona.title,
            channels=channel_titles(given, persona.channels),
        ),
        say(
            "Choose one of these channels, or add `{channel}` to the `channels` of the persona if you "
            "know that these people are there.",
            "Choisissez l'un de ces canaux, ou ajoutez `{channel}` aux `channels` du persona si vous "
            "savez qu'on l'y trouve.",
            channel=action.by,
        ),
        settle=lever if lever in persona.channels else None,
        channels=persona.channels,
    )


def _unread(given: Given, name: str, action: Action, persona: Persona) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "languages"),
        _words(label(name, action.title), action.languages, persona),
        say(
            "Write it in a language that these people read as well.",
            "Écrivez-la aussi dans une langue que lisent ces personnes.",
        ),
        languages=persona.languages,
    )


def _unread_content(
    given: Given, what: tuple[str, Content], named: list[Persona], persona: Persona
) -> Finding:
    """Say of a content that a persona does not read it; where others do, that one more is missing."""
    name, content = what
    needed = _owed(given, content)
    some = needed or any(_reads(one, _spoken(content)) for one in named)
    common = set.intersection(*(set(one.languages) for one in named))
    return RULE.broken(
        spot(given, f"contents/{name}", "language"),
        _words(content.title, _spoken(content), persona),
        say(
            "Add one in a language that these people read, or say in `segment` for whom this one is.",
            "Ajoutez-en un dans une langue que lisent ces personnes, ou dites dans `segment` à qui "
            "s'adresse celui-ci.",
        )
        if some
        else say(
            "Write it in a language that these people read.",
            "Écrivez-le dans une langue que lisent ces personnes.",
        ),
        settle=common.pop() if len(common) == 1 and not (some or content.text) else None,
        languages=persona.languages,
    )


def _owed(given: Given, content: Content) -> bool:
    """Whether a content is in a language that its action says it is in, for people of no persona."""
    action = given.actions.get(content.action or "")  # either: no action is named so
    return action is not None and content.language in action.languages


def _words(title: str, spoken: tuple[str, ...], persona: Persona) -> Text:
    return say(
        "{x} is in {spoken}; “{persona}” reads {read}.",
        "{x} est en {spoken} ; « {persona} » lit : {read}.",
        x=title,
        spoken=listed(map(language_name, spoken)),
        persona=persona.title,
        read=listed(map(language_name, persona.languages)),
    )
