"""How many people an experiment needs, against values worked out by hand and known from tables."""

from decimal import Decimal

import pytest

from passerelle.plan.rule_sample import Groups, needed


@pytest.mark.parametrize(
    ("base", "sees", "apart", "people"),
    [
        ("0.10", "0.02", "0.5", 7682),  # 3841 a group, as tables give it
        ("0.50", "0.10", "0.5", 775),  # 387.3 a group
        ("0.10", "0.02", "0.1", 21853),
        ("0.95", "0.10", "0.5", 281),  # cannot rise to 105 %: 95 % against 85 %
    ],
)
def test_two_groups(base: str, sees: str, apart: str, people: int) -> None:
    """Two shares, two-sided 5 %, power 80 %."""
    assert needed(Decimal(base), Decimal(sees), Decimal(apart)) == people


@pytest.mark.parametrize(
    ("base", "sees", "apart"),
    [("0.5", "0.6", "0.5"), ("0.5", "0", "0.5"), ("0.1", "0.1", "0"), ("0.1", "0.1", "1")],
)
def test_what_cannot_be_seen(base: str, sees: str, apart: str) -> None:
    """No rate below 0 % nor above 100 %, no effect of nothing, no empty group."""
    assert needed(Decimal(base), Decimal(sees), Decimal(apart)) is None


def test_three_arms_beside_a_holdout() -> None:
    """Three groups of 3841 people are nine tenths of all."""
    assert Groups(Decimal("0.1"), Decimal("0.02"), 3, Decimal("0.1")).needed == 12804  # 11523 / 0.9


def test_one_arm_is_none() -> None:
    """One arm against the holdout, or half and half without one."""
    assert Groups(Decimal("0.1"), Decimal("0.02"), 1, Decimal("0.1")).needed == 21853
    assert Groups(Decimal("0.1"), Decimal("0.02"), 1).needed == 7682


def test_nobody_is_left_for_the_arms() -> None:
    """A holdout of all leaves nobody to compare."""
    assert Groups(Decimal("0.1"), Decimal("0.02"), 2, Decimal(1)).needed is None


@pytest.mark.parametrize("people", [300, 775, 7682, 50_000])
def test_the_smallest_effect_that_shows(people: int) -> None:
    """So many people are enough for it, and not for a tenth of a point less."""
    base = Decimal("0.1")

    least = Groups(base, Decimal(0)).visible(people)

    assert least is not None
    assert (needed(base, least) or 0) <= people
    assert (needed(base, least - Decimal("0.001")) or people + 1) > people


def test_too_few_for_anything() -> None:
    """Three people show nothing."""
    assert Groups(Decimal("0.5"), Decimal(0)).visible(3) is None
