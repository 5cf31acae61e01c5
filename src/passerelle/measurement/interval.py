"""How sure a number is: 95 % intervals, one function per kind of figure.

All are two-sided at 95 %. They tell how far chance alone moves a figure; they say nothing of a
wrong source. A count or a sum of all rows has none: nothing was sampled.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import sqrt

import numpy as np
from scipy.special import gammaincinv

Z = 1.959963984540054
Bounds = tuple[Decimal, Decimal] | None


def wilson(hits: Decimal, trials: Decimal) -> Bounds:
    """Bound a proportion in 0..1 by Wilson's score interval.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    JASA 22 (1927). None when there is no trial, or more hits than trials.
    """
    if trials <= 0 or not 0 <= hits <= trials:
        return None
    n, p = float(trials), float(hits) / float(trials)
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return _bounds(max(0.0, centre - half), min(1.0, centre + half))


def mean(total: Decimal, squares: float, n: Decimal, scale: int = 1) -> Bounds:
    """Bound a mean by the normal approximation: mean ± 1.96 s/√n, with s² = Σx²/n − mean².

    Args:
        total: Σx.
        squares: Σx².
        n: How many values; None is given below two.
        scale: What the mean is multiplied by, 100 for a score.
    """
    if n <= 1:
        return None
    count, middle = float(n), float(total) / float(n)
    spread = sqrt(max(0.0, squares / count - middle * middle) / count) * scale
    return _bounds(middle * scale - Z * spread, middle * scale + Z * spread)


def per_event(amount: Decimal, events: Decimal) -> Bounds:
    """Bound an exact amount over a count of independent events: cost per new customer.

    The count is bounded as a Poisson number (Garwood, "Fiducial limits for the Poisson
    distribution", Biometrika 28, 1936); dividing turns the bounds around. None below one event.
    """
    if events < 1 or amount < 0:
        return None
    k = float(events)
    fewest, most = gammaincinv(k, 0.025), gammaincinv(k + 1, 0.975)  # half of chi squared
    return _bounds(float(amount) / most, float(amount) / fewest)


def summed(total: Decimal, squares: float, cost: Decimal, less: int = 0) -> Bounds:
    """Bound a sum of random orders divided by an exact cost, such as return on ad spend.

    The sum of a Poisson number of amounts x has variance Σx² (compound Poisson; Feller, volume II,
    VI.4), so the bounds are (total ± 1.96 √Σx²) / cost − ``less``. None without a cost.
    """
    if cost <= 0:
        return None
    spread = Z * sqrt(max(0.0, squares))
    return _bounds(
        (float(total) - spread) / float(cost) - less, (float(total) + spread) / float(cost) - less
    )


def median(values: Sequence[float]) -> tuple[Decimal, Bounds]:
    """Give the median and its distribution-free bounds, from order statistics.

    The bounds are the values ranked n/2 ± 0.98 √n (Conover, *Practical Nonparametric Statistics*,
    3.2). None below six values, where no 95 % interval exists.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    middle, n = _decimal(float(np.median(ordered))), len(ordered)
    if n < 6:  # noqa: PLR2004  the smallest sample whose extremes bound the median at 95 %
        return middle, None
    half = Z * sqrt(n) / 2
    first, last = max(0, int(n / 2 - half)), min(n - 1, int(n / 2 + half))
    return middle, _bounds(float(ordered[first]), float(ordered[last]))


def _bounds(low: float, high: float) -> Bounds:
    return _decimal(low), _decimal(high)


def _decimal(value: float) -> Decimal:
    return Decimal(repr(round(float(value), 10)))
