"""A promotion is paused when it costs margin or breaks the brand's limit."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from passerelle.adjustment.proposals.pause_promotion import PromotionCase, propose
from passerelle.base.money import Money

DEEP = PromotionCase(
    "actions/jours-du-blanc",
    "promotion",
    "Les jours du blanc",
    0.40,
    0.20,
    0.55,
    Money(Decimal(30_000)),
    21,
)


def ask(case):
    """Ask with a recorded seed."""
    return propose(case, np.random.default_rng(4))


def test_a_deep_promotion_is_paused_with_its_numbers():
    """Forty per cent off a margin of 55 needs sales times 3.7; it is paused, and the text says so."""
    assert DEEP.break_even == pytest.approx(0.55 / 0.15 - 1)
    found = ask(DEEP)
    assert [change.as_json() for change in found.changes] == [
        {"node": "actions/jours-du-blanc", "field": "promotion", "value": None}
    ]
    assert found.expected.p10 > 0
    assert "267%" in found.reason.en
    assert "20" in found.reason.fr
    by_hand = 30_000 * (0.55 - 1.35 * 0.15)
    assert found.expected.p50 == pytest.approx(by_hand, rel=0.03)


def test_a_promotion_that_pays_is_left_alone():
    """Ten per cent off with sales half as high again earns more."""
    assert ask(replace(DEEP, depth=0.10, uplift=(0.3, 0.5, 0.8), measured=True)) is None


def test_a_promotion_beyond_the_limit_is_paused_even_if_it_pays():
    """The brand's own limit counts whatever the margin."""
    found = ask(replace(DEEP, depth=0.25, uplift=(1.5, 2.0, 2.5), measured=True))
    assert "limit" in found.reason.en
    assert found.expected.p50 < 0


def test_a_promotion_at_a_loss_says_so():
    """When the discount eats the whole margin, no extra sale helps."""
    found = ask(replace(DEEP, depth=0.60))
    assert "lose money" in found.reason.en


def test_without_sales_nothing_is_proposed():
    """No revenue, no reason."""
    assert ask(replace(DEEP, revenue=Money(Decimal(0)))) is None


def test_within_the_limit_an_outcome_that_nobody_measured_says_nothing():
    """Twenty per cent off may pay or not: without past promotions nothing is said; at a loss it is."""
    open_case = replace(DEEP, depth=0.20, margin_share=0.30)
    assert ask(open_case) is None
    assert ask(replace(open_case, uplift=(0.1, 0.3, 0.5), measured=True)) is not None
    assert ask(replace(open_case, margin_share=0.18)) is not None
