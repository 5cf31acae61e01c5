"""Rows made by hand for the tests of measurement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import pyarrow as pa

from passerelle.measurement.context import Measuring
from passerelle.warehouse.store import Warehouse


def fill(warehouse: Warehouse, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Put rows into a table; a key left out is empty."""
    if rows:
        warehouse.replace(table, pa.Table.from_pylist([dict(row) for row in rows]))


def order(
    number: int,
    person: str | None,
    day: str,
    net: str,
    returned: str = "0",
    coupon: str | None = None,
) -> dict[str, object]:
    """Make one order at noon UTC; ``net`` is what is left after ``returned`` (at most 0)."""
    moment = datetime.fromisoformat(f"{day}T12:00:00")
    amount = Decimal(net)
    return {
        "order_id": f"o{number}",
        "customer_id": person,
        "ordered_at": moment,
        "day": moment.date(),
        "coupon": coupon,
        "gross": amount - Decimal(returned),
        "returned": Decimal(returned),
        "net": amount,
    }


def setting(warehouse: Warehouse, today: str = "2027-01-01", **more: object) -> Measuring:
    """Make the setting of a measure at noon of a day."""
    moment = datetime.fromisoformat(f"{today}T12:00:00+00:00")
    return Measuring(warehouse=warehouse, as_of=moment, **more)
