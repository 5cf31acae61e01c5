"""A miniature of a real shop's export, with every oddity of the large one, and ways to load it."""

from datetime import UTC, datetime
from pathlib import Path

from passerelle.base.clock import FixedClock
from passerelle.warehouse.load import LoadResult, load_source
from passerelle.warehouse.source import read_source
from passerelle.warehouse.store import Warehouse

CLOCK = FixedClock(datetime(2026, 11, 23, 12, tzinfo=UTC))

HEADER = "Invoice,Code,Text,Qty,When,Price,Customer,Country"
LINES = [
    'A1,p1,"lamp, white",6,2026-01-01 08:26:00,2.55,1001,France',
    'A1,p1,"lamp, white",6,2026-01-01 08:26:00,2.55,1001,France',
    "A1,p2,hook,1,2026-01-01 08:27:00,0.001,1001,France",
    "A2,p2,hook,10,2026-01-02 09:00:00,1.10,1002,Belgium",
    "A3,p1,lamp,2,2026-01-03 10:00:00,2.55,,France",
    "A4,p9,sample,1,2026-01-04 10:00:00,0,1001,France",
    "C1,p1,lamp,-1,2026-01-05 11:00:00,2.55,1001,France",
    "A5,p2,hook,3,2026-02-01 12:00:00,1.10,1001,France",
    "C2,p2,hook,-2,2026-02-02 12:00:00,1.10,1003,Spain",
]
SOURCE = """
reads: data/orders*
as: orders
columns:
  order_id: Invoice
  customer_id: Customer
  ordered_at: When
  quantity: Qty
  unit_price: Price
  product_id: Code
  description: Text
  country: Country
keep:
  - {what: without customer, when: Customer is known}
  - {what: without price, when: Price > 0}
returns: quantity < 0
"""
STATE = (
    "SELECT order_id, customer_id, day, country, gross, returned, net FROM orders ORDER BY 1",
    (
        "SELECT order_id, line, product_id, quantity, unit_price, amount, kind FROM order_lines "
        "ORDER BY 1, 2"
    ),
    "SELECT customer_id, country FROM customers ORDER BY 1",
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write one file of data into a workspace."""
    path = folder / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load(warehouse: Warehouse, folder: Path, text: str = SOURCE, **more) -> LoadResult:
    """Load one source, given as YAML."""
    source = read_source(text, "sources/orders.yaml")
    return load_source(warehouse, source, folder, clock=CLOCK, **more)


def state(warehouse: Warehouse) -> list[list[tuple]]:
    """Give everything that orders left in the warehouse."""
    return [warehouse.rows(sql) for sql in STATE]


def csv_of(lines: list[str]) -> str:
    """Write lines under the header."""
    return "\n".join([HEADER, *lines]) + "\n"
