"""Lines that stand at another place than was meant: too far, between two levels, at the margin."""

import re

from passerelle.base.errors import Fault
from passerelle.base.ids import is_slug
from passerelle.base.language import Text
from passerelle.plan.reading.stumble import KEY, Stumble, indent, is_section
from passerelle.plan.unreadable import shown

_HARD_SPACES = "\u00a0\u2000-\u200b\u202f\u205f\u3000"
_HARD_INDENT = re.compile(rf" *[{_HARD_SPACES}][ {_HARD_SPACES}]*\S")
_LAYOUT = ("expected key", "mapping values", "expected ':'", "block end", "'-' indicator")
"""What the parser says of a line that stands at the wrong place."""


def hard_space(at: Stumble) -> Fault | None:
    """A line indented with spaces that are none: they are found above the line that suffers."""
    if not at.says(*_LAYOUT):
        return None
    found = [number for number in at.above() if _HARD_INDENT.match(at.lines[number])]
    if not found:
        return None
    column = re.search(f"[{_HARD_SPACES}]", at.lines[found[-1]])
    return at.fault(
        found[-1],
        column.start() if column else 0,
        Text(
            en="The line is indented with no-break spaces, which look like spaces and are none.",
            fr="La ligne est décalée par des espaces insécables, que rien ne distingue à l’écran.",
        ),
        Text(
            en="Delete what stands before its first word, and type spaces with the space bar.",
            fr="Effacez ce qui précède son premier mot, et retapez les espaces à la barre d’espace.",
        ),
    )


def too_deep(at: Stumble) -> Fault | None:
    """``title: x`` and below it ``by: y``, indented as if it were part of the title."""
    found = KEY.match(at.here)
    above = next((n for n in at.above() if n < at.line), None)
    if not found or above is None or "mapping values" not in at.said or at.column >= found.end():
        return None
    wanted, typed = indent(at.lines[above]), indent(at.here)
    holder = KEY.match(at.lines[above])
    if not holder or typed <= wanted or at.lines[above].rstrip().endswith(":"):
        return None
    return at.fault(
        at.line,
        typed,
        Text(
            en=f"{shown(found[3])} is indented too far: {shown(holder[3])} above has its value already.",
            fr=f"{shown(found[3])} est trop décalé : {shown(holder[3])}, au-dessus, a déjà sa valeur.",
        ),
        _spaces(wanted),
    )


def _spaces(wanted: int) -> Text:
    if not wanted:
        return Text(en="Begin it at the margin.", fr="Commencez-la à la marge.")
    return Text(
        en=f"Begin the line with {wanted} spaces, as the one above.",
        fr=f"Commencez la ligne par {wanted} espaces, comme celle du dessus.",
    )


def no_colon(at: Stumble) -> Fault | None:
    """A line that is no name, no item and no note: a text that went on, or a name without colon."""
    if not at.says("expected ':'", "mapping values"):
        return None
    stray = next((n for n in at.above() if n < at.line or "expected ':'" in at.said), None)
    while stray is not None and _says_key(at.lines[stray]):
        stray = stray - 1 if stray == at.line and stray > 0 else None
    if stray is None or not at.lines[stray].strip() or at.lines[stray].lstrip()[:1] in "#-?\"'{[":
        return None
    text = at.lines[stray].strip()
    return at.fault(
        stray,
        indent(at.lines[stray]),
        Text(
            en=f"{shown(text)} stands alone on its line, without a name and its colon.",
            fr=f"{shown(text)} est seul sur sa ligne, sans nom suivi de deux-points.",
        ),
        _joined_or_named(text),
    )


def _joined_or_named(text: str) -> Text:
    """Say how to repair a stray line: a single word may be a name that lost its colon."""
    if is_slug(text):
        return Text(
            en=f"Write {text}: if it is a name; if it ends the text above, put it on the same line.",
            fr=f"Écrivez {text}: si c’est un nom ; s’il finit le texte du dessus, remettez-le sur la même ligne.",
        )
    return Text(
        en="Put it on the same line as the text that it goes on with.",
        fr="Remettez-le sur la même ligne que le texte qu’il continue.",
    )


def _says_key(text: str) -> bool:
    return re.search(r":(\s|$)", text) is not None


def at_margin(at: Stumble) -> Fault | None:
    """A block pasted at the margin: the next line of its section then belongs to nothing."""
    if not at.says("expected key", "block end"):
        return None
    for number in range(at.line - 1, 0, -1):
        found = KEY.match(at.lines[number])
        if found and not found[1]:
            section = next((n for n in range(number - 1, -1, -1) if is_section(at.lines[n])), None)
            if section is None or is_section(at.lines[number]):
                return None
            above = at.lines[section].partition(":")[0]
            return at.fault(
                number,
                0,
                Text(
                    en=f"{shown(found[3])} stands at the margin, where only sections do.",
                    fr=f"{shown(found[3])} est à la marge, où ne se trouvent que les sections.",
                ),
                Text(
                    en=f"Put two spaces before it, and before each of its lines, as below {above}:",
                    fr=f"Mettez deux espaces devant, et devant chacune de ses lignes, comme sous {above}:",
                ),
            )
    return None


def between(at: Stumble) -> Fault | None:
    """A line whose indentation is none of those above it."""
    if "expected key" not in at.said or not KEY.match(at.here):
        return None
    typed, open_here = indent(at.here), 10**6
    known: list[int] = []
    for number in at.above():
        width = indent(at.lines[number])
        if number < at.line and width < open_here:
            known.append(width)
            open_here = width
    if typed in known or not known:
        return None
    near = sorted(sorted(known, key=lambda width: abs(width - typed))[:2])
    return at.fault(
        at.line,
        typed,
        Text(
            en=f"The line does not belong to what is above: it begins with {typed} spaces"
            f" ({' or '.join(map(str, near))} are expected).",
            fr=f"La ligne ne suit pas ce qui précède : elle commence par {typed}"
            f" {'espaces' if typed > 1 else 'espace'} (il en faut {' ou '.join(map(str, near))}).",
        ),
        Text(
            en="Align it with its neighbours.",
            fr="Alignez-la sur ses voisines.",
        ),
    )
