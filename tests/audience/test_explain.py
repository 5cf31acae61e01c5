"""Why a person is in a segment or not: every condition with what it looked at."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from audience.oracle import members
from audience.worlds import AS_OF, SEGMENTS, conditions, fill, worlds
from passerelle.audience.explain import explain_person
from passerelle.base.errors import NotFound
from passerelle.plan.strategy import Segment

NOW = datetime(2027, 1, 10, 12)


def test_each_condition_shows_its_values(shop) -> None:
    """Bob ordered once on day 2 for 80, took his consent back, and lives in Belgium."""
    segments = {"loyal": Segment(who="orders >= 3"), "it": Segment(
        who="orders = 1 and (country is FR or spend > 50) and not consents to email and not in segment loyal and last order before 3 days ago",
    )}  # fmt: skip
    found = explain_person(shop, segments, "it", "bob", NOW)
    assert found.holds
    one, either, consent, loyal, last = found.parts[0].parts
    assert (one.says, one.holds, one.values) == ("orders = 1", True, {"count": 1})
    assert [(part.holds, part.values) for part in either.parts] == [
        (False, {"country": "BE"}),
        (True, {"sum_net": Decimal(80)}),
    ]
    assert consent.parts[0].values == {"yes": datetime(2026, 12, 1), "no": datetime(2026, 12, 2)}
    assert (loyal.parts[0].kind, loyal.parts[0].says, loyal.parts[0].holds) == (
        "segment",
        "loyal",
        False,
    )
    assert last.values == {"last_ordered_at": datetime(2027, 1, 2, 10)}
    assert found.as_json()["parts"][0]["parts"][4]["values"] == {
        "last_ordered_at": "2027-01-02 10:00:00"
    }


def test_a_score_shows_what_it_ranks(shop) -> None:
    """Ada ordered three times, more than half of the customers."""
    found = explain_person(shop, {"it": Segment(who="frequency score >= 4")}, "it", "ada", NOW)
    assert (found.holds, found.parts[0].values) == (False, {"frequency": 3, "orders": 3})


def test_somebody_not_known_yet_is_said(shop) -> None:
    """Eve comes in February."""
    with pytest.raises(NotFound, match="Nobody is known as eve"):
        explain_person(shop, {"it": Segment(who="everyone")}, "it", "eve", NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), condition=conditions)
def test_the_explanation_agrees_with_membership(one_warehouse, world, condition) -> None:
    """Random people under a random condition: explained in when a member, out when not."""
    segments = {**SEGMENTS, "it": Segment(who=condition)}
    fill(one_warehouse, world)
    inside = members(world, SEGMENTS, condition, AS_OF)
    known = [c for c in world.customers if c["created_at"] is None or c["created_at"] <= AS_OF]
    for person in known[:2]:
        found = explain_person(one_warehouse, segments, "it", person["customer_id"], AS_OF)
        assert found.holds == (person["customer_id"] in inside)
