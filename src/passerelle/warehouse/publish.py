"""What the records decided, copied one way into the warehouse before each question."""

from collections.abc import Iterable, Mapping
from typing import Any

import ibis
import pyarrow as pa

from passerelle.base.errors import Bug
from passerelle.warehouse.store import Warehouse
from passerelle.warehouse.tables import TABLES, Table

_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DECIMAL(18,4)": pa.decimal128(18, 4),
    "DECIMAL(38,10)": pa.decimal128(38, 10),
    "TIMESTAMP": pa.timestamp("us"),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}


def publish(warehouse: Warehouse, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Copy rows of the records into one published table; gives how many rows were written.

    A table of nature ``state`` (suppressions, deliveries, actions…) is replaced. One of nature
    ``history`` (consents, readings) only grows: rows whose key is there are not written again.

    Args:
        warehouse: Where to.
        name: A published table.
        rows: Plain values by column; a column left out is empty, a moment is UTC.
    """
    table = TABLES[name]
    if table.nature not in {"state", "history"}:
        msg = f"{name} is not a published table"
        raise Bug(msg)
    incoming = arrow_of(table, rows)
    if table.nature == "state":
        return warehouse.replace(name, incoming)
    return warehouse.append(name, incoming, key=table.key)


def serial(warehouse: Warehouse, name: str) -> int:
    """Give the highest serial already published of a history, 0 when none: publish from there."""
    column = warehouse.table(name)["serial"]
    return int(warehouse.value(ibis.coalesce(column.max(), 0)))


def arrow_of(table: Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Bring plain rows to the columns of a canonical table; money must be Decimal."""
    listed = [dict(row) for row in rows]
    names = set(table.names)
    if unknown := {key for row in listed for key in row} - names:
        msg = f"the table {table.name} has no columns {sorted(unknown)}"
        raise Bug(msg)
    return pa.table(
        {
            name: pa.array([_plain(row.get(name)) for row in listed], _ARROW[kind])
            for name, kind in table.columns
        }
    )


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float):
        msg = "a float was published; amounts and figures are Decimal"
        raise Bug(msg)
    return value
