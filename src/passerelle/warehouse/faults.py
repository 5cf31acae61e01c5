"""What can be wrong with a file of data, said with its place and its repair."""

from pathlib import Path

from passerelle.base.errors import Fault, UserError
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.warehouse.targets import Kind

SHOWN = 50
"""How many faults of one file are shown; the others are counted."""

_EXPECTED: dict[Kind, Text] = {
    "text": Text(en="a word the table knows", fr="un mot que la table connaît"),
    "id": Text(en="an id", fr="un identifiant"),
    "number": Text(en="a number", fr="un nombre"),
    "whole": Text(en="a whole number", fr="un nombre entier"),
    "moment": Text(en="a date and time", fr="une date et une heure"),
    "day": Text(en="a date", fr="une date"),
    "yes_no": Text(en="yes or no", fr="oui ou non"),
}

_REPAIR: dict[Kind, Text] = {
    "text": Text(
        en="Correct the cell, or translate the word under `values` of the source.",
        fr="Corrigez la cellule, ou traduisez le mot sous `values` de la source.",
    ),
    "id": Text(
        en="Fill the cell, or leave such rows out with a condition under `keep`.",
        fr="Remplissez la cellule, ou écartez ces lignes par une condition sous `keep`.",
    ),
    "number": Text(
        en='Correct the cell, or say `decimal: ","` or `thousands: ","` in the source.',
        fr='Corrigez la cellule, ou dites `decimal: ","` ou `thousands: ","` dans la source.',
    ),
    "whole": Text(en="Correct the cell.", fr="Corrigez la cellule."),
    "moment": Text(
        en='Correct the cell, or say how the file writes dates: `dates: "%d/%m/%Y"`.',
        fr="Corrigez la cellule, ou dites comment le fichier écrit les dates : "
        '`dates: "%d/%m/%Y"`.',
    ),
    "day": Text(
        en='Correct the cell, or say how the file writes dates: `dates: "%d/%m/%Y"`.',
        fr="Corrigez la cellule, ou dites comment le fichier écrit les dates : "
        '`dates: "%d/%m/%Y"`.',
    ),
    "yes_no": Text(
        en="Correct the cell, or translate the word under `values` of the source.",
        fr="Corrigez la cellule, ou traduisez le mot sous `values` de la source.",
    ),
}


def unread(column: str, found: str, kind: Kind, place: Place) -> Fault:
    """Say that one cell cannot be read."""
    expected = _EXPECTED[kind]
    shown = found if len(found) <= 60 else found[:57] + "…"  # noqa: PLR2004  # one line of a screen
    return Fault(
        Text(
            en=f"{column}: found «{shown}», expected {expected.en}.",
            fr=f"{column} : trouvé « {shown} », attendu : {expected.fr}.",
        ),
        _REPAIR[kind],
        place,
    )


def lacking(column: str, place: Place) -> Fault:
    """Say that a cell that must hold a value is empty."""
    return Fault(
        Text(
            en=f"{column}: the cell is empty, and every row needs it.",
            fr=f"{column} : la cellule est vide, et chaque ligne en a besoin.",
        ),
        _REPAIR["id"],
        place,
    )


def ragged(found: int, expected: int, place: Place) -> Fault:
    """Say that a line has more or fewer cells than the header."""
    return Fault(
        Text(
            en=f"This line has {found} cells, the header has {expected}.",
            fr=f"Cette ligne a {found} cellules, l'en-tête en a {expected}.",
        ),
        Text(
            en="Look for a missing quote, or a separator inside a text without quotes.",
            fr="Cherchez un guillemet oublié, ou un séparateur dans un texte sans guillemets.",
        ),
        place,
    )


def malformed(place: Place, said: str) -> Fault:
    """Say that a line is not in the format of the file."""
    return Fault(
        Text(en="This line cannot be read.", fr="Cette ligne est illisible."),
        Text(
            en="Correct the line, or export the file again.",
            fr="Corrigez la ligne, ou refaites l'export.",
        ),
        place,
        Text(en=said, fr=said),
    )


def more(count: int, file: str) -> Fault:
    """Say how many further faults are not shown."""
    return Fault(
        Text(en=f"{count} more in {file}.", fr=f"{count} autres dans {file}."),
        Text(
            en="--reject-to FILE keeps bad rows aside and loads the others.",
            fr="--reject-to FICHIER met les lignes fautives de côté et charge les autres.",
        ),
    )


def wrong_file(path: Path, en: str, fr: str, place: Place | None = None) -> UserError:
    """Say that a whole file is not what it should be."""
    return UserError(
        Text(en=f"{path.name} {en}.", fr=f"{path.name} {fr}."),
        Text(
            en="Export it again, or name another file under `reads`; nothing was loaded.",
            fr="Refaites l'export, ou nommez un autre fichier sous `reads` ; rien n'a été chargé.",
        ),
        place,
    )
