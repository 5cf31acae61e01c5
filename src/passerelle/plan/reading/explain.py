"""What Pydantic found, as faults with a place and a repair, in both languages."""

from collections.abc import Mapping
from typing import Any

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.reading.merge import Merged
from passerelle.plan.reading.unknown_key import COMMA, unknown_key
from passerelle.plan.reading.wrong_value import what_fits, what_stands
from passerelle.plan.shape import field_at
from passerelle.plan.unreadable import Unreadable, shown


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
        fix = _with(COMMA, raised.fix) if _cut_by_comma(path, merged.data) else raised.fix
        return Fault(_in(path, raised.what), fix, _spot(name, raised.column, merged))
    if error["type"] == "extra_forbidden":
        return unknown_key(path, error.get("input"), _near(merged.places, path))
    if error["type"] == "missing":
        return _missing(path, _near(merged.places, path[:-1]))
    return Fault(
        _in(path, what_stands(error.get("input"))),
        what_fits(error, path),
        _value_near(merged, path),
    )


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
