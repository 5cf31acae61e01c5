"""A load is one transaction; orders are the unit; the same rows again change nothing."""

import gzip
import json
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from passerelle.base.errors import InputErrors
from passerelle.warehouse.store import Warehouse
from warehouse.shop import HEADER, LINES, SOURCE, csv_of, load, state, write


@pytest.fixture
def warehouse():
    """Give an empty warehouse in memory."""
    with Warehouse.open(":memory:") as opened:
        yield opened


def test_rows_are_kept_returned_or_counted_by_reason(warehouse, tmp_path):
    """Every row is in exactly one of kept, returns, and the reasons in their order."""
    write(tmp_path, "orders.csv", csv_of(LINES))
    result = load(warehouse, tmp_path)
    assert (result.rows, result.kept, result.returns) == (9, 5, 2)
    assert result.skipped == {"without customer": 1, "without price": 1}
    assert result.rows == result.kept + result.returns + sum(result.skipped.values())
    sums = warehouse.rows("SELECT sum(gross), sum(returned), sum(net) FROM orders")
    assert sums == [(Decimal("44.901"), Decimal("-4.75"), Decimal("40.151"))]
    assert warehouse.rows("SELECT count(*) FROM orders WHERE gross > 0") == [(3,)]
    assert warehouse.rows("SELECT count(*) FROM customers") == [(2,)]
    assert json.loads(warehouse.rows("SELECT skipped FROM loads")[0][0]) == result.skipped


def test_equal_lines_of_one_order_are_kept(warehouse, tmp_path):
    """Two equal lines of an order are two lines, numbered."""
    write(tmp_path, "orders.csv", csv_of(LINES))
    load(warehouse, tmp_path)
    lines = warehouse.rows("SELECT line, amount FROM order_lines WHERE order_id = 'A1' ORDER BY 1")
    assert lines == [(1, Decimal("15.3")), (2, Decimal("15.3")), (3, Decimal("0.001"))]


def test_the_same_file_and_a_longer_one_change_nothing_there(warehouse, tmp_path):
    """A second load adds and replaces nothing; next month's longer export adds only its own."""
    write(tmp_path, "orders.csv", csv_of(LINES[:4]))
    assert load(warehouse, tmp_path).added == 2
    first = state(warehouse)
    again = load(warehouse, tmp_path)
    assert (again.added, again.replaced) == (0, 0)
    assert state(warehouse) == first
    write(tmp_path, "orders.csv", csv_of(LINES))
    longer = load(warehouse, tmp_path)
    assert (longer.added, longer.replaced) == (3, 0)


@pytest.mark.parametrize("cut", [1, 2, 3, 5, 8])
def test_two_overlapping_halves_are_the_whole(warehouse, tmp_path, cut):
    """Halves cut anywhere, also inside an order, give what the whole gives when they overlap."""
    write(tmp_path, "orders.csv", csv_of(LINES))
    load(warehouse, tmp_path)
    whole = state(warehouse)
    with Warehouse.open(":memory:") as halves:
        for part in (LINES[: cut + 3], LINES[cut:]):
            write(tmp_path, "orders.csv", csv_of(part))
            load(halves, tmp_path)
        assert state(halves) == whole


def test_a_corrected_order_replaces_its_lines(warehouse, tmp_path):
    """An order that changed in the middle of a later export has only its new lines."""
    write(tmp_path, "orders.csv", csv_of(LINES))
    load(warehouse, tmp_path)
    corrected = [LINES[0], *LINES[1:3], LINES[3].replace(",10,", ",9,"), *LINES[4:]]
    write(tmp_path, "orders.csv", csv_of(corrected))
    result = load(warehouse, tmp_path)
    assert (result.added, result.replaced) == (0, 1)
    assert warehouse.rows("SELECT gross FROM orders WHERE order_id = 'A2'") == [(Decimal("9.9"),)]


def _xlsx(path):
    book = openpyxl.Workbook()
    book.active.append(["Export of the shop"])
    book.active.append(HEADER.split(","))
    for line in LINES:
        cells = line.replace('"lamp, white"', "lamp; white").split(",")
        when = datetime.fromisoformat(cells[4])
        number = [float(cells[3]), when, float(cells[5])]
        book.active.append([*cells[:3], *number, cells[6] and int(cells[6]), cells[7]])
    book.save(path)


def _rows():
    names = HEADER.split(",")
    texts = [line.replace('"lamp, white"', "lamp; white").split(",") for line in LINES]
    return [
        {**dict(zip(names, row, strict=True)), "Qty": int(row[3]), "Price": float(row[5])}
        for row in texts
    ]


def _parquet(path):
    rows = [{**row, "Customer": float(row["Customer"] or "nan")} for row in _rows()]
    pq.write_table(pa.Table.from_pylist(rows), path)


FORMATS = {
    "orders.csv": lambda path: path.write_text(csv_of(LINES)),
    "orders-semicolon.csv": lambda path: path.write_text(
        csv_of(LINES).replace("lamp, white", "lamp/ white").replace(",", ";")
    ),
    "orders-tab.tsv": lambda path: path.write_text(
        csv_of(LINES).replace("lamp, white", "lamp/ white").replace(",", "\t")
    ),
    "orders-bar.txt": lambda path: path.write_text(
        csv_of(LINES).replace("lamp, white", "lamp/ white").replace(",", "|")
    ),
    "orders-bom.csv": lambda path: path.write_text(csv_of(LINES), encoding="utf-8-sig"),
    "orders-16.csv": lambda path: path.write_text(csv_of(LINES), encoding="utf-16"),
    "orders-16le.csv": lambda path: path.write_text(csv_of(LINES), encoding="utf-16-le"),
    "orders-cr.csv": lambda path: path.write_bytes(csv_of(LINES).replace("\n", "\r").encode()),
    "orders-crlf.csv": lambda path: path.write_bytes(csv_of(LINES).replace("\n", "\r\n").encode()),
    "orders-title.csv": lambda path: path.write_text("Export\n2026\n\n" + csv_of(LINES)),
    "orders.csv.gz": lambda path: path.write_bytes(gzip.compress(csv_of(LINES).encode())),
    "orders.jsonl": lambda path: path.write_text("\n".join(json.dumps(row) for row in _rows())),
    "orders.parquet": _parquet,
    "orders.xlsx": _xlsx,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_orders(warehouse, tmp_path, name):
    """The same rows in any format, separator, encoding and line end are the same orders."""
    FORMATS[name](write(tmp_path, name, ""))
    result = load(warehouse, tmp_path)
    assert (result.kept, result.returns) == (5, 2)
    with Warehouse.open(":memory:") as plain:
        (tmp_path / "other").mkdir()
        write(tmp_path / "other", "orders.csv", csv_of(LINES))
        load(plain, tmp_path / "other")
        assert state(warehouse) == state(plain)


ACCENTS = "Été à Noël, çà et là : crème brûlée, pâtés, maïs, cœur, 12 € « œuf »"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "utf-16", "utf-16-be"])
def test_accents_survive_every_encoding(warehouse, tmp_path, encoding):
    """French text arrives as it was written, whatever the encoding."""
    lines = [line.replace("hook", f'"{ACCENTS}"') for line in LINES]
    write(tmp_path, "orders.csv", csv_of(lines).encode(encoding))
    load(warehouse, tmp_path)
    found = warehouse.rows("SELECT DISTINCT description FROM order_lines WHERE product_id = 'p2'")
    assert found == [(ACCENTS,)]


def test_french_numbers_and_dates(warehouse, tmp_path):
    """Decimal commas, thousands in spaces, euro signs and day-first dates are read as said."""
    text = "n;qui;le;total\n1;a;31/12/2026 23:30;1 234,50 €\n2;b;01/02/2026 08:00;(3,10)\n"
    write(tmp_path, "ventes.csv", text.replace(" 234", "\u202f234").encode())
    yaml = (
        'reads: data/ventes.csv\nas: orders\ndecimal: ","\ntimezone: Europe/Paris\n'
        'dates: "%d/%m/%Y %H:%M"\n'
        "columns: {order_id: n, customer_id: qui, ordered_at: le, amount: total}\n"
    )
    load(warehouse, tmp_path, yaml)
    assert warehouse.rows("SELECT gross, ordered_at, day FROM orders ORDER BY order_id") == [
        (Decimal("1234.5"), datetime(2026, 12, 31, 22, 30), date(2026, 12, 31)),
        (Decimal("-3.1"), datetime(2026, 2, 1, 7, 0), date(2026, 2, 1)),
    ]


def test_orders_without_an_id_are_named_by_content_and_occurrence(warehouse, tmp_path):
    """Equal purchases stay two; the same file and a longer one add only what is new."""
    text = " 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n 00002 19970112  1   12.00\n"
    yaml = (
        "reads: data/cd.txt\nas: orders\nseparator: whitespace\nheader: [id, day, n, value]\n"
        'dates: "%Y%m%d"\n'
        "columns: {customer_id: id, ordered_at: day, quantity: n, amount: value}\n"
    )
    write(tmp_path, "cd.txt", text)
    assert load(warehouse, tmp_path, yaml).added == 3
    write(tmp_path, "cd.txt", text + " 00003 19970112  1   12.00\n")
    assert load(warehouse, tmp_path, yaml).added == 1
    assert warehouse.rows("SELECT count(*), sum(net) FROM orders") == [(4, Decimal("47.77"))]
    assert warehouse.rows("SELECT min(customer_id) FROM customers") == [("00001",)]


def test_orders_and_their_lines_may_come_from_two_sources(warehouse, tmp_path):
    """A file of orders says who and when, a file of lines says what; in either order."""
    write(tmp_path, "heads.csv", "id,who,at,via,code\n1,a,2026-01-01,web,NOEL\n")
    write(tmp_path, "lines.csv", "id,p,n,price\n1,x,2,1.5\n1,y,1,4\n")
    heads = (
        "reads: data/heads.csv\nas: orders\n"
        "columns: {order_id: id, customer_id: who, ordered_at: at, channel: via, coupon: code}\n"
    )
    lines = (
        "reads: data/lines.csv\nas: order_lines\n"
        "columns: {order_id: id, product_id: p, quantity: n, unit_price: price}\n"
    )
    for order in ((heads, lines), (lines, heads), (heads, lines)):
        for one in order:
            last = load(warehouse, tmp_path, one)
        assert warehouse.rows("SELECT customer_id, channel, coupon, gross FROM orders") == [
            ("a", "web", "NOEL", Decimal(7))
        ]
        assert warehouse.rows("SELECT DISTINCT customer_id FROM order_lines") == [("a",)]
    assert (last.added, last.replaced) == (0, 0)


def test_rows_with_a_key_are_merged_field_by_field(warehouse, tmp_path):
    """Two sources about one person complete each other; a second load changes nothing."""
    write(tmp_path, "a.csv", "id,mail,tier\n7,Ann@X.fr,gold\n7,ann@x.fr,gold\n8,,\n")
    write(tmp_path, "b.csv", "id,town,shoe\n7,Lyon,38\n")
    one = (
        "reads: data/a.csv\nas: customers\ncolumns: {customer_id: id, email: mail}\n"
        "attributes: {tier: tier}\nconstants: {country: FR}\n"
    )
    two = (
        "reads: data/b.csv\nas: customers\ncolumns: {customer_id: id, city: town}\n"
        "attributes: {shoe: shoe}\n"
    )
    assert load(warehouse, tmp_path, one).added == 2
    assert load(warehouse, tmp_path, two).replaced == 1
    assert load(warehouse, tmp_path, two).replaced == 0
    [row] = warehouse.rows(
        "SELECT email, city, country, attributes FROM customers WHERE customer_id = '7'"
    )
    assert row[:3] == ("ann@x.fr", "Lyon", "FR")
    assert json.loads(row[3]) == {"tier": "gold", "shoe": "38"}


def test_spend_without_an_id_is_restated_not_doubled(warehouse, tmp_path):
    """A day's spend that the platform corrects later replaces itself; equal rows both stay."""
    yaml = (
        "reads: data/ads.csv\nas: spend\nconstants: {channel: search}\n"
        "columns: {day: d, campaign: c, amount: eur}\n"
    )
    write(tmp_path, "ads.csv", "d,c,eur\n2026-01-01,x,10.5\n2026-01-01,x,10.5\n2026-01-02,x,1\n")
    assert load(warehouse, tmp_path, yaml).added == 3
    write(tmp_path, "ads.csv", "d,c,eur\n2026-01-01,x,10.5\n2026-01-01,x,10.5\n2026-01-02,x,2\n")
    result = load(warehouse, tmp_path, yaml)
    assert (result.added, result.replaced) == (0, 1)
    assert warehouse.rows("SELECT sum(amount) FROM spend") == [(Decimal(23),)]


def test_leads_events_answers_consents_and_suppressions(warehouse, tmp_path):
    """Each kind of row lands in its table, typed."""
    write(
        tmp_path,
        "x.jsonl",
        '{"id": "e1", "at": "2026-01-01T10:00:00+01:00", "who": {"id": "a"}, "ok": true, "n": 9}\n'
        '{"id": "e2", "at": "2026-01-02", "who": {"id": null}, "ok": "oui", "n": 10}\n',
    )
    kinds = {
        "events": "{event_id: id, occurred_at: at, name: id, customer_id: who.id}",
        "leads": "{lead_id: id, created_at: at, amount: n}",
        "answers": "{answer_id: id, answered_at: at, score: n}",
        "consents": "{person: id, since: at, purpose: id, granted: ok}",
        "suppressions": "{person: id, since: at}",
        "products": "{product_id: id, price: n}",
    }
    for kind, columns in kinds.items():
        yaml = f"reads: data/x.jsonl\nas: {kind}\ncolumns: {columns}\n"
        assert load(warehouse, tmp_path, yaml).added == 2
        assert load(warehouse, tmp_path, yaml).added == 0
    assert warehouse.rows("SELECT customer_id, occurred_at FROM events ORDER BY 2") == [
        ("a", datetime(2026, 1, 1, 9)),
        (None, datetime(2026, 1, 2)),
    ]
    assert warehouse.rows("SELECT DISTINCT granted FROM source_consents") == [(True,)]


def test_bad_rows_may_be_kept_aside(warehouse, tmp_path):
    """With a reject file the good rows are loaded, and the bad ones written with their place."""
    bad = [*LINES, "A7,p1,lamp,two,2026-01-01,1,1001,France", "A8,p1,lamp"]
    write(tmp_path, "orders.csv", csv_of(bad))
    with pytest.raises(InputErrors):
        load(warehouse, tmp_path)
    assert not warehouse.has_rows("orders")
    result = load(warehouse, tmp_path, reject_to=tmp_path / "bad.csv")
    assert (result.rows, result.kept, result.rejected) == (11, 5, 2)
    assert "orders.csv:11:4" in (tmp_path / "bad.csv").read_text()


def test_an_unreadable_value_outside_keep_is_no_error(warehouse, tmp_path):
    """A row that a condition leaves out is not looked at further."""
    write(tmp_path, "orders.csv", csv_of([*LINES, "A7,p1,lamp,two,2026-01-01,1,,France"]))
    assert load(warehouse, tmp_path).skipped["without customer"] == 2


def test_progress_is_told_and_the_source_is_what_the_yaml_says(warehouse, tmp_path):
    """The callback hears the file's name, and ends at 1."""
    write(tmp_path, "orders.csv", csv_of(LINES))
    heard = []
    load(warehouse, tmp_path, SOURCE, progress=lambda text, share: heard.append((text.en, share)))
    assert heard[0] == ("orders: reading orders.csv", 0.0)
    assert heard[-1][1] == 1.0
