"""AL-063: part of the money prepares tomorrow.

What it checks
    In a plan with a year's budget and at least ``least`` (5) actions that cost something: the share
    of the money on offers launched within the year, experiments, actions whose purpose is learning,
    studies and trainings is not below ``share`` (10 %). A year that is a slip itself (AL-022) is left
    alone.

Why it matters
    « L'autre maîtrisant la stratégie pour imaginer les produits de demain » (003).

Bad
    year: {period: 2027, budget: 100 EUR}
    actions: {a: {cost: 9 EUR}, b: {cost: 9 EUR}, c: {cost: 9 EUR}, d: {cost: 9 EUR}, e: {cost: 9 EUR}}

Good
    year: {period: 2027, budget: 100 EUR}
    actions: {a: {cost: 9 EUR}, b: {cost: 9 EUR}, c: {cost: 9 EUR}, d: {cost: 9 EUR},
              e: {cost: 9 EUR, purpose: learning}}

Source
    Alignment rule of the design notes, layer *budget*; document 003 (Kotler).
"""

from collections.abc import Mapping
from decimal import Decimal

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_funds import costs
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_words import say, share_text
from passerelle.plan.rule_year import meant_year

RULE = Rule(
    id="AL-063",
    title=Text(en="Only today's products", fr="Tout pour le présent"),
    question=Text(
        en="Does part of the money prepare tomorrow?",
        fr="Une part de l'argent prépare-t-elle demain\u202f?",
    ),
    why=Text(
        en="What sells today was once an experiment.",
        fr="Ce qui se vend aujourd'hui fut un jour un essai.",
    ),
    severity=Severity.INFO,
    seed="003 « l'autre maîtrisant la stratégie pour imaginer les produits de demain »",
)


def check(given: Given) -> Verdicts:
    """Yield one remark when too little of the money prepares tomorrow."""
    year = given.plan.year
    currency = main_currency(given.plan)
    money = {
        node: cost.amount for node, cost in given.once(costs).items() if cost.currency == currency
    }
    actions = [node for node, amount in money.items() if node.startswith("actions/") and amount]
    few = len(actions) < given.thresholds.number("AL-063", "least")
    if year is None or year.budget is None or few or meant_year(given):
        return
    total = sum(money.values(), Decimal(0))
    tomorrow = _tomorrow(given, money, year.period)
    if tomorrow < total * given.thresholds.number("AL-063", "share"):
        yield RULE.broken(
            spot(given, "year", "budget"),
            say(
                "{pct} of the money ({some} of {all}) prepares tomorrow.",
                "{pct} de l'argent ({some} sur {all}) prépare demain.",
                pct=share_text(tomorrow / total),
                some=Money(tomorrow, currency),
                all=Money(total, currency),
            ),
            say(
                "Set some aside for an experiment, a study, a training or a new offer; or say "
                "which actions are for `learning`.",
                "Réservez-en à une expérience, une étude, une formation ou une offre nouvelle ; ou "
                "dites quelles actions servent à apprendre (`learning`).",
            ),
            tomorrow=tomorrow,
            total=total,
        )


def _tomorrow(given: Given, money: Mapping[str, Decimal], year: Period) -> Decimal:
    new = {
        name for name, offer in given.plan.offers.items() if offer.launch and offer.launch in year
    }
    tried = {one.action for one in given.plan.experiments.values()}
    found = Decimal(0)
    for node, amount in money.items():
        section, _, name = node.partition("/")
        if section in {"studies", "trainings"}:
            found += amount
        elif section == "actions":
            action = given.plan.actions[name]
            if action.purpose == "learning" or name in tried or not new.isdisjoint(action.offers):
                found += amount
    return found
