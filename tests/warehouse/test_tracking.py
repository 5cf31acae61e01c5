"""Rows resolve to actions through the mapping of their source, and nothing else moves."""

from datetime import datetime

import pyarrow as pa
import pytest

from passerelle.base.errors import Bug
from passerelle.warehouse.publish import publish, serial
from passerelle.warehouse.source import read_source
from passerelle.warehouse.store import Warehouse
from passerelle.warehouse.tracking import build_touches, codes_of, off_plan, resolved

WEB = "reads: x.csv\nas: events\ncolumns: {name: n, occurred_at: t}\ncodes:\n  {%s}\n"


@pytest.fixture
def warehouse():
    """Give a warehouse with six visits of two sources, and two actions."""
    rows = [
        ("1", "web", "bf-fb", "facebook", "paid_social"),
        ("2", "web", "bf-fb", "facebook", "paid_social"),
        ("3", "web", "soldes", "newsletter", "email"),
        ("4", "web", "mystery", "google", "cpc"),
        ("5", "app", "bf-fb", None, None),
        ("6", "web", None, None, None),
    ]
    names = ("event_id", "source", "campaign", "origin", "medium")
    table = pa.table({n: pa.array([r[i] for r in rows], pa.string()) for i, n in enumerate(names)})
    at = pa.array([datetime(2026, 1, int(r[0])) for r in rows], pa.timestamp("us"))
    with Warehouse.open(":memory:") as opened:
        opened.append("events", table.append_column("occurred_at", at))
        publish(
            opened,
            "actions",
            [{"action": "noel", "code": "noel"}, {"action": "a", "code": "soldes"}],
        )
        yield opened


def _map(warehouse, text):
    warehouse.replace("codes", codes_of([read_source(WEB % text, "sources/web.yaml")]))


def _codes(warehouse):
    rows = warehouse.arrow(resolved(warehouse, "events")).to_pylist()
    return {row["event_id"]: row["code"] for row in rows}


def test_a_mapping_and_an_own_code_resolve(warehouse):
    """A mapped campaign and the action's own code resolve; another source's campaign does not."""
    _map(warehouse, "bf-fb: noel")
    assert _codes(warehouse) == {
        "1": "noel",
        "2": "noel",
        "3": "soldes",
        "4": None,
        "5": None,
        "6": None,
    }


def test_removing_one_mapping_moves_exactly_its_rows(warehouse):
    """Without the mapping, its two rows are off plan, and no other row changed."""
    _map(warehouse, "bf-fb: noel, mystery: noel")
    before, counted = _codes(warehouse), off_plan(warehouse, "events")
    _map(warehouse, "mystery: noel")
    after = _codes(warehouse)
    assert {key for key in before if before[key] != after[key]} == {"1", "2"}
    gained = set(off_plan(warehouse, "events")) - set(counted)
    assert [(one.source, one.value, one.rows) for one in gained] == [("web", "bf-fb", 2)]


def test_touches_are_visits_that_say_where_they_came_from(warehouse):
    """The direct visit is no touch; channels are the words of the plan."""
    _map(warehouse, "bf-fb: noel")
    assert build_touches(warehouse) == 5
    rows = warehouse.arrow(warehouse.table("touches")).to_pylist()
    assert [row["channel"] for row in rows] == ["social", "social", "email", "search", "other"]
    assert [row["code"] for row in rows] == ["noel", "noel", "soldes", None, None]


def test_every_table_keeps_its_rows_when_resolved(warehouse):
    """Resolving adds a column and never a row, in the four tables."""
    _map(warehouse, "bf-fb: noel")
    for name in ("events", "orders", "leads", "spend"):
        expression = resolved(warehouse, name)
        assert warehouse.value(expression.count()) == warehouse.value(warehouse.table(name).count())
        off_plan(warehouse, name)


def test_histories_grow_and_states_are_replaced(warehouse):
    """Publishing twice adds no history twice, and leaves only the last state."""
    consent = {"person": "a", "purpose": "email", "granted": True, "serial": 7}
    assert publish(warehouse, "consents", [consent]) == 1
    assert publish(warehouse, "consents", [consent, {**consent, "serial": 9}]) == 1
    assert serial(warehouse, "consents") == 9
    publish(warehouse, "suppressions", [{"person": "a"}, {"person": "b"}])
    publish(warehouse, "suppressions", [{"person": "b"}])
    assert warehouse.rows("SELECT person FROM suppressions") == [("b",)]
    assert publish(warehouse, "deliveries", []) == 0


def test_what_is_no_published_table_or_no_decimal_is_our_mistake(warehouse):
    """Publishing into a loaded table, an unknown column or a float is refused."""
    for name, row in (("orders", {}), ("actions", {"colour": "x"}), ("actions", {"cost": 1.5})):
        with pytest.raises(Bug):
            publish(warehouse, name, [row])
