"""What the YAML reader says, in words that say how to repair."""

import re
from typing import Any

import yaml

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.reading.causes import likely_cause
from passerelle.plan.reading.stumble import Stumble

_TAB = Text(
    en="The line is indented with a tab.",
    fr="La ligne est décalée par une tabulation.",
)
_TAB_FIX = Text(
    en="Indent with two spaces for each level.",
    fr="Décalez avec deux espaces par niveau.",
)

_KNOWN: tuple[tuple[str, Text, Text], ...] = (
    (
        "did not find expected ',' or '}'",
        Text(en="A map opened with { is not closed.", fr="Une accolade { n’est pas refermée."),
        Text(
            en="Close it with }, separate its parts with commas, quote texts that hold commas.",
            fr="Refermez-la avec } ; guillemets autour d’un texte à virgule.",
        ),
    ),
    (
        "did not find expected ',' or ']'",
        Text(en="A list opened with [ is not closed.", fr="Un crochet [ n’est pas refermé."),
        Text(
            en="Close it with ], separate its parts with commas.",
            fr="Refermez-le avec ], séparez par des virgules.",
        ),
    ),
    (
        "unknown escape character",
        Text(
            en="Between double quotes a backslash starts an escape, and this is none.",
            fr="Entre guillemets doubles, la barre inverse annonce un échappement inconnu ici.",
        ),
        Text(
            en="Put the text between single quotes, or write the backslash twice.",
            fr="Mettez le texte entre apostrophes, ou doublez la barre inverse.",
        ),
    ),
    (
        "did not find expected hexdecimal number",
        Text(
            en="Between double quotes a backslash starts an escape, and this is none.",
            fr="Entre guillemets doubles, la barre inverse annonce un échappement inconnu ici.",
        ),
        Text(
            en="Put the text between single quotes, or write the backslash twice.",
            fr="Mettez le texte entre apostrophes, ou doublez la barre inverse.",
        ),
    ),
    (
        "found incompatible YAML document",
        Text(
            en="The line %YAML asks for another version of YAML.",
            fr="La ligne %YAML demande une autre version de YAML.",
        ),
        Text(en="Remove that line.", fr="Retirez cette ligne."),
    ),
    (
        "found duplicate %",
        Text(en="A line that starts with % stands twice.", fr="Une ligne en % figure deux fois."),
        Text(en="Remove both lines.", fr="Retirez les deux lignes."),
    ),
    (
        "did not find expected <document start>",
        Text(
            en="The document ended above, and something follows.",
            fr="Le document finit plus haut, et quelque chose suit.",
        ),
        Text(
            en="Check brackets and the line ... above, or move what follows to its own file.",
            fr="Vérifiez les crochets et la ligne ... plus haut, ou déplacez la suite.",
        ),
    ),
    (
        "did not find expected '-' indicator",
        Text(
            en="The line does not belong to the list above.",
            fr="La ligne ne suit pas la liste qui précède.",
        ),
        Text(
            en="Begin it with a hyphen, as its neighbours, or give it a name of its own above.",
            fr="Commencez-la par un tiret comme ses voisines, ou donnez-lui un nom au-dessus.",
        ),
    ),
    (
        "mapping values are not allowed",
        Text(
            en="There is a colon where none is expected.",
            fr="Il y a deux-points là où l’on n’en attend pas.",
        ),
        Text(
            en="Put a text that holds « : » between quotes, and check the indentation.",
            fr="Mettez entre guillemets un texte qui contient « : », et vérifiez le décalage.",
        ),
    ),
    (
        "found unexpected end of stream",
        Text(
            en="A text between quotes is not closed.",
            fr="Un texte entre guillemets n’est pas refermé.",
        ),
        Text(en="Close the quotes.", fr="Refermez les guillemets."),
    ),
    (
        "could not find expected ':'",
        Text(
            en="A line has no colon after its name.",
            fr="Une ligne n’a pas de deux-points après son nom.",
        ),
        Text(en="Write name: value", fr="Écrivez nom: valeur"),
    ),
    (
        "did not find expected key",
        Text(
            en="The line does not belong to what is above.",
            fr="La ligne ne suit pas ce qui précède.",
        ),
        Text(
            en="Align it with its neighbours; put a text with quotes inside between other quotes.",
            fr="Alignez-la sur ses voisines ; entourez de guillemets un texte qui en contient.",
        ),
    ),
    (
        "cannot start any token",
        Text(
            en="A value starts with a sign that YAML keeps for itself.",
            fr="Une valeur commence par un signe réservé.",
        ),
        Text(en="Put the value between quotes.", fr="Mettez la valeur entre guillemets."),
    ),
    (
        "alphabetic or numeric",
        Text(
            en="A value starts with & or *, which YAML keeps for itself.",
            fr="Une valeur commence par & ou *, signes réservés.",
        ),
        Text(en="Put the value between quotes.", fr="Mettez la valeur entre guillemets."),
    ),
)


def yaml_fault(file: str, text: str, error: Exception) -> Fault:
    """Turn an error of the YAML reader into a fault with its place.

    Args:
        file: Name of the file, for the place.
        text: Its text, to look at the faulty line.
        error: What the reader raised.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        return _character(file, text, error)
    text = text.removeprefix("\ufeff")  # the parser never saw it, and counts without it
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines() or [""]
    unseen = _tab(file, lines, line) or _marked(file, lines, line)
    said = f"{error.context or ''} {error.problem or ''}"
    sign = text[mark.index : mark.index + 1] if mark else ""
    if not unseen and not _closes_nothing(sign, said):
        unseen = likely_cause(Stumble(file, lines, line, column, said))
    if unseen:
        return unseen
    opened = error.context_mark
    if opened and mark and _is_open(text, opened, mark):
        line, column = opened.line, opened.column
    return _said(error, sign, Place(file, line + 1, column + 1))


def _tab(file: str, lines: list[str], line: int) -> Fault | None:
    for number in (line, line - 1):
        if 0 <= number < len(lines) and re.match(r" *\t", lines[number]):
            return Fault(_TAB, _TAB_FIX, Place(file, number + 1, lines[number].index("\t") + 1))
    return None


def _said(error: yaml.MarkedYAMLError, sign: str, place: Place) -> Fault:
    """Give what the reader says in our words; ``sign`` is where it stumbled."""
    said = f"{error.context or ''} {error.problem or ''}"
    if _closes_nothing(sign, said):
        return _closed_twice(sign, place)
    for words, what, fix in _KNOWN:
        if words in said:
            return Fault(what, fix, place)
    return Fault(
        Text(en="The text is not valid YAML here.", fr="Le texte n’est pas du YAML valable ici."),
        Text(
            en="Check indentation, colons, brackets and quotes on this line and the one above.",
            fr="Vérifiez décalage, deux-points, crochets et guillemets ici et au-dessus.",
        ),
        place,
        Text(en=f"The reader says: {said.strip()}.", fr=f"Le lecteur dit : {said.strip()}."),
    )


def _closes_nothing(sign: str, said: str) -> bool:
    return sign in {"}", "]"} and "did not find expected key" in said


def _closed_twice(sign: str, place: Place) -> Fault:
    return Fault(
        Text(en=f"The {sign} here closes nothing.", fr=f"Le {sign} d’ici ne referme rien."),
        Text(en="Remove it, or open one before.", fr="Retirez-le, ou ouvrez-en un avant."),
        place,
    )


def _is_open(text: str, opened: Any, mark: Any) -> bool:  # noqa: ANN401 (the parser's marks)
    """Whether the fault is what was opened: the reader stumbles lines later, or at the very end."""
    bracket = text[opened.index : opened.index + 1] in {"{", "["}
    return mark.index >= len(text.rstrip()) or (bracket and mark.line > opened.line)


def _marked(file: str, lines: list[str], line: int) -> Fault | None:
    """A byte order mark inside the text is seen by nobody, so it is named."""
    found = lines[line].find("\ufeff") if 0 < line < len(lines) else -1
    if found < 0:
        return None
    return _forbidden("\ufeff", Place(file, line + 1, found + 1))


def _character(file: str, text: str, error: Exception) -> Fault:
    position = getattr(error, "position", None)
    start = getattr(error, "start", None)
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    at = found.start() if found else (start or position or 0)
    before = text[:at]
    place = Place(file, before.count("\n") + 1, at - before.rfind("\n"))
    return _forbidden(text[at : at + 1], place)


def _forbidden(character: str, place: Place) -> Fault:
    code = f"U+{ord(character):04X}" if character else "?"
    return Fault(
        Text(
            en=f"The character {code} cannot stand in a plan.",
            fr=f"Le caractère {code} ne peut figurer dans un plan.",
        ),
        Text(en="Remove it.", fr="Retirez-le."),
        place,
    )
