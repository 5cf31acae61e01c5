"""What a source may be read as: the fields it may fill, of which kind, and which it must."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from passerelle.warehouse.tables import TABLES

Kind = Literal["text", "id", "number", "whole", "moment", "day", "yes_no"]


@dataclass(frozen=True, slots=True)
class Target:
    """One way to read a file.

    Attributes:
        name: What ``as:`` says.
        fields: Field names with their kinds, in order.
        table: The table that the rows go to.
        must: Fields that every kept row must have.
        key: The field that names a row, when the source has one.
        identity: Fields that name a row together when it has no key; with the n-th occurrence.
        bag: The JSON column that ``attributes:`` fill, when there is one.
    """

    name: str
    fields: MappingProxyType[str, Kind]
    table: str
    must: tuple[str, ...] = ()
    key: str = ""
    identity: tuple[str, ...] = ()
    bag: str = ""

    @property
    def is_orders(self) -> bool:
        """Whether rows are parts of orders, which are replaced as a whole."""
        return self.table == "order_lines"


_KINDS: dict[str, Kind] = {
    "VARCHAR": "text",
    "DECIMAL(18,4)": "number",
    "DECIMAL(9,6)": "number",
    "DECIMAL(38,10)": "number",
    "BIGINT": "whole",
    "TIMESTAMP": "moment",
    "DATE": "day",
    "BOOLEAN": "yes_no",
}

_LEFT_OUT = {"source", "attributes", "properties", "line", "kind"}


def _fields(table: str) -> MappingProxyType[str, Kind]:
    return MappingProxyType(
        {
            name: "id" if name.endswith("_id") or name == "person" else _KINDS[kind]
            for name, kind in TABLES[table].columns
            if name not in _LEFT_OUT
        }
    )


_ORDER: MappingProxyType[str, Kind] = MappingProxyType(
    {
        "order_id": "id",
        "customer_id": "id",
        "ordered_at": "moment",
        "country": "text",
        "channel": "text",
        "coupon": "text",
        "product_id": "id",
        "description": "text",
        "quantity": "number",
        "unit_price": "number",
        "amount": "number",
    }
)

_ALL = (
    Target("orders", _ORDER, "order_lines", ("ordered_at",), "order_id"),
    Target("order_lines", _ORDER, "order_lines", ("order_id",), "order_id"),
    Target(
        "customers",
        _fields("customers"),
        "customers",
        ("customer_id",),
        "customer_id",
        bag="attributes",
    ),
    Target("products", _fields("products"), "products", ("product_id",), "product_id"),
    Target(
        "events",
        _fields("events"),
        "events",
        ("name", "occurred_at"),
        "event_id",
        bag="properties",
    ),
    Target(
        "spend",
        _fields("spend"),
        "spend",
        ("day", "amount"),
        "spend_id",
        ("day", "channel", "campaign"),
    ),
    Target("leads", _fields("leads"), "leads", ("created_at",), "lead_id"),
    Target("answers", _fields("answers"), "answers", ("score", "answered_at"), "answer_id"),
    Target(
        "consents",
        _fields("source_consents"),
        "source_consents",
        ("person", "purpose", "granted", "since"),
    ),
    Target("suppressions", _fields("source_suppressions"), "source_suppressions", ("person",)),
)

TARGETS: MappingProxyType[str, Target] = MappingProxyType({one.name: one for one in _ALL})
"""Every word that ``as:`` may say."""
