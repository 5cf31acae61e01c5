"""A small shop whose people are easy to count by hand."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from audience.worlds import put
from passerelle.warehouse.store import Warehouse


@pytest.fixture(scope="session")
def one_warehouse() -> Iterator[Warehouse]:
    """One warehouse for all random worlds; each fills it anew."""
    with Warehouse.open(":memory:") as warehouse:
        yield warehouse


@pytest.fixture
def shop() -> Iterator[Warehouse]:
    """Five people: ada ordered three times, bob once, cyd only returned, dan visits, eve is new."""
    with Warehouse.open(":memory:") as warehouse:
        put(warehouse, "customers", [
            {"customer_id": "ada", "email": "ada@example.org", "phone": "+33 6 12 34 56 78", "first_name": "Ada", "country": "FR", "attributes": '{"club": "gold"}'},
            {"customer_id": "bob", "email": "bob@example.org", "first_name": "=cmd()", "country": "BE"},
            {"customer_id": "cyd", "email": "", "country": None},
            {"customer_id": "dan", "email": "dan@example.org", "country": "FR"},
            {"customer_id": "eve", "email": "eve@example.org", "country": "FR", "created_at": datetime(2027, 2, 1)},
        ])  # fmt: skip
        put(warehouse, "orders", [_order("o1", "ada", 1, "100"), _order("o2", "ada", 5, "50"), _order("o3", "ada", 9, "25.505"),
                                  _order("o4", "bob", 2, "80"), _order("o5", "cyd", 3, "0", "-10")])  # fmt: skip
        put(warehouse, "events", [
            {"event_id": "e1", "customer_id": "dan", "name": "visit", "occurred_at": datetime(2027, 1, 5), "origin": "google", "properties": '{"pages": 4, "mood": "glad"}'},
            {"event_id": "e2", "customer_id": "ada", "name": "visit", "occurred_at": datetime(2027, 1, 8), "origin": "email"},
        ])  # fmt: skip
        put(warehouse, "consents", [
            _consent("ada", True, 1), _consent("bob", True, 1), _consent("bob", False, 2), _consent("cyd", True, 1), _consent("dan", True, 1),
        ])  # fmt: skip
        yield warehouse


def _order(name: str, who: str, day: int, gross: str, returned: str = "0") -> dict:
    return {"order_id": name, "customer_id": who, "ordered_at": datetime(2027, 1, day, 10), "day": date(2027, 1, day),
            "gross": Decimal(gross), "returned": Decimal(returned), "net": Decimal(gross) + Decimal(returned)}  # fmt: skip


def _consent(who: str, granted: bool, day: int) -> dict:
    return {
        "person": who,
        "purpose": "email",
        "granted": granted,
        "since": datetime(2026, 12, day),
        "serial": day,
    }
