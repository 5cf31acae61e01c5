"""What differs between two plans, what it weighs, and how two people's changes meet."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from passerelle.base.language import Text
from passerelle.plan.classes import Class, class_of, heaviest
from passerelle.plan.dump import plan_of, write_plan
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.summary import summarise

_VALUES = {"who", "brings"}
"""Fields whose map is one value, not several fields."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; ``before`` and ``after`` are as typed, None when absent.

    ``field`` is empty for a node that is new or gone, or for a section of one value.
    """

    node: str
    field: str
    before: Any
    after: Any
    klass: Class


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes from one plan to another.

    ``summary`` groups them in sentences: people, money, dates, promises, goals.
    """

    changes: tuple[Change, ...]
    summary: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)

    @property
    def klass(self) -> Class:
        """The heaviest class among the changes; cosmetic when there is none."""
        return heaviest(change.klass for change in self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed in two ways."""

    node: str
    field: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """``changes`` bring theirs to hold mine too; ``conflicts`` are left for a person to choose."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def diff(before: Plan, after: Plan) -> ChangeSet:
    """Compare two plans by what they mean: moving or reformatting text is no change."""
    old, new = write_plan(before), write_plan(after)
    changes = tuple(_changes(old, new))
    return ChangeSet(changes, summarise(before, after))


def apply_changes(plan: Plan, changes: Sequence[Change]) -> Plan:
    """Give the plan with the changes made in it; it knows no places.

    Raises:
        pydantic.ValidationError: A value cannot be read.
    """
    data = deepcopy(write_plan(plan))
    for change in changes:
        _set(data, _path(change), change.after)
    return plan_of(data)


def merge(base: Plan, mine: Plan, theirs: Plan) -> Merged:
    """Bring together two plans made from ``base``, field by field.

    Returns:
        The changes of mine that theirs does not hold yet, and the fields on which they disagree:
        the same field with two values, or a part that one removed and the other changed.
    """
    old = write_plan(base)
    our = list(_changes(old, write_plan(mine)))
    their = {(one.node, one.field): one for one in _changes(old, write_plan(theirs))}
    kept: list[Change] = []
    conflicts: list[Conflict] = []
    for change in our:
        same = their.get((change.node, change.field))
        if same is not None and same.after == change.after:
            continue
        against = same or _removed(change, their.values()) or _emptied(change, their.values())
        if against is None:
            kept.append(change)
        else:
            conflicts.append(
                Conflict(change.node, change.field, change.before, change.after, against.after)
            )
    return Merged(tuple(kept), tuple(conflicts))


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for section in Plan.model_fields:
        before, after = old.get(section), new.get(section)
        if section not in NAMED:
            yield from _fields(section, before, after)
            continue
        held, made = before or {}, after or {}
        for name in dict.fromkeys([*held, *made]):
            node = f"{section}/{name}"
            if name in held and name in made:
                yield from _fields(node, held[name], made[name])
            else:
                yield _change(node, "", held.get(name), made.get(name))


def _fields(node: str, before: Any, after: Any) -> Iterator[Change]:  # noqa: ANN401
    if before == after:
        return
    if not isinstance(before or {}, dict) or not isinstance(after or {}, dict):
        yield _change(node, "", before, after)
        return
    old, new = _flat(before or {}, ""), _flat(after or {}, "")
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield _change(node, key, old.get(key), new.get(key))


def _flat(value: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, one in value.items():
        if isinstance(one, dict) and key not in _VALUES and one:
            found |= _flat(one, f"{prefix}{key}/")
        else:
            found[f"{prefix}{key}"] = one
    return found


def _change(node: str, key: str, before: Any, after: Any) -> Change:  # noqa: ANN401
    return Change(node, key, before, after, class_of(node, key, before, after))


def _path(change: Change) -> list[str]:
    return [*change.node.split("/"), *(change.field.split("/") if change.field else [])]


def _set(data: dict[str, Any], path: Sequence[str], value: Any) -> None:  # noqa: ANN401
    if len(path) == 1:
        if value is None:
            data.pop(path[0], None)
        else:
            data[path[0]] = value
        return
    held = data.setdefault(path[0], {})
    _set(held, path[1:], value)
    if value is None and not held and path[0] not in NAMED and len(path) == 2:  # noqa: PLR2004
        del data[path[0]]


def _removed(change: Change, others: Iterator[Change] | Any) -> Change | None:  # noqa: ANN401
    """Find a whole node on one side where the other side changed or made the same node."""
    for one in others:
        whole = not change.field or not one.field
        if one.node == change.node and whole and "/" in one.node:
            return one
    return None


def _emptied(change: Change, others: Any) -> Change | None:  # noqa: ANN401
    """Find a part of the node that one side removed and the other changed."""
    top, _, _ = change.field.rpartition("/")
    for one in others:
        inside = top and one.node == change.node and one.field.rpartition("/")[0] == top
        if inside and "target" in (one.field + change.field) and None in (one.after, change.after):
            return one
    return None
