"""The plan as plain JSON of canonical texts, and back."""

from collections.abc import Mapping
from typing import Any

from passerelle.plan.extends import resolve, without_inherited
from passerelle.plan.model import Plan


def write_plan(plan: Plan) -> dict[str, Any]:
    """Write a plan as it would be typed, in canonical texts; what equals its default is left out.

    Returns:
        Maps, lists, texts, numbers and booleans only; ``plan_of`` reads them back to an equal plan.
    """
    written = plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return without_inherited(plan, written)


def plan_of(data: Mapping[str, Any]) -> Plan:
    """Read a plan out of what ``write_plan`` wrote; it knows no places.

    Raises:
        pydantic.ValidationError: The data is not what ``write_plan`` writes.
    """
    filled, inherited = resolve(dict(data))
    return Plan.model_validate(filled).extending(inherited)
