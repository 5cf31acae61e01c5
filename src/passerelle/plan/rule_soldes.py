"""Whether a discount is legal clearance (*soldes*): the periods are data of the country's file."""

from passerelle.base.period import Period
from passerelle.plan.country import country


def clearance_periods(year: int, code: str = "FR") -> tuple[Period, ...]:
    """Give the legal periods that start in a year; none for a country without a file.

    Args:
        year: The civil year.
        code: Country, or a part with periods of its own: ``FR-57``.

    >>> [str(period.start) for period in clearance_periods(2027)]
    ['2027-01-06', '2027-06-23']
    """
    known = country(code)
    return known.clearance.periods(code, year) if known and known.clearance else ()


def is_legal_clearance(period: Period, code: str = "FR") -> bool:
    """Whether every day of ``period`` is inside one legal period."""
    known = country(code)
    return bool(known and known.clearance and known.clearance.allows(code, period))
