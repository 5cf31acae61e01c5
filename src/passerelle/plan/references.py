"""What names what: every field of the plan that holds the name of another part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

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


def references(plan: Plan) -> Iterator[Reference]:
    """Walk all references of the plan, in the order of its sections and fields."""
    for section, name, entity in plan.nodes():
        yield from _inside(plan, f"{section}/{name}", entity, "")
        if section == "segments" and isinstance(entity, Segment) and entity.who is not None:
            kinds = ("segments",)
            for one in segments_in(entity.who):
                yield Reference(f"segments/{name}", "who", kinds, one, one in plan.segments)
    if plan.brand:
        yield from _inside(plan, "brand", plan.brand, "")


@dataclass(frozen=True, slots=True)
class _Naming:
    """A field that holds names, or parts that may hold some: read once of each kind of entity."""

    attribute: str
    key: str
    kinds: tuple[str, ...] = ()
    by_keys: bool = False


@cache
def _namings(kind: type[Entity]) -> tuple[_Naming, ...]:
    found: list[_Naming] = []
    for attribute, info in kind.model_fields.items():
        key = info.alias or attribute
        extra = info.json_schema_extra
        named = extra if isinstance(extra, dict) else {}
        keys, kinds = named.get("x-keys"), named.get("x-ref")
        if isinstance(keys, str):
            found.append(_Naming(attribute, key, (keys,), by_keys=True))
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


def _inside(plan: Plan, node: str, entity: Entity, prefix: str) -> Iterator[Reference]:
    for naming in _namings(type(entity)):
        value = getattr(entity, naming.attribute)
        if not value:
            continue
        field = f"{prefix}{naming.key}"
        if naming.kinds:
            names = tuple(value) if naming.by_keys else value
            yield from _named(plan, node, field, naming.kinds, names)
        elif isinstance(value, Entity):
            yield from _inside(plan, node, value, f"{field}/")
        elif isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, Entity):
                    yield from _inside(plan, node, inner, f"{field}/{key}/")


def _named(
    plan: Plan,
    node: str,
    field: str,
    kinds: tuple[str, ...],
    value: Any,  # noqa: ANN401
) -> Iterator[Reference]:
    names = value if isinstance(value, tuple) else (value,) if value else ()
    for name in names:
        exists = any(name in getattr(plan, kind) for kind in kinds)
        yield Reference(node, field, kinds, name, exists)
