"""``in segment fideles``: membership of another segment."""

from collections.abc import Iterator

from passerelle.audience.formula import Formula
from passerelle.audience.known import Doubt, Known
from passerelle.audience.lookup import condition_of
from passerelle.audience.scope import Scope
from passerelle.base.errors import UserError
from passerelle.plan.condition import Member

LEAF = Member


def formula(leaf: Member, scope: Scope) -> Formula:
    """Hold for the people of the other segment, on the same day.

    Raises:
        UserError: The segments refer to each other in a circle.
        NotFound: There is no such segment.
    """
    condition = condition_of(scope.segments, leaf.segment, scope.inside)
    return scope.formula(condition, scope.enter(leaf.segment))


def doubts(leaf: Member, known: Known) -> Iterator[Doubt]:
    """Ask whether the other segment exists and says who is in it."""
    try:
        condition_of(known.segments, leaf.segment)
    except UserError as error:
        yield Doubt("AU-001", error.faults[0].what, error.faults[0].fix)
