"""The grammar in which a KPI says how it is computed: folds of rows, and what is done with them.

A fold is one number of one set of rows: ``total("orders", "net")``. A formula is one fold, one
fold over another, a median, or a rule over customers and their orders. Each file of
``measurement/kpis`` holds one ``FORMULA``.
"""

from dataclasses import dataclass
from typing import Literal

from passerelle.base.language import Text

Interval = Literal["wilson", "mean", "per_event", "summed", ""]
How = Literal["sum", "distinct", "each"]


@dataclass(frozen=True, slots=True)
class Fold:
    """One number of a set of rows: the sum of a column, its distinct values, or each value."""

    rows: str
    column: str
    how: How = "sum"

    @property
    def key(self) -> str:
        """Its name as a column of the answer."""
        return f"{self.how}_{self.column}"


def total(rows: str, column: str) -> Fold:
    """Add up a column, exactly."""
    return Fold(rows, column)


def distinct(rows: str, column: str) -> Fold:
    """Count the different values of a column."""
    return Fold(rows, column, "distinct")


def each(rows: str, column: str) -> Fold:
    """Keep every value of a column, nulls left out."""
    return Fold(rows, column, "each")


@dataclass(frozen=True, slots=True)
class Simple:
    """A count or an amount; ``n`` counts what an amount rests on, nothing when it is a count.

    ``state`` counts all rows up to the last day instead of those of the period.
    """

    fold: Fold
    n: Fold | None = None
    state: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """One fold over another.

    ``squares`` is Σx² of the numerator, for the intervals that need it; ``n`` counts what the
    figure rests on when that is not the denominator. The denominator is divided by ``per`` (1000
    for a cost per mille), the ratio multiplied by ``scale`` (100 for a score), and ``less`` times
    the denominator is taken off the numerator first (1 for a return on investment). ``credited``:
    orders are credited to the last touch even for the whole, and only what has a cost counts. ``planned`` is
    how much of a cost nobody has reported yet.
    """

    numerator: Fold
    denominator: Fold
    interval: Interval = ""
    squares: Fold | None = None
    n: Fold | None = None
    scale: int = 1
    less: int = 0
    per: int = 1
    credited: bool = False
    state: bool = False
    planned: Fold | None = None


@dataclass(frozen=True, slots=True)
class Median:
    """The value in the middle, of all values of the period."""

    fold: Fold
    waiting: Fold | None = None


@dataclass(frozen=True, slots=True)
class Returning:
    """Customers who came back: of those with an order in one window, those with what is asked.

    ``repeat``: at least two orders in the window. ``kept`` and ``lost``: of those active the day
    before the window, those with, or without, an order in it. ``active``: how many ordered in it.
    """

    which: Literal["repeat", "kept", "lost", "active"]


@dataclass(frozen=True, slots=True)
class Over:
    """One KPI divided by another, or by itself a year before (``growth``)."""

    numerator: str
    denominator: str
    growth: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that the plan alone decides, given in ``Measuring.figures``."""

    where: Text


Formula = Simple | Ratio | Median | Returning | Over | Given
