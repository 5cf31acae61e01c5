"""What a condition is compiled against: the tables, the segments, and the day it is asked on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from passerelle.audience.formula import Formula
from passerelle.plan.condition import Condition
from passerelle.plan.strategy import Segment


class Tables(Protocol):
    """Gives the canonical tables as Ibis expressions; the warehouse does."""

    def table(self, name: str) -> Any:  # noqa: ANN401  # ibis has no types
        """Give one table by name."""
        ...


class Asked(Tables, Protocol):
    """Gives the tables and answers questions on them; the warehouse does."""

    def arrow(self, expression: Any) -> Any:  # noqa: ANN401  # ibis and pyarrow have no types
        """Answer a table expression as an Arrow table."""
        ...

    def value(self, expression: Any) -> Any:  # noqa: ANN401
        """Answer a scalar expression as a Python value."""
        ...

    def sql_of(self, expression: Any) -> str:  # noqa: ANN401
        """Write the SQL of an expression."""
        ...


def utc(moment: datetime) -> datetime:
    """Give a moment as the warehouse holds it: naive, in UTC; a naive moment is UTC already."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


@dataclass(frozen=True, slots=True)
class Scope:
    """One question: asked of these tables, with these segments, as of this moment (naive UTC).

    ``inside`` names the segments that are being compiled, outermost first; ``formula`` compiles a
    condition, so that a leaf that refers to a segment can ask for it.
    """

    tables: Tables
    segments: Mapping[str, Segment]
    as_of: datetime
    formula: Callable[[Condition, "Scope"], Formula]
    inside: tuple[str, ...] = ()

    def enter(self, segment: str) -> "Scope":
        """Give the scope inside ``segment``."""
        return replace(self, inside=(*self.inside, segment))
