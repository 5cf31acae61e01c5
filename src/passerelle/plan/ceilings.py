"""Ceilings of money in a plan, and what stands under each: the year, envelopes, campaigns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule_words import label


@dataclass(frozen=True, slots=True)
class Level:
    """A ceiling, and the planned or spent money under it, by action or envelope."""

    node: str
    field: str
    title: Text
    ceiling: Money
    amounts: Mapping[str, Money]

    @property
    def foreign(self) -> tuple[str, ...]:
        """Names whose amount is in another currency than the ceiling."""
        return tuple(
            name for name, one in self.amounts.items() if one.currency != self.ceiling.currency
        )

    @property
    def total(self) -> Money:
        """What stands under the ceiling, in its currency."""
        amounts = (one.amount for one in self.amounts.values())
        return Money(sum(amounts, Decimal(0)), self.ceiling.currency)


def levels(given: Given) -> Iterator[Level]:
    """Walk every ceiling of the plan: the year (actions, then envelopes), envelopes, campaigns."""
    plan = given.plan
    costs = {name: money for name in plan.actions if (money := cost_of(given, name))}
    if plan.year and plan.year.budget:
        title = Text(en="The year's actions", fr="Les actions de l'année")
        yield Level("year", "budget", title, plan.year.budget, costs)
        envelopes = {name: envelope.amount for name, envelope in plan.budget.items()}
        title = Text(en="The envelopes together", fr="Les enveloppes ensemble")
        yield Level("year", "budget", title, plan.year.budget, envelopes)
    for name, envelope in plan.budget.items():
        inside = _picked(given, costs, set(envelope.channels), set(envelope.objectives))
        yield Level(f"budget/{name}", "amount", _same(name), envelope.amount, inside)
    by_campaign: dict[str, dict[str, Money]] = defaultdict(dict)
    for name, money in costs.items():
        by_campaign[plan.actions[name].campaign or ""][name] = money
    for name, campaign in plan.campaigns.items():
        if campaign.budget:
            title = _same(label(name, campaign.title))
            inside = by_campaign.get(name, {})
            yield Level(f"campaigns/{name}", "budget", title, campaign.budget, inside)


def cost_of(given: Given, name: str) -> Money | None:
    """Give the money of an action: the greater of planned and spent, when both are known."""
    planned = given.plan.actions[name].cost
    spent = given.deeds.spent.get(name) if given.deeds else None
    if planned and spent and planned.currency == spent.currency:
        return max(planned, spent, key=lambda money: money.amount)
    return spent or planned


def _picked(
    given: Given, costs: Mapping[str, Money], channels: set[str], objectives: set[str]
) -> dict[str, Money]:
    """Keep the actions that an envelope pays for: of its channels and of its objectives."""
    if not channels and not objectives:
        return {}
    return {
        name: money
        for name, money in costs.items()
        if (not channels or given.actions[name].by in channels)
        and (not objectives or _any_in(given.actions[name].serves, objectives))
    }


def _any_in(names: Iterable[str], wanted: set[str]) -> bool:
    return not wanted.isdisjoint(names)


def _same(name: str) -> Text:
    return Text(en=name, fr=name)
