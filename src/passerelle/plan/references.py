"""What names what: every field of the plan that holds the name of another part of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, get_args

from passerelle.plan.fields import Entity
from passerelle.plan.model import Plan
from passerelle.plan.phrases.members import segments_in
from passerelle.plan.strategy import Segment


@dataclass(frozen=True, slots=True)
class Reference:
    """One name used in one field: ``node`` is ``actions/x``, ``field`` the key as it is typed.

    ``kinds`` are the sections that may hold ``name``; ``exists`` says whether one of them does.
    """

    node: str
    field: str
    kinds: tuple[str, ...]
    name: str
    exists: bool


_Holder = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""A field that holds names: its node, its key, the sections that may hold them, the names."""


def references(plan: Plan) -> Iterator[Reference]:
    """Walk all references of the plan, in the order of its sections and fields."""
    known = _known(plan)
    for node, field, kinds, names in _holders(plan):
        for name in names:
            yield Reference(node, field, kinds, name, name in known(kinds))


def missing_references(plan: Plan) -> Iterator[Reference]:
    """Walk the references that lead nowhere, in the same order."""
    known = _known(plan)
    for node, field, kinds, names in _holders(plan):
        for name in names:
            if name not in known(kinds):
                yield Reference(node, field, kinds, name, exists=False)


def _known(plan: Plan) -> Callable[[tuple[str, ...]], frozenset[str]]:
    """Give, for some sections, all names that they hold: gathered once for the few sets asked."""
    return cache(lambda kinds: frozenset(name for kind in kinds for name in getattr(plan, kind)))


def _holders(plan: Plan) -> Iterator[_Holder]:
    for section, name, entity in plan.nodes():
        yield from _inside(f"{section}/{name}", entity, "")
        if section == "segments" and isinstance(entity, Segment) and entity.who is not None:
            yield f"segments/{name}", "who", ("segments",), tuple(segments_in(entity.who))
    if plan.brand:
        yield from _inside("brand", plan.brand, "")


class _Naming(NamedTuple):
    """A field that holds names, or parts that may hold some: read once of each kind of entity."""

    attribute: str
    key: str
    kinds: tuple[str, ...] = ()


@cache
def _namings(kind: type[Entity]) -> tuple[_Naming, ...]:
    found: list[_Naming] = []
    for attribute, info in kind.model_fields.items():
        key = info.alias or attribute
        extra = info.json_schema_extra
        named = extra if isinstance(extra, dict) else {}
        keys, kinds = named.get("x-keys"), named.get("x-ref")
        if isinstance(keys, str):
            found.append(_Naming(attribute, key, (keys,)))
        elif isinstance(kinds, str):
            found.append(_Naming(attribute, key, tuple(kinds.split("|"))))
        elif _holds_parts(info.annotation):
            found.append(_Naming(attribute, key))
    return tuple(found)


def _holds_parts(annotation: Any) -> bool:  # noqa: ANN401
    """Whether a value of this type can be an entity, or hold one."""
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        return True
    return any(_holds_parts(inner) for inner in get_args(annotation))


def _inside(node: str, entity: Entity, prefix: str) -> Iterator[_Holder]:
    held = vars(entity)
    for attribute, key, kinds in _namings(type(entity)):
        value = held[attribute]
        if not value:
            continue
        field = prefix + key
        if kinds:
            yield node, field, kinds, (value,) if isinstance(value, str) else tuple(value)
        elif isinstance(value, Entity):
            yield from _inside(node, value, f"{field}/")
        elif isinstance(value, dict):
            for name, inner in value.items():
                if isinstance(inner, Entity):
                    yield from _inside(node, inner, f"{field}/{name}/")
