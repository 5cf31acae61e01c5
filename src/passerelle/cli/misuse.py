"""What the parser of the command line says of a mistyped command, in both languages."""

import re

from passerelle.base.language import Text

_WRONG: tuple[tuple[str, str], ...] = (
    (r"No such command '(.+?)'", "il n’y a pas de commande « {0} »."),
    (r"No such option: ([^\s.]+)", "l’option {0} n’existe pas ici."),
    (r"Missing argument '(.+?)'", "il manque « {0} »."),
    (r"Missing option '(.+?)'", "il manque l’option {0}."),
    (r"Missing command", "il manque la commande."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+?)\)", "« {0} » est de trop."),
    (r"Option '(.+?)' requires an argument", "l’option {0} attend une valeur."),
    (r"Option '(.+?)' does not take a value", "l’option {0} n’attend pas de valeur."),
    (r"Invalid value for '(.+?)':.*integer", "{0} attend un nombre entier."),
    (r"Invalid value for '(.+?)':.*(?:number|float)", "{0} attend un nombre."),
    (r"Invalid value for '(.+?)':", "la valeur de {0} ne convient pas."),
)
"""The parser's English, of one version or another, and what is said instead: the first that fits."""

_MEANT = re.compile(r"\((?:Did you mean|Possible options)[^:]*: (.+?)\??\)|Did you mean (.+?)\?")
_UNREAD = "elle ne se lit pas."
_BEFORE = {"-w", "--workspace", "--lang"}
"""Options of the program itself, which stand before the command."""


def misuse(said: str, option: str = "") -> Text:
    """Say what is wrong with a command as it was typed.

    Args:
        said: The parser's own sentence, in English.
        option: The option that it does not know, if that is what is wrong.

    >>> misuse("No such command 'chek'. Did you mean 'check'?").fr
    'il n’y a pas de commande « chek ». Vouliez-vous dire check ?'
    """
    return Text(
        en=f"{_ended(said)}{_where(option).en}",
        fr=f"{_wrong(said)}{_meant(said)}{_where(option).fr}",
    )


def _ended(said: str) -> str:
    return said if said.endswith((".", "?", ")")) else f"{said}."


def _wrong(said: str) -> str:
    for english, french in _WRONG:
        found = re.search(english, said, re.DOTALL)
        if found:
            return french.format(*found.groups())
    return _UNREAD


def _meant(said: str) -> str:
    found = _MEANT.search(said)
    names = (found[1] or found[2]).replace("'", "") if found else ""
    return f" Vouliez-vous dire {names} ?" if names else ""


def _where(option: str) -> Text:
    if option not in _BEFORE:
        return Text(en="", fr="")
    return Text(
        en=f" Write {option} right after passerelle, before the command.",
        fr=f" Écrivez {option} juste après passerelle, avant la commande.",
    )
