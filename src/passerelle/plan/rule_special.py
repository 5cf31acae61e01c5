"""What a segment knows of people: special data of the law, whether they buy, whether they agreed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from passerelle.plan.condition import (
    All,
    AnyOf,
    Attribute,
    Condition,
    Consent,
    Leaf,
    Member,
    Moment,
    Not,
    Tally,
    Window,
)
from passerelle.plan.model import Plan
from passerelle.plan.rule_text import stem

_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_WORD = re.compile(r"[^\W\d_]+")
_LABELS = frozenset(map(stem, ("tag", "label", "interest", "intérêt", "note", "profile", "profil")))
"""Attributes whose values are words about a person."""


def special(
    condition: Condition | None, words: Iterable[str], harmless: Iterable[str]
) -> str | None:
    """Name the first attribute, value of a label, or event that is special data; None without any.

    Args:
        condition: Whom a segment holds.
        words: Words, or words side by side, that name such data.
        harmless: Words beside which they mean something else: *account health*.
    """
    wanted = [f" {' '.join(_stems(word))} " for word in words]
    beside = frozenset(map(stem, harmless))
    for name in _names(condition):
        own = _stems(name)
        text = f" {' '.join(own)} "
        if beside.isdisjoint(own) and any(one in text for one in wanted):
            return name
    return None


def never_bought(plan: Plan, condition: Condition | None, months: int, today: date) -> bool:
    """Whether everyone who meets a condition has bought nothing, ever or for so many months."""
    return any(
        _no_order(one, months) or _long_ago(one, months, today)
        for one in _together(plan, condition, set())
    )


def has_agreed(plan: Plan, condition: Condition | None, words: Iterable[str]) -> bool:
    """Whether everyone who meets a condition consents to something, or is subscribed to it.

    ``words`` are those in the name of an attribute that says so: *newsletter*, *opt-in*.
    """
    known = frozenset(map(stem, words))
    return any(
        isinstance(one, Consent)
        or (isinstance(one, Attribute) and not known.isdisjoint(_stems(one.name)))
        for one in _together(plan, condition, set())
    )


def _names(condition: Condition | None) -> Iterator[str]:
    for one in _leaves(condition):
        if isinstance(one, Attribute):
            yield one.name
            if not _LABELS.isdisjoint(_stems(one.name)):
                yield from (value for value in one.values if isinstance(value, str))
        elif isinstance(one, Tally) and one.event:
            yield one.event


def _leaves(condition: Condition | None) -> Iterator[Leaf]:
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from _leaves(part)
    elif isinstance(condition, Not):
        yield from _leaves(condition.part)
    elif condition is not None:
        yield condition


def _together(plan: Plan, condition: Condition | None, seen: set[str]) -> Iterator[Condition]:
    """Walk the conditions that everyone meets, those of the segments they belong to as well."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _together(plan, part, seen)
    elif isinstance(condition, Member):
        segment = plan.segments.get(condition.segment)
        if segment and condition.segment not in seen:
            yield from _together(plan, segment.who, seen | {condition.segment})
    elif condition is not None:
        yield condition


def _long_ago(condition: Condition, months: int, today: date) -> bool:
    """Whether a condition asks that the last order lies so many months back."""
    if not isinstance(condition, Moment) or (condition.of, condition.which) != ("orders", "last"):
        return False
    if condition.relation != "before" or condition.where:
        return False
    if condition.day is not None:
        return (today - condition.day).days >= months * _DAYS["months"]
    return _long(Window(condition.amount, condition.span), months)


def _no_order(condition: Condition, months: int) -> bool:
    if isinstance(condition, Not):
        part = condition.part
        return _counts_orders(part, months) and _asks(part, ((">=", 1), (">", 0)))
    return _counts_orders(condition, months) and _asks(condition, (("=", 0), ("<", 1), ("<=", 0)))


def _counts_orders(condition: Condition, months: int) -> bool:
    if not isinstance(condition, Tally) or condition.of != "orders" or condition.where:
        return False
    return condition.function == "count" and _long(condition.window, months)


def _asks(condition: Condition, tests: tuple[tuple[str, int], ...]) -> bool:
    return isinstance(condition, Tally) and any(
        condition.operator == operator and condition.value == value for operator, value in tests
    )


def _long(window: Window, months: int) -> bool:
    if window.amount is None or window.span is None:
        return window == Window()
    return window.amount * _DAYS[window.span] >= months * _DAYS["months"]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text)]
