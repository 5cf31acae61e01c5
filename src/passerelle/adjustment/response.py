"""How sales answer to spending: carry-over and saturation, learnt from weekly series."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

Floats = npt.NDArray[np.float64]

KEEPS = (0.0, 0.1, 0.25, 0.4, 0.6)
"""Carry-over rates tried: share of last week's pressure still felt."""

SCALES = (0.4, 0.6, 0.9, 1.3, 2.0, 3.0, 5.0)
"""Saturation scales tried, as multiples of the mean spend."""

SCALE_PRIOR = (np.log(1.2), 0.8)
"""Mean and deviation of the logarithm of the scale, before seeing data."""

SHORTEST = 20
"""Fewer weeks than this teach no curve."""

MINIMUM_SPEND = 1e-9


@dataclass(frozen=True, slots=True)
class Curves:
    """Plausible response curves of one channel, one a draw; arrays of shape (draws,).

    Outcome a week at a steady weekly spend ``x`` is ``top * (1 - exp(-x / scale))``. ``spend`` is
    the mean weekly spend, in euros, of the ``weeks`` used.
    """

    top: Floats
    scale: Floats
    keep: Floats
    spend: float
    weeks: int

    def brings(self, spend: float) -> Floats:
        """Give the outcome a week at a steady spend, shape (draws,)."""
        return np.asarray(self.top * -np.expm1(-spend / self.scale))

    def marginal(self, spend: float) -> float:
        """Give the mean outcome that one more euro a week would bring."""
        return float(np.mean(self.top / self.scale * np.exp(-spend / self.scale)))


def carried(spend: Floats, keep: float) -> Floats:
    """Carry spending over: geometric adstock, scaled so that a steady spend gives itself.

    Args:
        spend: Euros a week, shape (weeks,).
        keep: Share of last week's pressure still felt, in 0..1.
    """
    felt = np.empty_like(spend)
    level = float(spend[0])
    for week, amount in enumerate(spend):
        level = keep * level + (1 - keep) * float(amount)
        felt[week] = level
    return felt


def learn_response(
    spend: Floats,
    outcome: Floats,
    rng: np.random.Generator,
    *,
    season: Floats | None = None,
    draws: int = 400,
) -> Curves | None:
    """Learn a channel's response from its weekly spend and the outcome attributed to it.

    For every carry-over and scale of a small grid the top of the curve and a base that needs no
    spend are fitted (non-negative least squares, weights of a Poisson count); grid points are
    weighed by likelihood and a weak prior, and curves are drawn from them. What is attributed is
    not all that is caused: the curve inherits the attribution's errors.

    Args:
        spend: Euros a week, shape (weeks,).
        outcome: Outcome a week (new customers, orders), same shape.
        rng: Seeded generator.
        season: Factor around 1 by week, same shape; none when absent.
        draws: Number of curves.

    Returns:
        Curves, or None when there are fewer than 20 weeks, no spend or no outcome.
    """
    mean = float(spend.mean()) if len(spend) else 0.0
    if len(spend) < SHORTEST or mean < MINIMUM_SPEND or not outcome.sum():
        return None
    factor = np.ones_like(spend) if season is None else season
    fits = [
        _fit(carried(spend, keep), outcome, factor, scale * mean)
        for keep in KEEPS
        for scale in SCALES
    ]
    chances = _weights(np.array([fit[2] for fit in fits]))
    pick = rng.choice(len(fits), draws, p=chances)
    top = np.array([fit[0] for fit in fits])[pick]
    error = np.array([fit[1] for fit in fits])[pick]
    keeps = np.repeat(KEEPS, len(SCALES))[pick]
    scales = np.tile(SCALES, len(KEEPS))[pick] * mean
    return Curves(np.maximum(0.0, rng.normal(top, error)), scales, keeps, mean, len(spend))


def _fit(felt: Floats, outcome: Floats, season: Floats, scale: float) -> tuple[float, float, float]:
    """Fit top and base; give the top, its standard error, and the logarithm of the likelihood."""
    design = np.column_stack([-np.expm1(-felt / scale) * season, season])
    expected = np.full_like(outcome, max(float(outcome.mean()), 0.5))
    solution = np.zeros(2)
    for _ in range(3):
        root = 1 / np.sqrt(expected)
        solution, _ = nnls(design * root[:, None], outcome * root)
        expected = np.maximum(design @ solution, 0.3)
    root = 1 / np.sqrt(expected)
    spread = max(1.0, float(np.mean((outcome - expected) ** 2 / expected)))
    weighted = design * root[:, None]
    covariance = np.linalg.pinv(weighted.T @ weighted) * spread
    likelihood = float(np.sum(outcome * np.log(expected) - expected)) / spread
    return float(solution[0]), float(np.sqrt(max(covariance[0, 0], 0.0))), likelihood


def _weights(likelihoods: Floats) -> Floats:
    mean, deviation = SCALE_PRIOR
    prior = -0.5 * ((np.log(np.tile(SCALES, len(KEEPS))) - mean) / deviation) ** 2
    score = likelihoods + prior
    weight = np.exp(score - score.max())
    return np.asarray(weight / weight.sum())
