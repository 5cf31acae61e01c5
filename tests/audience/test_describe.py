"""What is shown of an audience names nobody."""

from datetime import datetime

from passerelle.audience.compile import compile_segment
from passerelle.audience.describe import masked, overlap, sample, size, sizes, sql
from passerelle.plan.strategy import Segment

AS_OF = datetime(2027, 1, 10, 12)
SEGMENTS = {"french": Segment(who="country is FR"), "buyers": Segment(who="orders >= 1"), "none": Segment(who="country is XX"),
            "silent": Segment(), "lost": Segment(who="in segment nowhere")}  # fmt: skip


def test_size_sample_and_sql(shop) -> None:
    """The first people by id, their addresses masked."""
    people = compile_segment(shop, SEGMENTS, "french", AS_OF)
    assert size(shop, people) == 2
    assert [(row["customer_id"], row["email"]) for row in sample(shop, people, 1)] == [
        ("ada", "a…@e….org")
    ]
    assert "'FR'" in sql(shop, people)


def test_overlap_of_two_segments(shop) -> None:
    """Ada is in both: half of each."""
    found = overlap(shop, SEGMENTS, ("french", "buyers"), AS_OF)
    assert (found.first, found.second, found.both, found.share) == (2, 2, 1, 0.5)
    assert overlap(shop, SEGMENTS, ("french", "none"), AS_OF).share == 0


def test_sizes_of_all_segments_that_can_be_counted(shop) -> None:
    """A segment without a condition, or that leads nowhere, is absent."""
    assert sizes(shop, SEGMENTS, AS_OF) == {"french": 2, "buyers": 2, "none": 0}
    assert sizes(shop, {}, AS_OF) == {}


def test_an_address_is_masked_beyond_use() -> None:
    """Nor is an empty or odd one shown."""
    assert (masked(None), masked(""), masked("abc")) == (None, None, "a…@…")
