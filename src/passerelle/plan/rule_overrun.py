"""Where a cost and what pays for it part: the line to blame, months left out, other currencies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.base import language
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.ceilings import Level
from passerelle.plan.funds import Month
from passerelle.plan.given import Given
from passerelle.plan.rule_funds import (
    SECTIONS,
    added,
    first_day,
    greatest,
    media_cost,
    month_cost,
    paid_by,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """The one amount that makes lines dearer than the cost they pay for, and what would fit.

    ``right`` is None where a price times a volume is too much: nobody can say which of the two slipped;
    and where a month is now known to cost more than planned.
    """

    node: str
    field: str
    right: str | None


def culprit(given: Given, level: Level, gap: Decimal) -> Fault | None:
    """Find the month, or the media line, that stands out above all others and holds the gap.

    None where several are as dear, where none holds it alone, or where it is no plan any more.
    """
    return _month(given, level, gap) if level.of == "months" else _media(given, level, gap)


def drifted(given: Given, level: Level, gap: Decimal, most: Decimal) -> bool:
    """Whether a cost is over by little, and only since what is known of some month has moved.

    Args:
        given: What the rule looks at.
        level: The cost, and the budget lines under it.
        gap: How much they are over.
        most: The share of the cost up to which that is what estimates do.
    """
    if level.of != "months" or gap > level.ceiling.amount * most:
        return False
    later = sum((after for *_, after in _moved(given, level)), Decimal(0))
    return later >= gap


def months_of(given: Given) -> Iterator[tuple[str, list[str], Money, Money]]:
    """Walk the written costs that budget lines pay for: node, lines, cost, sum of all months.

    A month counts what was planned even when less was spent. Left out: several currencies.
    """
    lines: dict[str, list[str]] = {}
    for name, line in given.plan.spending.items():
        node = paid_by(given, line)
        if node and line.months:
            lines.setdefault(node, []).append(name)
    for node, names in lines.items():
        section, _, name = node.partition("/")
        cost = getattr(getattr(given.plan, section)[name], "cost", None)
        months = [one for line in names for one in given.plan.spending[line].months.values()]
        total = added(amount for month in months if (amount := _most(month)))
        if cost and total and total.currency == cost.currency:
            yield node, names, cost, total


def months_outside(given: Given) -> Iterator[tuple[str, str, Money]]:
    """Walk the months outside the plan's year and outside the dates of what they pay for.

    What lies wholly in another year is paid there.
    """
    year = given.plan.year.period if given.plan.year else None
    for name, line in given.plan.spending.items() if year else ():
        node = paid_by(given, line)
        section, _, paid = node.partition("/") if node else ("", "", "")
        when = getattr(getattr(given.plan, section, {}).get(paid), "when", None)
        if year is None or node is None or (when and not when.overlaps(year)):
            continue
        for month, amounts in line.months.items():
            cost = month_cost(amounts)
            if cost and first_day(month) not in year and not (when and _within(month, when)):
                yield name, month, cost


def costs_abroad(given: Given, currency: str) -> Iterator[tuple[str, Money]]:
    """Walk the written costs of the plan's year that are in another currency than its budget."""
    year = given.plan.year.period if given.plan.year else None
    for section in SECTIONS:
        for name, one in getattr(given.plan, section).items():
            elsewhere = year and section != "actions" and one.when and not one.when.overlaps(year)
            if one.cost and one.cost.currency != currency and not elsewhere:
                yield f"{section}/{name}", one.cost


def lines_abroad(given: Given, currency: str) -> list[str]:
    """Name the media lines, budget lines and ceilings in another currency than the budget."""
    plan = given.plan
    money: Mapping[str, list[Money | None]] = {
        **{f"media/{name}": [media_cost(one)] for name, one in plan.media.items()},
        **{
            f"spending/{name}": [month_cost(month) for month in one.months.values()]
            for name, one in plan.spending.items()
        },
        **{f"budget/{name}": [one.amount] for name, one in plan.budget.items()},
        **{f"campaigns/{name}": [one.budget] for name, one in plan.campaigns.items()},
    }
    return [
        node
        for node, amounts in money.items()
        if any(one and one.currency != currency for one in amounts)
    ]


def bought_elsewhere(given: Given) -> Iterator[tuple[str, str, str]]:
    """Walk the media lines whose channel another envelope pays for than that of their action.

    Each is the name of the line, of the envelope that counts it, and of the one that pays its channel.
    An envelope counts the cost of an action by the action's own channel.
    """
    payers = {
        channel: name
        for name, envelope in given.plan.budget.items()
        for channel in envelope.channels
    }
    for name, line in given.plan.media.items():
        action = given.actions.get(line.action)
        counted = payers.get(action.by or "") if action else None
        payer = payers.get(line.channel or "")
        if counted and payer and counted != payer:
            yield name, counted, payer


def month_text(month: str) -> Text:
    """Name a month: May 2027."""
    day = first_day(month)
    return Text(en=language.month(day, "en"), fr=language.month(day, "fr"))


def _month(given: Given, level: Level, gap: Decimal) -> Fault | None:
    moved = max(_moved(given, level), key=lambda row: row[2], default=None)
    if moved and moved[2] >= gap:
        return Fault(*moved[:2], None)
    rows = [
        (cost, f"spending/{name}", f"months/{month}/planned", amounts)
        for name, month, amounts, cost in _known(given, level)
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    amount, node, field, month = rows[0]
    alone = len(rows) == 1 or amount > rows[1][0]
    if not alone or amount <= gap or month.forecast or month.committed or month.actual:
        return None
    return Fault(node, field, str(Money(amount - gap, level.ceiling.currency)))


def _known(given: Given, level: Level) -> Iterator[tuple[str, str, Month, Decimal]]:
    """Walk the months of the year that pay for a cost: line, month, its amounts, what it costs."""
    year = given.plan.year.period if given.plan.year else None
    for name in level.amounts:
        for month, amounts in given.plan.spending[name].months.items():
            cost = month_cost(amounts)
            counted = year is None or first_day(month) in year
            if cost and counted and cost.currency == level.ceiling.currency:
                yield name, month, amounts, cost.amount


def _moved(given: Given, level: Level) -> Iterator[tuple[str, str, Decimal]]:
    """Walk the months now known to cost more than was planned: node, field, how much more."""
    for name, month, amounts, cost in _known(given, level):
        if amounts.planned and amounts.planned.amount < cost:
            spent = amounts.actual and amounts.actual.amount == cost
            field = "actual" if spent else "forecast" if amounts.forecast else "committed"
            yield f"spending/{name}", f"months/{month}/{field}", cost - amounts.planned.amount


def _media(given: Given, level: Level, gap: Decimal) -> Fault | None:
    rows = sorted(level.amounts.items(), key=lambda row: row[1].amount, reverse=True)
    name, cost = rows[0]
    line, left = given.plan.media[name], cost.amount - gap
    alone = len(rows) == 1 or cost.amount > rows[1][1].amount
    if not alone or left <= 0 or line.price is None:
        return None
    if line.model == "flat":
        return Fault(f"media/{name}", "price", str(Money(left, cost.currency)))
    return Fault(f"media/{name}", "price" if line.reach else "volume", None)


def _most(month: Month) -> Money | None:
    return greatest(one for one in (month_cost(month), month.planned) if one)


def _within(month: str, when: Period) -> bool:
    """Whether a month has a day in a period."""
    first = first_day(month)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first <= when.end and after > when.start
