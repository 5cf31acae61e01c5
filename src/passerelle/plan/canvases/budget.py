"""The budget by month in four states: planned, forecast, committed, spent; what no line pays for."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from passerelle.base.language import Text
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.ceilings import levels
from passerelle.plan.funds import BudgetLine
from passerelle.plan.given import Given
from passerelle.plan.rule_money import main_currency

CANVAS = Canvas(
    id="budget",
    title=Text(en="Budget", fr="Budget"),
    question=Text(
        en="What was planned, what do we expect, what is committed, what is spent?",
        fr="Qu'avait-on prévu, qu'attend-on, qu'a-t-on engagé, qu'a-t-on dépensé\u202f?",
    ),
    sections=("budget", "spending"),
    order=80,
    half="engine",
)

STATES = ("planned", "forecast", "committed", "actual")
PAID = ("actions", "objectives", "studies", "trainings", "loyalty", "partners")
"""Sections that a line may pay for, in the order in which a name is looked up."""


def draw(given: Given, options: Mapping[str, str]) -> Json:
    """Give the grid of one state, the sums of all four, and what no line pays for.

    Args:
        given: The plan and what is known.
        options: ``state``, one of the four; planned when none is chosen.

    Returns:
        ``months`` in order; ``lines`` with an amount (or None) for each month, their sum, the cost
        that the paid thing announces and the ``gap`` between both; ``totals`` by month; ``states``
        with the sum of each; ``without`` the actions that cost something and have no line.
    """
    state = options.get("state", "planned")
    state = state if state in STATES else "planned"
    months = list(_months(given))
    currency = main_currency(given.plan)
    lines = [_line(given, name, line, months, state) for name, line in given.plan.spending.items()]
    budget = given.plan.year.budget if given.plan.year else None
    locked = given.plan.year.locked if given.plan.year else None
    sums = {one: _sum(given, one, currency) for one in STATES}
    return {
        "state": state,
        "currency": currency,
        "months": months,
        "lines": lines,
        "totals": [_of_month(given, month, state, currency) for month in months],
        "states": [{"state": one, "sum": sums[one]} for one in STATES],
        "outlook": sums["committed"] + sums["forecast"],
        "budget": budget.amount if budget else None,
        "left": budget.amount - sums[state] if budget else None,
        "locked": str(locked) if locked and locked <= given.today else None,
        "without": _without(given, currency),
        "envelopes": _envelopes(given),
    }


def _months(given: Given) -> Iterator[str]:
    """Walk the months of the year, and any other that a line names."""
    named = {month for line in given.plan.spending.values() for month in line.months}
    year = given.plan.year
    if year:
        day = year.period.start.replace(day=1)
        while day <= year.period.end:
            named.add(f"{day.year:04d}-{day.month:02d}")
            day = _next(day)
    yield from sorted(named)


def _next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _line(given: Given, name: str, line: BudgetLine, months: list[str], state: str) -> Json:
    cells = [_amount(line, month, state) for month in months]
    paid = _paid(given, line.pays)
    cost = getattr(paid, "cost", None)
    total = sum((one for one in cells if one is not None), Decimal(0))
    spent = given.deeds.spent.get(line.pays) if given.deeds else None
    return item(
        "spending",
        name,
        getattr(paid, "title", None) or line.pays,
        pays=line.pays,
        cells=[{"month": month, "amount": one} for month, one in zip(months, cells, strict=True)],
        total=total,
        cost=cost.amount if cost else None,
        gap=total - cost.amount if cost and state == "planned" else None,
        seen=spent.amount if spent else None,
    )


def _amount(line: BudgetLine, month: str, state: str) -> Decimal | None:
    held = line.months.get(month)
    money = getattr(held, state) if held else None
    return money.amount if money else None


def _paid(given: Given, name: str) -> Any:  # noqa: ANN401
    found = (getattr(given.plan, section).get(name) for section in PAID)
    return next((one for one in found if one is not None), None)


def _sum(given: Given, state: str, currency: str) -> Decimal:
    return sum(
        (
            money.amount
            for line in given.plan.spending.values()
            for held in line.months.values()
            if (money := getattr(held, state)) and money.currency == currency
        ),
        Decimal(0),
    )


def _of_month(given: Given, month: str, state: str, currency: str) -> Decimal:
    found = (getattr(line.months.get(month), state, None) for line in given.plan.spending.values())
    return sum((one.amount for one in found if one and one.currency == currency), Decimal(0))


def _without(given: Given, currency: str) -> list[Json]:
    paid = {line.pays for line in given.plan.spending.values()}
    return [
        item("actions", name, action.title or name, cost=action.cost.amount)
        for name, action in given.actions.items()
        if action.cost and action.cost.currency == currency and name not in paid
    ]


def _envelopes(given: Given) -> list[Json]:
    """Give each envelope with what it pays for, as AL-060 counts it."""
    rows = []
    for level in levels(given):
        section, _, name = level.node.partition("/")
        if section == "budget":
            used, ceiling = level.total.amount, level.ceiling
            left = ceiling.amount - used
            rows.append(item("budget", name, name, amount=str(ceiling), used=used, left=left))
    return rows
