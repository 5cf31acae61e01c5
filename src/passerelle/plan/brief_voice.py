"""How an action speaks: the editorial lines it follows, for whom its message was written, words of the house."""

from collections.abc import Iterable

from passerelle.base.language import Text
from passerelle.plan.brief_words import AIMS, Line, Lines, joined, same
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.positioning import Term
from passerelle.plan.rule_fold import holds
from passerelle.plan.rule_tags import tag, tag_name
from passerelle.plan.rule_words import label, say


def voice_lines(plan: Plan, name: str, action: Action) -> Lines:
    """Walk how to speak in an action, heading and sentence: for whom it was written, themes, tone, aim, words."""
    message = next(
        (one for key, one in plan.messages.items() if action.says in {key, one.says}), None
    )
    if message and message.segment:
        yield Text(en="Written for", fr="Écrit pour"), same(message.segment)
    if message and message.tags:
        yield (
            Text(en="It appeals to", fr="Il joue sur"),
            joined(tag_name(tag(one)) for one in message.tags),
        )
    lines = {one.line for one in plan.contents.values() if one.action == name}
    for key, line in plan.editorial.items():
        if key not in lines and line.segment not in action.segments:
            continue
        if line.segment:
            title = say("{x}, for {y}", "{x}, pour {y}", x=label(key, line.title), y=line.segment)
        else:
            title = same(label(key, line.title))
        yield Text(en="Editorial line", fr="Ligne éditoriale"), title
        yield Text(en="Speaks of", fr="Parle de"), joined(map(same, line.themes))
        yield Text(en="Tone", fr="Ton"), same(line.tone or "")
        if line.aims:
            yield Text(en="Aims to", fr="Cherche à"), AIMS[line.aims]


def word_lines(plan: Plan, sheet: Iterable[Line]) -> Lines:
    """Walk the words of the glossary that a sheet uses, heading and meaning."""
    texts = {text for _, one in sheet for text in (one.en, one.fr)} if plan.terms else set()
    for key, term in plan.terms.items():
        names = [one for one in (term.en, term.fr, *term.also) if one]
        if any(holds(text, one) for text in texts for one in names):
            yield Text(en="Word of the house", fr="Mot de la maison"), term_text(key, term)


def term_text(key: str, term: Term) -> Text:
    """Say what a word means here, how it is said in the other language, how people see that it is true."""
    names = [one for one in dict.fromkeys((term.fr, term.en, *term.also)) if one]
    seen = [getattr(term.means, each) for each in ("product", "price", "place", "promotion")]
    said = say("{x}: {y}", "{x} : {y}", x=" / ".join(names) or key, y=term.says)
    if not any(seen):
        return said
    return say(
        "{x}; seen in: {y}", "{x} ; se voit à : {y}", x=said, y=", ".join(filter(None, seen))
    )
