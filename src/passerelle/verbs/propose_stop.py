"""Facts for proposals about actions that lose: what they really cost, and the margin they brought."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.verbs.house import House
from passerelle.verbs.past_facts import margin_share

if TYPE_CHECKING:
    from passerelle.adjustment.proposal import Proposal
    from passerelle.adjustment.proposals.stop_losing_action import ActionCase
    from passerelle.measurement.context import Measuring
    from passerelle.measurement.reading import Reading

NONE_SEEN = Decimal("3.69")
"""Orders that chance may have hidden when none was seen: upper 97.5 % Poisson bound of zero."""


def losing_actions(house: House, plan: Plan, context: "Measuring") -> "Iterator[Proposal]":
    """Propose to end each running action whose margin stays below what was really spent on it."""
    from passerelle.adjustment.proposals.stop_losing_action import propose

    for case in _cases(house, plan, context):
        found = propose(case, context.today)
        if found is not None:
            yield found


def _cases(house: House, plan: Plan, context: "Measuring") -> "Iterator[ActionCase]":
    from passerelle.measurement.kpi import measure

    judged = _judged(plan, context)
    year = Period(context.today - timedelta(days=365), context.today - timedelta(days=1))
    if not judged or margin_share(context, year) is None:
        return
    each = measure(context, "contribution_margin", year)
    usual = each.value / each.n if each.value and each.n else Decimal(0)
    read = {
        start: measure(context, "roi", Period(start, context.today), by="action")
        for start in {_start(action) for action in judged.values()}
    }
    for name, action in judged.items():
        reading = read[_start(action)].cut(name)
        if reading is not None and not reading.planned:
            yield from _case(house, name, action, reading, usual)


def _judged(plan: Plan, context: "Measuring") -> dict[str, Action]:
    """Give the actions that have run for four weeks and are seen in visits: others are not known."""
    from passerelle.adjustment.proposals.stop_losing_action import TRIED

    rows = context.warehouse.rows("SELECT DISTINCT code FROM touches WHERE code IS NOT NULL")
    seen = {row[0] for row in rows}
    found = {}
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        if not action.when or not action.cost or (action.tracking or name) not in seen:
            continue
        ran = (context.today - action.when.start).days
        if ran >= TRIED and context.today < action.when.end:
            found[name] = action
    return found


def _start(action: Action) -> date:
    if action.when is None:
        msg = "only actions with a window are judged"
        raise ValueError(msg)
    return action.when.start


def _case(
    house: House, name: str, action: Action, reading: "Reading", usual: Decimal
) -> "Iterator[ActionCase]":
    from passerelle.adjustment.proposals.stop_losing_action import ActionCase

    spent, value = reading.denominator, reading.value
    if spent is None or value is None or reading.low is None or reading.high is None:
        return
    low, likely, high = ((share + 1) * spent for share in (reading.low, value, reading.high))
    if action.when is None or action.cost is None:
        return
    yield ActionCase(
        action=name,
        title=action.title or name,
        when=action.when,
        cost=action.cost,
        spent=Money(spent.quantize(Decimal(1)), house.settings.currency),
        margin=(low, likely, high if reading.n else usual * NONE_SEEN),
    )
