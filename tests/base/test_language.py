"""Two languages side by side; numbers and days as their readers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.language import Text, day, language_of, moment, number, percent

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("fr_FR.UTF-8", "fr"), ("fr", "fr"), ("FR", "fr"), ("en_GB", "en"), ("C.UTF-8", "en"),
     ("de_DE", "en"), ("", "en"), (None, "en")],
)  # fmt: skip
def test_the_language_of_a_terminal(tag, language):
    """French when the tag says so, English for all else."""
    assert language_of(tag) == language


def test_a_sentence_is_read_in_one_language_and_carried_in_both():
    """Doors choose late."""
    text = Text(en="Objective", fr="Objectif")
    assert (text.read("en"), text.read("fr")) == ("Objective", "Objectif")
    assert text.as_json() == {"en": "Objective", "fr": "Objectif"}


@given(NUMBERS)
def test_a_number_shown_with_all_its_decimals_is_the_number(value):
    """Marks for the eye change no digit."""
    assert Decimal(number(value, "en", 3).replace(",", "")) == value
    french = number(value, "fr", 3).replace("\u202f", "").replace(",", ".")
    assert Decimal(french) == value


def test_shares_and_days():
    """The narrow space, the comma and the order of a date follow the language."""
    assert percent(Decimal("0.245"), "en") == "24.5%"
    assert percent(Decimal("0.245"), "fr") == "24,5\u202f%"
    assert percent(Decimal(1), "fr", 0) == "100\u202f%"
    assert day(date(2027, 1, 11), "fr", "long") == "11 janvier 2027"
    assert day(date(2027, 1, 11), "en", "long") == "11 January 2027"
    assert moment(datetime(2027, 1, 11, 14, 5, tzinfo=UTC), "fr") == "11/01/2027 14:05"
