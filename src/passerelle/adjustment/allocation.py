"""Share a budget so that the last euro brings the same everywhere."""

from collections.abc import Sequence

from passerelle.adjustment.response import Curves

ROUNDS = 60
"""Halvings of the search; more than the precision of a float needs."""


def share_budget(
    curves: Sequence[Curves],
    total: float,
    bounds: Sequence[tuple[float, float]],
) -> tuple[float, ...]:
    """Share a weekly budget over channels by water-filling.

    Mean marginal returns fall with spend, so the best shares make them equal, within the bounds;
    the common return is found by bisection.

    Args:
        curves: One set of curves a channel.
        total: Euros a week to spend, within the sum of the bounds.
        bounds: Least and most euros a week, one pair a channel.

    Returns:
        Euros a week by channel; they add up to ``total``.
    """
    low, high = 0.0, max(one.marginal(0.0) for one in curves)
    for _ in range(ROUNDS):
        level = (low + high) / 2
        shares = [_spend_at(one, level, bound) for one, bound in zip(curves, bounds, strict=True)]
        if sum(shares) > total:
            low = level
        else:
            high = level
    shares = [_spend_at(one, high, bound) for one, bound in zip(curves, bounds, strict=True)]
    return _filled(shares, total, bounds)


def _spend_at(curve: Curves, level: float, bound: tuple[float, float]) -> float:
    """Give the spend at which the marginal return falls to ``level``, within the bound."""
    low, high = bound
    if curve.marginal(high) >= level:
        return high
    if curve.marginal(low) <= level:
        return low
    for _ in range(ROUNDS // 2):
        middle = (low + high) / 2
        if curve.marginal(middle) > level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _filled(
    shares: list[float], total: float, bounds: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """Put the rest that rounding left where there is room."""
    rest = total - sum(shares)
    for index, (low, high) in enumerate(bounds):
        room = min(max(rest, low - shares[index]), high - shares[index])
        shares[index] += room
        rest -= room
    return tuple(shares)
