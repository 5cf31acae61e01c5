"""The same person falls in the same bucket on every machine, for ever."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.bucket import BUCKETS, bucket

PINNED = [3068, 7689, 3897]
"""Buckets of three people under one salt, as first drawn."""


@given(st.text(), st.text())
def test_a_bucket_is_a_number_in_range(salt, person):
    """Any name, any language."""
    assert 0 <= bucket(salt, person) < BUCKETS


def test_buckets_never_move():
    """Written down once: a change here would reshuffle every holdout of every customer."""
    assert [bucket("holdout:x", name) for name in ("C1", "C2", "é")] == PINNED


def test_salt_and_person_do_not_run_into_each_other():
    """'ab' + 'c' is not 'a' + 'bc'."""
    assert bucket("ab", "c") != bucket("a", "bc")


def test_people_spread_evenly():
    """Ten equal parts of 20,000 people hold about 2,000 each (within 4 standard deviations)."""
    parts = Counter(bucket("split", f"P{n}") // (BUCKETS // 10) for n in range(20_000))
    assert all(abs(count - 2000) < 4 * 42.5 for count in parts.values())


def test_two_draws_are_independent():
    """Being in one holdout says nothing of being in another."""
    both = sum(
        bucket("one", f"P{n}") < BUCKETS / 2 and bucket("two", f"P{n}") < BUCKETS / 2
        for n in range(20_000)
    )
    assert abs(both - 5000) < 4 * 61.3
