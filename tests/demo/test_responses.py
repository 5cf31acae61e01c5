"""The built-in customers answer with a lift that is known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from passerelle.demo.responses import Sent, respond, write_responses
from passerelle.demo.world import make_world

AT = datetime(2026, 11, 23, 10, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture(scope="module")
def world():
    """Invent a middle-sized shop."""
    return make_world(7, 12_000, today=date(2026, 11, 23))


def sends(world, arm):
    """Write to everyone, in one arm."""
    return [Sent(f"C{row:06d}", "x", arm, AT) for row in range(len(world.people))]


def test_the_lift_over_the_holdout_is_the_true_one(world):
    """The same people order more often with the message than without, by the lift told."""
    without = respond(world, sends(world, "holdout"))
    received = respond(world, sends(world, "B"))
    assert {row.kind for row in without.rows} == {"order"}
    extra = sum(row.kind == "order" for row in received.rows) - len(without.rows)
    assert extra / len(world.people) == pytest.approx(received.true_lift["B"], rel=0.3)


def test_answers_are_the_same_in_any_order(world):
    """A person's answer does not depend on who else was written to."""
    few = sends(world, "A")[:500]
    assert respond(world, few) == respond(world, list(reversed(few)))


def test_time_can_be_squeezed(world):
    """All answers fall within the span given."""
    rows = respond(world, sends(world, "A")[:900], within=timedelta(minutes=1)).rows
    assert all(AT <= row.at <= AT + timedelta(minutes=1) for row in rows)


def test_responses_become_files_with_their_sources(world, tmp_path):
    """Orders and events are written with the sources that read them."""
    (tmp_path / "data").mkdir()
    (tmp_path / "sources").mkdir()
    done = respond(world, sends(world, "A"))
    paths = write_responses(world, done, tmp_path)
    assert all(path.exists() for path in paths)
    lines = paths[1].read_text("utf-8").splitlines()
    assert len(lines) - 1 == sum(row.kind == "order" for row in done.rows)
