"""What each thing of the plan costs: as written, as bought in the media plan, as budgeted by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.funds import BudgetLine, Month
from passerelle.plan.given import Given
from passerelle.plan.operations import MediaLine
from passerelle.plan.rule_money import main_currency

SECTIONS = ("actions", "loyalty", "studies", "trainings", "partners")
"""Sections whose nodes have a cost."""

_THOUSAND = 1000


def media_cost(line: MediaLine) -> Money | None:
    """Give what a media line costs; None when its model, price or volume is not said.

    ``flat`` is the price; ``cpm`` the price of a thousand; the others the price of one.
    """
    if line.price is None or line.model is None:
        return None
    if line.model == "flat":
        return line.price
    if line.volume is None:
        return None
    units = Decimal(line.volume) / (_THOUSAND if line.model == "cpm" else 1)
    return Money(line.price.amount * units, line.price.currency)


def month_cost(month: Month) -> Money | None:
    """Give what a month is expected to cost: what is known latest.

    The greater of spent and of forecast plus committed; planned where none of them is said.
    """
    expected = added(one for one in (month.forecast, month.committed) if one)
    known = [one for one in (month.actual, expected) if one]
    return greatest(known) or month.planned


def line_cost(line: BudgetLine, year: Period | None, currency: str) -> Money | None:
    """Add the months of a budget line, those of the year when the plan has one.

    Of several currencies those in ``currency`` are added, when there are some.
    """
    known = [
        cost
        for name, month in line.months.items()
        if (year is None or first_day(name) in year) and (cost := month_cost(month))
    ]
    return added(preferred(known, currency))


def preferred(amounts: Iterable[Money], currency: str) -> list[Money]:
    """Keep the amounts in a currency; all of them when none is in it."""
    every = list(amounts)
    return [one for one in every if one.currency == currency] or every


def first_day(month: str) -> date:
    """Give the first day of a month written ``2027-01``."""
    return date.fromisoformat(f"{month}-01")


def media_of(given: Given) -> Mapping[str, Mapping[str, Money]]:
    """Give the cost of each media line that says it, by action."""
    found: dict[str, dict[str, Money]] = defaultdict(dict)
    for name, line in given.plan.media.items():
        cost = media_cost(line)
        if cost:
            found[line.action][name] = cost
    return found


def lines_of(given: Given) -> Mapping[str, Mapping[str, Money]]:
    """Give the cost of each budget line, by the node that it pays for: ``actions/x``."""
    found: dict[str, dict[str, Money]] = defaultdict(dict)
    year = given.plan.year.period if given.plan.year else None
    currency = main_currency(given.plan)
    for name, line in given.plan.spending.items():
        cost, node = line_cost(line, year, currency), paid_by(given, line)
        if cost and node:
            found[node][name] = cost
    return found


def paid_by(given: Given, line: BudgetLine) -> str | None:
    """Find the node that a budget line pays for: ``actions/x``; None when there is none."""
    for section in (*SECTIONS, "objectives"):
        if line.pays in getattr(given.plan, section):
            return f"{section}/{line.pays}"
    return None


def costs(given: Given) -> dict[str, Money]:
    """Give the money of each node that costs some: ``actions/x``, ``studies/y``.

    The greatest of what is written, spent, bought in the media plan and budgeted by month; of
    several currencies, of what is in the plan's own. Studies,
    trainings, partners and loyalty count when they touch the plan's year; objectives when a budget
    line pays for them.
    """
    media, lines = given.once(media_of), given.once(lines_of)
    year = given.plan.year.period if given.plan.year else None
    spent = given.deeds.spent if given.deeds else {}
    currency = main_currency(given.plan)
    found: dict[str, Money] = {}
    for section in SECTIONS:
        for name, one in getattr(given.plan, section).items():
            node = f"{section}/{name}"
            if year and section != "actions" and one.when and not one.when.overlaps(year):
                continue
            known = [one.cost, _all_of(lines.get(node), currency)]
            if section == "actions":
                known += [spent.get(name), _all_of(media.get(name), currency)]
            cost = greatest(preferred((money for money in known if money), currency))
            if cost:
                found[node] = cost
    for node, some in lines.items():
        cost = _all_of(some, currency)
        if cost and node.startswith("objectives/"):
            found[node] = cost
    return found


def by_objective(given: Given, currency: str) -> dict[str, Decimal]:
    """Add the money of each objective and of those within it, in one currency.

    What serves several objectives is shared between them.
    """
    sums = dict.fromkeys(given.plan.objectives, Decimal(0))
    for node, cost in given.once(costs).items():
        known = [one for one in dict.fromkeys(served(given, node)) if one in sums]
        for one in known if cost.currency == currency else ():
            for above in given.above(one):
                sums[above] += cost.amount / len(known)
    return sums


def served(given: Given, node: str) -> tuple[str, ...]:
    """Name the objectives that a node serves: ``actions/x``, ``loyalty/y``, or one of them."""
    section, _, name = node.partition("/")
    if section == "actions":
        return given.actions[name].serves
    if section == "loyalty":
        return given.plan.loyalty[name].serves
    return (name,) if section == "objectives" else ()


def _all_of(lines: Mapping[str, Money] | None, currency: str) -> Money | None:
    return added(preferred((lines or {}).values(), currency))


def added(amounts: Iterable[Money]) -> Money | None:
    """Add amounts; None of none. Of several currencies, the first that is another's is given.

    A ceiling in the main currency then says that it cannot be compared.
    """
    every = list(amounts)
    total = (
        Money(sum((one.amount for one in every), Decimal(0)), every[0].currency) if every else None
    )
    return _foreign(every) or total


def greatest(amounts: Iterable[Money]) -> Money | None:
    """Give the greatest amount; None of none, the first foreign one of several currencies."""
    every = list(amounts)
    return _foreign(every) or max(every, key=lambda one: one.amount, default=None)


def _foreign(amounts: list[Money]) -> Money | None:
    return next((one for one in amounts if one.currency != amounts[0].currency), None)
