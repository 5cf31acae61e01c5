"""What the past of this shop taught, for proposals: margin, promotions that are over, holdouts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from passerelle.base.period import Period
from passerelle.plan.values import Discount
from passerelle.verbs.lift import measured_actions

if TYPE_CHECKING:
    from passerelle.measurement.context import Measuring
    from passerelle.measurement.experiment import Lift

Points = tuple[float, float, float]

Z90 = 1.2815515655446004
"""Ninetieth percentile of the standard normal."""

Z975 = 1.959963984540054

KNOWN = 0.95
"""Share of revenue whose cost must be known before a margin is told."""

BEFORE = timedelta(days=28)
"""How long before a promotion its usual sales are counted: four whole weeks."""

FEWEST_ORDERS = 30
"""Orders inside promotions below which they teach nothing."""

FEWEST_TREATED = 200
FEWEST_ASIDE = 50
LIFT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Sale:
    """A discount of the plan with its days, and the one segment it was shown to, or none."""

    discount: Discount
    when: Period
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Low, likely and high (tenth, fiftieth, ninetieth percentile), and what taught them."""

    points: Points
    taught_by: tuple[str, ...]


def margin_share(context: "Measuring", period: Period) -> float | None:
    """Give margin over revenue, of the lines whose cost is known.

    Returns:
        None when less than 95 % of revenue has a known cost.
    """
    from passerelle.measurement.ask import ask
    from passerelle.measurement.formula import total

    margin, known, net = (total("baskets", name) for name in ("margin", "known", "net"))
    answer = ask(context, [margin, known, net], [period])
    of_known, all_net = float(answer.number((0, ""), known)), float(answer.number((0, ""), net))
    if all_net <= 0 or of_known < KNOWN * all_net:
        return None
    return float(answer.number((0, ""), margin)) / of_known


def knows(context: "Measuring", day: date) -> bool:
    """Whether orders were on record on a day already: before that, nothing sold means nothing."""
    from passerelle.measurement.returning import first_day

    first = first_day(context)
    return first is not None and first <= day


def past_uplift(context: "Measuring", sales: Iterable[Sale]) -> Learnt | None:
    """Learn from promotions that are over how many more orders a promotion brings.

    Orders a day inside, over orders a day in the four weeks before, all promotions together; both
    counts are taken as Poisson numbers, so the logarithm of their ratio has variance 1/a + 1/b.
    A season that rises or falls by itself is inside the figure.

    Returns:
        Extra orders as a share of usual ones, None below 30 orders on either side.
    """
    inside = before = usual = 0.0
    taught = []
    for sale in sales:
        opening = sale.when.start - BEFORE
        if sale.when.end >= context.today or not knows(context, opening):
            continue
        a = _orders(context, sale.when, sale.segment)
        b = _orders(context, Period(opening, sale.when.start - timedelta(days=1)), sale.segment)
        inside, before = inside + a, before + b
        usual += b * sale.when.days / BEFORE.days
        taught.append(str(sale.when))
    if min(inside, before) < FEWEST_ORDERS:
        return None
    middle, spread = log(inside / usual), Z90 * sqrt(1 / inside + 1 / before)
    low, likely, high = (exp(middle + step) - 1 for step in (-spread, 0.0, spread))
    return Learnt((low, likely, high), tuple(taught))


def past_lift(context: "Measuring") -> Learnt | None:
    """Learn from sends with a holdout how many extra orders a message brings per person.

    Each send's difference is weighed by the inverse of its variance.

    Returns:
        Extra orders per person written to, None when no send had enough people on both sides.
    """
    from passerelle.measurement.experiment import lift

    found = [lift(context, name, days=LIFT_DAYS) for name in measured_actions(context)]
    usable = [(one.action, *bounds) for one in found if (bounds := _normal(one))]
    if not usable:
        return None
    weights = [1 / (error * error) for _, _, error in usable]
    middle = sum(w * value for w, (_, value, _) in zip(weights, usable, strict=True)) / sum(weights)
    spread = Z90 / sqrt(sum(weights))
    return Learnt((middle - spread, middle, middle + spread), tuple(name for name, _, _ in usable))


def _normal(found: "Lift") -> tuple[float, float] | None:
    """Give a lift as mean and standard error, when enough people stood on both sides."""
    rate, treated, compared = found.rate, found.treated, found.compared
    if rate is None or rate.low is None or rate.high is None or not treated or not compared:
        return None
    if treated.people < FEWEST_TREATED or compared.people < FEWEST_ASIDE:
        return None
    error = float(rate.high - rate.low) / (2 * Z975)
    return (float(rate.value), error) if error > 0 else None


def _orders(context: "Measuring", period: Period, segment: str) -> float:
    from passerelle.measurement.kpi import measure

    return float(measure(context, "orders", period, scope=segment or None).value or 0)
