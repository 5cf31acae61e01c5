"""Where the properties of a person, an order and an event are found in the canonical tables."""

from collections.abc import Sequence
from typing import Any

import ibis

from passerelle.audience.compare import compare
from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.condition import Filter, Operator
from passerelle.plan.condition import Scalar as Said

OF_PERSON = ("email", "phone", "first_name", "last_name", "country", "city", "language",
          "birth_date", "created_at", "source", "customer_id")  # fmt: skip
"""Columns of a person; any other name is a key of the person's attributes."""

ORDER = ("day", "country", "channel", "coupon", "gross", "returned", "net", "source")
"""Columns of an order that a filter may name."""

AMOUNT = ("net", "gross", "returned")
"""Columns of an order that may be summed or averaged."""

LINE = {"product": "product_id", "description": "description", "range": "range"}
"""What a filter on orders may ask of their lines: an order has it when one of its lines has."""

EVENT = {"medium": "medium", "origin": "origin", "source": "origin", "campaign": "campaign",
         "page": "page", "value": "value", "session": "session_id"}  # fmt: skip
"""Columns of an event; *source* is where the visit came from. Any other name is a property."""

_OPPOSITE: dict[Operator, Operator] = {"!=": "=", "not in": "in", "unknown": "known"}


@ibis.udf.scalar.builtin(name="json_extract_string")  # type: ignore[untyped-decorator]
def json_text(document: str, path: str) -> str:  # type: ignore[empty-body]
    """Give the value at a path of a JSON text, as text; null when absent or JSON null."""


def json_value(document: Any, key: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give one key of a JSON column as text."""
    inner = key.replace("\\", "\\\\").replace('"', '\\"')
    return json_text(document, f'$."{inner}"')


def person_property(people: Any, name: str) -> Any:  # noqa: ANN401
    """Find a property of a person: a column, or a key of the attributes."""
    return people[name] if name in OF_PERSON else json_value(people.attributes, name)


def event_property(events: Any, name: str) -> Any:  # noqa: ANN401
    """Find a property of an event: a column, or a key of the properties."""
    return events[EVENT[name]] if name in EVENT else json_value(events.properties, name)


def order_column(orders: Any, name: str, known: Sequence[str] = ORDER) -> Any:  # noqa: ANN401
    """Find a column of orders among those that a phrase may name.

    Raises:
        NotFound: There is no such property; the nearest are given.
    """
    if name not in known:
        raise NotFound(
            Text(
                en=f"Orders have no property {name}.",
                fr=f"Les commandes n'ont pas de propriété {name}.",
            ),
            nearest(name, (*known, *LINE) if known is ORDER else known),
        )
    return orders[name]


def order_test(tables: Any, orders: Any, where: Filter) -> Any:  # noqa: ANN401
    """Test one property of orders, of their own row or of their lines."""
    if where.property not in LINE:
        return compare(order_column(orders, where.property), where.operator, where.values)
    asked = _OPPOSITE.get(where.operator, where.operator)
    found = orders.order_id.isin(_having(tables, where.property, asked, where.values))
    return ~found if where.operator in _OPPOSITE else found


def _having(tables: Any, name: str, operator: Operator, values: Sequence[Said]) -> Any:  # noqa: ANN401
    lines = tables.table("order_lines")
    lines = lines.filter(lines.order_id.notnull())
    if name == "range":
        products = tables.table("products")
        wanted = products.filter(compare(products.range, operator, values))
        return lines.semi_join(wanted, "product_id").order_id
    return lines.filter(compare(lines[LINE[name]], operator, values)).order_id
