"""The SQL of a segment is part of the contract: it changes only when someone means it to.

``PASSERELLE_GOLDEN=1`` writes the files anew.
"""

import os
from datetime import datetime
from pathlib import Path

import pytest

from passerelle.audience.compile import compile_segment
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse

GOLDEN = Path(__file__).parent / "golden"
AS_OF = datetime(2027, 1, 1, 8, 30)
SEGMENTS = {
    "fideles": "orders >= 3 in 24 months",
    "une-fois": "orders = 1 and last order before 90 days ago",
    "rfm": "recency score >= 4 and frequency score >= 4 and monetary score >= 4",
    "chauds": "event visit >= 2 in 30 days where (source is google and pages > 3) and not event purchase >= 1 in 30 days",
    "dormants": "in segment fideles and not in segment chauds or (consents to email and club is gold)",
    "linge": "orders >= 1 between 2026-01-01 and 2026-12-31 where (product in (drap, taie) and coupon is unknown)",
}


@pytest.mark.parametrize("name", sorted(SEGMENTS))
def test_the_sql_is_the_golden_one(name: str) -> None:
    """Same segment, same day, same text, in every process."""
    segments = {each: Segment(who=who) for each, who in SEGMENTS.items()}
    with Warehouse.open(":memory:") as warehouse:
        found = warehouse.sql_of(compile_segment(warehouse, segments, name, AS_OF)) + "\n"
    path = GOLDEN / f"{name}.sql"
    if os.environ.get("PASSERELLE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
