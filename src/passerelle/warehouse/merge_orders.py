"""Orders into the warehouse: an order's lines are replaced together, and only when they differ."""

import duckdb

from passerelle.warehouse.source import Source
from passerelle.warehouse.staging import Staging
from passerelle.warehouse.tables import TABLES

_HEAD = ("customer_id", "ordered_at", "day", "country", "channel", "coupon")
_LINE = ("product_id", "description", "quantity", "unit_price", "amount", "kind")
_SAME = ", ".join(("customer_id", "ordered_at", *_LINE))


def stage_orders(staging: Staging, source: Source) -> None:
    """Make the tables ``lines``, ``heads`` and ``edges`` out of the kept rows."""
    given = {**source.columns, **source.constants}

    def field(name: str) -> str:
        kind = TABLES["order_lines"].type_of(name) if name in _LINE else _type(name)
        return f'"{name}"' if name in given else f"CAST(NULL AS {kind})"

    content = ", ".join(
        f"CAST({field(one)} AS VARCHAR)" for one in (*_HEAD, *_LINE[:-1]) if one in given
    )
    nth = f"row_number() OVER (PARTITION BY {content or '1'} ORDER BY file, row)"
    own = f"substr(md5(concat_ws(chr(31), '{source.name}', {content or '1'}, {nth})), 1, 20)"
    quantity = "quantity" if "quantity" in given else "CAST(1 AS DECIMAL(18,4))"
    if "amount" in given:
        amount = field("amount")
    elif "unit_price" in given:
        amount = f"CAST({quantity} * unit_price AS DECIMAL(18,4))"
    else:
        amount = "CAST(NULL AS DECIMAL(18,4))"
    signed = f"CASE WHEN returned THEN -abs({amount}) ELSE {amount} END"
    day = "local_day" if "day" not in given else field("day")
    staging.base.execute(
        f"""
        CREATE {"VIEW" if "order_id" in given else "TABLE"} kept AS
        SELECT {'"order_id"' if "order_id" in given else own} AS order_id, file, row,
               {", ".join(f"{field(one)} AS {one}" for one in _HEAD if one != "day")},
               {day} AS day, {", ".join(f"{field(one)} AS {one}" for one in _LINE[:4])},
               CAST({signed} AS DECIMAL(18,4)) AS amount,
               CASE WHEN returned THEN 'return' ELSE 'sale' END AS kind
        FROM staged WHERE reason IS NULL AND bad IS NULL
        """  # noqa: S608  # names of ours
    )
    has_lines = bool(given.keys() & {"amount", "unit_price", "quantity", "product_id"})
    staging.base.execute(
        f"""
        CREATE TABLE lines AS
        SELECT order_id,
               CAST(row_number() OVER (PARTITION BY order_id ORDER BY file, row)
                    AS INTEGER) AS line,
               {", ".join(_LINE)}, customer_id, ordered_at
        FROM kept WHERE {has_lines};
        CREATE TABLE heads AS
        SELECT order_id, max(customer_id) AS customer_id, min(ordered_at) AS ordered_at,
               min(day) AS day, any_value(country ORDER BY file, row) AS country,
               any_value(channel ORDER BY file, row) AS channel,
               any_value(coupon ORDER BY file, row) AS coupon
        FROM kept GROUP BY order_id;
        CREATE TABLE edges AS
        SELECT DISTINCT order_id FROM kept
        WHERE (file, row) IN (SELECT (file, min(row)) FROM kept GROUP BY file
                              UNION ALL SELECT (file, max(row)) FROM kept GROUP BY file)
        """  # noqa: S608
    )


def merge_orders(cursor: duckdb.DuckDBPyConnection, source: Source) -> tuple[int, int]:
    """Bring the staged orders in; gives how many are new, and how many were replaced.

    ``in_lines``, ``in_heads`` and ``in_edges`` hold them. An order at the edge of a file may be
    cut in two there: when all that the file says of it is stored already, it is left alone.
    """
    cursor.execute(
        f"""
        UPDATE in_lines SET customer_id = coalesce(in_lines.customer_id, o.customer_id),
               ordered_at = coalesce(in_lines.ordered_at, o.ordered_at)
        FROM orders o WHERE o.order_id = in_lines.order_id
             AND (in_lines.customer_id IS NULL OR in_lines.ordered_at IS NULL);
        CREATE TEMP TABLE theirs AS
        SELECT order_id, count(*) AS n, sum(hash({_SAME})) AS mark FROM in_lines GROUP BY order_id;
        CREATE TEMP TABLE ours AS
        SELECT order_id, count(*) AS n, sum(hash({_SAME})) AS mark FROM order_lines
        WHERE order_id IN (SELECT order_id FROM theirs) GROUP BY order_id;
        CREATE TEMP TABLE cut AS
        SELECT order_id FROM in_edges EXCEPT
        SELECT a.order_id FROM (
          SELECT order_id, hash({_SAME}) AS h, count(*) AS n FROM in_lines
          WHERE order_id IN (SELECT order_id FROM in_edges) GROUP BY ALL) a
        LEFT JOIN (SELECT order_id, hash({_SAME}) AS h, count(*) AS n FROM order_lines
          WHERE order_id IN (SELECT order_id FROM in_edges) GROUP BY ALL) b
        USING (order_id, h) WHERE b.n IS NULL OR b.n < a.n;
        CREATE TEMP TABLE changed AS
        SELECT order_id FROM theirs LEFT JOIN ours USING (order_id)
        WHERE (ours.n IS DISTINCT FROM theirs.n OR ours.mark IS DISTINCT FROM theirs.mark)
          AND order_id NOT IN (SELECT order_id FROM cut);
        DELETE FROM order_lines WHERE order_id IN (SELECT order_id FROM changed);
        """  # noqa: S608  # names of ours
    )
    names = "order_id, line, " + ", ".join(_LINE) + ", customer_id, ordered_at"
    cursor.execute(
        f"INSERT INTO order_lines ({names}, source) SELECT {names}, ? FROM in_lines "  # noqa: S608
        "WHERE order_id IN (SELECT order_id FROM changed)",
        [source.name],
    )
    added, replaced = _heads(cursor, source)
    _customers(cursor, source)
    return added, replaced


def _heads(cursor: duckdb.DuckDBPyConnection, source: Source) -> tuple[int, int]:
    merged = ", ".join(f"coalesce(h.{one}, o.{one}) AS {one}" for one in _HEAD)
    cursor.execute(
        f"""
        CREATE TEMP TABLE wanted AS
        SELECT h.order_id, {merged}, coalesce(s.gross, 0) AS gross,
               coalesce(s.returned, 0) AS returned, coalesce(s.gross, 0) + coalesce(s.returned, 0)
               AS net, coalesce(o.source, ?) AS source
        FROM in_heads h LEFT JOIN orders o USING (order_id) LEFT JOIN (
          SELECT order_id,
                 CAST(sum(amount) FILTER (kind = 'sale') AS DECIMAL(18,4)) AS gross,
                 CAST(sum(amount) FILTER (kind = 'return') AS DECIMAL(18,4)) AS returned
          FROM order_lines WHERE order_id IN (SELECT order_id FROM in_heads) GROUP BY order_id
        ) s USING (order_id);
        """,  # noqa: S608
        [source.name],
    )
    cursor.execute(
        """
        CREATE TEMP TABLE altered AS
        SELECT order_id FROM (SELECT * FROM wanted EXCEPT SELECT * FROM orders)
        UNION SELECT order_id FROM changed
        """
    )
    added = cursor.execute(
        "SELECT count(*) FROM altered WHERE order_id NOT IN (SELECT order_id FROM orders)"
    ).fetchone()
    altered = cursor.execute("SELECT count(*) FROM altered").fetchone()
    cursor.execute("DELETE FROM orders WHERE order_id IN (SELECT order_id FROM altered)")
    cursor.execute(
        "INSERT INTO orders BY NAME SELECT * FROM wanted "
        "WHERE order_id IN (SELECT order_id FROM altered)"
    )
    cursor.execute(
        "UPDATE order_lines SET customer_id = coalesce(order_lines.customer_id, o.customer_id), "
        "ordered_at = coalesce(order_lines.ordered_at, o.ordered_at) FROM orders o "
        "WHERE o.order_id = order_lines.order_id AND o.order_id IN (SELECT order_id FROM altered) "
        "AND ((order_lines.customer_id IS NULL AND o.customer_id IS NOT NULL) "
        "OR (order_lines.ordered_at IS NULL AND o.ordered_at IS NOT NULL))"
    )
    new = added[0] if added else 0
    return new, (altered[0] if altered else 0) - new


def _customers(cursor: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Whoever bought is a customer, also before a customer file says more."""
    cursor.execute(
        "INSERT INTO customers (customer_id, country, source) "
        "SELECT o.customer_id, arg_max(o.country, o.ordered_at), ? FROM orders o "
        "WHERE o.order_id IN (SELECT order_id FROM altered) AND o.customer_id IS NOT NULL "
        "AND (o.gross <> 0 OR o.returned = 0) "
        "AND NOT EXISTS (SELECT 1 FROM customers c WHERE c.customer_id = o.customer_id) "
        "GROUP BY o.customer_id ORDER BY o.customer_id",
        [source.name],
    )


def _type(name: str) -> str:
    return TABLES["orders"].type_of(name)
