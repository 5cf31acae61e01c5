"""One measured number with all that is needed to trust it, and how several make one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.period import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """What one KPI was over one period.

    ``value`` is in the KPI's ``unit`` (a share is 0..1, a score in points, money in
    ``currency``); None when it cannot be told, and ``missing`` says why. A ratio keeps its
    ``numerator`` and ``denominator``. ``low`` and ``high`` bound a 95 % interval, None where the
    figure is a count of all rows rather than an estimate. ``n`` is how many orders, sessions or
    answers it rests on. ``slice`` names the part (a channel, an action, a segment, a month) in
    ``slices``, and is empty for the whole. ``rule`` says what is attributed, or counted as active.
    ``planned`` is the part of a cost that the plan says and nobody has reported yet.
    """

    kpi: str
    period: Period
    unit: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    n: int = 0
    currency: str = ""
    sql: str = ""
    as_of: datetime | None = None
    rule: Text | None = None
    note: Text | None = None
    missing: Text | None = None
    slice: str = ""
    scope: str = ""
    planned: Decimal = Decimal(0)
    slices: tuple["Reading", ...] = ()

    def cut(self, name: str) -> "Reading | None":
        """Find the slice of that name."""
        return next((part for part in self.slices if part.slice == name), None)

    def as_json(self) -> dict[str, object]:
        """Give the reading as plain JSON; numbers as text, so that decimals stay exact."""
        return {
            "kpi": self.kpi,
            "start": str(self.period.start),
            "end": str(self.period.end),
            "unit": self.unit,
            "value": _plain(self.value),
            "numerator": _plain(self.numerator),
            "denominator": _plain(self.denominator),
            "low": _plain(self.low),
            "high": _plain(self.high),
            "n": self.n,
            "currency": self.currency,
            "sql": self.sql,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "rule": self.rule.as_json() if self.rule else None,
            "note": self.note.as_json() if self.note else None,
            "missing": self.missing.as_json() if self.missing else None,
            "slice": self.slice,
            "scope": self.scope,
            "planned": _plain(self.planned),
            "slices": [part.as_json() for part in self.slices],
        }


def roll_up(readings: Iterable[Reading]) -> Reading:
    """Make one reading of several that do not overlap: by their parts, never by averaging.

    Numerators add, denominators add, and the ratio is taken at the end; a count or an amount just
    adds. Readings without a value are left out and counted in the note. The interval is left open:
    measure the whole to have one.

    Args:
        readings: At least one reading, all of one KPI whose ``rollup`` is ``sum`` or ``parts``.

    Raises:
        ValueError: No reading, or readings of several KPIs.
    """
    every = tuple(readings)
    if len({reading.kpi for reading in every}) != 1:
        msg = "roll_up needs readings of one KPI"
        raise ValueError(msg)
    known = [reading for reading in every if reading.numerator is not None]
    whole = Period(min(r.period.start for r in every), max(r.period.end for r in every))
    base = replace(every[0], period=whole, slice="", slices=(), low=None, high=None, sql="")
    if not known:
        return replace(base, value=None)
    top = sum((r.numerator for r in known if r.numerator is not None), Decimal(0))
    below = [r.denominator for r in known if r.denominator is not None]
    bottom = sum(below, Decimal(0)) if below else None
    scale = 100 if base.unit == "score" else 1
    value = top if bottom is None else (top / bottom * scale if bottom else None)
    return replace(
        base,
        value=value,
        numerator=top,
        denominator=bottom,
        n=sum(reading.n for reading in known),
        planned=sum((reading.planned for reading in known), Decimal(0)),
        missing=None if value is not None else base.missing,
        note=_left_out(len(every) - len(known)),
    )


def _left_out(count: int) -> Text | None:
    if not count:
        return None
    return Text(en=f"{count} parts have no value.", fr=f"{count} parties n'ont pas de valeur.")


def both(first: Text | None, second: Text | None) -> Text | None:
    """Put two remarks one after the other."""
    if first is None or second is None:
        return first or second
    return Text(en=f"{first.en}; {second.en}", fr=f"{first.fr}\u202f; {second.fr}")


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
