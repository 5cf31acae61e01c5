"""What the YAML reader says, in words that say how to repair."""

import re

import yaml

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.base.place import Place

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
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines() or [""]
    for number in (line, line - 1):
        if 0 <= number < len(lines) and re.match(r" *\t", lines[number]):
            return Fault(_TAB, _TAB_FIX, Place(file, number + 1, lines[number].index("\t") + 1))
    place = Place(file, line + 1, column + 1)
    said = f"{error.context or ''} {error.problem or ''}"
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


def _character(file: str, text: str, error: Exception) -> Fault:
    position = getattr(error, "position", None)
    start = getattr(error, "start", None)
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    at = found.start() if found else (start or position or 0)
    before = text[:at]
    place = Place(file, before.count("\n") + 1, at - before.rfind("\n"))
    code = f"U+{ord(text[at]):04X}" if at < len(text) else "?"
    return Fault(
        Text(
            en=f"The character {code} cannot stand in a plan.",
            fr=f"Le caractère {code} ne peut figurer dans un plan.",
        ),
        Text(en="Remove it.", fr="Retirez-le."),
        place,
    )
