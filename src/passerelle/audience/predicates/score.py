"""``recency score >= 4``: where a person stands among the customers, from 1 to 5."""

import ibis

from passerelle.audience.compare import ORDER
from passerelle.audience.formula import PERSON, Formula, Group, Table
from passerelle.audience.happenings import rows
from passerelle.audience.scope import Scope
from passerelle.plan.condition import Score, Window

LEAF = Score

KINDS = {"recency": "latest", "frequency": "orders", "monetary": "net"}
"""What each score ranks: the latest order, the number of orders, the net amount."""

STEPS = 5


def formula(leaf: Score, scope: Scope) -> Formula:
    """Hold for the customers whose score compares so; who never ordered has no score."""
    return Group(
        scored(scope), test=lambda people: ORDER[leaf.operator](people[leaf.kind], leaf.value)
    )


def scored(scope: Scope) -> Table:
    """Score every customer with at least one order up to as_of.

    Returns:
        customer_id; latest (moment), orders (count) and net (amount, returns taken off); recency,
        frequency and monetary scores: 1 + floor(5 x share of customers with a strictly smaller
        value), in whole numbers, so equal values share a score.
    """
    orders = rows(scope, "orders", None, Window(), ())
    people = orders.group_by(PERSON).aggregate(
        latest=orders.ordered_at.max(where=orders.gross > 0),
        orders=orders.count(where=orders.gross > 0),
        net=orders.net.sum(),
    )
    people = people.filter(people.orders > 0)
    size = people.count().over()
    return people.mutate(
        **{
            kind: 1 + (STEPS * ibis.rank().over(order_by=people[column])) // size
            for kind, column in KINDS.items()
        }
    )


def values(leaf: Score, scope: Scope) -> Table:
    """Give the score of each customer and what it ranks."""
    return scored(scope).select(PERSON, leaf.kind, KINDS[leaf.kind])
