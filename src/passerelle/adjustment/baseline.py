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
    return _damped(values, steps, history.step, rng, draws)


def _prior(
    values: Floats, n: int, days_ahead: int, rng: np.random.Generator, draws: int
) -> Paths:
    """Spread widely around the last reading: relative spread, and the reading's own error."""
    last = float(values[-1])
    spread = abs(last) * PRIOR_SPREAD * np.sqrt(max(days_ahead, 30) / 365)
    noise = np.sqrt(abs(last) * (1 - last) / n) if n and 0 < last < 1 else 0.0
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


def _damped(
    values: Floats, steps: int, step: float, rng: np.random.Generator, draws: int
) -> Paths:
    """Carry the mean step on, fading, and add surprises drawn in blocks."""
    jumps = np.diff(values)
    kept = YEARLY_DAMPING ** (step / 365)
    reach = float(np.sum(kept ** np.arange(1, steps + 1))) if steps else 0.0
    block = max(2, round(len(jumps) ** (1 / 3) * 2))
    mean = float(jumps.mean())
    trend = (PULL * mean + _mean_error(jumps - mean, block, rng, draws) * PULL) * reach
    chance = _blocks(jumps - mean, steps, block, rng, draws).sum(axis=1)
    return Paths(float(values[-1]) + trend + chance, trend, chance)


def _mean_error(
    surprises: Floats, block: int, rng: np.random.Generator, draws: int
) -> Floats:
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
