"""True values of the key results, straight from the arrays, as a perfect measurement reads them."""

import numpy as np

from passerelle.demo.buying import Orders
from passerelle.demo.goods import Answers
from passerelle.demo.leads import Leads

YEAR = 365
PROMOTER, DETRACTOR = 9, 6


def repurchase_rate(orders: Orders, day: float) -> tuple[float, int]:
    """Share of the buyers of the last 365 days who bought twice or more.

    Args:
        orders: All orders.
        day: Right end of the window, excluded.

    Returns:
        (share in 0..1, number of buyers).
    """
    bought = np.bincount(orders.between(day - YEAR, day).person)
    buyers = int((bought > 0).sum())
    return (float((bought > 1).sum()) / buyers if buyers else 0.0), buyers


def new_customers(orders: Orders, start: float, end: float) -> int:
    """Count people whose first order falls in ``start <= day < end``."""
    return int(orders.between(start, end).first.sum())


def sales_conversion_rate(leads: Leads, day: float, span: float = YEAR) -> tuple[float, int]:
    """Share of the leads qualified in the ``span`` days before ``day`` and won before ``day``.

    Args:
        leads: All leads.
        day: When it is read.
        span: Days of the cohort.

    Returns:
        (share in 0..1, number of qualified leads).
    """
    cohort = (leads.qualified >= day - span) & (leads.qualified < day)
    won = cohort & leads.won & (leads.closed < day)
    count = int(cohort.sum())
    return (float(won.sum()) / count if count else 0.0), count


def nps(answers: Answers) -> int:
    """Promoters (9, 10) less detractors (0 to 6), in points of all answers, rounded down."""
    good = float(np.mean(answers.score >= PROMOTER))
    bad = float(np.mean(answers.score <= DETRACTOR))
    return int(np.floor((good - bad) * 100))
