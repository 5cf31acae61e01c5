"""The edges of windows and moments: which instant is the first that counts, and the last."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from audience.worlds import put
from passerelle.audience.compile import compile_condition
from passerelle.audience.windows import back
from passerelle.plan.condition import Moment, Tally, Window
from passerelle.warehouse.store import Warehouse

AS_OF = datetime(2027, 3, 31, 12)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("amount", "span", "expected"), [
    (0, "days", datetime(2027, 3, 31, 12)), (1, "days", datetime(2027, 3, 30, 12)), (2, "weeks", datetime(2027, 3, 17, 12)),
    (1, "months", datetime(2027, 2, 28, 12)), (2, "months", datetime(2027, 1, 31, 12)), (3, "months", datetime(2026, 12, 31, 12)),
    (4, "months", datetime(2026, 11, 30, 12)), (24, "months", datetime(2025, 3, 31, 12)), (1, "years", datetime(2026, 3, 31, 12)),
    (9_999, "years", datetime.min), (10_000_000, "days", datetime.min),
])  # fmt: skip
def test_going_back_in_the_calendar(amount: int, span: str, expected: datetime) -> None:
    """A shorter month ends earlier; before the year 1 there is nothing."""
    assert back(AS_OF, amount, span) == expected


def test_a_leap_day_less_a_year() -> None:
    """Lands on 28 February."""
    assert back(datetime(2028, 2, 29), 1, "years") == datetime(2027, 2, 28)


def counted(warehouse: Warehouse, of: str, at: datetime, condition: Tally | Moment) -> bool:
    """Whether a person with one order or event at a moment satisfies a condition."""
    put(warehouse, "customers", [{"customer_id": "a"}])
    order = {
        "order_id": "o",
        "customer_id": "a",
        "ordered_at": at,
        "day": at.date(),
        "gross": Decimal(1),
        "net": Decimal(1),
    }
    event = {"event_id": "e", "customer_id": "a", "name": "visit", "occurred_at": at}
    put(warehouse, "orders", [order] if of == "orders" else [])
    put(warehouse, "events", [event] if of == "event" else [])
    return bool(warehouse.value(compile_condition(warehouse, {}, condition, AS_OF).count()))


def of_kind(of: str) -> dict:
    """Name orders, or the visits."""
    return {"of": of, "event": "visit" if of == "event" else None}


MONTH = Window(1, "months")
MARCH = Window(start=date(2027, 3, 1), end=date(2027, 3, 30))


@pytest.mark.parametrize("of", ["orders", "event"])
@pytest.mark.parametrize(("window", "at", "counts"), [
    (MONTH, datetime(2027, 2, 28, 12), False), (MONTH, datetime(2027, 2, 28, 12) + SECOND, True),
    (MONTH, AS_OF, True), (MONTH, AS_OF + SECOND, False), (Window(), AS_OF + SECOND, False), (Window(), AS_OF, True),
    (MARCH, datetime(2027, 3, 1), True), (MARCH, datetime(2027, 3, 1) - SECOND, False),
    (MARCH, datetime(2027, 3, 31) - SECOND, True), (MARCH, datetime(2027, 3, 31), False),
])  # fmt: skip
def test_the_first_and_the_last_instant_of_a_window(
    one_warehouse, of: str, window: Window, at: datetime, counts: bool
) -> None:
    """Going back leaves the far edge out; days between are whole; nothing after the question counts."""
    for value in (Decimal(1), Decimal("0.5")):
        assert (
            counted(
                one_warehouse,
                of,
                at,
                Tally(**of_kind(of), function="count", operator=">=", value=value, window=window),
            )
            == counts
        )


@pytest.mark.parametrize("of", ["orders", "event"])
@pytest.mark.parametrize("which", ["first", "last"])
@pytest.mark.parametrize(("said", "at", "holds"), [
    ({"relation": "before", "amount": 30, "span": "days"}, AS_OF - timedelta(30), True),
    ({"relation": "before", "amount": 30, "span": "days"}, AS_OF - timedelta(30) + SECOND, False),
    ({"relation": "within", "amount": 30, "span": "days"}, AS_OF - timedelta(30), False),
    ({"relation": "within", "amount": 30, "span": "days"}, AS_OF - timedelta(30) + SECOND, True),
    ({"relation": "after", "amount": 30, "span": "days"}, AS_OF - timedelta(30), False),
    ({"relation": "before", "day": date(2027, 3, 1)}, datetime(2027, 3, 1) - SECOND, True),
    ({"relation": "before", "day": date(2027, 3, 1)}, datetime(2027, 3, 1), False),
    ({"relation": "after", "day": date(2027, 3, 1)}, datetime(2027, 3, 2) - SECOND, False),
    ({"relation": "after", "day": date(2027, 3, 1)}, datetime(2027, 3, 2), True),
])  # fmt: skip
def test_the_edges_of_a_first_or_last_moment(
    one_warehouse, of: str, which: str, said: dict, at: datetime, holds: bool
) -> None:
    """A day that is named is left out on both sides."""
    assert counted(one_warehouse, of, at, Moment(**of_kind(of), which=which, **said)) == holds
