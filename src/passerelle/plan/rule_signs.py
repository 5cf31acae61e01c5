"""Effects written without their minus sign: on a KPI that is to fall, as if they made it rise."""

from decimal import Decimal
from typing import NamedTuple

from passerelle.plan.given import Given
from passerelle.plan.rule_effect import Need
from passerelle.plan.values import Estimate


class Unsigned(NamedTuple):
    """An effect that makes a KPI rise which is to fall: where it stands, and its mirror image."""

    field: str
    meant: Estimate


def turned(estimate: Estimate) -> Estimate:
    """Give an estimate of the other sign: 1 / 2 / 3 becomes -3 / -2 / -1."""
    low, likely, high = (
        -value if value else value for value in (estimate.high, estimate.likely, estimate.low)
    )
    return Estimate(low, likely, high, estimate.unit)


def unsigned(
    given: Given, said: dict[str, Estimate], where: tuple[str, str], wanted: Need
) -> dict[str, Unsigned]:
    """Find, by action, what is written as making a KPI rise that is to fall.

    One that may go both ways is meant as it stands.

    Args:
        given: What the rule looks at.
        said: What actions say they bring, in the unit of the KPI.
        where: The objective and the key result.
        wanted: What it needs.
    """
    if wanted.sign > 0:
        return {}
    found = {}
    for act, estimate in said.items():
        field = written_at(given, act, where)
        if field and estimate.low >= 0 and estimate.high > 0:
            found[act] = Unsigned(field, turned(_written(given, act, field)))
    return found


def written_at(given: Given, act: str, where: tuple[str, str]) -> str:
    """Name the field in which an action says what it brings to a key result; empty when none."""
    brings, (name, key) = given.actions[act].brings, where
    if not isinstance(brings, dict):
        return "brings" if brings else ""
    kpi = given.plan.objectives[name].results[key].metric or key
    metric = given.metric(kpi)
    for one in brings:
        known = given.metric(one)
        if one in (key, kpi) or (known and metric and known.id == metric.id):
            return f"brings/{one}"
    return ""


def _written(given: Given, act: str, field: str) -> Estimate:
    brings = given.actions[act].brings
    if isinstance(brings, dict):
        return brings[field.partition("/")[2]]
    return brings or Estimate(Decimal(0), Decimal(0), Decimal(0))
