"""A segment's condition, compiled, gives exactly the people that a plain reading of it gives."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from audience.oracle import World, members
from audience.worlds import AS_OF, SEGMENTS, conditions, fill, worlds
from hypothesis import HealthCheck, given, settings

from passerelle.audience.compile import compile_condition, compile_segment, compile_segments
from passerelle.base.errors import NotFound, UserError
from passerelle.plan.condition import All, AnyOf, Attribute, Condition, Everyone, Member, Not, Tally
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Warehouse]:
    with Warehouse.open(":memory:") as opened:
        yield opened


def ids(warehouse: Warehouse, expression) -> list[str]:
    return sorted(warehouse.arrow(expression)["customer_id"].to_pylist())


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), condition=conditions)
def test_the_compiled_condition_says_what_a_plain_reading_says(warehouse, world: World, condition: Condition) -> None:
    """Random people, orders, events and consents under a random tree: same members, each once."""
    fill(warehouse, world)
    found = ids(warehouse, compile_condition(warehouse, SEGMENTS, condition, AS_OF))
    assert found == sorted(members(world, SEGMENTS, condition, AS_OF))
