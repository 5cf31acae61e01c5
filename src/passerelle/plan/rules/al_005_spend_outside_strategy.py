"""AL-005: money must be tied to an objective.

What it checks
    The cost of actions and loyalty programmes that serve no existing objective, as a share of all
    that the year pays (studies, trainings, partners and lines of objectives too): a warning above
    ``warning_over`` (10 %), an error above ``error_over`` (25 %). Running costs with a ``reason``
    are tied to the house, and left out. It is told at the dearest of them.

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
from passerelle.plan.rule_funds import costs, served
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_words import label, listed, say, share_text

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
    """Yield one finding, at the dearest, when too much money serves no objective."""
    currency = main_currency(given.plan)
    paid = {node: money.amount for node, money in given.once(costs).items()
            if money.currency == currency}  # fmt: skip
    total = sum(paid.values(), Decimal(0))
    outside = {
        node: amount
        for node, amount in paid.items()
        if node.startswith(("actions/", "loyalty/"))
        and not any(one in given.plan.objectives for one in served(given, node))
        and not _explained(given, node)
    }
    amount = sum(outside.values(), Decimal(0))
    share = amount / total if total else Decimal(0)
    if share <= given.thresholds.number("AL-005", "warning_over"):
        return
    nodes = sorted(outside, key=lambda node: -outside[node])
    yield RULE.broken(
        spot(given, nodes[0], "serves"),
        say(
            "{pct} of the budget ({amount}) is tied to no objective: {names}.",
            "{pct} du budget ({amount}) n'est relié à aucun objectif : {names}.",
            pct=share_text(share),
            amount=Money(amount, currency),
            names=listed(_title(given, node) for node in nodes),
        ),
        say(
            "Say in `serves` what they serve, or move their money.",
            "Dites dans `serves` ce qu'ils servent, ou déplacez leur argent.",
        ),
        severity=_severity(given, share),
        share=share,
        amount=amount,
        actions=[node.removeprefix("actions/") for node in nodes],
    )


def _explained(given: Given, node: str) -> bool:
    """Whether it is a running cost that says why it is paid: the house costs it, whatever it wants."""
    section, _, name = node.partition("/")
    action = given.actions.get(name) if section == "actions" else None
    return bool(action and action.kind == "run" and action.reason)


def _title(given: Given, node: str) -> str:
    section, _, name = node.partition("/")
    return label(name, getattr(given.plan, section)[name].title)


def _severity(given: Given, share: Decimal) -> Severity:
    grave = share > given.thresholds.number("AL-005", "error_over")
    return Severity.ERROR if grave else Severity.WARNING
