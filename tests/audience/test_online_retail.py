"""A real shop's recency, frequency and monetary segment, confirmed by pandas without our code."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from passerelle.audience.compile import compile_segment
from passerelle.base.clock import FixedClock
from passerelle.plan.strategy import Segment
from passerelle.warehouse.load import load_source
from passerelle.warehouse.source import read_source
from passerelle.warehouse.store import Warehouse

FILE = "online_retail_I_by_day.parquet"
SOURCE = """
reads: online_retail_I_by_day.parquet
as: orders
columns:
  order_id: InvoiceNo
  customer_id: CustomerID
  ordered_at: InvoiceDate
  country: Country
  product_id: StockCode
  description: Description
  quantity: Quantity
  unit_price: UnitPrice
keep:
  - {what: without customer, when: CustomerID is known}
  - {what: without price, when: UnitPrice > 0}
returns: Quantity < 0
"""
WHO = "recency score >= 4 and frequency score >= 4 and monetary score >= 4"


@pytest.fixture(scope="module")
def retail(shared_data: Path):
    """The shop's orders, loaded as a user would."""
    if not (shared_data / FILE).is_file():
        pytest.skip(f"{FILE} is not in {shared_data}")
    with Warehouse.open(":memory:") as warehouse:
        source = read_source(SOURCE, "sources/retail.yaml")
        load_source(
            warehouse, source, shared_data, clock=FixedClock(datetime(2012, 1, 1, tzinfo=UTC))
        )
        yield warehouse


def by_pandas(shared_data: Path, until: str) -> pd.DataFrame:
    """Score the customers from the file itself; amounts in whole thousandths."""
    lines = pd.read_parquet(shared_data / FILE)
    lines = lines[
        lines.CustomerID.notna()
        & (lines.UnitPrice > 0)
        & (pd.to_datetime(lines.InvoiceDate) <= until)
    ]
    lines["amount"] = lines.Quantity * (lines.UnitPrice * 1000).round().astype(int)
    bought = lines[lines.Quantity > 0].groupby("CustomerID")
    people = pd.DataFrame({
        "recency": bought.InvoiceDate.max(), "frequency": bought.InvoiceNo.nunique(),
        "monetary": lines.groupby("CustomerID").amount.sum(),
    }).dropna(subset=["recency"])  # fmt: skip
    people["recency"] = pd.to_datetime(people.recency)
    return people.rank(method="min").sub(1).mul(5).floordiv(len(people)).add(1)


@pytest.mark.parametrize("until", ["2011-12-31 00:00:00", "2011-06-30 12:00:00"])
def test_the_segment_has_the_members_that_pandas_finds(
    retail, shared_data: Path, until: str
) -> None:
    """Person by person, at the end and in the middle of the year."""
    as_of = datetime.fromisoformat(until)
    found = retail.arrow(compile_segment(retail, {"rfm": Segment(who=WHO)}, "rfm", as_of))
    scores = by_pandas(shared_data, until)
    best = scores[(scores >= 4).all(axis=1)]
    assert set(found["customer_id"].to_pylist()) == {str(int(one)) for one in best.index}
    assert len(best) > 300


@pytest.mark.parametrize("score", range(1, 6))
def test_each_score_has_the_members_that_pandas_finds(
    retail, shared_data: Path, score: int
) -> None:
    """All fifteen groups; together everybody who bought."""
    until = "2011-12-31 00:00:00"
    scores = by_pandas(shared_data, until)
    for kind in ("recency", "frequency", "monetary"):
        people = compile_segment(
            retail,
            {"x": Segment(who=f"{kind} score = {score}")},
            "x",
            datetime.fromisoformat(until),
        )
        expected = {str(int(one)) for one in scores.index[scores[kind] == score]}
        assert set(retail.arrow(people)["customer_id"].to_pylist()) == expected


def test_the_figures_are_those_of_the_file(retail, shared_data: Path) -> None:
    """4,338 customers bought; what they bought, less returns."""
    assert len(by_pandas(shared_data, "2011-12-31 00:00:00")) == 4338
    orders = retail.table("orders")
    assert retail.value(orders.net.sum()) == Decimal("8300065.8140")
