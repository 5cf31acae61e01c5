"""Counting a segment of a million people and twenty million events, beside hand-written SQL."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from passerelle.audience.compile import compile_segment
from passerelle.audience.describe import size
from passerelle.audience.reach import reach
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse

PEOPLE = 1_000_000
EVENTS = 20_000_000
ROUNDS = 9
AIM = 1.15
AS_OF = datetime(2027, 1, 1)  # noqa: DTZ001  # naive UTC, as the warehouse holds it

SEGMENTS = {
    "buyers_not_clickers": Segment(
        who="event purchase >= 3 in 90 days and sum of value of event purchase > 100 in 90 days "
        "and not event email_click >= 1 in 30 days and country in (FR, BE)"
    ),
    "once_and_gone": Segment(who="event purchase = 1 and last event purchase before 90 days ago"),
    "either_or": Segment(
        who="(event purchase >= 3 in 12 months or event cart >= 2 in 90 days) and country is FR"
    ),
}
_KNOWN = "(created_at IS NULL OR created_at <= ?)"
BY_HAND: dict[str, tuple[str, tuple[datetime, ...]]] = {
    "buyers_not_clickers": (
        f"""
        SELECT count(*) FROM customers c
        SEMI JOIN (
          SELECT customer_id FROM events
          WHERE name = 'purchase' AND occurred_at > ? AND occurred_at <= ?
          GROUP BY customer_id HAVING count(*) >= 3 AND sum(value) > 100
        ) USING (customer_id)
        ANTI JOIN (
          SELECT customer_id FROM events
          WHERE name = 'email_click' AND occurred_at > ? AND occurred_at <= ?
        ) USING (customer_id)
        WHERE country IN ('FR', 'BE') AND {_KNOWN}
        """,
        (AS_OF - timedelta(90), AS_OF, AS_OF - timedelta(30), AS_OF, AS_OF),
    ),
    "once_and_gone": (
        f"""
        SELECT count(*) FROM customers SEMI JOIN (
          SELECT customer_id FROM events WHERE name = 'purchase' AND occurred_at <= ?
          GROUP BY customer_id HAVING count(*) = 1 AND max(occurred_at) <= ?
        ) USING (customer_id) WHERE {_KNOWN}
        """,
        (AS_OF, AS_OF - timedelta(90), AS_OF),
    ),
    "either_or": (
        f"""
        SELECT count(*) FROM customers WHERE country = 'FR' AND {_KNOWN} AND (
          customer_id IN (
            SELECT customer_id FROM events
            WHERE name = 'purchase' AND occurred_at > ? AND occurred_at <= ?
            GROUP BY customer_id HAVING count(*) >= 3)
          OR customer_id IN (
            SELECT customer_id FROM events
            WHERE name = 'cart' AND occurred_at > ? AND occurred_at <= ?
            GROUP BY customer_id HAVING count(*) >= 2))
        """,
        (AS_OF, datetime(2026, 1, 1), AS_OF, AS_OF - timedelta(90), AS_OF),  # noqa: DTZ001
    ),
}
"""The same questions as a careful analyst writes them; anonymous events never match a customer."""


def run(
    people: int = PEOPLE, events: int = EVENTS, *, rounds: int = ROUNDS, cache: Path | None = None
) -> dict[str, dict[str, Any]]:
    """Measure each segment both ways, in turn, and give value, unit, aim and whether it is met.

    Args:
        people: How many customers.
        events: How many events.
        rounds: How often each way is timed; the best counts, for the machine may
            be busy with other things.
        cache: Where the generated data is kept for the next run; by default the temporary folder.

    Raises:
        ValueError: The two ways do not count the same people.
    """
    lines: dict[str, dict[str, Any]] = {}
    total_ours = total_hand = 0.0
    with Warehouse.open(_data(people, events, cache or Path(tempfile.gettempdir()))) as warehouse:
        for name in SEGMENTS:
            ours, hand = _race(warehouse, name, rounds)
            total_ours, total_hand = total_ours + ours, total_hand + hand
            lines[f"segment_{name}"] = _line(ours, "s")
            lines[f"segment_{name}_ratio"] = _line(ours / hand, "of hand-written SQL", AIM)
        lines["segment_ratio"] = _line(total_ours / total_hand, "of hand-written SQL", AIM)
        lines["segment_reach"] = _line(_timed(lambda: _reach(warehouse))[0], "s")
    return lines


def _race(warehouse: Warehouse, name: str, rounds: int) -> tuple[float, float]:
    """Time both ways in turn, so that a busy machine slows both; give the best times in seconds."""
    sql, values = BY_HAND[name]
    ways: tuple[Callable[[], int], ...] = (
        lambda: size(warehouse, compile_segment(warehouse, SEGMENTS, name, AS_OF)),
        lambda: int(warehouse.rows(sql, values)[0][0]),
    )
    if ways[0]() != ways[1]():
        msg = f"{name}: {ways[0]()} people compiled, {ways[1]()} by hand"
        raise ValueError(msg)
    times = [[_timed(way)[0] for way in ways] for _ in range(rounds)]
    return min(ours for ours, _ in times), min(hand for _, hand in times)


def _reach(warehouse: Warehouse) -> int:
    people = compile_segment(warehouse, {"all": Segment(who="everyone")}, "all", AS_OF)
    return reach(warehouse, people, "email", AS_OF).matched


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def _line(value: float, unit: str, aim: float | None = None) -> dict[str, Any]:
    met = None if aim is None else value <= aim
    return {"value": round(value, 3), "unit": unit, "aim": aim, "met": met}


def _data(people: int, events: int, folder: Path) -> Path:
    """Give a warehouse with that many people and events, generated once."""
    path = folder / f"passerelle-bench-{people}-{events}.duckdb"
    if not path.exists():
        making = path.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        with Warehouse.open(making / "warehouse.duckdb") as warehouse:
            _generate(warehouse, people, events)
        (making / "warehouse.duckdb").rename(path)
        shutil.rmtree(making)
    return path


def _generate(warehouse: Warehouse, people: int, events: int) -> None:
    with warehouse.writing() as cursor:
        cursor.execute(
            """
            INSERT INTO customers (customer_id, email, country, created_at)
            SELECT 'c' || i, 'c' || i || '@example.org',
                   ['FR', 'FR', 'BE', 'DE', 'ES', 'IT'][1 + CAST(hash(i) % 6 AS INTEGER)],
                   TIMESTAMP '2027-01-02' - to_days(CAST(hash(i + 7) % 1000 AS INTEGER))
            FROM range(?) t(i)
            """,
            [people],
        )
        cursor.execute(
            """
            INSERT INTO consents (person, purpose, granted, since, serial)
            SELECT 'c' || i, 'email', hash(i) % 4 > 0, TIMESTAMP '2025-01-01', i FROM range(?) t(i)
            """,
            [people],
        )
        cursor.execute(
            """
            INSERT INTO events (event_id, customer_id, name, occurred_at, value, origin)
            SELECT 'e' || i, CASE WHEN hash(i) % 10 > 0 THEN 'c' || (hash(i + 1) % ?) END,
                   CASE WHEN k < 12 THEN 'purchase' WHEN k < 25 THEN 'cart'
                        WHEN k < 40 THEN 'email_click' ELSE 'visit' END,
                   TIMESTAMP '2025-07-01' + to_seconds(i * 47520000 // ?),
                   CASE WHEN k < 12 THEN CAST(hash(i + 3) % 20000 AS DECIMAL(18,4)) / 100 END,
                   ['google', 'email', 'direct'][1 + CAST(hash(i + 4) % 3 AS INTEGER)]
            FROM (SELECT i, hash(i + 2) % 100 AS k FROM range(?) t(i))
            """,
            [people, events, events],
        )


if __name__ == "__main__":
    for name, line in run(*(int(number) for number in sys.argv[1:3])).items():
        print(name, line)
