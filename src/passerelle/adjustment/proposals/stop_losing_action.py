"""Stop spending on an action whose attributed margin stays below its cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.adjustment.proposal import Change, Expected, Proposal
from passerelle.base.language import Text, money_text
from passerelle.base.money import Money
from passerelle.base.period import Period

TRIED = 28
"""Days an action must have run before it is judged."""


@dataclass(frozen=True, slots=True)
class ActionCase:
    """A running action: what it was to cost, what it has cost, and the margin attributed to it.

    ``margin`` are tenth, fiftieth and ninetieth percentile (or an interval's ends around the value)
    of the margin of its attributed orders so far, in the currency of ``cost``.
    """

    action: str
    title: str
    when: Period
    cost: Money
    spent: Money
    margin: tuple[Decimal, Decimal, Decimal]


def propose(case: ActionCase, today: date) -> Proposal | None:
    """Propose to end an action today when even the high end of its margin is below what it cost.

    Margins later than the attribution window, and what people remember, are not in the figure:
    the reason says so, and a person decides.

    Args:
        case: The action and its readings.
        today: The day of the question.

    Returns:
        A proposal, or None when the action has run for less than four weeks, is over, or may pay.
    """
    running = (today - case.when.start).days >= TRIED and today < case.when.end
    left = case.cost.amount - case.spent.amount
    if not running or left <= 0 or case.spent.amount <= 0:
        return None
    low, likely, high = (float(part / case.spent.amount) for part in case.margin)
    if high >= 1:
        return None
    least, middle, most = (float(left) * (1 - share) for share in (high, likely, low))
    return Proposal(
        kind="stop_losing_action",
        title=Text(
            en=f"End “{case.title}” today", fr=f"Arrêter «\u202f{case.title}\u202f» aujourd'hui"
        ),
        reason=_reason(case),
        changes=(
            Change(f"actions/{case.action}", "when", str(Period(case.when.start, today))),
            Change(f"actions/{case.action}", "cost", str(case.spent)),
        ),
        expected=Expected(
            "contribution_margin",
            least,
            middle,
            most,
            Text(en=f"until {case.when.end}", fr=f"jusqu'au {case.when.end}"),
        ),
        evidence=("spend", "roi"),
    )


def _reason(case: ActionCase) -> Text:
    def money(language: str, amount: Decimal) -> str:
        return money_text(amount, case.cost.currency, "fr" if language == "fr" else "en")

    _, likely, high = case.margin
    return Text(
        en=f"So far it cost {money('en', case.spent.amount)} and brought {money('en', likely)} "
        f"of margin (attributed), {money('en', high)} at best. What people remember later is not "
        "in this figure.",
        fr=f"À ce jour elle a coûté {money('fr', case.spent.amount)} et apporté "
        f"{money('fr', likely)} de marge (attribuée), {money('fr', high)} au mieux. Ce dont on se "
        "souvient plus tard n'y est pas.",
    )
