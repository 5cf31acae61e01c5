"""Tiers of a loyalty programme that stand in the wrong order: more is asked, and less is given."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from passerelle.plan.condition import Condition, Tally, Window
from passerelle.plan.operations import Loyalty, Tier

_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}


@dataclass(frozen=True, slots=True)
class Reversed:
    """Two tiers of which the harder to reach gives less; ``last`` is written after the other.

    ``less`` and ``more`` are their standing discounts, in 0..1.
    """

    harder: str
    easier: str
    last: str
    less: Decimal
    more: Decimal


def reversed_tiers(programme: Loyalty) -> Iterator[Reversed]:
    """Walk the pairs of tiers in the wrong order, the last of each pair once.

    Compared are tiers that ask for a count, or a sum, of the same thing: more of it, at least as fast.
    """
    told: set[str] = set()
    for (one, first), (other, second) in combinations(programme.tiers.items(), 2):
        pair = _reversed((one, first), (other, second))
        if pair and pair.last not in told:
            told.add(pair.last)
            yield pair


def _reversed(one: tuple[str, Tier], other: tuple[str, Tier]) -> Reversed | None:
    for (hard, above), (easy, below) in ((one, other), (other, one)):
        if above.discount is None or below.discount is None or above.discount >= below.discount:
            continue
        if _asks_more(above.who, below.who):
            return Reversed(hard, easy, other[0], above.discount, below.discount)
    return None


def _asks_more(one: Condition | None, other: Condition | None) -> bool:
    """Whether a condition asks for more of what another asks for, in no more time for each."""
    if not (isinstance(one, Tally) and isinstance(other, Tally)):
        return False
    if _of(one) is None or _of(one) != _of(other):
        return False
    if one.window != other.window and (_fixed(one.window) or _fixed(other.window)):
        return False
    days, others = _days(one.window), _days(other.window)
    if one.value == other.value:
        return days < others
    return one.value > other.value and one.value * others >= other.value * days


def _of(tally: Tally) -> Tally | None:
    """Give what is counted, whatever its number and window; None where it is no *at least*."""
    if tally.operator not in {">=", ">"}:
        return None
    return replace(tally, operator=">=", value=Decimal(0), window=Window())


def _fixed(window: Window) -> bool:
    return window.start is not None or window.end is not None


def _days(window: Window) -> Decimal:
    """Give the length of a window; ever is longer than any."""
    if not window.amount or not window.span:
        return _EVER
    return Decimal(window.amount * _DAYS[window.span])


_EVER = Decimal(1000000)
