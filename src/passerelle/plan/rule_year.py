"""Whether the plan's year is the one in which its work falls: a plan copied keeps the old one."""

from dataclasses import replace
from decimal import Decimal

from passerelle.base.period import Period, year_of
from passerelle.plan.given import Given


def meant_year(given: Given) -> Period | None:
    """Give the year in which nearly all dated work falls, where the plan's own is another one.

    Returns:
        The plan's period, moved by whole years; None where the plan has no year, where at least
        ``AL-022 year_missed`` of its dated actions do not fall outside of it, or where they would
        outside the other one as well.
    """
    return given.once(_meant_year)


def with_year(given: Given, period: Period) -> Given:
    """Look at the same plan as if its year were another one."""
    year = given.plan.year
    if year is None:
        return given
    moved = year.model_copy(update={"period": period})
    return replace(given, plan=given.plan.model_copy(update={"year": moved}))


def year_text(period: Period) -> str:
    """Write a year as a plan does: ``2027``, or its first and last day."""
    return str(period.start.year) if period == year_of(period.start.year) else str(period)


def _meant_year(given: Given) -> Period | None:
    year = given.plan.year.period if given.plan.year else None
    dated = [action.when for action in given.work.values() if action.when]
    if year is None or len(dated) < given.thresholds.number("AL-022", "many"):
        return None
    least = given.thresholds.number("AL-022", "year_missed") * len(dated)
    if _outside(dated, year) < least:
        return None
    starts = sorted(when.start for when in dated)
    years = starts[len(starts) // 2].year - year.start.year
    for by in (years, years - 1):  # an accounting year begins in the year before
        moved = _moved(year, by)
        if moved and len(dated) - _outside(dated, moved) >= least:
            return moved
    return None


def _outside(dated: list[Period], year: Period) -> Decimal:
    return Decimal(sum(not when.overlaps(year) for when in dated))


def _moved(year: Period, by: int) -> Period | None:
    """Move a period by years; None where it begins or ends on a 29 February."""
    try:
        start, end = (day.replace(year=day.year + by) for day in (year.start, year.end))
    except ValueError:
        return None
    return Period(start, end)
