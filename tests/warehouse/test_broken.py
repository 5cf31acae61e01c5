"""Whatever is wrong with a file, the answer is a clear error with its place, and nothing is kept."""

import gzip
import json
import os
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from passerelle.base.errors import InputErrors, UserError
from passerelle.warehouse.source import read_source, read_sources
from passerelle.warehouse.store import Warehouse
from warehouse.shop import HEADER, LINES, SOURCE, csv_of, load, write

GOOD = csv_of(LINES)
NOISE = bytes(range(256)) * 40


def _with(line):
    return csv_of([*LINES, line])


def _sheet(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def _half_parquet(path):
    pq.write_table(pa.table({"a": list(range(9000))}), path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("x", "w") as one:
        for _ in range(1100):
            one.write(bytes(1 << 20))


ROW = "A9,p1,lamp,{qty},{when},{price},{who},France"


def _row(qty="1", when="2026-01-01", price="1", who="1001"):
    return ROW.format(qty=qty, when=when, price=price, who=who)


# name of the file, its content (or what writes it), what the message must say
CASES = {
    "letters for a number": (
        "orders.csv",
        _with(_row(qty="two")),
        "orders.csv:11:4: Qty: found «two»",
    ),
    "comma decimal": (
        "orders.csv",
        _with(_row(price='"1,5"')),
        "orders.csv:11:6: Price: found «1,5»",
    ),
    "ambiguous thousands": ("orders.csv", _with(_row(price='"1,234"')), "thousands"),
    "two points": ("orders.csv", _with(_row(price="1.2.3")), "found «1.2.3»"),
    "infinite": ("orders.csv", _with(_row(price="inf")), "found «inf»"),
    "not a number": ("orders.csv", _with(_row(price="nan")), "found «nan»"),
    "too large": ("orders.csv", _with(_row(price="9" * 30)), "expected a number"),
    "hexadecimal": ("orders.csv", _with(_row(qty="0x10")), "found «0x10»"),
    "formula": ("orders.csv", _with(_row(price="=1+1")), "found «=1+1»"),
    "split thousands": ("orders.csv", _with(_row(qty="12 34")), "found «12 34»"),
    "date of no month": ("orders.csv", _with(_row(when="2026-13-01")), "orders.csv:11:5: When"),
    "30 February": ("orders.csv", _with(_row(when="2026-02-30")), "expected a date and time"),
    "ambiguous date": ("orders.csv", _with(_row(when="01/02/2026")), 'dates: "%d/%m/%Y"'),
    "year 0001": ("orders.csv", _with(_row(when="0001-01-01")), "found «0001-01-01»"),
    "infinite date": ("orders.csv", _with(_row(when="infinity")), "found «infinity»"),
    "empty date": ("orders.csv", _with(_row(when="")), "orders.csv:11:5: When: the cell is empty"),
    "empty id": ("orders.csv", _with(",p1,lamp,1,2026-01-01,1,1001,France"), "orders.csv:11:1"),
    "a line too short": ("orders.csv", _with("A9,p1"), "orders.csv:11:1: This line has 2 cells"),
    "a line too long": ("orders.csv", _with(_row() + ",x,y"), "10 cells, the header has 8"),
    "after a quoted newline": (
        "orders.csv",
        _with('A9,p1,"two\nlines",1,2026-01-01,x,1001,France'),
        "orders.csv:11:6",
    ),
    "below a quoted newline": (
        "orders.csv",
        _with('A9,p1,"two\nlines",1,2026-01-01,1,1001,France\n' + _row(qty="x")),
        "orders.csv:13:4",
    ),
    "an open quote": (
        "orders.csv",
        _with('A9,p1,"lamp,1,2026-01-01,1,1001,France'),
        "orders.csv:11",
    ),
    "a NUL": ("orders.csv", _with(_row(qty="\0")), "orders.csv:11:1"),
    "a 10 MB line": ("orders.csv", _with("x" * 10_000_000), "orders.csv:11:1"),
    "an empty file": ("orders.csv", "", "is empty"),
    "blank lines only": ("orders.csv", "\n\n  \n", "is empty"),
    "another header": ("orders.csv", "a,b,c\n1,2,3\n", "has no column «Invoice»"),
    "a renamed column": ("orders.csv", GOOD.replace("Qty", "Quantity"), "Did you mean: Quantity"),
    "noise": ("orders.csv", NOISE, "is no text"),
    "a PDF": ("orders.csv", b"%PDF-1.7 " + NOISE, "but a PDF"),
    "a picture": ("orders.csv", b"\x89PNG\r\n" + NOISE, "but a picture"),
    "a spreadsheet called csv": ("orders.csv", lambda p: _sheet(p, ["a"]), "ZIP or XLSX"),
    "Parquet called csv": ("orders.csv", b"PAR1" + NOISE, "a Parquet file"),
    "damaged UTF-8": (
        "orders.csv",
        _with("é" * 9 + _row()).encode() + b"\xff\xfe" + "é".encode() * 40,
        "UTF-8 with a damaged character",
    ),
    "cut gzip": ("orders.csv.gz", gzip.compress(GOOD.encode() * 99)[:90], "the compression stops"),
    "damaged gzip": ("orders.csv.gz", b"\x1f\x8b" + NOISE, "damaged"),
    "half a Parquet": ("orders.parquet", _half_parquet, "no readable Parquet"),
    "text called Parquet": ("orders.parquet", GOOD, "no readable Parquet"),
    "empty Parquet": ("orders.parquet", "", "no readable Parquet"),
    "Parquet without columns": (
        "orders.parquet",
        lambda p: pq.write_table(pa.table({"x": [1]}), p),
        "has no column «Invoice»",
    ),
    "text called XLSX": ("orders.xlsx", GOOD, "no readable spreadsheet"),
    "half an XLSX": ("orders.xlsx", b"PK\x03\x04" + NOISE, "no readable spreadsheet"),
    "a ZIP called XLSX": (
        "orders.xlsx",
        lambda p: zipfile.ZipFile(p, "w").writestr("a", "b"),
        "no readable spreadsheet",
    ),
    "a ZIP bomb": ("orders.xlsx", _bomb, "more than 1 GB"),
    "an empty sheet": ("orders.xlsx", lambda p: openpyxl.Workbook().save(p), "empty sheet"),
    "a bad cell in a sheet": (
        "orders.xlsx",
        lambda p: _sheet(p, HEADER.split(","), ["A1", "p", "t", "two", "2026-01-01", 1, 1, "FR"]),
        "orders.xlsx!Sheet!D2",
    ),
    "broken JSON": ("orders.jsonl", '{"Invoice": 1\n', "orders.jsonl:1:1"),
    "a JSON list": ("orders.jsonl", '{"Invoice": 1}\n[1]\n', "has no column"),
    "JSON of other keys": ("orders.jsonl", '{"a": 1}\n', "has no column «Invoice»"),
    "JSON with a bad value": (
        "orders.jsonl",
        json.dumps(dict(zip(HEADER.split(","), _row(qty="x").split(","), strict=True))),
        "orders.jsonl:1:1: Qty: found «x»",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_file_is_refused_with_its_place(tmp_path, case):
    """Each broken file names its place and the repair in both languages, and nothing is kept."""
    name, content, says = CASES[case]
    path = write(tmp_path, name, content if isinstance(content, str | bytes) else "")
    if callable(content):
        content(path)
    with Warehouse.open(":memory:") as warehouse:
        with pytest.raises(UserError) as caught:
            load(warehouse, tmp_path)
        assert says in caught.value.read("en")
        assert all(fault.what.fr != fault.what.en for fault in caught.value.faults)
        assert all(fault.fix.en and fault.fix.fr for fault in caught.value.faults)
        assert not any(map(warehouse.has_rows, ("orders", "order_lines", "customers", "loads")))


def test_fifty_faults_are_shown_and_the_others_counted(tmp_path):
    """A file with 70 bad rows shows 50 and says how many more there are."""
    write(tmp_path, "orders.csv", csv_of([_row(qty="x")] * 70))
    with Warehouse.open(":memory:") as warehouse, pytest.raises(InputErrors) as caught:
        load(warehouse, tmp_path)
    assert len(caught.value.faults) == 51
    assert "20 more" in caught.value.read("en")


def test_a_second_bad_file_undoes_the_first(tmp_path):
    """Of several files of one source, one bad value keeps all out."""
    write(tmp_path, "orders-1.csv", GOOD)
    write(tmp_path, "orders-2.csv", _with(_row(qty="x")))
    with Warehouse.open(":memory:") as warehouse:
        with pytest.raises(InputErrors, match=r"orders-2\.csv:11:4"):
            load(warehouse, tmp_path)
        assert not warehouse.has_rows("orders")


def test_what_was_there_stays_after_a_refused_load(tmp_path):
    """A bad later export leaves the earlier orders as they were."""
    write(tmp_path, "orders.csv", GOOD)
    with Warehouse.open(":memory:") as warehouse:
        load(warehouse, tmp_path)
        before = warehouse.rows("SELECT * FROM order_lines ORDER BY ALL")
        write(tmp_path, "orders.csv", _with(_row(qty="x")))
        with pytest.raises(InputErrors):
            load(warehouse, tmp_path)
        assert warehouse.rows("SELECT * FROM order_lines ORDER BY ALL") == before


def test_a_missing_file_names_the_nearest(tmp_path):
    """The message has the place of `reads` and the nearest file name."""
    write(tmp_path, "order.csv", GOOD)
    with Warehouse.open(":memory:") as warehouse, pytest.raises(UserError) as caught:
        load(warehouse, tmp_path, SOURCE.replace("orders*", "orders.csv"))
    assert caught.value.read("en").startswith("sources/orders.yaml:2:8:")
    assert "order.csv" in caught.value.read("fr")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    """A folder called orders.csv is no file."""
    (tmp_path / "data" / "orders.csv").mkdir(parents=True)
    with Warehouse.open(":memory:") as warehouse, pytest.raises(UserError):
        load(warehouse, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_rights_is_refused(tmp_path):
    """A file that may not be read is said so."""
    write(tmp_path, "orders.csv", GOOD).chmod(0)
    with Warehouse.open(":memory:") as warehouse, pytest.raises(UserError, match="disk refuses"):
        load(warehouse, tmp_path)


def test_a_reject_file_that_cannot_be_written_loads_nothing(tmp_path):
    """When bad rows cannot be kept aside, no row is loaded."""
    write(tmp_path, "orders.csv", _with(_row(qty="x")))
    with Warehouse.open(":memory:") as warehouse:
        with pytest.raises(UserError, match="disk refuses"):
            load(warehouse, tmp_path, reject_to=tmp_path / "none" / "bad.csv")
        assert not warehouse.has_rows("orders")


SOURCES = {
    "unknown field": ("colums: {a: b}", "sources/orders.yaml:"),
    "unknown kind": ("as: ordes", "Did you mean: orders"),
    "unknown target field": ("columns: {ordered: x}", "Did you mean: ordered_at"),
    "missing field": ("columns: {order_id: x}", "need the field ordered_at"),
    "unreadable condition": ("keep: [{what: a, when: b c d}]", "cannot be read"),
    "condition on nothing": ("keep: [{what: a, when: Nothing > 0}]", "no column «Nothing»"),
    "date against a word": ("keep: [{what: a, when: ordered_at > soon}]", "found «soon»"),
    "key twice": ("reads: a\nreads: b", "stands twice"),
    "alias": ("codes: &a {x: y}\nconstants: *a", "Aliases"),
    "no mapping": ("- a", "readable YAML"),
    "open bracket": ("codes: {a: [", "readable YAML"),
    "unset variable": ("reads: ${NO_SUCH_NAME}/x.csv", "NO_SUCH_NAME is not set"),
    "unknown time zone": ("timezone: Europe/Pari", "Europe/Pari"),
    "unknown encoding": ("encoding: utf-9", "utf-9"),
    "bad constant": ("constants: {amount: much}", "found «much»"),
}


@pytest.mark.parametrize("case", SOURCES)
def test_a_broken_source_is_refused_with_its_place(tmp_path, case):
    """Each mistake in a source file is named, and nothing is loaded."""
    text, says = SOURCES[case]
    write(tmp_path, "orders.csv", GOOD)
    keys = [line.split(":")[0] for line in text.splitlines()]
    kept = [block for block in _blocks(SOURCE) if block.split(":")[0] not in keys]
    with Warehouse.open(":memory:") as warehouse:
        with pytest.raises(UserError) as caught:
            load(warehouse, tmp_path, "".join(kept) + text + "\n")
        assert says in caught.value.read("en")
        assert not warehouse.has_rows("orders")


def _blocks(text):
    blocks = []
    for line in (text.strip() + "\n").splitlines(keepends=True):
        if line[0] in " -":
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


def test_all_sources_are_read_with_all_their_faults(tmp_path):
    """Every file of sources/ is read, and the faults of all of them come together."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.yaml").write_text("as: x\n")
    (tmp_path / "sources" / "b.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputErrors) as caught:
        read_sources(tmp_path)
    assert len(caught.value.faults) == 3
    assert read_source(SOURCE, "sources/orders.yaml").name == "orders"
