"""Days and periods in words: the refusal proposes what was meant, and that is read."""

import pytest

from passerelle.plan.scalars import days
from passerelle.plan.scalars.loose_days import guess
from passerelle.plan.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/10/2027 - 15/10/2027", "2027-10-12..2027-10-15"),
        ("du 15 au 26 mars 2027", "2027-03-15..2027-03-26"),
        ("15 mars au 2 avril 2027", "2027-03-15..2027-04-02"),
        ("2027-03-15 - 2027-03-26", "2027-03-15..2027-03-26"),
        ("2027-03-15 – 2027-03-26", "2027-03-15..2027-03-26"),
        ("2027-03-15.2027-03-26", "2027-03-15..2027-03-26"),
        ("from March 15, 2027 to April 2, 2027", "2027-03-15..2027-04-02"),
        ("mars 2027", "2027-03"), ("mi-mars 2027", "2027-03"), ("Août 2027", "2027-08"),
        ("3/4/27", "2027-04-03"), ("15/03/27", "2027-03-15"), ("2027-1-5", "2027-01-05"),
        ("mi-mars", "2027-03"), ("31 mars 2027", "2027-03-31"), ("1er janvier 2027", "2027-01-01"),
    ],
)  # fmt: skip
def test_a_period_in_words_is_proposed_as_it_is_written(typed: str, meant: str) -> None:
    """The repair is the very period, and reads."""
    with pytest.raises(Unreadable) as refused:
        days.read(typed)
    assert refused.value.fix.en == f"Write for example: {meant}"
    days.read(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1er janvier 2027", "2027-01-01"), ("fin 2027", "2027-12-31"), ("fin mars 2027", "2027-03-31"),
        ("December 31, 2027", "2027-12-31"), ("15/03/2027", "2027-03-15"), ("le 5 mai 2027", "2027-05-05"),
    ],
)  # fmt: skip
def test_a_day_in_words_is_proposed_as_it_is_written(typed: str, meant: str) -> None:
    """A month or a year that ends is its last day."""
    with pytest.raises(Unreadable) as refused:
        days.read_day(typed)
    assert refused.value.fix.fr.endswith(meant)


@pytest.mark.parametrize(
    "typed", ["bientôt", "30 février 2027", "3/40/27", "du 26 au 15 mars 2027", "", "15"]
)
def test_what_nobody_can_tell_is_not_guessed(typed: str) -> None:
    """No proposal is better than a wrong one."""
    assert guess(typed) == ""
