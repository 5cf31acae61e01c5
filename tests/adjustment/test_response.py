"""Response curves are learnt from weekly series, and a budget is shared by them."""

import numpy as np
import pytest

from passerelle.adjustment.allocation import share_budget
from passerelle.adjustment.response import Curves, carried, learn_response


def made(top, scale, keep, weeks=100, seed=1, mean=1000.0):
    """Invent spend and outcome with a known curve."""
    rng = np.random.default_rng(seed)
    spend = mean * np.exp(rng.normal(0, 0.5, weeks))
    outcome = rng.poisson(5 + top * -np.expm1(-carried(spend, keep) / scale)).astype(float)
    return spend, outcome


def test_a_steady_spend_is_felt_as_itself():
    """Carry-over changes when, not how much."""
    assert carried(np.full(9, 7.0), 0.6) == pytest.approx(np.full(9, 7.0))
    once = np.zeros(30)
    once[10] = 100
    assert carried(once, 0.5).sum() == pytest.approx(100, rel=1e-4)


def test_the_curve_is_found_again():
    """With enough weeks, the outcome at the usual spend and the marginal return are near the truth."""
    spend, outcome = made(200.0, 1200.0, 0.25, weeks=150)
    curves = learn_response(spend, outcome, np.random.default_rng(2))
    truth = 200 * -np.expm1(-1000 / 1200)
    assert np.median(curves.brings(1000)) == pytest.approx(truth, rel=0.15)
    assert curves.marginal(1000) == pytest.approx(200 / 1200 * np.exp(-1000 / 1200), rel=0.35)


def test_too_little_teaches_nothing():
    """Few weeks, no spend or no outcome give no curve."""
    spend, outcome = made(100.0, 1000.0, 0.0, weeks=30)
    rng = np.random.default_rng(0)
    assert learn_response(spend[:10], outcome[:10], rng) is None
    assert learn_response(spend * 0, outcome, rng) is None
    assert learn_response(spend, outcome * 0, rng) is None


def test_water_filling_makes_marginal_returns_equal():
    """Inside the bounds the last euro brings the same everywhere, and all is spent."""
    curves = [
        Curves(np.array([top]), np.array([scale]), np.zeros(1), 100.0, 50)
        for top, scale in ((50.0, 200.0), (20.0, 80.0), (90.0, 500.0))
    ]
    shares = share_budget(curves, 600.0, [(0.0, 600.0)] * 3)
    assert sum(shares) == pytest.approx(600)
    margins = [one.marginal(share) for one, share in zip(curves, shares, strict=True)]
    assert margins == pytest.approx([margins[0]] * 3, rel=1e-3)


def test_bounds_are_kept():
    """No channel leaves its bounds, however good or bad it is."""
    curves = [
        Curves(np.array([top]), np.array([100.0]), np.zeros(1), 100.0, 50) for top in (1000.0, 1.0)
    ]
    shares = share_budget(curves, 200.0, [(70.0, 130.0)] * 2)
    assert shares == pytest.approx((130.0, 70.0))
