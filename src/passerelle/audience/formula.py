"""A compiled condition before it is a query: tests on a customer's row, and groups of people.

Groups stay apart from the rows until the end, so that conditions that hold together become semi
and anti joins, and groups counted over the same rows are counted once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

Table = Any
"""An Ibis table expression (ibis has no types)."""

Value = Any
"""An Ibis column or scalar expression."""

PERSON = "customer_id"


@dataclass(frozen=True, slots=True)
class Row:
    """A test on the customer's own row; an unknown value fails it."""

    test: Callable[[Table], Value]


@dataclass(frozen=True, slots=True)
class Group:
    """The people of some rows, or those who are not there.

    Attributes:
        rows: A table with ``customer_id``, never null, and what the measures and the test read.
        measures: What to compute per person, by name; the name says all, so that two groups over
            the same rows may share it. Empty when rows are one per person or mere presence counts.
        test: What the measures must satisfy; None when presence is enough.
        inside: False for the people who are *not* in the group.
    """

    rows: Table
    measures: Mapping[str, Callable[[Table], Value]] = field(default_factory=dict)
    test: Callable[[Table], Value] | None = None
    inside: bool = True

    def people(self) -> Table:
        """Give the people of the group, whatever ``inside`` says, as one column."""
        found = self.rows
        if self.measures:
            found = found.group_by(PERSON).aggregate(
                **{name: measure(found) for name, measure in self.measures.items()}
            )
        if self.test is not None:
            found = found.filter(self.test(found))
        return found.select(PERSON)


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; no part is true of everybody."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; no part is true of nobody."""

    parts: tuple["Formula", ...]


Formula = Row | Group | Every | Some


def deny(formula: Formula) -> Formula:
    """Give the formula that holds for exactly the people for whom ``formula`` does not."""
    match formula:
        case Row(test=test):
            return Row(lambda table: ~ibis.coalesce(test(table), False))
        case Group():
            return replace(formula, inside=not formula.inside)
        case Every(parts=parts):
            return Some(tuple(deny(part) for part in parts))
        case Some(parts=parts):
            return Every(tuple(deny(part) for part in parts))


def keep(people: Table, formula: Formula) -> Table:
    """Keep the people, one row each with ``customer_id``, for whom a formula holds."""
    parts = _flat(formula)
    groups = [part for part in parts if isinstance(part, Group)]
    tests = [_truth(people, part) for part in parts if not isinstance(part, Group)]
    if tests:
        people = people.filter(*tests)
    for group in _merged([group for group in groups if group.inside]):
        people = people.semi_join(group.people(), PERSON)
    for group in groups:
        if not group.inside:
            people = people.anti_join(group.people(), PERSON)
    return people


def _flat(formula: Formula) -> tuple[Formula, ...]:
    if not isinstance(formula, Every):
        return (formula,)
    return tuple(leaf for part in formula.parts for leaf in _flat(part))


def _truth(people: Table, formula: Formula) -> Value:
    match formula:
        case Row(test=test):
            return test(people)
        case Group(inside=inside):
            found = people[PERSON].isin(formula.people()[PERSON])
            return found if inside else ~found
        case Every(parts=parts):
            return _joined(and_, people, parts, empty=True)
        case Some(parts=parts):
            return _joined(or_, people, parts, empty=False)


def _joined(
    join: Callable[[Value, Value], Value], people: Table, parts: Sequence[Formula], *, empty: bool
) -> Value:
    if not parts:
        return ibis.literal(empty)
    return reduce(join, [_truth(people, part) for part in parts])


def _merged(groups: Sequence[Group]) -> list[Group]:
    """Count once what several groups count over the same rows."""
    shared: dict[object, list[Group]] = {}
    for group in groups:
        shared.setdefault(group.rows.op(), []).append(group)
    return [reduce(_both, same) for same in shared.values()]


def _both(one: Group, other: Group) -> Group:
    tests = [group.test for group in (one, other) if group.test is not None]
    return Group(
        one.rows,
        {**one.measures, **other.measures},
        (lambda table: reduce(and_, [test(table) for test in tests])) if tests else None,
    )
