"""What Pydantic found, as faults with a place and a repair, in both languages."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from passerelle.base.errors import Fault
from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.fields import Entity
from passerelle.plan.reading.choice_words import choose
from passerelle.plan.reading.merge import Merged
from passerelle.plan.shape import choices, entity_at, field_at, keys
from passerelle.plan.unreadable import Unreadable, shown

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

_NO_HINT = Text(en="", fr="")
_MERGE = Text(
    en="Write the fields themselves: a plan is merged by name, not by <<. ",
    fr="Écrivez les champs eux-mêmes : un plan ne se fusionne pas par <<. ",
)
_COMMA_NUMBER = Text(
    en="Inside { }, a comma separates fields: write decimals with a point, as in 0.5. ",
    fr="Entre { }, la virgule sépare les champs : écrivez les décimales avec un point, comme 0.5. ",
)
_HARD_SPACE = Text(
    en="It holds a no-break space, which looks like a space: delete it. ",
    fr="Elle contient une espace insécable, que rien ne distingue à l’écran : effacez-la. ",
)
_MARGIN = Text(
    en="Only sections stand at the margin: put two spaces before what belongs to the one above. ",
    fr="Seules les sections sont à la marge : mettez deux espaces devant ce qui va sous celle du dessus. ",
)
_NOTE = Text(
    en="A note begins with # and a space. ",
    fr="Une note commence par # et une espace. ",
)
_NOTES = {
    "commentaire",
    "comment",
    "comments",
    "note",
    "notes",
    "remarque",
    "remark",
    "todo",
    "memo",
}
_HARD_SPACES = "\u00a0\u202f\u2009"
_COMMA = Text(
    en="Inside { }, put a text that holds a comma between quotes. ",
    fr="Entre { }, mettez entre guillemets un texte qui contient une virgule. ",
)


def explain(errors: list[Any], merged: Merged) -> list[Fault]:
    """Turn Pydantic's errors into faults, one a path.

    Args:
        errors: ``ValidationError.errors()``.
        merged: The data that was refused, with its places.
    """
    found: dict[str, Fault] = {}
    for error in errors:
        path = _path(error["loc"], merged.data)
        if not _left_empty(path, merged):
            found.setdefault("/".join(path), _fault(error, path, merged))
    return list(found.values())


def _left_empty(path: list[str], merged: Merged) -> bool:
    """Whether a field is missing that stands in the text with no value: that is told already."""
    written = merged.places.value("/".join(path))
    return written is not None and written.empty and field_at(path) is not None


def _fault(error: Mapping[str, Any], path: list[str], merged: Merged) -> Fault:
    name = "/".join(path)
    raised = (error.get("ctx") or {}).get("error")
    if isinstance(raised, Unreadable):
        fix = _with(_COMMA, raised.fix) if _cut_by_comma(path, merged.data) else raised.fix
        return Fault(_in(path, raised.what), fix, _spot(name, raised.column, merged))
    if error["type"] == "extra_forbidden":
        return _unknown(path, merged, _hint(path, error.get("input")))
    if error["type"] == "missing":
        return _missing(path, _near(merged.places, path[:-1]))
    return _wrong(error, path, _value_near(merged, path))


def _cut_by_comma(path: list[str], data: Any) -> bool:  # noqa: ANN401
    """Whether ``{shop: 22,90 EUR}`` was read as two keys, « shop » and « 90 EUR » with no value."""
    here, seen = data, []
    for part in path:
        here = here[int(part)] if isinstance(here, list) else here[part]
        seen.append(here)
    return any(
        value is None and str(key)[:1].isdigit()
        for holder in seen[-2:]
        if isinstance(holder, dict)
        for key, value in holder.items()
    )


def _with(first: Text, then: Text) -> Text:
    return Text(en=f"{first.en}{then.en}", fr=f"{first.fr}{then.fr}")


def _path(loc: tuple[str | int, ...], data: Any) -> list[str]:  # noqa: ANN401
    """Keep the parts of Pydantic's path that stand in the text, and a last one that is missing."""
    path: list[str] = []
    here = data
    for part in loc:
        indexed = isinstance(part, int) and isinstance(here, list) and part < len(here)
        if indexed or (isinstance(here, dict) and part in here):
            here = here[part]
        elif not (isinstance(here, dict) and part == loc[-1]):
            continue
        path.append(str(part))
    return path


def _near(places: Mapping[str, Place], path: list[str]) -> Place | None:
    for length in range(len(path), 0, -1):
        place = places.get("/".join(path[:length]))
        if place:
            return place
    return None


def _spot(name: str, column: int, merged: Merged) -> Place | None:
    place = _value_near(merged, name.split("/"))
    written = merged.places.value(name)
    one_line = written is not None and written.text is not None and written.plain
    if place and column and one_line:
        return Place(place.file, place.line, place.column + column - 1)
    return place


def _value_near(merged: Merged, path: list[str]) -> Place | None:
    """Where the value at ``path`` starts, or the nearest one above it."""
    for length in range(len(path), 0, -1):
        written = merged.places.value("/".join(path[:length]))
        if written:
            return written.place
    return None


def _in(path: list[str], what: Text) -> Text:
    where = "/".join(path[1:] if len(path) > 2 else path)  # noqa: PLR2004
    return Text(en=f"{where}: {what.en}", fr=f"{where} : {what.fr}")


def _unknown(path: list[str], merged: Merged, hint: Text) -> Fault:
    entity = entity_at(path[:-1])
    close = _meant(path[-1], entity)
    holder = "/".join(path[:-1])
    near = f"Did you mean {' / '.join(close)}? " if close else ""
    proche = f"Vouliez-vous dire {' / '.join(close)} ? " if close else ""
    rest = _NO_HINT if close else _accepted(list(keys(entity)) if entity else [])
    hint = _NO_HINT if close and hint is _MARGIN else hint
    return Fault(
        Text(
            en=f"The key {shown(path[-1])} is unknown{' in ' + holder if holder else ''}.",
            fr=f"La clé {shown(path[-1])} est inconnue{' dans ' + holder if holder else ''}.",
        ),
        Text(
            en=f"{hint.en}{near}{rest.en}".strip(),
            fr=f"{hint.fr}{proche}{rest.fr}".strip(),
        ),
        _near(merged.places, path),
    )


def _accepted(known: list[str]) -> Text:
    listed = ", ".join(known)
    return Text(en=f"Accepted here: {listed}.", fr=f"Acceptés ici : {listed}.")


def _hint(path: list[str], found: object) -> Text:
    """Say what an unknown key often is: a merge, a cut text, a space that is none, a note."""
    key = path[-1]
    if key == "<<":
        return _MERGE
    if found is None:
        return _COMMA_NUMBER if key[:1].isdigit() else _COMMA
    if any(one in key for one in _HARD_SPACES):
        return _HARD_SPACE
    if len(path) == 1 and isinstance(found, dict):
        return _MARGIN
    return _NOTE if slug_of(key) in _NOTES else _NO_HINT


def _meant(typed: str, entity: type[Entity] | None) -> list[str]:
    """Name the keys that a typed one resembles: its French or English label first, then its letters."""
    if entity is None:
        return []
    word = slug_of(typed)
    labels = {
        key: {slug_of(part) for label in _labels(entity, name) for part in label.split(" : ")}
        for key, name in keys(entity).items()
    }
    same = [key for key, said in labels.items() if word in said]
    same += [key for key in labels if slug_of(key) == word and key not in same]
    return same[:3] or get_close_matches(typed.lower(), list(labels), n=3, cutoff=0.7)


def _labels(entity: type[Entity], name: str) -> tuple[str, str]:
    extra = entity.model_fields[name].json_schema_extra
    said = extra if isinstance(extra, dict) else {}
    french, english = str(said.get("x-fr", "")), str(said.get("x-en", ""))
    return french.replace("\u202f", " ").replace("\u00a0", " "), english.replace(": ", " : ")


def _missing(path: list[str], place: Place | None) -> Fault:
    holder = "/".join(path[:-1])
    info = field_at(path)
    extra = info.json_schema_extra if info and isinstance(info.json_schema_extra, dict) else {}
    return Fault(
        Text(
            en=f"{holder} has no {shown(path[-1])}.",
            fr=f"{holder} n’a pas de {shown(path[-1])}.",
        ),
        Text(
            en=f"Add {path[-1]}: … ({extra.get('x-en', path[-1])}).",
            fr=f"Ajoutez {path[-1]}: … ({extra.get('x-fr', path[-1])}).",
        ),
        place,
    )


def _wrong(error: Mapping[str, Any], path: list[str], place: Place | None) -> Fault:
    info = field_at(path)
    words = choices(info.annotation) if info else ()
    if words:
        fix = choose(words, error.get("input"))
    else:
        expected = _expected(error, path)
        fix = Text(en=f"Write {expected.en}.", fr=f"Écrivez {expected.fr}.")
    return Fault(_in(path, _seen(error.get("input"))), fix, place)


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


def _seen(found: object) -> Text:
    if found is None:
        return Text(en="A value is missing here.", fr="Il manque une valeur ici.")
    seen = _kind_of(found)
    return Text(en=f"{seen.en} cannot stand here.", fr=f"{seen.fr} ne convient pas ici.")


def _kind_of(found: object) -> Text:
    if isinstance(found, dict):
        return Text(en="A group of names", fr="Un groupe de noms")
    if isinstance(found, list | tuple):
        return Text(en="A list", fr="Une liste")
    return Text(shown(found), shown(found))
