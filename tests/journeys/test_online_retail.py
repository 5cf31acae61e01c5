"""A real British shop: the figures of its file, and a segment confirmed by an independent computation."""

import json
from bisect import bisect_left
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from small_shop import said, terminal

pytestmark = pytest.mark.slow

NOW = "2011-12-10T09:00:00+00:00"
WHO = "recency score >= 4 and frequency score >= 4 and monetary score >= 4"


@pytest.fixture(scope="module")
def parquet(shared_data):
    """The real file, or a skip that says why."""
    path = shared_data / "online_retail_I_by_day.parquet"
    if not path.exists():
        pytest.skip("online_retail_I_by_day.parquet is not in the shared data")
    return path


@pytest.fixture(scope="module")
def workspace(parquet, tmp_path_factory):
    """The example's source on the real file, run once."""
    folder = tmp_path_factory.mktemp("retail") / "gifts"
    assert typed(folder.parent, parquet, "init", str(folder)).returncode == 0
    plan = folder / "plan" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("orders >= 3 in 24 months", WHO), "utf-8")
    (folder / "sources").mkdir()
    (folder / "passerelle.yaml").write_text(
        "name: Gifts\nlanguage: en\ncurrency: GBP\ntimezone: Europe/London\n", "utf-8"
    )
    example = Path(__file__).parents[2] / "examples" / "online-retail" / "sources"
    for source in example.glob("*.yaml"):
        (folder / "sources" / source.name).write_bytes(source.read_bytes())
    return folder


def typed(folder, parquet, *words):
    """Type a command, on the day after the last order."""
    env = {"PASSERELLE_SHARED_DATA": str(parquet.parent), "PASSERELLE_NOW": NOW}
    return terminal(folder, *words, now=None, env=env)


@pytest.fixture(scope="module")
def ran(workspace, parquet):
    """Preview, apply, run."""
    for words in (("preview",), ("apply",)):
        assert typed(workspace, parquet, *words).returncode == 0
    return said(typed(workspace, parquet, "run", "--json"))


def test_the_run_reads_the_whole_file(ran):
    """541,909 rows, each kept or left out for a named reason."""
    (load,) = ran["steps"]["import"]["loads"]
    assert load["rows"] == 541_909
    skipped = load["skipped"]
    assert skipped["without customer"] == 135_080
    assert skipped["without price"] == 40
    assert load["kept"] == 397_884
    assert 541_909 - load["kept"] - sum(skipped.values()) == 8_905


def test_the_figures_of_the_issue(ran, workspace, parquet):
    """Customers, orders, gross, returns and net, to the last decimal."""
    words = ("measure", "--period", "2010-12-01..2011-12-09", "--json")
    board = said(typed(workspace, parquet, *words))
    value = {row["kpi"]["id"]: row["value"] for row in board["rows"] if row["value"] is not None}
    assert Decimal(str(value["revenue_gross"])) == Decimal("8911407.904")
    assert Decimal(str(value["revenue"])) == Decimal("8300065.814")
    assert Decimal(str(value["orders"])) == 18_532


def test_best_customers_are_those_that_pandas_finds(ran, workspace, parquet):
    """Recency, frequency and money scored anew, without a line of ours."""
    out = workspace / "best.csv"
    answer = said(typed(workspace, parquet, "audience", "regulars", "--export", str(out), "--json"))
    ours = set(pd.read_csv(out, dtype=str)["customer_id"])
    left = pd.read_csv(workspace / "best.left-out.csv", dtype=str)
    ours |= set(left["customer_id"])
    assert len(ours) == answer["matched"]
    assert ours == by_pandas(parquet)


def by_pandas(parquet):
    """Score = 1 + floor(5 x share of customers with a strictly smaller value); latest is best."""
    raw = pd.read_parquet(parquet)
    raw = raw[raw["CustomerID"].notna() & (raw["UnitPrice"].astype(float) > 0)]
    amounts = zip(raw["Quantity"], raw["UnitPrice"], strict=True)
    raw = raw.assign(
        person=raw["CustomerID"].astype(float).astype(int).astype(str),
        amount=[Decimal(str(quantity)) * Decimal(str(price)) for quantity, price in amounts],
    )
    sales = raw[raw["Quantity"].astype(float) > 0].groupby("person")
    last = pd.to_datetime(sales["InvoiceDate"].max())
    people = pd.DataFrame({"last": last, "orders": sales["InvoiceNo"].nunique()})
    people["money"] = raw.groupby("person")["amount"].sum()
    scores = pd.DataFrame({name: score(people[name]) for name in people})
    return set(scores[(scores >= 4).all(axis=1)].index)


def smaller(values):
    """How many are strictly smaller than each value."""
    ordered = sorted(values)
    return {value: bisect_left(ordered, value) for value in set(ordered)}


def score(column):
    """One column's scores, 1 to 5, in whole numbers."""
    below = smaller(tuple(column))
    return column.map(lambda value: 1 + 5 * below[value] // len(column))


def test_figures_are_shown_in_the_shop_s_own_currency(ran, workspace, parquet):
    """Pounds, not euros."""
    shown = typed(workspace, parquet, "measure", "revenue").stdout
    assert "£" in shown
    assert "€" not in shown
    json.dumps(ran)
