"""The parts of a figure, and how formulas make them out of folds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from passerelle.measurement import interval
from passerelle.measurement.ask import Answer, Cell
from passerelle.measurement.formula import Fold, Median, Ratio, Simple


@dataclass(frozen=True, slots=True)
class Parts:
    """A value with what it was made of; ``value`` is None when there was nothing to divide by.

    ``planned`` is the part of its cost that nobody has reported yet.
    """

    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None
    n: int
    low: Decimal | None = None
    high: Decimal | None = None
    waiting: int = 0
    planned: Decimal = Decimal(0)


Answers = Callable[[Fold], Answer]
"""Finds the answer that holds a fold."""


def folds_of(formula: Simple | Ratio | Median) -> Iterator[Fold]:
    """List the folds that a formula needs."""
    wanted: tuple[Fold | None, ...]
    if isinstance(formula, Ratio):
        wanted = (
            formula.numerator,
            formula.denominator,
            formula.squares,
            formula.n,
            formula.planned,
        )
    elif isinstance(formula, Median):
        wanted = (formula.fold, formula.waiting)
    else:
        wanted = (formula.fold, formula.n)
    yield from (fold for fold in wanted if fold)


def simple(formula: Simple, answers: Answers, cell: Cell) -> Parts:
    """Make a count or an amount: every row was counted, so there is no interval."""
    value = answers(formula.fold).number(cell, formula.fold)
    n = answers(formula.n).number(cell, formula.n) if formula.n else value
    return Parts(value, value, None, int(n))


def ratio(formula: Ratio, answers: Answers, cell: Cell) -> Parts:
    """Divide one fold by another, with its interval."""

    def number(fold: Fold | None) -> Decimal:
        return answers(fold).number(cell, fold) if fold else Decimal(0)

    top, bottom = number(formula.numerator), number(formula.denominator)
    n = int(number(formula.n) if formula.n else bottom)
    parts = divided(formula, top, bottom, n, float(number(formula.squares)))
    return replace(parts, planned=number(formula.planned))


def divided(formula: Ratio, top: Decimal, bottom: Decimal, n: int, squares: float) -> Parts:
    """Divide, and bound the ratio as its formula says.

    Args:
        formula: Which interval, scale and deduction.
        top: The numerator before ``less`` is taken off.
        bottom: The denominator before ``per`` divides it.
        n: What it rests on.
        squares: Σx² of the numerator.

    Returns:
        No value when there is nothing to divide by, or when what is said to cost had no cost.
    """
    below = bottom / formula.per
    above = top - formula.less * below
    if below <= 0 or (formula.interval == "per_event" and top <= 0):
        return Parts(None, above, below, n)
    low, high = _bounds(formula, top, bottom, squares) or (None, None)
    return Parts(above / below * formula.scale, above, below, n, low, high)


def credited(formula: Ratio, answers: Answers, position: int, names: set[str]) -> Parts:
    """Add up the slices that have a cost, then divide: what cost nothing is no return on a cost."""
    top = bottom = planned = Decimal(0)
    squares, n = 0.0, 0
    for name in sorted(names):
        cell = (position, name)
        cost = answers(formula.denominator).number(cell, formula.denominator)
        if cost <= 0:
            continue
        bottom += cost
        top += answers(formula.numerator).number(cell, formula.numerator)
        if formula.squares:
            squares += float(answers(formula.squares).number(cell, formula.squares))
        if formula.n:
            n += int(answers(formula.n).number(cell, formula.n))
        if formula.planned:
            planned += answers(formula.planned).number(cell, formula.planned)
    return replace(divided(formula, top, bottom, n, squares), planned=planned)


def median(formula: Median, answers: Answers, cell: Cell) -> Parts:
    """Take the middle of all values; how many still wait stands beside it."""
    values = answers(formula.fold).each(cell, formula.fold)
    waiting = answers(formula.waiting).number(cell, formula.waiting) if formula.waiting else 0
    if not values:
        return Parts(None, Decimal(0), None, 0, waiting=int(waiting))
    middle, bounds = interval.median(values)
    low, high = bounds or (None, None)
    return Parts(middle, middle, None, len(values), low, high, int(waiting))


def _bounds(formula: Ratio, top: Decimal, bottom: Decimal, squares: float) -> interval.Bounds:
    match formula.interval:
        case "wilson":
            return interval.wilson(top, bottom)
        case "mean":
            return interval.mean(top, squares, bottom, formula.scale)
        case "per_event":
            return interval.per_event(top, bottom)
        case "summed":
            return interval.summed(top, squares, bottom, formula.less)
        case "":
            return None
