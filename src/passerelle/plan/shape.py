"""Where a path leads in the plan: the entity that holds a field, and what that entity accepts."""

from collections.abc import Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from passerelle.plan.fields import Entity
from passerelle.plan.model import Plan


@cache
def keys(entity: type[Entity]) -> dict[str, str]:
    """Give the keys that a text may use for an entity, each with its Python field."""
    return {info.alias or name: name for name, info in entity.model_fields.items()}


def entity_at(path: Sequence[str | int]) -> type[Entity] | None:
    """Give the kind of entity that stands at ``path``, or None when none does."""
    kind: Any = Plan
    for part in path:
        if isinstance(kind, type) and issubclass(kind, Entity):
            info = kind.model_fields.get(keys(kind).get(str(part), str(part)))
            kind = held_by(info.annotation) if info else None
        elif get_origin(kind) is dict:
            kind = held_by(get_args(kind)[1])
        else:
            return None
    return kind if isinstance(kind, type) and issubclass(kind, Entity) else None


def field_at(path: Sequence[str | int]) -> FieldInfo | None:
    """Give the field that ``path`` ends at, or None when it ends at no field."""
    holder = entity_at(path[:-1]) if path else None
    return holder.model_fields.get(keys(holder).get(str(path[-1]), "")) if holder else None


def held_by(annotation: Any) -> Any:  # noqa: ANN401
    """Strip ``Annotated`` and ``| None`` from a type."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        inner = [one for one in get_args(annotation) if one is not type(None)]
        if len(inner) != 1:
            return annotation
        annotation = inner[0]
    return annotation


def choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Give the words that a field accepts when it accepts only some, else nothing."""
    kind = held_by(annotation)
    return tuple(str(one) for one in get_args(kind)) if get_origin(kind) is Literal else ()
