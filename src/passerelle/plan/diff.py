"""What differs between two plans, what it weighs, and how two people's changes meet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
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


def diff(before: Plan, after: Plan, today: date | None = None) -> ChangeSet:
    """Compare two plans by what they mean: moving or reformatting text is no change.

    Args:
        before: The older plan.
        after: The newer plan.
        today: From the day on which the older plan locked its baseline, a change of a planned
            amount is strategic; None counts a baseline with a day as locked.
    """
    old, new = write_plan(before), write_plan(after)
    changes = tuple(_changes(old, new))
    if _is_locked(before, today):
        changes = tuple(_of_the_baseline(change) for change in changes)
    return ChangeSet(changes, summarise(before, after))


def _is_locked(plan: Plan, today: date | None) -> bool:
    locked = plan.year.locked if plan.year else None
    return locked is not None and (today is None or locked <= today)


def _of_the_baseline(change: Change) -> Change:
    planned = change.node.startswith("spending/") and change.field.endswith("/planned")
    return replace(change, klass="strategic") if planned else change


def apply_changes(plan: Plan, changes: Sequence[Change]) -> Plan:
    """Give the plan with the changes made in it; it knows no places.

    Raises:
        pydantic.ValidationError: A value cannot be read.
    """
    data = deepcopy(write_plan(plan))
    for change in changes:
        _set(data, change)
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
            if before is None or after is None:
                yield from () if before == after else [_change(section, "", before, after)]
            else:
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


def _set(data: dict[str, Any], change: Change) -> None:
    """Make one change in what ``write_plan`` wrote; groups left empty inside a node go too."""
    holder = data
    *above, last = change.node.split("/")
    for part in above:
        holder = holder.setdefault(part, {})
    if not change.field:
        _put(holder, last, change.after)
        return
    *groups, key = change.field.split("/")
    trail = [(holder, last)]
    for part in [last, *groups]:
        holder = holder.setdefault(part, {})
        trail.append((holder, part))
    _put(holder, key, change.after)
    for (outer, _), (inner, part) in zip(trail[-2:0:-1], trail[:1:-1], strict=False):
        if not inner:
            del outer[part]


def _put(holder: dict[str, Any], key: str, value: Any) -> None:  # noqa: ANN401
    if value is None:
        holder.pop(key, None)
    else:
        holder[key] = value


def _removed(change: Change, others: Iterable[Change]) -> Change | None:
    """Find a whole node on one side where the other side changed or made the same node."""
    for one in others:
        whole = not change.field or not one.field
        if one.node == change.node and whole:
            return one
    return None


def _emptied(change: Change, others: Iterable[Change]) -> Change | None:
    """Find a key result that one side removed and the other side still changes."""
    group = change.field.rpartition("/")[0]
    for one in others:
        together = group and one.node == change.node and one.field.rpartition("/")[0] == group
        if together and (
            (_ends(change) and one.after is not None) or (_ends(one) and change.after is not None)
        ):
            return one
    return None


def _ends(change: Change) -> bool:
    """Whether this change removes what a part cannot be without."""
    return change.after is None and change.field.endswith("/target")
