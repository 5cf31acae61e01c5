"""What the data knows: which names and values a condition may use, and what resembles them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import ibis

from passerelle.audience.compare import FIGURE
from passerelle.audience.properties import EVENT, OF_PERSON, event_property, person_property
from passerelle.audience.scope import Asked
from passerelle.base.errors import UserError, nearest
from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.strategy import Segment

T = TypeVar("T")

LOOKED_AT = 20_000
"""Rows looked at to suggest names; whether one name exists is asked of all rows."""

SUGGESTED = 200


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing of a leaf that the data does not bear out."""

    rule: str
    message: Text
    fix: Text
    severity: Severity = Severity.ERROR


@ibis.udf.scalar.builtin(name="json_keys")  # type: ignore[untyped-decorator]
def _json_keys(document: str) -> list[str]:  # type: ignore[empty-body]
    """Give the keys of a JSON text."""


@dataclass(frozen=True, slots=True)
class Known:
    """Asks the data about names and values, each question once."""

    warehouse: Asked
    segments: Mapping[str, Segment]
    _answers: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def table(self, name: str) -> Any:  # noqa: ANN401  # ibis has no types
        """Give one canonical table."""
        return self.warehouse.table(name)

    def any_row(self, name: str) -> bool:
        """Whether a table has a row."""
        return self._once(("rows", name), lambda: self._some(self.table(name)))

    def event_names(self) -> tuple[str, ...]:
        """Name the events that happened."""
        return self._once(("events",), lambda: self._values(self.table("events").name))

    def purposes(self) -> tuple[str, ...]:
        """Name the purposes that someone said yes or no to."""
        return self._once(("purposes",), lambda: self._values(self.table("consents").purpose))

    def attributes(self) -> tuple[str, ...]:
        """Name the keys of people's attributes."""
        return self._once(
            ("attributes",), lambda: self._keys(self.table("customers"), "attributes")
        )

    def properties(self, event: str) -> tuple[str, ...]:
        """Name the properties of an event."""
        return self._once(
            ("properties", event), lambda: self._keys(self.event(event), "properties")
        )

    def has_attribute(self, name: str) -> bool:
        """Whether a person has this attribute, or it is a column."""
        people = self.table("customers")
        return name in OF_PERSON or self._once(
            ("attribute", name),
            lambda: self._some(people.filter(person_property(people, name).notnull())),
        )

    def has_property(self, event: str, name: str) -> bool:
        """Whether an event of this name has this property, or it is a column."""
        events = self.event(event)
        return name in EVENT or self._once(
            ("property", event, name),
            lambda: self._some(events.filter(event_property(events, name).notnull())),
        )

    def is_number(self, event: str, name: str) -> bool:
        """Whether a property of an event is a number in at least one row."""
        events = self.event(event)
        value = event_property(events, name)
        if value.type().is_numeric():
            return True
        return self._some(events.filter(value.try_cast(FIGURE).notnull()))

    def event(self, name: str) -> Any:  # noqa: ANN401
        """Give the events of one name."""
        events = self.table("events")
        return events.filter(events.name == name)

    def someone_has(self, name: str, value: str) -> bool:
        """Whether a person has this very text in a property."""
        people = self.table("customers")
        return self._some(people.filter(person_property(people, name) == value))

    def values_of(self, name: str) -> tuple[str, ...]:
        """Give the most frequent texts of a property of people."""
        column = person_property(self.table("customers"), name)
        return self._once(("values", name), lambda: self._values(column))

    def _once(self, question: tuple[str, ...], ask: Callable[[], T]) -> T:
        if question not in self._answers:
            self._answers[question] = ask()
        answer: T = self._answers[question]
        return answer

    def _some(self, rows: Any) -> bool:  # noqa: ANN401
        return bool(self.warehouse.value(rows.limit(1).count()))

    def _values(self, column: Any) -> tuple[str, ...]:  # noqa: ANN401
        rows = column.name("value").as_table()
        rows = rows.filter(rows.value.notnull())
        rows = rows.group_by("value").aggregate(n=rows.count())
        rows = rows.order_by(rows.n.desc(), rows.value).limit(SUGGESTED)
        return tuple(str(value) for value in self.warehouse.arrow(rows)["value"].to_pylist())

    def _keys(self, rows: Any, document: str) -> tuple[str, ...]:  # noqa: ANN401
        some = rows.filter(rows[document].notnull()).limit(LOOKED_AT)
        keys = some.select(key=_json_keys(some[document]).unnest()).distinct()
        return tuple(sorted(self.warehouse.arrow(keys)["key"].to_pylist()))


def no_such(rule: str, what: Text, name: str, near: Iterable[str], *, grave: bool = True) -> Doubt:
    """Say that a name is not in the data, with the nearest that are; grave when it cannot work."""
    return Doubt(rule, what, nearest(name, near), Severity.ERROR if grave else Severity.WARNING)


def misfits(attempt: Callable[[], object]) -> Iterator[Doubt]:
    """Try to compile something; give what the compiler objects to, as a value of the wrong kind."""
    try:
        attempt()
    except UserError as error:
        fault = error.faults[0]
        yield Doubt("AU-005", fault.what, fault.fix)
