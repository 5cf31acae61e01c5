"""What a node takes from the one it extends: a range, a country, a variant of an action.

Inheritance is worked out on the text, before values are read: a node that extends another holds all
that the other holds, except what it says itself; maps (``never``, ``results``) are brought together
key by key. Which fields came that way is kept, so that writing the plan gives the text back.
"""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from passerelle.plan.model import NAMED, Plan
from passerelle.plan.shape import entity_at

Data = dict[str, Any]
_WHOLE = {"who", "brings"}
"""Fields whose map is one value."""


@cache
def extendable() -> tuple[str, ...]:
    """Name the sections whose nodes may extend one another."""
    return tuple(
        name
        for name in NAMED
        if (kind := entity_at([name, "-"])) is not None and "extends" in kind.model_fields
    )


def resolve(data: Data) -> tuple[Data, dict[str, frozenset[str]]]:
    """Fill in what nodes take from those they extend.

    A name that leads nowhere or back to itself gives nothing: AL-003 and AL-004 speak of it.

    Args:
        data: Sections as they are typed.

    Returns:
        The sections with inherited fields filled in (the same object where nothing extends), and
        the inherited paths of each node: ``{"actions/noel-ca": {"by", "never/words"}}``.
    """
    found: dict[str, frozenset[str]] = {}
    filled = data
    for section in extendable():
        held = data.get(section)
        if isinstance(held, dict) and any(_parent(one) for one in held.values()):
            filled = {**filled, section: _section(section, held, found)}
    return filled, found


def without_inherited(plan: Plan, written: Data) -> Data:
    """Take out of a written plan what nodes inherit, and put back what they say on purpose.

    Args:
        plan: The plan that was written.
        written: What ``model_dump`` gave; changed in place and given back.
    """
    for section in extendable():
        for name, node in written.get(section, {}).items():
            if "extends" not in node:
                continue
            inherited = plan.inherited(f"{section}/{name}")
            for path in inherited:
                _drop(node, path.split("/"))
            _keep_said(getattr(plan, section)[name], node, inherited)
    return written


def _section(section: str, held: Mapping[str, Any], found: dict[str, frozenset[str]]) -> Data:
    made: Data = {}
    for name in held:
        node, taken = _filled(held, name, ())
        made[name] = node
        if taken:
            found[f"{section}/{name}"] = frozenset(taken)
    return made


def _filled(held: Mapping[str, Any], name: str, trail: tuple[str, ...]) -> tuple[Any, set[str]]:
    node = held[name]
    parent = _parent(node)
    if parent is None or parent not in held or parent in (*trail, name):
        return node, set()
    above, _ = _filled(held, parent, (*trail, name))
    if not isinstance(above, dict):
        return node, set()
    taken: set[str] = set()
    return _over(node, {k: v for k, v in above.items() if k != "extends"}, "", taken), taken


def _over(own: Data, above: Mapping[str, Any], prefix: str, taken: set[str]) -> Data:
    made = dict(own)
    for key, value in above.items():
        path = f"{prefix}{key}"
        if key not in own:
            made[key] = deepcopy(value)
            taken.add(path)
        elif isinstance(value, dict) and isinstance(own[key], dict) and key not in _WHOLE:
            made[key] = _over(own[key], value, f"{path}/", taken)
    return made


def _parent(node: object) -> str | None:
    named = node.get("extends") if isinstance(node, dict) else None
    return named if isinstance(named, str) else None


def _drop(node: Data, path: list[str]) -> None:
    head, *rest = path
    if not rest:
        node.pop(head, None)
    elif isinstance(node.get(head), dict):
        _drop(node[head], rest)
        if not node[head]:
            del node[head]


def _keep_said(entity: Any, node: Data, inherited: frozenset[str]) -> None:  # noqa: ANN401
    """Write a value that equals its default when it stands against an inherited one."""
    fields = type(entity).model_fields
    for attribute in entity.model_fields_set:
        key = fields[attribute].alias or attribute
        untouched = key not in inherited and not any(one.startswith(f"{key}/") for one in inherited)
        if key not in node and untouched:
            node |= entity.model_dump(mode="json", by_alias=True, include={attribute})
