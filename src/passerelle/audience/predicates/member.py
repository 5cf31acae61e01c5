"""``in segment fideles``: membership of another segment."""

from passerelle.audience.formula import Formula
from passerelle.audience.lookup import condition_of
from passerelle.audience.scope import Scope
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
