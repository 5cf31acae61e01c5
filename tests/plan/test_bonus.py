"""What a bonus would pay, worked by hand."""

from decimal import Decimal

import pytest

from passerelle.plan.bonus import payout
from passerelle.plan.strategy import Bonus

SCHEME = {
    "of": "ana",
    "pays": "2 000 EUR",
    "rewards": {"revenir": "50 %", "equiper": "30 %", "connaitre": "20 %"},
    "threshold": "80 %",
    "cap": "100 %",
    "guardrails": "marge",
}


def _paid(attained: dict[str, str], kept: dict[str, bool] | None = None, **changed: object):
    scheme = Bonus.model_validate({**SCHEME, **changed})
    known = {name: Decimal(value) for name, value in attained.items()}
    return payout(scheme, known, {"marge": True} if kept is None else kept)


def test_the_example_worked_by_hand() -> None:
    """0.9 x 50 % + nothing of 0.79 + 1.1 x 20 % = 67 %: 1 340 of 2 000 euros."""
    found = _paid({"revenir": "0.9", "equiper": "0.79", "connaitre": "1.1"})

    assert str(found.amount) == "1 340 EUR"
    assert [part.counts for part in found.parts] == [Decimal("0.45"), 0, Decimal("0.22")]
    assert found.share == Decimal("0.67")
    assert found.why.en == "67% of €2,000 was earned."


def test_the_threshold_itself_counts() -> None:
    """At exactly 80 % the objective pays 80 % of its weight."""
    found = _paid({"revenir": "1", "equiper": "0.8", "connaitre": "1"})

    assert found.share == Decimal("0.94")


def test_a_cap_may_be_above_the_whole_sum() -> None:
    """Who passes the target may earn up to 105 % of the sum."""
    found = _paid({"revenir": "1.2", "equiper": "1", "connaitre": "1"}, cap="105 %")

    assert found.why.en == "110% of the sum was earned; the cap keeps it to 105%."


def test_the_cap_holds_the_whole_and_not_each_part() -> None:
    """1.2 x 50 % + 1 x 30 % + 1 x 20 % = 110 %, kept to 100 %."""
    found = _paid({"revenir": "1.2", "equiper": "1", "connaitre": "1"})

    assert str(found.amount) == "2 000 EUR"
    assert found.why.en == "110% of the sum was earned; the cap keeps it to 100%."
    assert str(_paid({"revenir": "1.2", "equiper": "1", "connaitre": "1"}, cap=None).amount) == (
        "2 200 EUR"
    )


def test_a_guardrail_not_kept_pays_nothing() -> None:
    """Whatever was reached."""
    found = _paid({"revenir": "2", "equiper": "2", "connaitre": "2"}, {"marge": False})

    assert str(found.amount) == "0 EUR"
    assert found.share == 0
    assert found.why.en == "Nothing is paid: marge was not kept."


@pytest.mark.parametrize(
    ("attained", "kept", "changed", "why"),
    [
        ({"revenir": "1", "equiper": "1"}, {"marge": True}, {}, "Not known yet: connaitre."),
        ({"revenir": "1", "equiper": "1", "connaitre": "1"}, {}, {}, "Not known yet: marge."),
        ({"revenir": "1", "equiper": "1", "connaitre": "1"}, {"marge": True}, {"pays": None},
         "The sum it pays is not said."),
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_zero(attained, kept, changed, why) -> None:
    """No amount is given before all is known."""
    found = _paid(attained, kept, **changed)

    assert found.amount is None
    assert found.why.en == why


def test_cents_are_rounded_down() -> None:
    """A third of 100 euros is 33.33."""
    scheme = {"pays": "100 EUR", "rewards": {"o": "33.339 %"}, "threshold": None, "guardrails": []}

    assert str(_paid({"o": "1"}, **scheme).amount) == "33.33 EUR"
