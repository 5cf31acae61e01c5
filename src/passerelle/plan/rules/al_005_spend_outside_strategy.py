"""AL-005: money must be tied to an objective.

What it checks
    The cost of actions that serve no existing objective, as a share of the cost of all actions:
    a warning above ``warning_over`` (10 %), an error above ``error_over`` (25 %).

Why it matters
    « … dilapidant des ressources et s'écartant de leurs objectifs » (002).

Bad
    objectives: {faire-revenir: {title: Faire revenir les clients}}
    actions:
      salon: {cost: 6 500 EUR}
      parure: {cost: 1 800 EUR, serves: faire-revenir}

Good
    objectives: {faire-revenir: {title: Faire revenir les clients}}
    actions:
      salon: {cost: 6 500 EUR, serves: faire-revenir}
      parure: {cost: 1 800 EUR, serves: faire-revenir}

Source
    Alignment rule of the design notes, layer *budget*; document 002.
"""

from decimal import Decimal

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.rule_words import listed, say, share_text

RULE = Rule(
    id="AL-005",
    title=Text(en="Spend outside strategy", fr="Dépense hors stratégie"),
    question=Text(
        en="Is the money tied to objectives?",
        fr="L'argent est-il relié à des objectifs\u202f?",
    ),
    why=Text(
        en="Money without an objective follows habit, and is missing where it counts.",
        fr="L'argent sans objectif suit l'habitude, et manque là où il compte.",
    ),
    severity=Severity.ERROR,
    seed="002 « dilapidant des ressources et s'écartant de leurs objectifs »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for the whole plan when too much money serves no objective."""
    currency = main_currency(given.plan)
    costs = in_currency(given.actions, currency)
    total = sum(costs.values(), Decimal(0))
    outside = {
        name: cost
        for name, cost in costs.items()
        if not any(served in given.plan.objectives for served in given.actions[name].serves)
    }
    amount = sum(outside.values(), Decimal(0))
    share = amount / total if total else Decimal(0)
    if share <= given.thresholds.number("AL-005", "warning_over"):
        return
    names = sorted(outside, key=lambda name: -outside[name])
    yield RULE.broken(
        spot(given, "year"),
        say(
            "{pct} of the budget ({amount}) is tied to no objective: {names}.",
            "{pct} du budget ({amount}) n'est relié à aucun objectif : {names}.",
            pct=share_text(share),
            amount=Money(amount, currency),
            names=listed(names),
        ),
        say(
            "Say what these actions serve, or move their money.",
            "Dites ce que servent ces actions, ou déplacez leur argent.",
        ),
        severity=_severity(given, share),
        share=share,
        amount=amount,
        actions=names,
    )


def _severity(given: Given, share: Decimal) -> Severity:
    grave = share > given.thresholds.number("AL-005", "error_over")
    return Severity.ERROR if grave else Severity.WARNING
