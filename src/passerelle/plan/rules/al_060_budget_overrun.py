"""AL-060: planned money must fit its envelope, at every level.

What it checks
    The cost of all actions against the year's budget; of the actions of an envelope's channels and
    objectives against the envelope; of a campaign's actions against its ceiling; and the envelopes
    together against the year's budget. Where money has been spent, the greater of spent and planned
    counts. Amounts in another currency leave the level not checked.

Why it matters
    « Quels budgets allouer » (003): money promised twice is found out by finance.

Bad
    year: {period: 2027, budget: 10 000 EUR}
    actions: {a: {cost: 8 000 EUR}, b: {cost: 3 000 EUR}}

Good
    year: {period: 2027, budget: 11 000 EUR}
    actions: {a: {cost: 8 000 EUR}, b: {cost: 3 000 EUR}}

Source
    Alignment rule of the design notes, layer *budget*; document 003.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-060",
    title=Text(en="Budget overrun", fr="Dépassement"),
    question=Text(
        en="Does planned money fit its envelope, at every level?",
        fr="L'argent prévu tient-il dans son enveloppe, à chaque niveau\u202f?",
    ),
    why=Text(
        en="Money promised twice is found out by finance, not by us.",
        fr="L'argent promis deux fois, c'est la finance qui s'en aperçoit.",
    ),
    severity=Severity.ERROR,
    seed="003 « quels budgets allouer »",
)


@dataclass(frozen=True, slots=True)
class _Level:
    node: str
    field: str
    title: Text
    ceiling: Money
    amounts: Mapping[str, Money]


def check(given: Given) -> Verdicts:
    """Yield one error for each level whose money does not fit."""
    for level in _levels(given):
        foreign = [
            name
            for name, money in level.amounts.items()
            if money.currency != level.ceiling.currency
        ]
        if foreign:
            yield RULE.lacks(
                say(
                    "the amounts of {names} in {currency}",
                    "les montants de {names} en {currency}",
                    names=listed(foreign),
                    currency=level.ceiling.currency,
                ),
                level.node,
            )
            continue
        total = sum((money.amount for money in level.amounts.values()), Decimal(0))
        if total > level.ceiling.amount:
            yield _over(given, level, Money(total, level.ceiling.currency))


def _levels(given: Given) -> Iterator[_Level]:
    plan = given.plan
    costs = {name: money for name in plan.actions if (money := _cost(given, name))}
    if plan.year and plan.year.budget:
        title = Text(en="The year's actions", fr="Les actions de l'année")
        yield _Level("year", "budget", title, plan.year.budget, costs)
        envelopes = {name: envelope.amount for name, envelope in plan.budget.items()}
        title = Text(en="The envelopes together", fr="Les enveloppes ensemble")
        yield _Level("year", "budget", title, plan.year.budget, envelopes)
    for name, envelope in plan.budget.items():
        inside = _picked(given, costs, set(envelope.channels), set(envelope.objectives))
        yield _Level(f"budget/{name}", "amount", _same(name), envelope.amount, inside)
    by_campaign: dict[str, dict[str, Money]] = defaultdict(dict)
    for name, money in costs.items():
        by_campaign[plan.actions[name].campaign or ""][name] = money
    for name, campaign in plan.campaigns.items():
        if campaign.budget:
            title = _same(label(name, campaign.title))
            inside = by_campaign.get(name, {})
            yield _Level(f"campaigns/{name}", "budget", title, campaign.budget, inside)


def _cost(given: Given, name: str) -> Money | None:
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


def _over(given: Given, level: _Level, total: Money) -> Finding:
    return RULE.broken(
        spot(given, level.node, level.field),
        say(
            "{node}: {total} for an envelope of {env} (+{gap}).",
            "{node} : {total} pour une enveloppe de {env} (+{gap}).",
            node=level.title,
            total=total,
            env=level.ceiling,
            gap=total - level.ceiling,
        ),
        say(
            "Cut {gap}, or raise the ceiling to {total}.",
            "Retirez {gap}, ou portez le plafond à {total}.",
            gap=total - level.ceiling,
            total=total,
        ),
        settle=str(total),
        total=total.amount,
        ceiling=level.ceiling.amount,
        actions=list(level.amounts),
    )


def _same(name: str) -> Text:
    return Text(en=name, fr=name)
