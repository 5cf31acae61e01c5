"""An unknown key: what it was meant to be, and what stands in its place."""

from difflib import get_close_matches

from passerelle.base.errors import Fault
from passerelle.base.ids import slug_of
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.fields import Entity
from passerelle.plan.shape import entity_at, keys
from passerelle.plan.unreadable import shown

_NO_HINT = Text(en="", fr="")
_MERGE = Text(
    en="Write the fields themselves: a plan is merged by name, not by <<. ",
    fr="Écrivez les champs eux-mêmes : un plan ne se fusionne pas par <<. ",
)
COMMA = Text(
    en="Inside { }, put a text that holds a comma between quotes. ",
    fr="Entre { }, mettez entre guillemets un texte qui contient une virgule. ",
)
"""What a text cut at its comma needs."""

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


def unknown_key(path: list[str], found: object, place: Place | None) -> Fault:
    """Say that a key is unknown, what it resembles, and what is accepted where nothing does.

    Args:
        path: Where the key stands, itself last.
        found: Its value.
        place: Where that is.
    """
    hint = _hint(path, found)
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
        place,
    )


def _hint(path: list[str], found: object) -> Text:
    """Say what an unknown key often is: a merge, a cut text, a space that is none, a note."""
    key = path[-1]
    if key == "<<":
        return _MERGE
    if found is None:
        return _COMMA_NUMBER if key[:1].isdigit() else COMMA
    if any(one in key for one in _HARD_SPACES):
        return _HARD_SPACE
    if len(path) == 1 and isinstance(found, dict):
        return _MARGIN
    return _NOTE if slug_of(key) in _NOTES else _NO_HINT


def _accepted(known: list[str]) -> Text:
    listed = ", ".join(known)
    return Text(en=f"Accepted here: {listed}.", fr=f"Acceptés ici : {listed}.")


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
