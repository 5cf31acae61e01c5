"""What names what: every field of the plan that holds the name of another part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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


def _inside(plan: Plan, node: str, entity: Entity, prefix: str) -> Iterator[Reference]:
    for attribute, info in type(entity).model_fields.items():
        value = getattr(entity, attribute)
        field = f"{prefix}{info.alias or attribute}"
        extra = info.json_schema_extra
        kinds = extra.get("x-ref") if isinstance(extra, dict) else None
        named_by = extra.get("x-keys") if isinstance(extra, dict) else None
        if isinstance(named_by, str) and isinstance(value, dict):
            yield from _named(plan, node, field, (named_by,), tuple(value))
        elif isinstance(kinds, str):
            yield from _named(plan, node, field, tuple(kinds.split("|")), value)
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
