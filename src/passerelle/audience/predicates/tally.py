"""``orders >= 3 in 24 months``: how often, or how much."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import ibis

from passerelle.audience.compare import FIGURE, ORDER, number
from passerelle.audience.formula import PERSON, Formula, Group, Table, Value
from passerelle.audience.happenings import happened, rows
from passerelle.audience.known import Doubt, Known, misfits
from passerelle.audience.named import doubts_on
from passerelle.audience.properties import AMOUNT, event_property, order_column
from passerelle.audience.scope import Scope
from passerelle.base.language import Text
from passerelle.plan.condition import Operator, Tally

LEAF = Tally

_PRESENT: set[tuple[Operator, Decimal]] = {
    (">=", Decimal(1)), (">", Decimal(0)), ("!=", Decimal(0)),
}  # fmt: skip
_ABSENT: set[tuple[Operator, Decimal]] = {
    ("<", Decimal(1)), ("<=", Decimal(0)), ("=", Decimal(0)),
}  # fmt: skip


def formula(leaf: Tally, scope: Scope) -> Formula:
    """Hold for those whose count, sum or average compares so.

    A person with none counts and sums 0, so that ``orders < 3`` holds for them too; they have no
    average, and match none. A sum of orders takes returns off, also those that came back without an
    order of their own in the window; they are no orders, so a count leaves them out.
    """
    asked = (leaf.operator, leaf.value)
    present = leaf.function == "count" and asked in _PRESENT | _ABSENT
    table = rows(scope, leaf.of, leaf.event, leaf.window, leaf.where, happened_only=present)
    if present:
        return Group(table, inside=asked in _PRESENT)
    if leaf.function == "average":
        return Group(table, measures(leaf), lambda people: _averages(leaf, people))
    name = next(iter(measures(leaf)))
    if ORDER[leaf.operator](Decimal(0), leaf.value):
        return Group(
            table, measures(leaf), lambda people: ~_compares(leaf, people[name]), inside=False
        )
    return Group(table, measures(leaf), lambda people: _compares(leaf, people[name]))


def measures(leaf: Tally) -> dict[str, Callable[[Table], Value]]:
    """Say what to compute per person: a count, a sum, or for an average the sum and how many.

    An average is compared as sum against value x how many, in exact decimals, never divided.
    """
    if leaf.function == "count":
        return {"count": lambda table: table.count(where=happened(leaf.of, table))}
    name = _name(leaf)
    total = {f"sum_{name}": lambda table: ibis.coalesce(_amount(leaf, table).sum(), 0)}
    if leaf.function == "sum":
        return total
    return {**total, f"with_{name}": lambda table: _how_many(leaf, table)}


def _name(leaf: Tally) -> str:
    return leaf.property or ("net" if leaf.of == "orders" else "value")


def _amount(leaf: Tally, table: Table) -> Value:
    if leaf.of == "orders":
        return order_column(table, _name(leaf), AMOUNT)
    value = event_property(table, _name(leaf))
    return value.try_cast(FIGURE) if value.type().is_string() else value


def _how_many(leaf: Tally, table: Table) -> Value:
    if leaf.of == "orders":
        return table.count(where=happened(leaf.of, table))
    return _amount(leaf, table).count()


def _compares(leaf: Tally, value: Value) -> Value:
    return ORDER[leaf.operator](value, number(leaf.value))


def _averages(leaf: Tally, people: Table) -> Value:
    name = _name(leaf)
    many = people[f"with_{name}"]
    return (many > 0) & ORDER[leaf.operator](people[f"sum_{name}"], number(leaf.value) * many)


def values(leaf: Tally, scope: Scope) -> Table:
    """Give the count or sum of each person; for an average the sum and how many."""
    table = rows(scope, leaf.of, leaf.event, leaf.window, leaf.where)
    return table.group_by(PERSON).aggregate(
        **{name: measure(table) for name, measure in measures(leaf).items()}
    )


def doubts(leaf: Tally, known: Known) -> Iterator[Doubt]:
    """Ask about the event and the properties it names, and whether what it sums is a number."""
    yield from doubts_on(leaf, known)
    if leaf.function == "count":
        return
    if leaf.of == "orders":
        orders = known.table("orders")
        yield from misfits(lambda: order_column(orders, _name(leaf), AMOUNT))
    elif leaf.event in known.event_names() and not known.is_number(leaf.event or "", _name(leaf)):
        yield Doubt(
            "AU-006",
            Text(
                en=f"{_name(leaf)} is never a number in the events {leaf.event}.",
                fr=f"{_name(leaf)} n'est jamais un nombre dans les événements {leaf.event}.",
            ),
            Text(
                en="Sum or average a property that is a number, such as value.",
                fr="Additionnez ou moyennez une propriété qui est un nombre, comme value.",
            ),
        )
