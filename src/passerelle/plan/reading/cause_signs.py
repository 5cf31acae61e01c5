"""Signs that the YAML parser takes otherwise than they were meant: quotes, colons, # and bullets."""

import re

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.plan.reading import quotes
from passerelle.plan.reading.stumble import KEY, Stumble

_BULLET = re.compile(r"\s*([•‣▪■●◦·–—])[\s\u00a0]*(?=\w|[\"'«“])")
_GLUED = re.compile(r" *(?:- +)?([a-z_][a-z0-9_-]*):(?!//)([^\s:].*|\u00a0.*)")
_WORD_QUOTES = re.compile(r"( *(?:- +)?[\w-]+: +)[“”„«‘‹]\s*(.*?)\s*[”“»’›]?\s*$")
_BLOCK_SIGN = re.compile(r".*?: *([|>])\s*(.*)")
_NOTE = re.compile(r"\s*(//|/\*)")
_NEAR = 4
"""How many lines above the stumble are looked at."""


def open_quote(at: Stumble) -> Fault | None:
    """A quote opened lines above and closed here by the quote of another text."""
    begun = quotes.opened_before(at.lines, at.line)
    if begun is None:
        return None
    line, column = begun
    sign = at.lines[line][column]
    return at.fault(
        line,
        column,
        Text(
            en=f"The quotes opened here with {sign} are not closed on the line.",
            fr=f"Les guillemets ouverts ici par {sign} ne sont pas refermés sur la ligne.",
        ),
        Text(
            en=f"Put {sign} at the end of the text.",
            fr=f"Mettez {sign} à la fin du texte.",
        ),
    )


def after_quote(at: Stumble) -> Fault | None:
    """A text that its own inner quote or apostrophe ends too early."""
    cut = quotes.ended_early(at.here)
    if cut is None:
        return None
    right = cut.rewritten
    return at.fault(
        at.line,
        max(at.column, cut.end),
        Text(
            en=f"The {cut.sign_en} ends the text between quotes; what follows does not belong to it.",
            fr=f"{cut.sign_fr} met fin au texte entre guillemets ; la suite n’en fait plus partie.",
        ),
        Text(en=f"Write {right}", fr=f"Écrivez {right}"),
    )


def word_quotes(at: Stumble) -> Fault | None:
    """``title: « Stand : day one »``: quotes of a word processor around a text with a colon."""
    found = _WORD_QUOTES.match(at.here)
    if not found or "mapping values" not in at.said:
        return None
    right = found[1].lstrip() + quotes.quoted(found[2])
    return at.fault(
        at.line,
        found.end(1),
        Text(
            en="Curly quotes do not protect the colon of a text: only straight ones do.",
            fr="Seuls les guillemets droits protègent les deux-points d’un texte.",
        ),
        Text(en=f"Write {right}", fr=f"Écrivez {right}"),
    )


def colon_in_text(at: Stumble) -> Fault | None:
    """``title: Pollutec : le stand``: the parser stops at the second colon of the line."""
    found = KEY.match(at.here)
    if not found or "mapping values" not in at.said or at.column < found.end():
        return None
    value = at.here[found.end() :].strip()
    if not value or value[0] in "[{\"'" or KEY.match(value):
        return None
    right = f"{found[3]}: {quotes.quoted(value)}"
    return at.fault(
        at.line,
        at.column,
        Text(
            en="The text holds a colon, which looks like that of a name.",
            fr="Le texte contient deux-points, qui passent pour ceux d’un nom.",
        ),
        Text(en=f"Put it between quotes: {right}", fr=f"Mettez-le entre guillemets : {right}"),
    )


def block_sign(at: Stumble) -> Fault | None:
    """``rate: > 45 %``: the sign opens a text of several lines."""
    found = _BLOCK_SIGN.match(at.here)
    if not found or "block scalar" not in at.said:
        return None
    rest = found[2].strip()
    over = found[1] == ">" and rest[:1].isdigit()
    return at.fault(
        at.line,
        found.start(1),
        Text(
            en=f"A value begins with {found[1]}, a sign that YAML keeps for itself.",
            fr=f"Une valeur commence par {found[1]}, un signe réservé.",
        ),
        Text(en=f"Write: stays over {rest}", fr=f"Écrivez : reste au-dessus de {rest}")
        if over
        else Text(en="Put the value between quotes.", fr="Mettez la valeur entre guillemets."),
    )


def hash_in_braces(at: Stumble) -> Fault | None:
    """``{title: Sale #1, by: x}``: what follows the # is a note, and the brace with it."""
    if "',' or" not in at.said:
        return None
    for number in list(at.above())[:_NEAR]:
        text = at.lines[number]
        found = re.search(r"[{\[][^\"'#]*?(\s#)[^}\]]*[}\]]", text)
        if found:
            return at.fault(
                number,
                found.start(1) + 1,
                Text(
                    en="What follows # is a note, and the closing sign with it.",
                    fr="Ce qui suit # est une note, et le signe qui referme avec.",
                ),
                Text(
                    en="Put the text that holds # between quotes.",
                    fr="Mettez entre guillemets le texte qui contient #.",
                ),
            )
    return None


def glued(at: Stumble) -> Fault | None:
    """``title:Stand``: without the space it is one word, and what follows stumbles."""
    for number in list(at.above())[:_NEAR]:
        found = _GLUED.fullmatch(at.lines[number])
        if found:
            key, value = found[1], found[2].strip()
            return at.fault(
                number,
                found.end(1),
                Text(
                    en=f"A space is missing after {key}:",
                    fr=f"Il manque une espace après {key}:",
                ),
                Text(en=f"Write {key}: {value}", fr=f"Écrivez {key}: {value}"),
            )
    return None


def bullet(at: Stumble) -> Fault | None:
    """A bullet or a long dash at the head of a line."""
    if at.says("',' or", "escape"):
        return None
    for number in at.above():
        found = _BULLET.match(at.lines[number])
        if found:
            what = found[1]
            return at.fault(
                number,
                found.start(1),
                Text(
                    en=f"The line begins with {what}, a bullet of a word processor.",
                    fr=f"La ligne commence par {what}, une puce de traitement de texte.",
                ),
                Text(
                    en="Remove it before a name and its colon; in a list, write - and a space.",
                    fr="Ôtez-la devant un nom suivi de deux-points ; dans une liste, écrivez - et une espace.",
                ),
            )
    return None


def note(at: Stumble) -> Fault | None:
    """A note written as in another language."""
    for number in list(at.above())[:_NEAR]:
        found = _NOTE.match(at.lines[number])
        if found:
            return at.fault(
                number,
                found.start(1),
                Text(
                    en=f"The line begins with {found[1]}, which opens no note here.",
                    fr=f"La ligne commence par {found[1]}, qui n’ouvre pas de note ici.",
                ),
                Text(
                    en="Begin a note with # and a space.",
                    fr="Commencez une note par # et une espace.",
                ),
            )
    return None
