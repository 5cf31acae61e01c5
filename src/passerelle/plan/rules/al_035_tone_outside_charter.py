"""AL-035: the brand's own forbidden words must not be said.

What it checks
    That no word of ``never.words``, of the brand or of the positioning that covers the offers,
    stands in a subject line, in what an action, a campaign or a promotion says, in a promise, a
    benefit, a gain or a key message, in what a tier of a loyalty programme gives, in the title of an
    offer or of an action that people see, in the title and the words of a content, or in the template
    of a message. Case and accents do not matter, nor do the endings of number, gender, degree and
    tense: *cassé*, *cassées*; *cheap*, *cheaper*. A word that merely starts alike is another word,
    and a use right after *no*, *never*, *jamais*, *sans*, *hors*, or within *ne … pas*, is no use. An
    error where people would receive it (subject lines, templates, contents, announcements, titles of
    offers, what a tier gives), a warning elsewhere. That each template and each content carries the
    brand's ``mentions``. And that a content keeps to the themes and the segment of its editorial
    line.

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
from collections.abc import Iterator
from typing import NamedTuple

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Spot, Verdicts, spot
from passerelle.plan.rule_demands import outward
from passerelle.plan.rule_fold import folded, holds
from passerelle.plan.rule_forbidden import uses, uses_as_written
from passerelle.plan.rule_positioning import Stances
from passerelle.plan.rule_words import label, say

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


class _Said(NamedTuple):
    """Words that someone will read: where they stand, and whether they leave the house."""

    node: str
    field: str
    text: str | None
    leaves: bool = False
    line: Place | None = None
    offers: tuple[str, ...] = ()


def check(given: Given) -> Verdicts:
    """Yield one finding for each forbidden word, missing mention and content off its line."""
    plan = given.plan
    nevers = [one.never for one in (plan.brand, *plan.positionings.values()) if one]
    words = any(never.words for never in nevers)
    mentions = plan.brand.mentions if plan.brand else ()
    if words:
        yield from _forbidden(given)
    if mentions:
        yield from _unmentioned(given, mentions)
    sends = any(action.message or action.arms for action in plan.actions.values())
    if (words or mentions) and sends and given.templates is None:
        yield RULE.lacks(say("the templates of the messages", "les modèles des messages"))
    yield from _off_line(given)


def _forbidden(given: Given) -> Verdicts:
    stances = Stances(given.plan)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for said in _everything(given):
        if not said.text:
            continue
        if said.offers not in known:
            known[said.offers] = _words(stances, said.offers)
        for word in known[said.offers]:
            if uses(said.text, word):
                yield RULE.broken(
                    Spot(said.node, said.field, said.line)
                    if said.line
                    else spot(given, said.node, said.field),
                    _sentence(said.text, word),
                    say("Say it in other words.", "Dites-le autrement."),
                    severity=Severity.ERROR if said.leaves else Severity.WARNING,
                    word=word,
                )


def _sentence(text: str, word: str) -> Text:
    if uses_as_written(text, word):
        return say(
            "“{x}” uses “{word}”, a word that the brand never uses.",
            "« {x} » emploie « {word} », un mot que la marque n'emploie jamais.",
            x=_short(text),
            word=word,
        )
    return say(
        "“{x}” uses a form of “{word}”, a word that the brand never uses.",
        "« {x} » emploie une forme de « {word} », un mot que la marque n'emploie jamais.",
        x=_short(text),
        word=word,
    )


def _words(stances: Stances, offers: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words never used for these offers, each once."""
    words = (word for stance in stances.over(offers) for word in stance.never.words)
    return tuple(dict.fromkeys(words))


def _everything(given: Given) -> Iterator[_Said]:
    plan = given.plan
    for name, segment in plan.segments.items():
        yield _Said(f"segments/{name}", "promise", segment.promise)
    for name, positioning in plan.positionings.items():
        offers = positioning.offers
        yield _Said(f"positionings/{name}", "benefit", positioning.benefit, offers=offers)
    for name, one in plan.propositions.items():
        offers = (one.offer,) if one.offer else ()
        yield _Said(f"propositions/{name}", "says", one.says, offers=offers)
        for pain, relief in one.pains.items():
            yield _Said(f"propositions/{name}", f"pains/{pain}", relief, offers=offers)
        for gain, made in one.gains.items():
            field, text = f"gains/{gain}", f"{gain}\n{made or ''}"
            yield _Said(f"propositions/{name}", field, text, offers=offers)
    for name, message in plan.messages.items():
        yield _Said(f"messages/{name}", "says", message.says)
    for name, campaign in plan.campaigns.items():
        yield _Said(f"campaigns/{name}", "says", campaign.says)
    yield from _published(given)


def _published(given: Given) -> Iterator[_Said]:
    plan = given.plan
    seen = outward(given)
    for name, offer in plan.offers.items():
        yield _Said(f"offers/{name}", "title", offer.title, leaves=True, offers=(name,))
    for name, programme in plan.loyalty.items():
        for step, tier in programme.tiers.items():
            yield _Said(f"loyalty/{name}", f"tiers/{step}/gives", tier.gives, leaves=True)
    for name, action in plan.actions.items():
        node, offers = f"actions/{name}", action.offers
        if name in seen:
            yield _Said(node, "title", action.title, offers=offers)
        yield _Said(node, "says", action.says, offers=offers)
        yield _Said(node, "subject", action.subject, leaves=True, offers=offers)
        yield from _templates(given, node, action)
    for name, promotion in plan.promotions.items():
        said, offers = promotion.says, promotion.offers
        yield _Said(f"promotions/{name}", "says", said, leaves=True, offers=offers)
    for name, content in plan.contents.items():
        part = plan.actions.get(content.action or "")  # either: no action is named so
        offers = part.offers if part else ()
        yield _Said(f"contents/{name}", "title", content.title, leaves=True, offers=offers)
        yield _Said(f"contents/{name}", "text", content.text, leaves=True, offers=offers)


def _templates(given: Given, node: str, action: Action) -> Iterator[_Said]:
    """Walk the lines of an action's templates, each with its place."""
    for field, file in _files(action):
        lines = (given.templates or {}).get(file, "").splitlines()
        for position, line in enumerate(lines, 1):
            place = Place(f"templates/{file}", position)
            yield _Said(node, field, line, leaves=True, line=place, offers=action.offers)


def _unmentioned(given: Given, mentions: tuple[str, ...]) -> Verdicts:
    """Yield one warning for each template and each content that lacks a mention, by its first."""
    for node, field, title, text in _carriers(given):
        missing = next((one for one in mentions if not holds(text, one)), None)
        if missing is not None:
            yield RULE.broken(
                spot(given, node, field),
                say(
                    "{x} does not carry “{mention}”, which every message of the brand does.",
                    "{x} ne porte pas « {mention} », que porte chaque message de la marque.",
                    x=title,
                    mention=missing,
                ),
                say("Add it: “{mention}”.", "Ajoutez-la : « {mention} ».", mention=missing),
                severity=Severity.WARNING,
                settle=f"{text.rstrip()} {missing}" if field == "text" else None,
                mention=missing,
            )


def _carriers(given: Given) -> Iterator[tuple[str, str, str, str]]:
    """Walk what carries mentions, as (node, field, title, text)."""
    for name, action in given.plan.actions.items():
        for field, file in _files(action):
            text = (given.templates or {}).get(file)
            if text is not None:
                yield f"actions/{name}", field, file, text
    for name, content in given.plan.contents.items():
        if content.text:
            yield f"contents/{name}", "text", content.title, content.text


def _off_line(given: Given) -> Verdicts:
    """Yield one warning for each content whose theme or segment is not its line's."""
    for name, content in given.plan.contents.items():
        line = given.plan.editorial.get(content.line or "")  # either: no line is named so
        if line is None:
            continue
        words = {"x": content.title, "line": label(str(content.line), line.title)}
        themes = {folded(theme) for theme in line.themes}
        if content.theme and themes and folded(content.theme) not in themes:
            yield RULE.broken(
                spot(given, f"contents/{name}", "theme"),
                say(
                    "{x} speaks of “{theme}”, which is no theme of {line}.",
                    "{x} parle de « {theme} », qui n'est pas un thème de {line}.",
                    theme=content.theme,
                    **words,
                ),
                say(
                    "Choose one of its themes: {themes}.",
                    "Choisissez l'un de ses thèmes : {themes}.",
                    themes=", ".join(line.themes),
                ),
                severity=Severity.WARNING,
                settle=line.themes[0] if len(line.themes) == 1 else None,
                themes=line.themes,
            )
        if content.segment and line.segment and content.segment != line.segment:
            yield RULE.broken(
                spot(given, f"contents/{name}", "segment"),
                say(
                    "{x} is for {s}; {line} speaks to {other}.",
                    "{x} est pour {s} ; {line} parle à {other}.",
                    s=content.segment,
                    other=line.segment,
                    **words,
                ),
                say(
                    "Write it for {other}, or give it another line.",
                    "Écrivez-le pour {other}, ou donnez-lui une autre ligne.",
                    other=line.segment,
                ),
                severity=Severity.WARNING,
                settle=line.segment,
            )


def _files(action: Action) -> Iterator[tuple[str, str]]:
    if action.message:
        yield "message", action.message
    for arm, file in action.arms.items():
        yield f"arms/{arm}", file


def _short(text: str) -> str:
    plain = " ".join(_TAG.sub(" ", text).split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + "…"


_TAG = re.compile(r"<[^>]*>")

_SHOWN = 70
"""Characters of a sentence that are quoted."""
