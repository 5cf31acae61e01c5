"""Sums of planned money, in one currency at a time."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from passerelle.plan.model import Plan
from passerelle.plan.operations import Action


def main_currency(plan: Plan) -> str:
    """Give the currency of the plan: its budget's, else the one most actions cost in, else EUR."""
    if plan.year and plan.year.budget:
        return plan.year.budget.currency
    used = Counter(action.cost.currency for action in plan.actions.values() if action.cost)
    return used.most_common(1)[0][0] if used else "EUR"


def in_currency(actions: Mapping[str, Action], currency: str) -> dict[str, Decimal]:
    """Give the cost of each action that costs something in ``currency``."""
    return {
        name: action.cost.amount
        for name, action in actions.items()
        if action.cost and action.cost.currency == currency
    }
