"""Forecasts of key results: seeded, explained, honest about what they do not know."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from passerelle.adjustment.forecast import forecast
from passerelle.adjustment.readings import Aim, Effect, History
from passerelle.base.errors import UserError
from passerelle.base.language import Text

END = date(2027, 10, 31)
TITLE = Text(en="letter", fr="lettre")


def monthly(values, n=0):
    """Give a history with a reading every thirty days up to 2026-11-01."""
    last = date(2026, 11, 1)
    days = tuple(last - timedelta(days=30 * back) for back in range(len(values) - 1, -1, -1))
    return History(days, tuple(values), n)


def seeded():
    """Give the same generator each time."""
    return np.random.default_rng(5)


FLAT = monthly([0.24 + 0.002 * (-1) ** n for n in range(13)], 8_000)


def test_the_same_seed_gives_the_same_forecast():
    """Twice the same question, twice the same answer."""
    aim = Aim(0.26, END, high=1)
    assert forecast("x", FLAT, aim, rng=seeded()) == forecast("x", FLAT, aim, rng=seeded())


def test_a_flat_series_stays_where_it_is():
    """With no trend and no action the median is about the last reading."""
    told = forecast("x", FLAT, Aim(0.28, END, high=1), rng=seeded())
    assert told.p50 == pytest.approx(0.24, abs=0.004)
    assert told.p10 < told.p50 < told.p90
    assert told.probability < 0.05


def test_planned_actions_move_the_forecast():
    """An action of one point lifts the median by about one point and becomes what matters."""
    effect = Effect("a", TITLE, 0.004, 0.01, 0.018, date(2026, 12, 1), delivered=1.0)
    told = forecast("x", FLAT, Aim(0.25, END, high=1), [effect], rng=seeded())
    assert told.p50 - told.alone == pytest.approx(0.01, abs=0.002)
    assert TITLE in {influence.name for influence in told.matters}


def test_an_action_after_the_target_brings_nothing():
    """What starts after the last day does not count."""
    late = Effect("a", TITLE, 0.1, 0.2, 0.3, END + timedelta(days=1))
    aim = Aim(0.25, END, high=1)
    assert forecast("x", FLAT, aim, [late], rng=seeded()).p50 == pytest.approx(
        forecast("x", FLAT, aim, rng=seeded()).p50
    )


def test_what_was_already_seen_is_not_counted_twice():
    """An action that ended before the last reading adds nothing."""
    past = Effect("a", TITLE, 0.1, 0.2, 0.3, date(2026, 5, 1))
    told = forecast("x", FLAT, Aim(0.25, END, high=1), [past], rng=seeded())
    assert told.p50 == pytest.approx(told.alone)


def test_the_smallest_change_brings_the_probability_to_sixty():
    """Lowering the target by what is needed gives 60 %."""
    told = forecast("x", FLAT, Aim(0.27, END, high=1), rng=seeded())
    assert told.needed > 0
    eased = forecast("x", FLAT, Aim(0.27 - told.needed, END, high=1), rng=seeded())
    assert eased.probability == pytest.approx(0.60, abs=0.01)


def test_a_limit_is_kept_from_above():
    """For a limit to stay under, a low series has a high probability, and less is needed."""
    aim = Aim(0.30, END, "down", high=1)
    assert forecast("x", FLAT, aim, rng=seeded()).probability > 0.95
    strict = forecast("x", FLAT, Aim(0.20, END, "down", high=1), rng=seeded())
    assert strict.probability < 0.1
    assert strict.needed < 0


def test_few_readings_give_a_wide_range_and_say_so():
    """Three readings are labelled little data, and their range is wider than that of thirteen."""
    aim = Aim(0.26, END, high=1)
    few, many = (
        forecast("x", monthly([0.24] * count + [0.242, 0.24]), aim, rng=seeded())
        for count in (1, 11)
    )
    assert "little data" in few.label.en
    assert "peu de données" in few.label.fr
    assert few.p90 - few.p10 > many.p90 - many.p10


def test_no_reading_is_told_not_invented():
    """Without any reading the answer is an error that says what would help."""
    with pytest.raises(UserError, match="no reading"):
        forecast("x", History((), ()), Aim(1, END), rng=seeded())


def test_a_seasonal_series_repeats_its_season():
    """With a cycle of twelve and two years, December is forecast from December."""
    shape = [100.0 + 60 * (n % 12 == 11) for n in range(26)]
    days = tuple(date(2024, 1, 1) + timedelta(days=30 * n) for n in range(26))
    peak = days[-1] + timedelta(days=300)
    told = forecast("x", History(days, tuple(shape), cycle=12), Aim(150, peak), rng=seeded())
    assert told.p50 == pytest.approx(160, rel=0.05)


@settings(max_examples=40, deadline=None)
@given(
    some.lists(some.floats(0, 1), min_size=1, max_size=30),
    some.floats(0, 1),
    some.integers(0, 400),
)
def test_every_forecast_is_in_order_and_within_bounds(values, level, ahead):
    """p10 <= p50 <= p90 within what the KPI can be, and the probability is one."""
    history = monthly(values, 100)
    told = forecast(
        "x", history, Aim(level, history.days[-1] + timedelta(days=ahead), high=1), rng=seeded()
    )
    assert 0 <= told.p10 <= told.p50 <= told.p90 <= 1
    assert 0 <= told.probability <= 1
    assert told.as_json()["n"] == len(values)
