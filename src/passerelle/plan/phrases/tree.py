"""A condition as a plan writes it: a phrase, or a map of ``all``, ``any`` and ``not``."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from passerelle.base.errors import nearest
from passerelle.base.language import Text
from passerelle.plan.condition import All, AnyOf, Condition, Not
from passerelle.plan.phrases.read import DEEPEST, EXAMPLE, read_phrase
from passerelle.plan.phrases.write import write_phrase
from passerelle.plan.unreadable import Unreadable, not_a, shown

_KINDS = get_args(Condition)
_LONGEST_LINE = 100


def read_condition(value: Any) -> Condition:  # noqa: ANN401
    """Read a phrase, or a map with one of ``all:``, ``any:`` (lists) or ``not:`` (one condition).

    Raises:
        Unreadable: Anything else, or more than 30 levels.
    """
    return _read(value, 0)


def write_condition(condition: Condition) -> str | dict[str, Any]:
    """Write one phrase when it stays short, else a map with one phrase a leaf."""
    if isinstance(condition, Not):
        return {"not": write_condition(condition.part)} if _is_long(condition) else _flat(condition)
    if isinstance(condition, All | AnyOf):
        key = "all" if isinstance(condition, All) else "any"
        if len(condition.parts) < 2 or _is_long(condition):  # noqa: PLR2004
            return {key: [write_condition(part) for part in condition.parts]}
    return _flat(condition)


def _read(value: Any, depth: int) -> Condition:  # noqa: ANN401
    if isinstance(value, _KINDS):
        return cast("Condition", value)
    if depth > DEEPEST:
        raise Unreadable(
            Text(en="The condition is nested too deep.", fr="La condition a trop de niveaux."),
            Text(en="Name a part of it as a segment.", fr="Nommez-en une partie comme segment."),
        )
    if isinstance(value, Mapping):
        return _read_map(value, depth)
    if isinstance(value, str) and value.strip():
        return read_phrase(value)
    raise not_a(value, "a condition", "une condition", EXAMPLE)


def _read_map(value: Mapping[str, Any], depth: int) -> Condition:
    if len(value) != 1:
        raise not_a(
            list(value), "one of all, any or not", "un seul de all, any ou not", "all: [...]"
        )
    ((key, inner),) = value.items()
    if key not in {"all", "any", "not"}:
        raise Unreadable(
            Text(
                en=f"{shown(key)} is neither all, any nor not.",
                fr=f"{shown(key)} n’est ni all, ni any, ni not.",
            ),
            nearest(str(key), ("all", "any", "not")),
        )
    if key == "not":
        return Not(_read(inner, depth + 1))
    if not isinstance(inner, list | tuple) or not inner:
        raise not_a(inner, f"a list under {key}", f"une liste sous {key}", f"{key}: [{EXAMPLE}]")
    parts = tuple(_read(part, depth + 1) for part in inner)
    return All(parts) if key == "all" else AnyOf(parts)


def _flat(condition: Condition) -> str:
    return write_phrase(condition)


def _is_long(condition: Condition) -> bool:
    """Whether one line would hide its shape: nested groups, or more than 100 characters."""
    parts = [condition.part] if isinstance(condition, Not) else getattr(condition, "parts", ())
    flat = all(not isinstance(_under(part), All | AnyOf) for part in parts)
    return not flat or len(write_phrase(condition)) > _LONGEST_LINE


def _under(part: Condition) -> Condition:
    while isinstance(part, Not):
        part = part.part
    return part
