"""What actions cost when no spend source tells it: reported on a task sheet, or planned.

Amounts are spread evenly over the days of the action, so that a month bears its share and all
days together bear the whole. What has not begun costs nothing yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action

Kind = Literal["sheet", "planned"]

CENT = Decimal("0.0001")
"""The smallest amount that the warehouse keeps."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a closed task sheet says that its action cost, in the workspace's currency."""

    amount: Decimal
    done: date


def cost_rows(plan: Plan, reported: Mapping[str, Reported], until: date) -> list[dict[str, Any]]:
    """List the costs of a plan's actions day by day, as the table ``costs`` holds them.

    A closed sheet replaces the planned cost; an action without a date or a cost has no row.

    Args:
        plan: Whose actions.
        reported: What closed task sheets say, by action.
        until: The last day wanted, today.
    """
    rows = []
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        for day, amount, kind in _days(action, reported.get(name)):
            if day > until:
                break
            rows.append(
                {
                    "cost_id": f"{name}/{day}",
                    "action": name,
                    "channel": action.by,
                    "day": day,
                    "amount": amount,
                    "kind": kind,
                }
            )
    return rows


def spread(amount: Decimal, days: int) -> list[Decimal]:
    """Spread an amount evenly over days, rounded so that they add up to it exactly.

    >>> [str(part) for part in spread(Decimal("1"), 3)]
    ['0.3333', '0.3334', '0.3333']
    """
    marks = [(amount * n / days).quantize(CENT) for n in range(days)] + [amount]
    return [after - before for before, after in pairwise(marks)]


def _days(action: Action, sheet: Reported | None) -> Iterator[tuple[date, Decimal, Kind]]:
    kind: Kind = "sheet" if sheet else "planned"
    amount = sheet.amount if sheet else (action.cost.amount if action.cost else Decimal(0))
    first, last = _window(action, sheet)
    if first is None or last is None or not amount:
        return
    for n, part in enumerate(spread(amount, (last - first).days + 1)):
        yield first + timedelta(days=n), part, kind


def _window(action: Action, sheet: Reported | None) -> tuple[date | None, date | None]:
    """Give the days that bear the cost; all of a closed sheet's lie before or on its last day."""
    if sheet is None:
        return (action.when.start, action.when.end) if action.when else (None, None)
    if action.when is None or action.when.start > sheet.done:
        return sheet.done, sheet.done
    return action.when.start, min(action.when.end, sheet.done)
