"""``last order before 90 days ago``: when the first or the last one was."""

from collections.abc import Iterator
from datetime import timedelta

import ibis

from passerelle.audience.formula import PERSON, Formula, Group, Table, Value
from passerelle.audience.happenings import happened, moment, rows
from passerelle.audience.known import Doubt, Known
from passerelle.audience.named import doubts_on
from passerelle.audience.scope import Scope
from passerelle.audience.windows import back, start_of
from passerelle.plan.condition import Moment, Window

LEAF = Moment


def formula(leaf: Moment, scope: Scope) -> Formula:
    """Hold for those whose first or last one stands so; who has none never matches.

    *Within 30 days* and *after 30 days ago* are the same: as_of - 30 days < t <= as_of. *Before 30
    days ago* is t <= as_of - 30 days. *Before* and *after* a day leave that day out.
    """
    if leaf.which == "last" and leaf.relation != "before":
        since = _since(leaf)
        return Group(rows(scope, leaf.of, leaf.event, since, leaf.where, happened_only=True))
    table = rows(scope, leaf.of, leaf.event, Window(), leaf.where)
    name, column = measured(leaf)
    return Group(
        table,
        {name: lambda rows: extreme(leaf, rows, column)},
        lambda people: stands(leaf, people[name], scope),
    )


def measured(leaf: Moment) -> tuple[str, str]:
    """Name the measure and the column it reads; an order's day is the day its source gave."""
    by_day = leaf.of == "orders" and leaf.day is not None
    column = "day" if by_day else moment(leaf.of)
    return f"{leaf.which}_{column}", column


def extreme(leaf: Moment, table: Table, column: str) -> Value:
    """Give the first or the last value of a column among what happened."""
    values = table[column]
    counted = happened(leaf.of, table)
    return values.min(where=counted) if leaf.which == "first" else values.max(where=counted)


def stands(leaf: Moment, value: Value, scope: Scope) -> Value:
    """Compare a first or last moment (or an order's day) with what the leaf says."""
    if leaf.day is None:
        bound = ibis.literal(back(scope.as_of, leaf.amount or 0, leaf.span or "days"))
        return value <= bound if leaf.relation == "before" else value > bound
    if leaf.of == "orders":
        day = ibis.literal(leaf.day)
        return value < day if leaf.relation == "before" else value > day
    if leaf.relation == "before":
        return value < ibis.literal(start_of(leaf.day))
    return value >= ibis.literal(start_of(leaf.day + timedelta(days=1)))


def _since(leaf: Moment) -> Window:
    if leaf.day is not None:
        return Window(start=leaf.day + timedelta(days=1))
    return Window(amount=leaf.amount or 0, span=leaf.span or "days")


def values(leaf: Moment, scope: Scope) -> Table:
    """Give the first or last moment of each person."""
    table = rows(scope, leaf.of, leaf.event, Window(), leaf.where)
    name, column = measured(leaf)
    return table.group_by(PERSON).aggregate(**{name: extreme(leaf, table, column)})


def doubts(leaf: Moment, known: Known) -> Iterator[Doubt]:
    """Ask about the event and the properties it names."""
    yield from doubts_on(leaf, known)
