"""Long lists: what presses most stays, in the order in which it came."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.web.shortened import shortened

ROWS = st.lists(st.tuples(st.integers(), st.integers(0, 3)))


@given(ROWS, st.integers(0, 20))
def test_nothing_is_lost_and_nothing_left_out_presses_more(rows, most):
    """Kept and counted make the whole; the least pressing kept presses no less than one left out."""
    kept, left = shortened(rows, most, lambda row: row[1])
    rest = list(rows)
    for one in kept:
        rest.remove(one)

    assert len(kept) + left == len(rows)
    assert len(kept) == min(most, len(rows))
    assert max((row[1] for row in rest), default=0) <= min((row[1] for row in kept), default=3)


@given(ROWS, st.integers(0, 20))
def test_the_order_stays(rows, most):
    """What is kept comes in the order of the whole."""
    numbered = list(enumerate(rows))
    kept, _ = shortened(numbered, most, lambda one: one[1][1])

    assert kept == sorted(kept, key=lambda one: one[0])
