"""AL-065: money is spent at the pace that was planned.

What it checks
    Budget lines: what was spent, over the months that are over and whose spent amount is written,
    against what was planned for them. Actions without a budget line, from ``days`` (14) after their
    start: what was spent against the part of their cost that has run. A warning where the two are
    more than ``over`` (15 %) apart.

Why it matters
    « Comparer régulièrement les résultats aux objectifs fixés » (000): money spent too early is
    missing later; money not spent was asked for in vain.

Bad
    actions:  {annonces: {cost: 1 200 EUR}}
    spending: {annonces-mois: {pays: annonces, months: {2026-10: {planned: 100 EUR, actual: 150 EUR}}}}

Good
    actions:  {annonces: {cost: 1 200 EUR}}
    spending: {annonces-mois: {pays: annonces, months: {2026-10: {planned: 100 EUR, actual: 110 EUR}}}}

Source
    Alignment rule of the design notes, layer *budget*; document 000.
"""

from collections.abc import Iterator
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_funds import added, first_day
from passerelle.plan.rule_words import label, listed, say, share_text

RULE = Rule(
    id="AL-065",
    title=Text(en="Unpaced spend", fr="Rythme de dépense anormal"),
    question=Text(
        en="Is money spent at the pace that was planned?",
        fr="L'argent se dépense-t-il au rythme prévu\u202f?",
    ),
    why=Text(
        en="Money spent too early is missing later; money not spent was asked for in vain.",
        fr="L'argent dépensé trop tôt manque ensuite ; celui qui dort a été demandé pour rien.",
    ),
    severity=Severity.WARNING,
    seed="000 « Comparer régulièrement les résultats aux objectifs fixés »",
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each budget line and action that is off its pace."""
    yield from _lines(given)
    yield from _actions(given)


def _lines(given: Given) -> Verdicts:
    this_month = given.today.replace(day=1)
    silent = []
    for name, line in given.plan.spending.items():
        over = {
            month: amounts
            for month, amounts in line.months.items()
            if first_day(month) < this_month and amounts.planned
        }
        told = [amounts for amounts in over.values() if amounts.actual]
        planned = added(one.planned for one in told if one.planned)
        spent = added(one.actual for one in told if one.actual)
        if over and not told:
            silent.append(name)
        if planned and spent and _apart(given, spent, planned):
            yield _off(given, f"spending/{name}", "months", name, (spent, planned))
    if silent:
        yield RULE.lacks(
            say(
                "the spent amounts (`actual`) of {names}",
                "les montants dépensés (`actual`) de {names}",
                names=listed(silent),
            )
        )


def _actions(given: Given) -> Verdicts:
    running = list(_running(given))
    if running and given.deeds is None:
        names = listed(name for name, *_ in running)
        yield RULE.lacks(
            say("what {names} has cost", "ce que {names} a coûté à ce jour", names=names)
        )
    spending = given.deeds.spent if given.deeds else {}
    for name, cost, run in running:
        spent = spending.get(name)
        planned = Money(cost.amount * run, cost.currency)
        if spent and _apart(given, spent, planned):
            title = label(name, given.actions[name].title)
            settle = _pace(spent, run)
            yield _off(given, f"actions/{name}", "cost", title, (spent, planned), settle)


def _running(given: Given) -> Iterator[tuple[str, Money, Decimal]]:
    """Give the actions that no budget line pays, with the part of their cost that has run."""
    paid = {line.pays for line in given.plan.spending.values()}
    for name, action in given.actions.items():
        if action.cost and action.when and name not in paid:
            run = _run(given, action.when)
            if run:
                yield name, action.cost, run


def _run(given: Given, when: Period) -> Decimal:
    """Give the share (0..1) of a period that is over; 0 in its first days."""
    days = (given.today - when.start).days
    if days < given.thresholds.number("AL-065", "days"):
        return Decimal(0)
    return min(Decimal(1), Decimal(days) / when.days)


def _apart(given: Given, spent: Money, planned: Money) -> bool:
    if spent.currency != planned.currency or not planned.amount:
        return False
    gap = abs(spent.amount / planned.amount - 1)
    return gap > given.thresholds.number("AL-065", "over")


def _pace(spent: Money, run: Decimal) -> str | None:
    """Give what an action costs in the end at the pace of today; None when nothing was spent."""
    whole = (spent.amount / run).quantize(Decimal(1))
    return str(Money(whole, spent.currency)) if whole else None


def _off(
    given: Given,
    node: str,
    field: str,
    title: str,
    money: tuple[Money, Money],
    settle: str | None = None,
) -> Finding:
    spent, planned = money
    rounded = Money(planned.amount.quantize(Decimal(1)), planned.currency)
    return RULE.broken(
        spot(given, node, field),
        say(
            "{line} is at {pct} of plan to date: {spent} for {planned}.",
            "{line} en est à {pct} de son plan à date : {spent} pour {planned}.",
            line=title,
            pct=share_text(spent.amount / planned.amount, 0),
            spent=spent,
            planned=rounded,
        ),
        say(
            "At this pace it costs {whole} in all; slow down, or write that.",
            "À ce rythme elle coûtera {whole} en tout ; ralentissez, ou écrivez-le.",
            whole=settle,
        )
        if settle
        else say(
            "Say why, and put the months to come right in `forecast`.",
            "Dites pourquoi, et corrigez les mois à venir dans `forecast`.",
        ),
        settle=settle,
        spent=spent.amount,
        planned=planned.amount,
    )
