"""Whether a number is written in the unit of its KPI, and what it says in that unit."""

from dataclasses import replace
from decimal import Decimal

from passerelle.plan.given import Given, Metric
from passerelle.plan.operations import Action
from passerelle.plan.rule_money import main_currency
from passerelle.plan.strategy import KeyResult
from passerelle.plan.values import Amount, Estimate, Target

_FITS: dict[str, set[str]] = {
    "share": {"%", "pts"},
    "money": set(),
    "count": {"count"},
    "score": {"count", "score", "pts", "ratio"},
    "ratio": {"count", "score", "pts", "ratio", "%"},
    "days": {"count", "days"},
    "hours": {"count", "hours"},
}
"""Units that a level of each kind of KPI may be written in; of money, any currency."""

_HOURS = 24


def kind_of(given: Given, metric: Metric | None, result: KeyResult | None = None) -> str | None:
    """Give the kind of a KPI: ``share``, ``money``, ``count``…; None when nobody says it.

    Of a KPI whose unit is not written, the target tells whether it is money or a percentage.
    """
    if metric is None:
        return None
    own = given.plan.metrics.get(metric.id)
    if metric.id in given.catalogue or (own and own.unit):
        return metric.unit
    written = _written_unit(result.target) if result else ""
    if _is_currency(written):
        return "money"
    return "share" if written == "%" else None


def fitted(given: Given, key: str, result: KeyResult) -> Target:
    """Give the target of a key result in the unit of its KPI: the same when it fits."""
    kind = kind_of(given, given.metric(result.metric or key), result)
    return fit_target(result.target, kind, main_currency(given.plan)) if kind else result.target


def fit_target(target: Target, kind: str, currency: str) -> Target:
    """Read a target as one of a kind of KPI: ``20 -> 25`` of a share is ``20 % -> 25 %``.

    Numbers from 0 to 1 may be a share as they are.
    """
    levels = [one for one in (target.baseline, target.level) if one]
    plain = all(one.unit in {"count", "ratio"} and abs(one.value) <= 1 for one in levels)
    if not (kind == "share" and plain):
        start, level = (_level(one, kind, currency) for one in (target.baseline, target.level))
        target = replace(target, baseline=start, level=level)
    if target.change is None:
        return target
    unit = target.change.unit
    if unit == "%" or _fits(unit, kind):
        return target
    change = _turned(target.change, kind, "pts" if kind == "share" else currency)
    return replace(target, change=change, kind="points" if kind == "share" else "absolute")


def fit_estimate(estimate: Estimate, kind: str, currency: str) -> Estimate:
    """Read an estimate as one of a kind of KPI: ``3 / 8 / 15`` of a share are points."""
    if estimate.unit == "%" or _fits(estimate.unit, kind):
        return estimate
    unit = "pts" if kind == "share" else currency
    low, likely, high = (
        _turned(Amount(value, estimate.unit), kind, unit)
        for value in (estimate.low, estimate.likely, estimate.high)
    )
    return Estimate(low.value, likely.value, high.value, high.unit)


def promised(given: Given, action: Action) -> dict[str, tuple[str, KeyResult | None, Estimate]]:
    """Give what an action brings, by field: the KPI it speaks of, its key result if there is one.

    A plain estimate speaks of the first key result, limits aside, of the first objective served.
    """
    served = [given.plan.objectives[one] for one in action.serves if one in given.plan.objectives]
    if isinstance(action.brings, dict):
        found = {}
        for name, estimate in action.brings.items():
            results = [one.results[name] for one in served if name in one.results]
            kpi = (results[0].metric if results else None) or name
            found[f"brings/{name}"] = (kpi, results[0] if results else None, estimate)
        return found
    if action.brings is None or not served or action.serves[0] not in given.plan.objectives:
        return {}
    for key, result in served[0].results.items():
        if not result.target.is_guardrail:
            return {"brings": (result.metric or key, result, action.brings)}
    return {}


def _level(amount: Amount | None, kind: str, currency: str) -> Amount | None:
    if amount is None or _fits(amount.unit, kind):
        return amount
    return _turned(amount, kind, "%" if kind == "share" else currency)


def _turned(amount: Amount, kind: str, unit: str) -> Amount:
    """Write a number in the unit of a kind of KPI; days and hours are turned into each other."""
    if kind in {"share", "money"}:
        return Amount(amount.value, unit)
    if (kind, amount.unit) == ("hours", "days"):
        return Amount(amount.value * _HOURS, kind)
    if (kind, amount.unit) == ("days", "hours"):
        days = (amount.value / _HOURS).quantize(Decimal("0.01")).normalize()
        return Amount(Decimal(f"{days:f}"), kind)
    return Amount(amount.value)


def _fits(unit: str, kind: str) -> bool:
    return unit in _FITS[kind] or (kind == "money" and _is_currency(unit))


def _written_unit(target: Target) -> str:
    said = target.level or target.baseline
    return said.unit if said else ""


def _is_currency(unit: str) -> bool:
    return len(unit) == len("EUR") and unit.isupper()
