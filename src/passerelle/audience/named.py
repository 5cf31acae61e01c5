"""Whether the events and properties that a leaf names are in the data, and of the right kind."""

from collections.abc import Iterator

from passerelle.audience.compare import compare
from passerelle.audience.known import Doubt, Known, misfits, no_such
from passerelle.audience.properties import EVENT, event_property, order_test
from passerelle.base.language import Text
from passerelle.plan.condition import Filter, Moment, Tally


def doubts_on(leaf: Tally | Moment, known: Known) -> Iterator[Doubt]:
    """Ask about the event and the filters of a leaf; without any event nothing can be said."""
    if leaf.of == "orders":
        orders = known.table("orders")
        for each in leaf.where:
            yield from misfits(lambda each=each: order_test(known, orders, each))  # type: ignore[misc]
    elif known.any_row("events") and leaf.event:
        yield from _on_event(leaf.event, leaf.where, known)


def _on_event(event: str, where: tuple[Filter, ...], known: Known) -> Iterator[Doubt]:
    if event not in known.event_names():
        yield no_such(
            "AU-003",
            Text(
                en=f"No event {event} has happened.",
                fr=f"Aucun événement {event} n'a eu lieu.",
            ),
            event,
            known.event_names(),
            grave=False,
        )
        return
    for each in where:
        yield from property_doubts(event, each.property, known)
        column = event_property(known.table("events"), each.property)
        yield from misfits(
            lambda column=column, each=each: compare(column, each.operator, each.values)  # type: ignore[misc]
        )


def property_doubts(event: str, name: str, known: Known) -> Iterator[Doubt]:
    """Ask whether an event has a property."""
    if not known.has_property(event, name):
        yield no_such(
            "AU-004",
            Text(
                en=f"No event {event} has a property {name}.",
                fr=f"Aucun événement {event} n'a de propriété {name}.",
            ),
            name,
            (*EVENT, *known.properties(event)),
            grave=False,
        )
