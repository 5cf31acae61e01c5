"""Where a series goes by itself: damped trend or last year's shape, with its own past surprises."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from passerelle.adjustment.readings import History

Floats = npt.NDArray[np.float64]

LITTLE = 8
"""With fewer readings than this the past says too little: a wide prior is used."""

YEARLY_DAMPING = 0.25
"""What is left of a trend after one year; Gardner and McKenzie (1985) on damping."""

PRIOR_SPREAD = 0.15
"""Relative standard deviation after one year, when there is little data."""

BLOCKS = 4
"""Blocks that the past is cut in: long ones, because readings over twelve months overlap."""

PULL = 0.5
"""Shrinkage of the trend towards none, for what one year of readings can tell of it."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Draws of the value at the end, without any planned action, shape (draws,).

    ``trend`` and ``chance`` are the two parts that were added to the last reading, same shape.
    """

    end: Floats
    trend: Floats
    chance: Floats


def baseline(history: History, days_ahead: int, rng: np.random.Generator, draws: int) -> Paths:
    """Draw where the series ends by itself.

    Steps between readings are the trend plus surprises; surprises are drawn in blocks, so that
    their memory is kept (moving block bootstrap, Kuensch 1989).

    Args:
        history: At least one reading.
        days_ahead: Days from the last reading to the end, at least 0.
        rng: Seeded generator.
        draws: Number of draws.
    """
    values = np.asarray(history.values, dtype=np.float64)
    steps = max(1, round(days_ahead / history.step)) if days_ahead > 0 else 0
    if len(values) < LITTLE:
        return _prior(values, history.n, days_ahead, rng, draws)
    if history.cycle and len(values) > history.cycle + LITTLE:
        return _seasonal(values, history.cycle, steps, rng, draws)
    return _widened(_damped(values, steps, history.step, rng, draws), history, days_ahead, rng)


def _prior(values: Floats, n: int, days_ahead: int, rng: np.random.Generator, draws: int) -> Paths:
    """Spread widely around the last reading: relative spread, and the reading's own error."""
    last = float(values[-1])
    spread = abs(last) * PRIOR_SPREAD * np.sqrt(max(days_ahead, 30) / 365)
    noise = _sampling(last, n)
    jumps = float(np.std(values, ddof=1)) if len(values) > 2 else 0.0  # noqa: PLR2004
    chance = rng.normal(0, np.hypot(np.hypot(spread, noise), jumps), draws)
    return Paths(last + chance, np.zeros(draws), chance)


def _seasonal(
    values: Floats, cycle: int, steps: int, rng: np.random.Generator, draws: int
) -> Paths:
    """Repeat the same season of last year, with the growth seen since and its surprises."""
    grown = values[cycle:] - values[:-cycle]
    place = (steps - 1) % cycle if steps else cycle - 1
    start = float(values[len(values) - cycle + place])
    mean = float(grown.mean())
    picks = grown[rng.integers(0, len(grown), (draws, max(1, len(grown) // 4)))]
    trend = PULL * picks.mean(axis=1)
    chance = (grown - mean)[rng.integers(0, len(grown), draws)]
    return Paths(start + trend + chance, trend, chance)


def _damped(values: Floats, steps: int, step: float, rng: np.random.Generator, draws: int) -> Paths:
    """Carry the mean step on, fading, and add surprises drawn in blocks."""
    jumps = np.diff(values)
    kept = YEARLY_DAMPING ** (step / 365)
    reach = float(np.sum(kept ** np.arange(1, steps + 1))) if steps else 0.0
    block = max(2, len(jumps) // BLOCKS)
    mean = float(jumps.mean())
    trend = (PULL * mean + _mean_error(jumps - mean, block, rng, draws)) * reach
    chance = _blocks(jumps - mean, steps, block, rng, draws).sum(axis=1)
    return Paths(float(values[-1]) + trend + chance, trend, chance)


def _widened(paths: Paths, history: History, days_ahead: int, rng: np.random.Generator) -> Paths:
    """Widen for what so few independent blocks cannot tell of the spread itself.

    A spread learnt from ``BLOCKS`` blocks is itself uncertain: surprises get the tails of Student's
    t with as many degrees of freedom. And two readings over different people differ at least by
    their sampling errors.
    """
    last = history.values[-1]
    floor = _sampling(last, history.n) * np.sqrt(2 * min(1.0, days_ahead / 365))
    known = float(np.std(paths.chance))
    grown = max(1.0, floor / known) if known > 0 else 1.0
    tails = np.sqrt(BLOCKS / rng.chisquare(BLOCKS, len(paths.chance)))
    chance = paths.chance * grown * tails
    return Paths(paths.end - paths.chance + chance, paths.trend, chance)


def _sampling(value: float, n: int) -> float:
    """Standard error of one reading: binomial for a share, Poisson for a count of ``n``."""
    if n <= 0:
        return 0.0
    if 0 < value < 1:
        return float(np.sqrt(value * (1 - value) / n))
    return abs(value) / float(np.sqrt(n))


def _mean_error(surprises: Floats, block: int, rng: np.random.Generator, draws: int) -> Floats:
    return np.asarray(_blocks(surprises, len(surprises), block, rng, draws).mean(axis=1))


def _blocks(
    surprises: Floats, length: int, block: int, rng: np.random.Generator, draws: int
) -> Floats:
    """Draw series of ``length`` surprises in blocks, from a circle, shape (draws, length)."""
    if not length:
        return np.zeros((draws, 0))
    number = -(-length // block)
    starts = rng.integers(0, len(surprises), (draws, number, 1))
    rows = (starts + np.arange(block)).reshape(draws, -1)[:, :length] % len(surprises)
    return np.asarray(surprises[rows])
