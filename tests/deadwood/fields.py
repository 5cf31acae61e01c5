"""The fields that a plan's texts hold, and the same texts with one of them taken away."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import yaml

from passerelle.base.errors import InputErrors
from passerelle.plan.load import read_plan
from passerelle.plan.model import SINGLE, Plan
from passerelle.plan.shape import choices, field_at

Path = tuple[str, ...]

FILE = "plan/plan.yaml"

OTHERS = (
    "tout autre chose",
    "7 EUR",
    "7 %",
    "2027-11-03..2027-11-04",
    "2027-11-03",
    "stays under 1 %",
    "7 leads a week",
)
"""What may stand in for a field that cannot be left out, first readable one taken."""


_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def merged(texts: Mapping[str, str]) -> dict[str, Any]:
    """Read all texts as one map, sections merged by id; every value stays text, `on` too."""
    whole: dict[str, Any] = {}
    for name in sorted(texts):
        for section, held in (yaml.load(texts[name], yaml.BaseLoader) or {}).items():
            if isinstance(held, dict):
                whole.setdefault(section, {}).update(held)
            else:
                whole[section] = held
    return whole


def written(whole: Mapping[str, Any]) -> str:
    """Write a map as one plan text."""
    return yaml.dump(dict(whole), allow_unicode=True, sort_keys=False, width=1000, Dumper=_DUMPER)


def leaves(held: Any, path: Path = ()) -> Iterator[Path]:
    """Walk every field that holds a value: a list is one field, a map is its own fields."""
    if isinstance(held, dict) and held:
        for key, value in held.items():
            yield from leaves(value, (*path, str(key)))
    else:
        yield path


def without(whole: Mapping[str, Any], path: Path) -> tuple[str, Plan]:
    """Give the plan without one field; one that cannot be left out says something else instead.

    Raises:
        AssertionError: Nothing else can be said there: the list of stand-ins lacks a kind.
    """
    gone = _changed(whole, path, None)
    if plan := _read(gone):
        return gone, plan
    field = field_at(path)
    words = choices(field.annotation) if field else ()
    here = str(_value(whole, path))
    for other in (*words, *OTHERS):
        text = _changed(whole, path, other)
        if other != here and (plan := _read(text)):
            return text, plan
    raise AssertionError(f"nothing can stand in for {'/'.join(path)}")


def kind_of(path: Path) -> str:
    """Give the field's name in the model: ``actions/x/when`` is ``actions.when``."""
    rest = path[1:] if path[0] in SINGLE else path[2:]
    if path[0] == "objectives" and rest[0] == "results":
        rest = ("results", *(rest[2:] or ("target",)))
    if path[0] == "actions" and rest[0] in {"arms", "brings"}:
        rest = rest[:1]
    return ".".join((path[0], *rest))


def _changed(whole: Mapping[str, Any], path: Path, value: Any) -> str:
    copy = deepcopy(dict(whole))
    _set(copy, path, value)
    return written(copy)


def _set(held: dict[str, Any], path: Path, value: Any) -> None:
    head, *rest = path
    if rest:
        _set(held[head], tuple(rest), value)
        if not held[head] and len(path) > 1:
            del held[head]
    elif value is None:
        del held[head]
    else:
        held[head] = value


def _value(held: Any, path: Path) -> Any:
    for key in path:
        held = held[key]
    return held


def _read(text: str) -> Plan | None:
    try:
        return read_plan({FILE: text})
    except InputErrors:
        return None
