"""From a segment to one query: the people for whom its condition holds on a day.

``compile_segment(warehouse, segments, name, as_of)`` gives an Ibis expression with one column,
``customer_id``; the same arguments always give the same SQL. Nothing dated after ``as_of`` counts,
be it an order, an event, a consent, or a customer created later.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from passerelle.audience.catalogue import leaves
from passerelle.audience.formula import PERSON, Every, Formula, Some, Table, deny, keep
from passerelle.audience.lookup import condition_of
from passerelle.audience.scope import Scope, Tables, utc
from passerelle.plan.condition import All, AnyOf, Condition, Member, Not
from passerelle.plan.strategy import Segment


def compile_condition(
    warehouse: Tables, segments: Mapping[str, Segment], condition: Condition, as_of: datetime
) -> Any:  # noqa: ANN401  # ibis has no types
    """Compile a condition.

    Args:
        warehouse: Gives the canonical tables.
        segments: The plan's segments by name, for ``in segment``.
        condition: Who is meant.
        as_of: The moment of the question; naive means UTC.

    Returns:
        An Ibis table with the column ``customer_id``, each person once, in no order.

    Raises:
        UserError: Segments refer to each other in a circle, one has no condition, or a value does
            not fit what it is compared with.
        NotFound: A segment does not exist.
    """
    scope = Scope(warehouse, segments, utc(as_of), formula_of)
    return keep(known_people(scope), formula_of(condition, scope)).select(PERSON)


def known_people(scope: Scope) -> Table:
    """Give the customers that exist at as_of; one whose creation is not dated always did."""
    people = scope.tables.table("customers")
    return people.filter(people.created_at.isnull() | (people.created_at <= scope.as_of))


def compile_segment(
    warehouse: Tables, segments: Mapping[str, Segment], name: str, as_of: datetime
) -> Any:  # noqa: ANN401
    """Compile one segment of the plan; see :func:`compile_condition`."""
    condition_of(segments, name)
    return compile_condition(warehouse, segments, Member(name), as_of)


def compile_segments(
    warehouse: Tables, segments: Mapping[str, Segment], names: Iterable[str], as_of: datetime
) -> Any:  # noqa: ANN401
    """Compile the people of at least one of several segments, each once."""
    members: tuple[Condition, ...] = tuple(Member(name) for name in names)
    condition = members[0] if len(members) == 1 else AnyOf(members)
    return compile_condition(warehouse, segments, condition, as_of)


def formula_of(condition: Condition, scope: Scope) -> Formula:
    """Compile a condition as far as tests and groups, in a scope."""
    match condition:
        case All(parts=parts):
            return Every(tuple(formula_of(part, scope) for part in parts))
        case AnyOf(parts=parts):
            return Some(tuple(formula_of(part, scope) for part in parts))
        case Not(part=part):
            return deny(formula_of(part, scope))
        case _:
            compiled: Formula = leaves()[type(condition)].formula(condition, scope)
            return compiled
