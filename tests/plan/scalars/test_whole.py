"""Whole numbers: thousands may be spaced, nothing else is guessed."""

import pytest

from passerelle.plan.scalars import whole


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("21 500", "21500"), ("1\u202f200\u202f000", "1200000"), ("21\u00a0500", "21500"), ("3", "3"),
        ("21 50", "21 50"), ("2 1 500", "2 1 500"), ("1,5", "1,5"), (7, 7), (None, None),
    ],
)  # fmt: skip
def test_thousands_close_and_the_rest_stays(typed: object, read: object) -> None:
    """Only groups of three are closed; the field judges the rest."""
    assert whole.read(typed) == read
