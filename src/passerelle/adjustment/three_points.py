"""Draws from low, likely and high: two half normals that meet at the median."""

import numpy as np

from passerelle.adjustment.response import Floats

Z90 = 1.2815515655446004
"""Ninetieth percentile of the standard normal."""


def draw_three(points: tuple[float, float, float], draws: int, rng: np.random.Generator) -> Floats:
    """Draw values whose tenth, fiftieth and ninetieth percentiles are the points.

    Args:
        points: Low, likely, high, in this order of size.
        draws: Number of draws.
        rng: Seeded generator.

    Returns:
        Values in the unit of the points, shape (draws,).
    """
    low, likely, high = points
    z = rng.normal(size=draws)
    spread = np.where(z > 0, high - likely, likely - low)
    return np.asarray(likely + z / Z90 * spread)
