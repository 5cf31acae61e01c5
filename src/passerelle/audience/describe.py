"""What can be said of an audience without naming anyone: size, masked sample, overlaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis

from passerelle.audience.compile import compile_segment
from passerelle.audience.formula import PERSON
from passerelle.audience.scope import Asked
from passerelle.base.errors import UserError
from passerelle.plan.strategy import Segment

SAMPLE = ("customer_id", "email", "country", "language", "created_at")


def size(warehouse: Asked, people: Any) -> int:  # noqa: ANN401  # ibis has no types
    """Count the people of an Ibis table with ``customer_id``, each person once."""
    return int(warehouse.value(people.count()))


def sql(warehouse: Asked, people: Any) -> str:  # noqa: ANN401
    """Write the question as the engine gets it."""
    return warehouse.sql_of(people)


def sample(warehouse: Asked, people: Any, n: int = 5) -> tuple[dict[str, Any], ...]:  # noqa: ANN401
    """Show the first ``n`` people by id, their e-mail masked.

    Returns:
        One dictionary a person: customer_id, email (masked, or None), country, language,
        created_at.
    """
    customers = warehouse.table("customers").semi_join(people, PERSON)
    rows = warehouse.arrow(customers.select(*SAMPLE).order_by(PERSON).limit(n)).to_pylist()
    return tuple({**row, "email": masked(row["email"])} for row in rows)


def masked(email: str | None) -> str | None:
    """Hide most of an address: enough to recognise one's own, too little to write to.

    >>> masked("camille.martin@example.org")
    'c…@e….org'
    """
    if not email:
        return None
    name, _, host = email.partition("@")
    ending = host.rpartition(".")[2] if "." in host else ""
    return f"{name[:1]}…@{host[:1]}…" + (f".{ending}" if ending else "")


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people two segments share."""

    first: int
    second: int
    both: int

    @property
    def share(self) -> float:
        """The shared part of the smaller one, in 0..1; 0 when one of them is empty."""
        smaller = min(self.first, self.second)
        return self.both / smaller if smaller else 0.0


def overlap(
    warehouse: Asked, segments: Mapping[str, Segment], names: tuple[str, str], as_of: datetime
) -> Overlap:
    """Count the people of two segments, and those of both."""
    first, second = (compile_segment(warehouse, segments, name, as_of) for name in names)
    return Overlap(
        size(warehouse, first),
        size(warehouse, second),
        size(warehouse, first.semi_join(second, PERSON)),
    )


def sizes(warehouse: Asked, segments: Mapping[str, Segment], as_of: datetime) -> dict[str, int]:
    """Count every segment, by name, in one question.

    A segment without a condition, or that cannot be compiled, is absent; ``audience.check`` says
    what is wrong with it.
    """
    counts = [
        people.aggregate(people=people.count()).select("people", segment=ibis.literal(name))
        for name in segments
        if (people := _compiled(warehouse, segments, name, as_of)) is not None
    ]
    if not counts:
        return {}
    rows = warehouse.arrow(ibis.union(*counts) if len(counts) > 1 else counts[0]).to_pylist()
    found = {row["segment"]: int(row["people"]) for row in rows}
    return {name: found[name] for name in segments if name in found}


def _compiled(warehouse: Asked, segments: Mapping[str, Segment], name: str, as_of: datetime) -> Any:  # noqa: ANN401
    try:
        return compile_segment(warehouse, segments, name, as_of)
    except UserError:
        return None
