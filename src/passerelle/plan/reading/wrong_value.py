"""A value of the wrong kind: what is expected there, made of what was typed where that can be."""

import re
from collections.abc import Mapping
from typing import Any

from passerelle.base.language import Text
from passerelle.plan.fields import Entity
from passerelle.plan.reading.choice_words import choose
from passerelle.plan.shape import choices, entity_at, field_at, keys
from passerelle.plan.unreadable import shown

_EXPECTED: tuple[tuple[str, Text], ...] = (
    ("int", Text(en="a whole number, such as 3", fr="un nombre entier, comme 3")),
    ("bool", Text(en="true or false", fr="true (oui) ou false (non)")),
    ("string", Text(en="a text on one line", fr="un texte sur une ligne")),
    (
        "dict",
        Text(
            en="names, each with its value, and no hyphen before them",
            fr="des noms, chacun avec sa valeur, sans tiret devant",
        ),
    ),
    ("model", Text(en="fields, each with its value", fr="des champs, chacun avec sa valeur")),
    ("tuple", Text(en="a list: [one, two]", fr="une liste : [un, deux]")),
    ("date", Text(en="a date: 2027-12-31", fr="une date : 2027-12-31")),
    ("greater", Text(en="a number from 1 to 5", fr="un nombre de 1 à 5")),
    ("less", Text(en="a number from 1 to 5", fr="un nombre de 1 à 5")),
)
_COUNTED = re.compile(r"(\d{1,9})\s*([^\W\d]+)")
_DAYS = re.compile(r"j|jours?|days?", re.IGNORECASE)
_WEEKS = re.compile(r"semaines?|weeks?", re.IGNORECASE)
_WORD = re.compile(r"[\w.-]+")
_YES_NO = {"oui": "true", "vrai": "true", "non": "false", "faux": "false"}
_FEW = 8


def what_fits(error: Mapping[str, Any], path: list[str]) -> Text:
    """Say what to write instead of a value that Pydantic refused."""
    info = field_at(path)
    words = choices(info.annotation) if info else ()
    if words:
        return choose(words, error.get("input"))
    expected = _expected(error, path)
    return Text(en=f"Write {expected.en}.", fr=f"Écrivez {expected.fr}.")


def what_stands(found: object) -> Text:
    """Say that a value cannot stand where it does, or that there is none."""
    if found is None:
        return Text(en="A value is missing here.", fr="Il manque une valeur ici.")
    seen = _kind_of(found)
    return Text(en=f"{seen.en} cannot stand here.", fr=f"{seen.fr} ne convient pas ici.")


def _expected(error: Mapping[str, Any], path: list[str]) -> Text:
    """Say what is expected, made of what was typed where that can be."""
    kind, typed = str(error["type"]), str(error.get("input", "")).strip()
    count = _count_of(typed, path[-1]) if kind.startswith("int") else ""
    if count:
        return Text(en=f"{count}, the number alone", fr=f"{count}, le nombre seul")
    if kind.startswith("bool") and typed.lower() in _YES_NO:
        return Text(en=_YES_NO[typed.lower()], fr=_YES_NO[typed.lower()])
    entity = entity_at(path) if kind.startswith("model") else None
    if entity is not None:
        return _fields_of(entity, path[-1], typed)
    found = next((text for start, text in _EXPECTED if kind.startswith(start)), None)
    return found or Text(en="another value", fr="une autre valeur")


def _count_of(typed: str, key: str) -> str:
    """Take the number out of ``28 jours``; weeks become days where days are asked."""
    found = _COUNTED.fullmatch(typed)
    if not found:
        return ""
    if "days" not in key or _DAYS.fullmatch(found[2]):
        return found[1]
    return str(7 * int(found[1])) if _WEEKS.fullmatch(found[2]) else ""


def _fields_of(entity: type[Entity], key: str, typed: str) -> Text:
    """Show the fields of a group that was written as one text, the text in the first of them."""
    names = list(keys(entity))
    listed = ", ".join(names[:_FEW])
    first = (
        f"{key}: {{{names[0]}: {typed}}}" if _WORD.fullmatch(typed) else f"{key}: {{{names[0]}: …}}"
    )
    return Text(
        en=f"its fields ({listed}), for example {first}",
        fr=f"ses champs ({listed}), par exemple {first}",
    )


def _kind_of(found: object) -> Text:
    if isinstance(found, dict):
        return Text(en="A group of names", fr="Un groupe de noms")
    if isinstance(found, list | tuple):
        return Text(en="A list", fr="Une liste")
    return Text(shown(found), shown(found))
