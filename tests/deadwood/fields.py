"""The fields that a plan's texts hold, and the same plan with one of them taken away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import ValidationError

from passerelle.plan.extends import resolve
from passerelle.plan.fields import Entity
from passerelle.plan.model import Plan
from passerelle.plan.reading.merge import Merged
from passerelle.plan.reading.tree import Reader
from passerelle.plan.shape import choices, field_at, held_by, keys

Path = tuple[str, ...]
Data = dict[str, Any]

FILE = "plan/plan.yaml"

OTHERS = (
    "tout autre chose",
    "7 EUR",
    "7 %",
    "2027-11-03..2027-11-04",
    "2027-11-03",
    "stays under 1 %",
    "7 leads a week",
    "3",
)
"""What may stand in for a field that cannot be left out, first readable one taken."""


_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Variant:
    """A plan, as data and as read."""

    data: Data
    plan: Plan

    @property
    def text(self) -> str:
        """The plan as one text."""
        return written(self.data)


def merged(texts: Mapping[str, str]) -> Data:
    """Read all texts as one map, fields merged by id; every value stays text, `on` too."""
    whole: Data = {}
    for name in sorted(texts):
        one = Merged()
        root = Reader(name).read(texts[name])
        if root is not None and root.pairs:
            one.add(root)
        assert one.faults == []
        for section, held in one.data.items():
            if isinstance(held, dict):
                whole.setdefault(section, {}).update(held)
            else:
                whole[section] = held
    return whole


def written(whole: Data) -> str:
    """Write a map as one plan text."""
    return yaml.dump(whole, allow_unicode=True, sort_keys=False, width=1000, Dumper=_DUMPER)


def read(whole: Data) -> Plan | None:
    """Read a map as a plan, its places apart; None when it is none."""
    data, inherited = resolve(whole)
    try:
        return Plan.model_validate(data).extending(inherited)
    except ValidationError:
        return None


def leaves(held: Any, path: Path = ()) -> Iterator[Path]:
    """Walk every field that holds a value: a list or condition is one field, a map is its own fields."""
    if isinstance(held, dict) and held and path[-1:] != ("who",):
        for key, value in held.items():
            yield from leaves(value, (*path, str(key)))
    else:
        yield path


def without(whole: Data, path: Path) -> Variant:
    """Give the plan without one field; one that cannot be left out says something else instead.

    What the field stood in stays, empty: else whoever names it would miss it, not the field.

    Raises:
        AssertionError: Nothing else can be said there: the list of stand-ins lacks a kind.
    """
    gone = _changed(whole, path, None)
    if plan := read(gone):
        return Variant(gone, plan)
    field = field_at(path)
    words = choices(field.annotation) if field else ()
    here = str(_value(whole, path))
    for other in (*words, *OTHERS):
        data = _changed(whole, path, other)
        if other != here and (plan := read(data)):
            return Variant(data, plan)
    raise AssertionError(f"nothing can stand in for {'/'.join(path)}")


def kind_of(path: Path) -> str:
    """Give the field's name in the model: ``actions/x/when`` is ``actions.when``.

    The names in a map of entities are left out, and so are those in a map of plain values, which is
    one field: ``loyalty/club/tiers/or/gives`` is ``loyalty.tiers.gives``, ``offers/x/prices/site``
    is ``offers.prices``. A short text that stands for an entity is its first field.
    """
    names, held, rest = [path[0]], Plan.model_fields[path[0]].annotation, list(path[1:])
    while (kind := entity_in(held)) is not None and (rest or len(names) > 1):
        if get_origin(held_by(held)) is dict:
            rest = rest[1:]
        fields = keys(kind)
        name = rest.pop(0) if rest else next(iter(fields))
        names.append(name)
        held = kind.model_fields[fields[name]].annotation
    return ".".join(names)


def kinds() -> set[str]:
    """Name every field of the model as ``actions.when``."""
    found = set()
    for section, info in Plan.model_fields.items():
        kind = entity_in(info.annotation)
        found |= {section} if kind is None else set(_fields(kind, section))
    return found


def entity_in(annotation: Any) -> type[Entity] | None:
    """Find the kind of entity that a type holds, if any."""
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        return annotation
    known = {dict, Union, UnionType, Annotated}
    inner = get_args(annotation) if get_origin(annotation) in known else ()
    return next((one for one in map(entity_in, inner) if one), None)


def _fields(kind: type[Entity], head: str) -> Iterator[str]:
    for key, name in keys(kind).items():
        inner = entity_in(kind.model_fields[name].annotation)
        if inner is None:
            yield f"{head}.{key}"
        else:
            yield from _fields(inner, f"{head}.{key}")


def _changed(held: Data, path: Path, value: Any) -> Data:
    """Give a map with one value changed, None takes it away; all that is not on the way is shared."""
    head, *rest = path
    if rest:
        return {**held, head: _changed(held[head], tuple(rest), value)}
    if value is None:
        return {key: one for key, one in held.items() if key != head}
    return {**held, head: value}


def _value(held: Any, path: Path) -> Any:
    for key in path:
        held = held[key]
    return held
