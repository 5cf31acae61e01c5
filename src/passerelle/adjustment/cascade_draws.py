"""How likely a cascade is to close, when nobody knows its numbers exactly.

Each change below is drawn many times and rises through the same tree as the exact cascade, so that
only luck differs. Draws are independent: teams that fail or succeed together make the range wider.

Source:
    The worked example of the brief's document 002, with one standard deviation on each number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from passerelle.adjustment.response import Floats
from passerelle.adjustment.three_points import draw_three
from passerelle.plan.tree import Numbers, Tree, grow
from passerelle.plan.values import Estimate

BARS = 24
WIDEST = 0.001
SAFE = 0.8
"""Odds that the safer of the two needed shares gives."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A change and how unsure it is (0.20 is +20 %).

    Either ``deviation``, one standard deviation of a normal; or ``points``, its tenth, fiftieth and
    ninetieth percentiles, drawn as two half normals. Neither: the change is certain.
    """

    change: float
    deviation: float = 0.0
    points: tuple[float, float, float] | None = None

    def draw(self, draws: int, rng: np.random.Generator) -> Floats:
        """Draw the change, shape (draws,)."""
        if self.points is not None:
            return draw_three(self.points, draws, rng)
        return rng.normal(self.change, self.deviation, draws)


@dataclass(frozen=True, slots=True)
class Odds:
    """What the parent's change may be, and how likely it is enough.

    ``p10``, ``p50``, ``p90`` are relative changes; ``probability`` in 0..1 is that of reaching what
    is required. ``needed`` and ``needed_safe`` are the shares of revenue through the children with
    which one draw in two, and four in five, would reach it; None where no share helps. ``bars``
    count the draws in equal steps from ``low`` to ``high``, what lies beyond in the outer ones.
    """

    p10: float
    p50: float
    p90: float
    probability: float
    needed: float | None
    needed_safe: float | None
    low: float
    high: float
    bars: tuple[int, ...]


def odds(
    tree: Tree,
    spreads: Mapping[str, Spread],
    required: float,
    *,
    growth: Spread | None = None,
    draws: int = 20_000,
    seed: int = 1,
) -> Odds:
    """Draw the changes below and let each draw rise through the tree.

    Args:
        tree: The tree; nothing may lack in it (see ``cascade.solve``).
        spreads: For each moved KPI, its change.
        required: The change that the top needs; a fall is a negative number.
        growth: Growth of the market the top is a share of; None for what the tree knows.
        draws: Number of draws, at least 1.
        seed: Seed; the same one gives the same answer.
    """
    rng = np.random.default_rng(seed)
    moves = {kpi: 1 + spread.draw(draws, rng) for kpi, spread in spreads.items()}
    market = None if growth is None else growth.draw(draws, rng)

    def drawn(name: str, estimate: Estimate) -> Floats:
        if market is not None and name == f"growth of {tree.root}":
            return market
        points = (float(estimate.low), float(estimate.likely), float(estimate.high))
        return draw_three(points, draws, rng)

    grown = grow(tree, moves, Numbers(float, _once(drawn)))
    ends = np.broadcast_to(np.asarray(grown.factor - 1, dtype=np.float64), draws)
    reached = ends >= required if required >= 0 else ends <= required
    p10, p50, p90 = (float(one) for one in np.quantile(ends, (0.1, 0.5, 0.9)))
    needed = _needed(grown.gain, grown.growth, required, draws)
    low, high, bars = _bars(ends, required)
    return Odds(p10, p50, p90, float(np.mean(reached)), *needed, low, high, bars)


def _once(drawn: Callable[[str, Estimate], Floats]) -> Callable[[str, Estimate], Floats]:
    """Remember each estimate's draws under its name."""
    kept: dict[str, Floats] = {}

    def again(name: str, estimate: Estimate) -> Floats:
        if name not in kept:
            kept[name] = drawn(name, estimate)
        return kept[name]

    return again


def _needed(
    gain: Floats | float, growth: Floats | float, required: float, draws: int
) -> tuple[float | None, float | None]:
    """Give the shares of revenue with which half, and four fifths, of the draws reach the goal."""
    gains = np.broadcast_to(np.asarray(gain, dtype=np.float64), draws)
    asked = np.broadcast_to(np.asarray((1 + required) * (1 + growth) - 1), draws)
    helps = gains * np.sign(required or 1) > 0
    shares = np.full(draws, np.inf)
    np.divide(asked, gains, out=shares, where=helps)
    half, safe = np.quantile(np.maximum(shares, 0), (0.5, SAFE), method="inverted_cdf")
    return _known(float(half)), _known(float(safe))


def _known(share: float) -> float | None:
    return share if np.isfinite(share) else None


def _bars(ends: Floats, required: float) -> tuple[float, float, tuple[int, ...]]:
    """Count the draws in equal steps that hold the middle 98 % and the goal."""
    inner = np.quantile(ends, (0.01, 0.99))
    low, high = float(min(inner[0], required)), float(max(inner[1], required))
    margin = max((high - low) / BARS, WIDEST)
    low, high = low - margin, high + margin
    counts, _ = np.histogram(np.clip(ends, low, high), BARS, (low, high))
    return low, high, tuple(int(one) for one in counts)
