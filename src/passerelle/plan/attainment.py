"""How far an objective was reached, and whether a guardrail was kept: from forecasts, else from readings."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from passerelle.plan.given import Given
from passerelle.plan.strategy import KeyResult, Objective
from passerelle.plan.target_meaning import factor

Basis = Literal["forecast", "reading"]


@dataclass(frozen=True, slots=True)
class Attained:
    """A share >= 0, 1 when the target is just reached, and what it comes from: the weaker of its parts."""

    share: Decimal
    basis: Basis


def attainment(given: Given, name: str) -> Attained | None:
    """Give the mean of the key results that an objective aims at; None while one of them is not known.

    A key result counts the way gone from its start to its target, by the middle of its forecast for
    the day it is due, else by its last reading. Limits to be kept are left out.
    """
    objective = given.plan.objectives.get(name)
    parts = list(_parts(given, name, objective)) if objective else []
    known = [one for one in parts if one is not None]
    if not known or len(known) < len(parts):
        return None
    share = sum((one.share for one in known), Decimal(0)) / len(known)
    basis: Basis = "reading" if any(one.basis == "reading" for one in known) else "forecast"
    return Attained(share.quantize(Decimal("0.001")), basis)


def kept(given: Given, name: str) -> bool | None:
    """Whether the limits of an objective hold by their last readings; without limits, whether it is reached.

    None while that is not known.
    """
    objective = given.plan.objectives.get(name)
    if objective is None:
        return None
    limits = [(key, one) for key, one in objective.results.items() if one.target.is_guardrail]
    if not limits:
        found = attainment(given, name)
        return None if found is None else found.share >= 1
    held = [_within(given, key, one) for key, one in limits]
    if False in held:
        return False
    return None if None in held else True


def _parts(given: Given, name: str, objective: Objective) -> Iterator[Attained | None]:
    for key, result in objective.results.items():
        if not result.target.is_guardrail:
            yield _part(given, f"{name}/{key}", key, result)


def _part(given: Given, path: str, key: str, result: KeyResult) -> Attained | None:
    written = result.target.baseline
    start = written.share if written else None
    times = factor(result.target, start)
    seen = _value(given, path, key, result)
    if start is None or times is None or times == 1 or seen is None:
        return None
    value, basis = seen
    gone = (value - start) / (start * times - start)
    return Attained(max(gone, Decimal(0)), basis)


def _value(given: Given, path: str, key: str, result: KeyResult) -> tuple[Decimal, Basis] | None:
    outlook = (given.outlooks or {}).get(path)
    if outlook and outlook.low is not None and outlook.high is not None:
        return (outlook.low + outlook.high) / 2, "forecast"
    read = None if result.segment else given.reading(result.metric or key)
    return (read.value, "reading") if read else None


def _within(given: Given, key: str, result: KeyResult) -> bool | None:
    level = result.target.level
    read = None if result.segment else given.reading(result.metric or key)
    if read is None or level is None:
        return None
    return (
        read.value <= level.share if result.target.limit == "under" else read.value >= level.share
    )
