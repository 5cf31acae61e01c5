"""AL-034: an action must carry the promise made to its segment.

What it checks
    That what an action, or its campaign, ``says`` to a segment is the segment's promise, a key
    message for it, or the brand's promise.

Why it matters
    « Élaboration de l'offre et des messages clés » (004): people believe what they hear twice.

Bad
    segments: {une-fois: {promise: La pièce qui complète la parure}}
    actions:  {parure: {for: une-fois, says: Profitez-en}}

Good
    segments: {une-fois: {promise: La pièce qui complète la parure}}
    actions:  {parure: {for: une-fois, says: La pièce qui complète la parure}}

Source
    Alignment rule of the design notes, layer *brand*; document 004.
"""

import re
import unicodedata
from functools import lru_cache

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-034",
    title=Text(en="Key message missing", fr="Message clé absent"),
    question=Text(
        en="Does every action carry the promise made to its segment?",
        fr="Chaque action porte-t-elle la promesse faite à son segment\u202f?",
    ),
    why=Text(
        en="People believe what they hear twice, from the same voice.",
        fr="On croit ce que l'on entend deux fois, de la même voix.",
    ),
    severity=Severity.WARNING,
    seed="004 « Élaboration de l'offre et des messages clés »",
)

Own = dict[str | None, list[tuple[int, str]]]
"""Key messages by the segment they are for, each with its rank in the plan."""


def check(given: Given) -> Verdicts:
    """Yield one warning for each action that carries none of the messages of its segments."""
    own = _by_segment(given)
    for name, action in given.work.items():
        messages = _messages(given, action, own)
        if not action.segments or not messages or _carried(given, action, messages):
            continue
        a = label(name, action.title)
        yield RULE.broken(
            spot(given, f"actions/{name}", "says"),
            say(
                "{a} says “{words}”, none of the messages of {segments}.",
                "{a} dit « {words} », aucun des messages de {segments}.",
                a=a,
                words=action.says,
                segments=listed(action.segments),
            )
            if action.says
            else say(
                "{a} carries none of the messages of {segments}.",
                "{a} ne porte aucun des messages de {segments}.",
                a=a,
                segments=listed(action.segments),
            ),
            say(
                "Say “{promise}”, or add a key message for this segment.",
                "Dites « {promise} », ou ajoutez un message clé pour ce segment.",
                promise=messages[0],
            ),
            settle=messages[0],
            messages=messages,
        )


def _by_segment(given: Given) -> Own:
    """Put the key messages under the segment they are for, None for everyone, each with its rank."""
    found: Own = {}
    for rank, message in enumerate(given.plan.messages.values()):
        found.setdefault(message.segment, []).append((rank, message.says))
    return found


def _messages(given: Given, action: Action, own: Own) -> list[str]:
    """List what it may say: its segments' promises, messages for them, the brand's promise."""
    plan = given.plan
    segments = [plan.segments[name] for name in action.segments if name in plan.segments]
    promises = [segment.promise for segment in segments if segment.promise]
    ranked = [one for name in {None, *action.segments} for one in own.get(name, ())]
    brand = [plan.brand.promise] if plan.brand and plan.brand.promise else []
    return promises + [says for _, says in sorted(ranked)] + brand


def _carried(given: Given, action: Action, messages: list[str]) -> bool:
    if not action.says:
        return False
    named = given.plan.messages.get(action.says)
    said = f" {_words(named.says if named else action.says)} "
    return any(f" {_words(message)} " in said for message in messages)


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    """Keep letters and digits only, so that case, accents and punctuation do not matter."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))
