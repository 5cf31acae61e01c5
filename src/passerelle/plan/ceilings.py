"""Ceilings of money in a plan, and what stands under each: the year, envelopes, campaigns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule_funds import costs, greatest, lines_of, media_of, served
from passerelle.plan.rule_words import label, say


@dataclass(frozen=True, slots=True)
class Level:
    """A ceiling, and the planned or spent money under it, by action or envelope.

    ``of`` says whose ceiling it is; under a written cost stand the media lines or budget lines.
    """

    node: str
    field: str
    title: Text
    ceiling: Money
    amounts: Mapping[str, Money]
    of: Literal["year", "envelopes", "envelope", "campaign", "media", "months"] = "year"

    @property
    def foreign(self) -> tuple[str, ...]:
        """Names whose amount is in another currency than the ceiling."""
        return tuple(
            name for name, one in self.amounts.items() if one.currency != self.ceiling.currency
        )

    @property
    def total(self) -> Money:
        """What stands under the ceiling in its currency."""
        currency = self.ceiling.currency
        amounts = (one.amount for one in self.amounts.values() if one.currency == currency)
        return Money(sum(amounts, Decimal(0)), currency)


def levels(given: Given) -> Iterator[Level]:
    """Walk every ceiling of the plan: the year (all it pays, then envelopes), envelopes, campaigns.

    Money of actions is named by the action, any other by its node: ``studies/y``.
    """
    plan = given.plan
    every = {_short(node): money for node, money in given.once(costs).items()}
    actions = {name: money for name, money in every.items() if name in plan.actions}
    if plan.year and plan.year.budget:
        title = _ACTIONS if len(actions) == len(every) else _EVERYTHING
        yield Level("year", "budget", title, plan.year.budget, every)
        envelopes = {name: envelope.amount for name, envelope in plan.budget.items()}
        title = Text(en="The envelopes together", fr="Les enveloppes ensemble")
        yield Level("year", "budget", title, plan.year.budget, envelopes, "envelopes")
    for name, envelope in plan.budget.items():
        inside = _picked(given, every, set(envelope.channels), set(envelope.objectives))
        yield Level(f"budget/{name}", "amount", _same(name), envelope.amount, inside, "envelope")
    by_campaign: dict[str, dict[str, Money]] = defaultdict(dict)
    for name, money in actions.items():
        by_campaign[plan.actions[name].campaign or ""][name] = money
    for name, campaign in plan.campaigns.items():
        if campaign.budget:
            title = _same(label(name, campaign.title))
            inside = by_campaign.get(name, {})
            yield Level(f"campaigns/{name}", "budget", title, campaign.budget, inside, "campaign")


def details(given: Given) -> Iterator[Level]:
    """Walk the written costs that something adds up to: media lines, months of budget lines."""
    media = given.once(media_of)
    for name, bought in media.items():
        action = given.plan.actions.get(name)
        if action and action.cost:
            title = say(
                "The media lines of “{a}” together",
                "La somme des lignes média de « {a} »",
                a=label(name, action.title),
            )
            yield Level(f"actions/{name}", "cost", title, action.cost, bought, "media")
    for node, lines in given.once(lines_of).items():
        section, _, name = node.partition("/")
        paid = getattr(given.plan, section)[name]
        cost = getattr(paid, "cost", None)
        if cost:
            title = say(
                "The months of “{x}” together",
                "La somme des mois de « {x} »",
                x=label(name, paid.title),
            )
            yield Level(node, "cost", title, cost, lines, "months")


_ACTIONS = Text(en="The year's actions", fr="Les actions de l'année")
_EVERYTHING = Text(en="All that the year pays", fr="Tout ce que paie l'année")


def _short(node: str) -> str:
    section, _, name = node.partition("/")
    return name if section == "actions" else node


def cost_of(given: Given, name: str) -> Money | None:
    """Give the money of one action: the greater of planned and spent."""
    planned = given.plan.actions[name].cost
    spent = given.deeds.spent.get(name) if given.deeds else None
    return greatest(money for money in (planned, spent) if money)


def _picked(
    given: Given, every: Mapping[str, Money], channels: set[str], objectives: set[str]
) -> dict[str, Money]:
    """Keep what an envelope pays for: actions of its channels and objectives, else its objectives.

    Loyalty and objectives have no channel: an envelope of some channels does not pay for them.
    """
    if not channels and not objectives:
        return {}
    return {
        name: money
        for name, money in every.items()
        if (not channels or _channel(given, name) in channels)
        and (not objectives or _any_in(_serves(given, name), objectives))
    }


def _channel(given: Given, name: str) -> str | None:
    action = given.actions.get(name)
    return action.by if action else None


def _serves(given: Given, name: str) -> tuple[str, ...]:
    action = given.actions.get(name)
    return action.serves if action else served(given, name)


def _any_in(names: Iterable[str], wanted: set[str]) -> bool:
    return not wanted.isdisjoint(names)


def _same(name: str) -> Text:
    return Text(en=name, fr=name)
