"""A cell is read as it is written, or not at all."""

from datetime import datetime
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.warehouse.opened import Cell
from passerelle.warehouse.reading import read_cell
from passerelle.warehouse.source import Source

MOMENTS = {
    "2026-01-05": datetime(2026, 1, 5),
    "2026-01-05 10:00": datetime(2026, 1, 5, 10),
    "2026-01-05T10:00:00Z": datetime(2026, 1, 5, 10),
    "2026-01-05 10:00:00 UTC": datetime(2026, 1, 5, 10),
    "2026-01-05 10:00:00 +0100": datetime(2026, 1, 5, 9),
    "2026-07-05T10:00:00.5-05:30": datetime(2026, 7, 5, 15, 30, 0, 500000),
    "05/01/2026": datetime(2026, 1, 5),
    "46027.5": datetime(2026, 1, 5, 12),
    "5 January": None,
    "2026": None,
    "10:00": None,
    "2026-02-30": None,
    "99999999": None,
}
NUMBERS = {
    "1234.5": "1234.5",
    "1 234.50": "1234.5",
    "1\u202f234,5": None,
    "1'234": "1234",
    "-3": "-3",
    "\u22123": "-3",
    "(3.10)": "-3.1",
    "€ 3": "3",
    "3 EUR": "3",
    "1e3": "1000",
    ".5": "0.5",
    "12 34": None,
    "1,5": None,
    "0x10": None,
    "--3": None,
    "3%": None,
    "€": None,
}


def _source(**more):
    return Source.model_validate({"name": "a", "reads": "a", "as": "orders", **more})


def _read(text, kind, source):
    reading = read_cell(Cell("x"), kind, source, "")
    with duckdb.connect() as base:
        base.execute("SET TimeZone = 'UTC'")
        [(value,)] = base.execute(f"SELECT {reading.value} FROM (SELECT ? AS x)", [text]).fetchall()
    return value


@pytest.mark.parametrize("text", MOMENTS)
def test_moments(text):
    """ISO moments with any offset, the declared format, day numbers; nothing else."""
    source = _source(dates=["%d/%m/%Y", "excel"])
    assert _read(text, "moment", source) == MOMENTS[text]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers(text):
    """Signs, spaces between thousands, currencies and brackets; nothing ambiguous."""
    expected = NUMBERS[text]
    assert _read(text, "number", _source()) == (None if expected is None else Decimal(expected))


@settings(max_examples=40, deadline=None)
@given(
    st.decimals(-(10**13), 10**13, places=4), st.sampled_from([(".", ","), (",", "."), (",", "")])
)
def test_a_number_survives_being_written(value, marks):
    """Any amount of four decimals, written with any pair of marks, is read exactly."""
    mark, thousands = marks
    text = f"{value:,.4f}".replace(",", "T").replace(".", mark).replace("T", thousands)
    assert _read(text, "number", _source(decimal=mark, thousands=thousands)) == value
