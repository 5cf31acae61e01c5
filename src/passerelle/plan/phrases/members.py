"""Which segments a condition names, and the same condition with another name."""

from dataclasses import replace

from passerelle.plan.condition import All, AnyOf, Condition, Member, Not


def segments_in(condition: Condition) -> tuple[str, ...]:
    """Give the names of the segments that a condition asks membership of, in order."""
    if isinstance(condition, Member):
        return (condition.segment,)
    if isinstance(condition, Not):
        return segments_in(condition.part)
    if isinstance(condition, All | AnyOf):
        return tuple(name for part in condition.parts for name in segments_in(part))
    return ()


def with_segment(condition: Condition, old: str, new: str) -> Condition:
    """Give the same condition in which the segment ``old`` is called ``new``."""
    if isinstance(condition, Member):
        return Member(new) if condition.segment == old else condition
    if isinstance(condition, Not):
        return Not(with_segment(condition.part, old, new))
    if isinstance(condition, All | AnyOf):
        return replace(
            condition, parts=tuple(with_segment(part, old, new) for part in condition.parts)
        )
    return condition
