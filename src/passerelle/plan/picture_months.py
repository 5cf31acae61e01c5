"""The money by month, in its four states, beside what the plan's year may cost."""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_words import say

STATES = {
    "planned": Text(en="Planned", fr="Prévu"),
    "forecast": Text(en="Forecast", fr="Estimé"),
    "committed": Text(en="Committed", fr="Engagé"),
    "actual": Text(en="Spent", fr="Dépensé"),
}
"""The four states of a month's money."""


def months(given: Given) -> Iterator[Text]:
    """Say what the months add up to in each state that is used, and from which month to which."""
    currency = main_currency(given.plan)
    for state, title in STATES.items():
        held = [
            (month, money.amount)
            for line in given.plan.spending.values()
            for month, one in line.months.items()
            if (money := getattr(one, state)) and money.currency == currency
        ]
        if held:
            yield say(
                "{x} by month: {m}, {a} to {b}",
                "{x} au mois : {m}, de {a} à {b}",
                x=title,
                m=Money(sum((amount for _, amount in held), Decimal(0)), currency),
                a=min(month for month, _ in held),
                b=max(month for month, _ in held),
            )
