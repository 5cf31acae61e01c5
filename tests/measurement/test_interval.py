"""Intervals against published and recomputed values."""

from decimal import Decimal

import numpy as np
import pytest

from passerelle.measurement import interval


def test_wilson_as_published():
    """81 of 263: 0.2553 to 0.3662 (Newcombe 1998, comparing seven methods, table I)."""
    low, high = interval.wilson(Decimal(81), Decimal(263))
    assert float(low) == pytest.approx(0.2553, abs=5e-5)
    assert float(high) == pytest.approx(0.3662, abs=5e-5)


def test_wilson_stays_within_0_and_1():
    """No success and only successes are bounded inside the possible."""
    assert interval.wilson(Decimal(0), Decimal(20))[0] == 0
    assert interval.wilson(Decimal(20), Decimal(20))[1] == 1
    assert interval.wilson(Decimal(3), Decimal(2)) is None
    assert interval.wilson(Decimal(0), Decimal(0)) is None


def test_a_mean_agrees_with_numpy():
    """Mean ± 1.96 standard errors, from sums alone."""
    x = np.random.default_rng(3).gamma(2, 40, 500)
    low, high = interval.mean(Decimal(repr(float(x.sum()))), float((x * x).sum()), Decimal(500))
    half = 1.959963984540054 * x.std() / np.sqrt(500)
    assert float(low) == pytest.approx(x.mean() - half)
    assert float(high) == pytest.approx(x.mean() + half)


def test_cost_per_event_turns_poisson_bounds_around():
    """Ten events are 4.795 to 18.39 (Garwood), so 1000 euros cost 54.4 to 208.5 each."""
    low, high = interval.per_event(Decimal(1000), Decimal(10))
    assert float(low) == pytest.approx(1000 / 18.390, rel=1e-4)
    assert float(high) == pytest.approx(1000 / 4.7954, rel=1e-4)
    assert interval.per_event(Decimal(1000), Decimal(0)) is None


def test_a_return_on_spend_covers_its_true_value():
    """Over 400 simulated shops the 95 % interval holds the true return in 91 to 98 %."""
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(400):
        x = rng.gamma(2, 40, rng.poisson(150))
        total = Decimal(repr(float(x.sum())))
        low, high = interval.summed(total, float((x * x).sum()), Decimal(2000))
        held += float(low) <= 150 * 80 / 2000 <= float(high)
    assert 0.91 <= held / 400 <= 0.98


def test_a_median_is_bounded_by_ranks():
    """Of 1..100 the median is 50.5, between the values ranked about 40 and 60."""
    middle, bounds = interval.median([float(n) for n in range(1, 101)])
    assert middle == Decimal("50.5")
    assert (float(bounds[0]), float(bounds[1])) == (41.0, 60.0)
    assert interval.median([1.0, 2.0, 3.0])[1] is None
