"""AL-035: the brand's own forbidden words must not be said.

What it checks
    That none of ``brand.never.words`` stands in a subject line, in what an action or campaign says,
    in a promise or a key message, or in the template of a message; case and accents do not matter.
    An error where people would receive it (subject lines, templates), a warning elsewhere.

Why it matters
    « Une communication axée sur l'élégance et le prestige » (002) is undone by one word.

Bad
    brand: {never: {words: [prix cassés]}}
    actions: {a: {subject: Prix cassés sur le lin}}

Good
    brand: {never: {words: [prix cassés]}}
    actions: {a: {subject: Le lin que l'on garde}}

Source
    Alignment rule of the design notes, layer *brand*; document 002.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Spot, Verdicts, spot
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-035",
    title=Text(en="Tone outside charter", fr="Ton hors charte"),
    question=Text(
        en="Is nothing said in words that the brand never uses?",
        fr="Rien n'est-il dit avec des mots que la marque n'emploie jamais\u202f?",
    ),
    why=Text(
        en="One word can undo what the brand took years to say.",
        fr="Un mot suffit à défaire ce que la marque a mis des années à dire.",
    ),
    severity=Severity.ERROR,
    seed="002 « une communication axée sur l'élégance et le prestige »",
)


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that someone will read: where they stand, and whether they leave the house."""

    node: str
    field: str
    text: str
    leaves: bool = False
    line: Place | None = None


def check(given: Given) -> Verdicts:
    """Yield one finding for each place where a forbidden word stands."""
    brand = given.plan.brand
    if brand is None or not brand.never.words:
        return
    words = {word: _folded(word) for word in brand.never.words if _folded(word)}
    for said in _everything(given):
        text = f" {_folded(said.text)} "
        for word, folded in words.items():
            if f" {folded} " in text:
                yield RULE.broken(
                    Spot(said.node, said.field, said.line)
                    if said.line
                    else spot(given, said.node, said.field),
                    say(
                        "“{x}” uses “{word}”, a word that the brand never uses.",
                        "« {x} » emploie « {word} », un mot que la marque n'emploie jamais.",
                        x=_short(said.text),
                        word=word,
                    ),
                    say("Say it in other words.", "Dites-le autrement."),
                    severity=Severity.ERROR if said.leaves else Severity.WARNING,
                    word=word,
                )
    if given.templates is None and any(
        action.message or action.arms for action in given.plan.actions.values()
    ):
        yield RULE.lacks(say("the templates of the messages", "les modèles des messages"))


def _everything(given: Given) -> Iterator[_Said]:
    plan = given.plan
    for name, segment in plan.segments.items():
        yield _Said(f"segments/{name}", "promise", segment.promise or "")
    for name, message in plan.messages.items():
        yield _Said(f"messages/{name}", "says", message.says)
    for name, campaign in plan.campaigns.items():
        yield _Said(f"campaigns/{name}", "says", campaign.says or "")
    for name, action in plan.actions.items():
        node = f"actions/{name}"
        yield _Said(node, "says", action.says or "")
        yield _Said(node, "subject", action.subject or "", leaves=True)
        yield from _templates(given, node, action)


def _templates(given: Given, node: str, action: Action) -> Iterator[_Said]:
    """Walk the lines of an action's templates, each with its place."""
    for field, file in _files(action):
        lines = (given.templates or {}).get(file, "").splitlines()
        for position, line in enumerate(lines, 1):
            yield _Said(node, field, line, leaves=True, line=Place(f"templates/{file}", position))


def _files(action: Action) -> Iterator[tuple[str, str]]:
    if action.message:
        yield "message", action.message
    for arm, file in action.arms.items():
        yield f"arms/{arm}", file


def _short(text: str) -> str:
    plain = " ".join(_TAG.sub(" ", text).split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Keep letters and digits only, so that case, accents and punctuation do not matter."""
    folded = unicodedata.normalize("NFKD", _TAG.sub(" ", text).casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))


_TAG = re.compile(r"<[^>]*>")

_SHOWN = 70
"""Characters of a sentence that are quoted."""
