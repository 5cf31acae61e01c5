"""The orders or events that a leaf looks at: of known people, in its window, with its filters."""

from collections.abc import Sequence
from typing import Any, Literal

from passerelle.audience.compare import compare
from passerelle.audience.properties import event_property, order_test
from passerelle.audience.scope import Scope
from passerelle.audience.windows import within
from passerelle.plan.condition import Filter, Window

Of = Literal["orders", "event"]


def rows(scope: Scope, of: Of, event: str | None, window: Window, where: Sequence[Filter]) -> Any:  # noqa: ANN401  # ibis has no types
    """Give the rows of orders or events that count for a leaf; ``customer_id`` is never null."""
    return _orders(scope, window, where) if of == "orders" else _events(scope, event, window, where)


def moment(of: Of) -> str:
    """Name the column that says when it happened."""
    return "ordered_at" if of == "orders" else "occurred_at"


def happened(of: Of, table: Any) -> Any:  # noqa: ANN401
    """Say which rows are happenings: an order without a sale line is a return, not an order."""
    return table.gross > 0 if of == "orders" else None


def those_that_happened(of: Of, table: Any) -> Any:  # noqa: ANN401
    """Keep the rows that are happenings."""
    return table.filter(table.gross > 0) if of == "orders" else table


def _orders(scope: Scope, window: Window, where: Sequence[Filter]) -> Any:  # noqa: ANN401
    orders = scope.tables.table("orders")
    orders = orders.filter(orders.customer_id.notnull())
    orders = within(orders, window, scope.as_of, moment="ordered_at", day="day")
    tests = [order_test(scope.tables, orders, each) for each in where]
    return orders.filter(*tests) if tests else orders


def _events(scope: Scope, event: str | None, window: Window, where: Sequence[Filter]) -> Any:  # noqa: ANN401
    events = scope.tables.table("events")
    events = events.filter(events.name == event, events.customer_id.notnull())
    events = within(events, window, scope.as_of, moment="occurred_at", day=None)
    tests = [
        compare(event_property(events, each.property), each.operator, each.values) for each in where
    ]
    return events.filter(*tests) if tests else events
