"""What is foreseen of key results that are still open, and how such a figure is written."""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given, Outlook
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_words import amount_text, money_text, number_text, say, share_text
from passerelle.plan.strategy import KeyResult, Objective
from passerelle.plan.values import Target


def open_results(given: Given) -> Iterator[tuple[str, str, Objective, KeyResult]]:
    """Walk the key results that are not due yet, as (objective, key result, their values)."""
    for name, key, objective, result in given.key_results():
        due = given.due(result)
        if due is None or due >= given.today:
            yield name, key, objective, result


def outlook(given: Given, name: str, key: str) -> Outlook | None:
    """Give what is foreseen of a key result; its probability alone where no more is known."""
    node = f"{name}/{key}"
    full = (given.outlooks or {}).get(node)
    if full is not None:
        return full
    chance = (given.forecasts or {}).get(node)
    return Outlook(chance) if chance is not None else None


def value_text(given: Given, kpi: str, value: Decimal) -> Text:
    """Write a value of a KPI for the reader: a share as a percentage, money in the plan's money."""
    metric = given.metric(kpi)
    unit = metric.unit if metric else "count"
    if unit == "share":
        return share_text(value)
    if unit == "money":
        return money_text(Money(value.quantize(Decimal(1)), main_currency(given.plan)))
    return number_text(value, 1)


def goal_text(given: Given, result: KeyResult) -> Text:
    """Write what a key result asks for, and by when: ``28% by 31 Dec 2027``."""
    what, due = _asked(result.target), given.due(result)
    if due is None:
        return what
    return say("{what} by {day}", "{what} d'ici au {day}", what=what, day=due)


def _asked(target: Target) -> Text:
    if target.level is None:
        change = target.change
        text = amount_text(change.value, change.unit) if change else Text(en="", fr="")
        rising = change is not None and change.value > 0
        return Text(en="+" + text.en, fr="+" + text.fr) if rising else text
    level = amount_text(target.level.value, target.level.unit)
    if target.limit == "under":
        return say("less than {level}", "moins de {level}", level=level)
    return say("more than {level}", "plus de {level}", level=level) if target.limit else level
