"""AL-044: an action must meet people where they are.

What it checks
    That the channel of an action is one of the ``channels`` of each persona that describes one of
    its segments; a persona that names no channel is left alone.

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

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
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


def check(given: Given) -> Verdicts:
    """Yield one warning for each action and persona that do not meet."""
    ranked: dict[str, list[tuple[int, Persona]]] = {}
    for rank, persona in enumerate(given.plan.personas.values()):
        ranked.setdefault(persona.segment, []).append((rank, persona))
    for name, action in given.work.items():
        described = [one for segment in set(action.segments) for one in ranked.get(segment, ())]
        for _, persona in sorted(described, key=itemgetter(0)):
            if not persona.channels or not action.by or action.by in persona.channels:
                continue
            yield RULE.broken(
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
                    "Choose one of these channels, or add {channel} to the persona if you know "
                    "that these people are there.",
                    "Choisissez l'un de ces canaux, ou ajoutez {channel} au persona si vous savez "
                    "qu'on l'y trouve.",
                    channel=action.by,
                ),
                settle=persona.channels[0] if len(persona.channels) == 1 else None,
                channels=persona.channels,
            )
