"""The canonical tables: what every source is brought to, and what every question is asked of.

Ids are text, moments are naive UTC, money is DECIMAL(18,4) in the workspace's currency. A person
is a ``customer_id`` everywhere, also where the column is called ``person``.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

TEXT = "VARCHAR"
WHOLE = "BIGINT"
MONEY = "DECIMAL(18,4)"
FIGURE = "DECIMAL(38,10)"
MOMENT = "TIMESTAMP"
DAY = "DATE"
YES_NO = "BOOLEAN"

Nature = Literal["loaded", "derived", "state", "history"]
"""``loaded`` from sources; ``derived`` from loaded tables; published from the records as ``state``
(replaced) or as ``history`` (appended, never changed)."""


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table: its columns in order, with DuckDB types.

    ``key`` names the columns that tell two rows apart; empty when the whole row does.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...] = ()
    nature: Nature = "loaded"

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(name for name, _ in self.columns)

    def type_of(self, column: str) -> str:
        """Give the DuckDB type of one column."""
        return dict(self.columns)[column]


_PEOPLE = (
    Table(
        "customers",
        (
            ("customer_id", TEXT),
            ("email", TEXT),
            ("phone", TEXT),
            ("first_name", TEXT),
            ("last_name", TEXT),
            ("country", TEXT),
            ("city", TEXT),
            ("language", TEXT),
            ("birth_date", DAY),
            ("created_at", MOMENT),
            ("attributes", TEXT),
            ("source", TEXT),
        ),
        ("customer_id",),
    ),
    Table(
        "leads",
        (
            ("lead_id", TEXT),
            ("customer_id", TEXT),
            ("created_at", MOMENT),
            ("origin", TEXT),
            ("campaign", TEXT),
            ("qualified_at", MOMENT),
            ("first_contact_at", MOMENT),
            ("closed_at", MOMENT),
            ("outcome", TEXT),
            ("amount", MONEY),
            ("owner", TEXT),
            ("source", TEXT),
        ),
        ("lead_id",),
    ),
    Table(
        "answers",
        (
            ("answer_id", TEXT),
            ("customer_id", TEXT),
            ("survey", TEXT),
            ("question", TEXT),
            ("score", FIGURE),
            ("answered_at", MOMENT),
            ("source", TEXT),
        ),
        ("answer_id",),
    ),
)

_SALES = (
    Table(
        "orders",
        (
            ("order_id", TEXT),
            ("customer_id", TEXT),
            ("ordered_at", MOMENT),
            ("day", DAY),
            ("country", TEXT),
            ("channel", TEXT),
            ("coupon", TEXT),
            ("gross", MONEY),
            ("returned", MONEY),
            ("net", MONEY),
            ("source", TEXT),
        ),
        ("order_id",),
    ),
    Table(
        "order_lines",
        (
            ("order_id", TEXT),
            ("line", "INTEGER"),
            ("product_id", TEXT),
            ("description", TEXT),
            ("quantity", MONEY),
            ("unit_price", MONEY),
            ("amount", MONEY),
            ("kind", TEXT),
            ("customer_id", TEXT),
            ("ordered_at", MOMENT),
            ("source", TEXT),
        ),
        ("order_id", "line"),
    ),
    Table(
        "products",
        (
            ("product_id", TEXT),
            ("name", TEXT),
            ("range", TEXT),
            ("price", MONEY),
            ("cost", MONEY),
            ("margin_share", "DECIMAL(9,6)"),
            ("stock", MONEY),
            ("source", TEXT),
        ),
        ("product_id",),
    ),
)

_CONTACTS = (
    Table(
        "events",
        (
            ("event_id", TEXT),
            ("customer_id", TEXT),
            ("anonymous_id", TEXT),
            ("session_id", TEXT),
            ("name", TEXT),
            ("occurred_at", MOMENT),
            ("medium", TEXT),
            ("origin", TEXT),
            ("campaign", TEXT),
            ("page", TEXT),
            ("value", MONEY),
            ("properties", TEXT),
            ("source", TEXT),
        ),
        ("event_id",),
    ),
    Table(
        "spend",
        (
            ("spend_id", TEXT),
            ("day", DAY),
            ("channel", TEXT),
            ("campaign", TEXT),
            ("amount", MONEY),
            ("impressions", WHOLE),
            ("clicks", WHOLE),
            ("source", TEXT),
        ),
        ("spend_id",),
    ),
    Table(
        "touches",
        (
            ("customer_id", TEXT),
            ("anonymous_id", TEXT),
            ("occurred_at", MOMENT),
            ("channel", TEXT),
            ("code", TEXT),
            ("event_id", TEXT),
        ),
        ("event_id",),
        "derived",
    ),
)

_KEPT = (
    Table(
        "loads",
        (
            ("load_id", TEXT),
            ("source", TEXT),
            ("loaded_at", MOMENT),
            ("rows", WHOLE),
            ("kept", WHOLE),
            ("skipped", TEXT),
            ("digest", TEXT),
            ("file", TEXT),
        ),
        ("load_id",),
        "history",
    ),
    Table(
        "source_consents",
        (
            ("person", TEXT),
            ("purpose", TEXT),
            ("granted", YES_NO),
            ("since", MOMENT),
            ("source", TEXT),
        ),
        ("person", "purpose", "since", "granted"),
    ),
    Table(
        "source_suppressions",
        (
            ("person", TEXT),
            ("channel", TEXT),
            ("reason", TEXT),
            ("since", MOMENT),
            ("source", TEXT),
        ),
        ("person", "channel", "reason"),
    ),
)

_PUBLISHED = (
    Table(
        "consents",
        (
            ("person", TEXT),
            ("purpose", TEXT),
            ("granted", YES_NO),
            ("since", MOMENT),
            ("source", TEXT),
            ("serial", WHOLE),
        ),
        ("serial",),
        "history",
    ),
    Table(
        "suppressions",
        (("person", TEXT), ("channel", TEXT), ("reason", TEXT), ("since", MOMENT)),
        ("person", "channel", "reason"),
        "state",
    ),
    Table(
        "deliveries",
        (
            ("delivery_id", TEXT),
            ("send_id", TEXT),
            ("action", TEXT),
            ("channel", TEXT),
            ("person", TEXT),
            ("arm", TEXT),
            ("state", TEXT),
            ("at", MOMENT),
            ("reason", TEXT),
        ),
        ("delivery_id",),
        "state",
    ),
    Table(
        "actions",
        (
            ("action", TEXT),
            ("code", TEXT),
            ("start", DAY),
            ("end", DAY),
            ("cost", MONEY),
            ("channel", TEXT),
            ("objectives", TEXT),
        ),
        ("action",),
        "state",
    ),
    Table(
        "costs",
        (
            ("cost_id", TEXT),
            ("action", TEXT),
            ("channel", TEXT),
            ("day", DAY),
            ("amount", MONEY),
            ("kind", TEXT),
        ),
        ("cost_id",),
        "state",
    ),
    Table(
        "objectives",
        (
            ("objective", TEXT),
            ("key_result", TEXT),
            ("title", TEXT),
            ("parent", TEXT),
            ("metric", TEXT),
            ("baseline", FIGURE),
            ("target", FIGURE),
            ("unit", TEXT),
            ("by", DAY),
            ("owner", TEXT),
        ),
        ("objective", "key_result"),
        "state",
    ),
    Table(
        "budget",
        (
            ("envelope", TEXT),
            ("parent", TEXT),
            ("channel", TEXT),
            ("action", TEXT),
            ("state", TEXT),
            ("amount", MONEY),
            ("start", DAY),
            ("end", DAY),
        ),
        (),
        "state",
    ),
    Table(
        "readings",
        (
            ("reading_id", TEXT),
            ("kpi", TEXT),
            ("slice", TEXT),
            ("start", DAY),
            ("end", DAY),
            ("value", FIGURE),
            ("numerator", FIGURE),
            ("denominator", FIGURE),
            ("low", FIGURE),
            ("high", FIGURE),
            ("n", WHOLE),
            ("unit", TEXT),
            ("as_of", MOMENT),
            ("revision", WHOLE),
            ("source", TEXT),
        ),
        ("reading_id",),
        "history",
    ),
    Table(
        "codes", (("source", TEXT), ("value", TEXT), ("code", TEXT)), ("source", "value"), "state"
    ),
)

TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {table.name: table for table in (*_PEOPLE, *_SALES, *_CONTACTS, *_KEPT, *_PUBLISHED)}
)
"""Every canonical table by name; all exist, empty, in a new warehouse."""
