"""Whether a condition contradicts itself, so that nobody can meet it: told from the text alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from passerelle.plan.condition import (
    All,
    AnyOf,
    Attribute,
    Condition,
    Member,
    Not,
    Operator,
    Scalar,
    Tally,
    Window,
)
from passerelle.plan.model import Plan

_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_LOW = {"=": True, ">=": True, ">": False}
"""Operators that set a lower bound, and whether the bound itself meets it."""
_HIGH = {"=": True, "<=": True, "<": False}
_OTHERWISE: Mapping[Operator, Operator] = {
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "=": "!=",
    "!=": "=",
}


class _Bound(NamedTuple):
    """What a tally must be at least, or at most; ``closed`` when the value itself will do."""

    value: Decimal
    closed: bool
    days: int | None
    window: Window


def nobody(plan: Plan, condition: Condition | None) -> bool:
    """Whether no person can meet a condition, whatever the data say.

    Told are a condition beside its opposite, counts that cannot both be, in one window or in a
    longer one, and an attribute that must have two values. Anything else may hold somebody.
    """
    return condition is not None and _empty(plan, condition, frozenset())


def _empty(plan: Plan, condition: Condition, seen: frozenset[str]) -> bool:
    if isinstance(condition, AnyOf):
        return bool(condition.parts) and all(_empty(plan, one, seen) for one in condition.parts)
    parts = list(_parts(plan, condition, seen))
    opposed = {part.part for part in parts if isinstance(part, Not)}
    alternatives = (one for one in parts if isinstance(one, AnyOf))
    return (
        any(one in opposed for one in parts)
        or any(_empty(plan, one, seen) for one in alternatives)
        or _counts_apart([one for one in parts if isinstance(one, Tally)])
        or _values_apart(one for one in parts if isinstance(one, Attribute))
    )


def _parts(plan: Plan, condition: Condition, seen: frozenset[str]) -> Iterator[Condition]:
    """Walk what everyone who meets a condition meets, by way of segments as well."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _parts(plan, part, seen)
        return
    yield condition
    if isinstance(condition, Member) and condition.segment not in seen:
        segment = plan.segments.get(condition.segment)
        if segment and segment.who:
            yield from _parts(plan, segment.who, seen | {condition.segment})
    elif isinstance(condition, Not):
        turned = _turned(condition.part)
        if turned is not None:
            yield turned


def _turned(condition: Condition) -> Condition | None:
    """Write *not* of a count with the operator that says so; None of anything else."""
    if not isinstance(condition, Tally) or condition.function == "average":
        return None
    if condition.operator in _OTHERWISE:
        return replace(condition, operator=_OTHERWISE[condition.operator])
    return None


def _counts_apart(tallies: Iterable[Tally]) -> bool:
    """Whether two counts of one thing leave no number between them."""
    lows: dict[Tally, list[_Bound]] = defaultdict(list)
    highs: dict[Tally, list[_Bound]] = defaultdict(list)
    for one in tallies:
        same = replace(one, operator="=", value=Decimal(0), window=Window())
        days = _days(one.window)
        for bounds, operators in ((lows, _LOW), (highs, _HIGH)):
            if one.operator in operators:
                closed = operators[one.operator]
                bounds[same].append(_Bound(one.value, closed, days, one.window))
    return any(
        _apart(low, high, same)
        for same, bounds in lows.items()
        for low in bounds
        for high in highs.get(same, ())
    )


def _apart(low: _Bound, high: _Bound, same: Tally) -> bool:
    """Whether what is at least ``low`` cannot be at most ``high``.

    A count in a longer time is no less than that in a shorter one which ends on the same day.
    """
    longer = (
        same.function == "count"
        and low.days is not None
        and (high.window == Window() or (high.days is not None and low.days <= high.days))
    )
    if low.window != high.window and not longer:
        return False
    return low.value > high.value or (low.value == high.value and not (low.closed and high.closed))


def _days(window: Window) -> int | None:
    return window.amount * _DAYS[window.span] if window.amount and window.span else None


def _values_apart(attributes: Iterable[Attribute]) -> bool:
    """Whether one attribute must have a value that is none of those it may have."""
    allowed: dict[str, set[Scalar]] = {}
    barred: dict[str, set[Scalar]] = defaultdict(set)
    for one in attributes:
        values = {_plain(value) for value in one.values}
        if one.operator in {"=", "in"}:
            allowed[one.name] = allowed.get(one.name, values) & values
        elif one.operator in {"!=", "not in"}:
            barred[one.name] |= values
    return any(not values - barred[name] for name, values in allowed.items())


def _plain(value: Scalar) -> Scalar:
    return value.casefold() if isinstance(value, str) else value
