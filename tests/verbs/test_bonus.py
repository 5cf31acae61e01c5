"""The bonus schemes of head, simulated with typed, foreseen and read attainments."""

import pytest

from passerelle.base.errors import NotFound, UserError
from passerelle.verbs.bonus import bonuses
from passerelle.verbs.record import record

PLAN = """
people: {paul: {title: Chef des ventes}}
objectives:
  vendre: {title: Vendre, owner: paul, results: {orders: 100 -> 200 by 2027-12-31}}
  garder: {title: Garder, owner: paul, results: {nps: stays over 40}}
bonuses:
  prime: {title: Prime, of: paul, pays: 1 000 EUR, rewards: {vendre: 100 %}, guardrails: garder, threshold: 50 %, cap: 100 %}
"""


@pytest.fixture
def desk(house):
    (house.folder / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    record(house, "primes")
    return house


def test_nothing_is_known_before_a_reading(desk) -> None:
    """No amount rather than zero, and it says what lacks."""
    made = bonuses(desk).schemes[0]

    assert made["amount"] is None
    assert made["why"]["en"] == "Not known yet: vendre, garder."
    assert made["of"]["fr"] == "Chef des ventes"


def test_what_is_typed_counts(desk) -> None:
    """Nine tenths of the sum; nothing below the threshold, never above the cap; nothing when a guardrail broke."""
    for typed, held, amount in (
        ("90", "yes", "900 EUR"),
        ("92,5 %", "oui", "925 EUR"),
        ("40", "yes", "0 EUR"),
        ("150", "yes", "1 000 EUR"),
        ("90", "no", "0 EUR"),
    ):
        made = bonuses(desk, {"vendre": typed}, {"garder": held})
        assert made.schemes[0]["amount"] == amount
        assert made.objectives[0]["basis"] == "typed"


def test_what_cannot_be_read_is_said(desk) -> None:
    """A number out of range, a word, an objective that no scheme counts."""
    for typed in ("beaucoup", "-1", "2000", "NaN"):
        with pytest.raises(UserError):
            bonuses(desk, {"vendre": typed})
    with pytest.raises(UserError):
        bonuses(desk, kept={"garder": "peut-être"})
    with pytest.raises(NotFound):
        bonuses(desk, {"vendr": "90"})


def test_an_empty_field_is_not_typed(desk) -> None:
    """A form sends all its fields."""
    assert bonuses(desk, {"vendre": " "}).objectives[0]["basis"] == ""
