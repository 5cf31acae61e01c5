"""A warehouse filled by hand, and one filled with a real shop's orders."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from measurement.shop import fill
from passerelle.warehouse.store import Warehouse

REAL = "online_retail_I_by_day.parquet"


@pytest.fixture
def warehouse():
    """An empty warehouse in memory."""
    with Warehouse.open(":memory:") as opened:
        yield opened


@pytest.fixture(scope="session")
def real_frame():
    """The Online Retail lines of known customers with a price, as pandas reads them."""
    import pandas as pd

    folder = os.environ.get("PASSERELLE_SHARED_DATA", "")
    here = Path(folder) if folder else Path(__file__).parents[3] / "shared" / "data"
    if not (here / REAL).exists():
        pytest.skip(f"{REAL} is not here: set PASSERELLE_SHARED_DATA to the folder that holds it")
    lines = pd.read_parquet(here / REAL)
    lines = lines[lines.CustomerID.notna() & ((lines.UnitPrice > 0) | (lines.Quantity < 0))]
    return lines.assign(
        person=lines.CustomerID.astype(int).astype(str),
        at=pd.to_datetime(lines.InvoiceDate),
        thousandths=(lines.Quantity * lines.UnitPrice * 1000).round().astype("int64"),
    )


@pytest.fixture(scope="session")
def real(real_frame):
    """A warehouse with the orders of the Online Retail file."""
    lines = real_frame
    lines = lines.assign(
        gross=lines.thousandths.where(lines.Quantity > 0, 0),
        returned=lines.thousandths.where(lines.Quantity < 0, 0),
    )
    orders = lines.groupby("InvoiceNo").agg(
        customer_id=("person", "first"),
        ordered_at=("at", "min"),
        gross=("gross", "sum"),
        returned=("returned", "sum"),
    )
    rows = [
        {
            "order_id": str(row.Index),
            "customer_id": row.customer_id,
            "ordered_at": row.ordered_at.to_pydatetime(),
            "day": row.ordered_at.date(),
            "gross": Decimal(int(row.gross)) / 1000,
            "returned": Decimal(int(row.returned)) / 1000,
            "net": Decimal(int(row.gross + row.returned)) / 1000,
        }
        for row in orders.itertuples()
    ]
    with Warehouse.open(":memory:") as opened:
        fill(opened, "orders", rows)
        yield opened
