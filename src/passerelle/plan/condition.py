"""What a segment asks of a person: a tree of conditions, one-to-one with phrase and form.

The tree is plain values: no engine, no data. ``plan.phrases`` reads and writes the phrases,
``audience.compile`` turns the tree into a query.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in", "contains", "known", "unknown"]
Scalar = str | Decimal | date | bool
Span = Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Window:
    """When something happened, seen from ``as_of``.

    ``in 24 months`` is ``amount=24, span="months"`` (the last 24 months, ``as_of`` included);
    ``between 2026-01-01 and 2026-03-31`` is ``start`` and ``end``, both included. An empty window
    is ever.
    """

    amount: int | None = None
    span: Span | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """One property of an order or event: ``where channel is web``."""

    property: str
    operator: Operator
    values: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of the person: ``country in (FR, BE)``, ``city is known``."""

    name: str
    operator: Operator
    values: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often, or how much.

    ``orders >= 3 in 24 months``, ``spend > 100 EUR in 1 year``, ``average order >= 50``,
    ``event visit >= 2 in 30 days where source is google``,
    ``sum of value of event purchase > 10``.

    ``of`` is ``orders`` or ``event``; ``event`` names it; ``property`` is summed or averaged
    (``None`` for a count; orders sum their net amount). A person with none counts 0; an average
    of none is no match. ``currency`` is the one typed after the value, if any.
    """

    of: Literal["orders", "event"]
    function: Literal["count", "sum", "average"]
    operator: Operator
    value: Decimal
    event: str | None = None
    property: str | None = None
    window: Window = Window()
    where: tuple[Filter, ...] = ()
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When the first or last one was; a person with none never matches.

    ``last order before 90 days ago``, ``first order after 2026-01-01``, ``last event visit within
    30 days``.
    """

    of: Literal["orders", "event"]
    which: Literal["first", "last"]
    relation: Literal["before", "after", "within"]
    amount: int | None = None
    span: Span | None = None
    day: date | None = None
    event: str | None = None
    where: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Recency, frequency or monetary score, 1 to 5: ``recency score >= 4``.

    Score = 1 + floor(5 x share of customers with a strictly smaller value); equal values share a
    score; the best recency is the latest order.
    """

    kind: Literal["recency", "frequency", "monetary"]
    operator: Operator
    value: int


@dataclass(frozen=True, slots=True)
class Member:
    """Membership of another segment: ``in segment fideles``."""

    segment: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent in force: ``consents to email``."""

    purpose: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """Every known customer: ``everyone``."""


@dataclass(frozen=True, slots=True)
class All:
    """All parts hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Leaf = Attribute | Tally | Moment | Score | Member | Consent | Everyone
Condition = Leaf | All | AnyOf | Not
