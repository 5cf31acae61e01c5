"""The orders or events that a leaf looks at: of known people, in its window, with its filters."""

from collections.abc import Sequence
from typing import Any, Literal

from passerelle.audience.compare import compare
from passerelle.audience.properties import event_property, order_test
from passerelle.audience.scope import Scope
from passerelle.audience.windows import within
from passerelle.plan.condition import Filter, Window

Of = Literal["orders", "event"]


def rows(  # what a leaf says of them, part by part
    scope: Scope,
    of: Of,
    event: str | None,
    window: Window,
    where: Sequence[Filter],
    *,
    happened_only: bool = False,
) -> Any:  # noqa: ANN401  # ibis has no types
    """Give the rows of orders or events that count for a leaf; ``customer_id`` is never null.

    Args:
        scope: The question.
        of: Orders or events.
        event: The name of the events.
        window: When they happened.
        where: What their properties must be.
        happened_only: Leave out the orders that are only returns.
    """
    table = scope.tables.table("orders" if of == "orders" else "events")
    tests = [] if of == "orders" else [table.name == event]
    tests += [
        table.customer_id.notnull(),
        *within(
            table, window, scope.as_of, moment=moment(of), day="day" if of == "orders" else None
        ),
        *(_test(scope, of, table, each) for each in where),
    ]
    if happened_only and of == "orders":
        tests.append(happened(of, table))
    return table.filter(*tests)


def moment(of: Of) -> str:
    """Name the column that says when it happened."""
    return "ordered_at" if of == "orders" else "occurred_at"


def happened(of: Of, table: Any) -> Any:  # noqa: ANN401
    """Say which rows are happenings: an order without a sale line is a return, not an order."""
    return table.gross > 0 if of == "orders" else None


def _test(scope: Scope, of: Of, table: Any, where: Filter) -> Any:  # noqa: ANN401
    if of == "orders":
        return order_test(scope.tables, table, where)
    return compare(event_property(table, where.property), where.operator, where.values)
