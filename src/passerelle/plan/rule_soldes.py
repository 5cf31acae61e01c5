"""Whether a discount is legal clearance (*soldes*): the periods are data of the country's file."""

from passerelle.base.period import Period
from passerelle.plan.country import countries, country
from passerelle.plan.given import Given
from passerelle.plan.rule_deals import Deal
from passerelle.plan.rule_places import countries_in, markets_of, markets_of_promotion


def clearance_periods(year: int, code: str) -> tuple[Period, ...]:
    """Give the legal periods that start in a year; none for a country without a file.

    Args:
        year: The civil year.
        code: Country, or a part with periods of its own: ``FR-57``.

    >>> [str(period.start) for period in clearance_periods(2027, "FR")]
    ['2027-01-06', '2027-06-23']
    """
    known = country(code)
    return known.clearance.periods(code, year) if known and known.clearance else ()


def is_legal_clearance(period: Period, code: str) -> bool:
    """Whether every day of ``period`` is inside one legal period."""
    known = country(code)
    return bool(known and known.clearance and known.clearance.allows(code, period))


def is_lawful(given: Given, deal: Deal) -> bool:
    """Whether the law sets the days of a discount: clearance in a legal period of all its countries.

    Where no country is said, one that has such a period is enough: AL-106 asks for the country.
    """
    when = deal.when
    if when is None or not deal.discount.clearance:
        return False
    codes = countries_in(given.plan, _markets(given, deal))
    if codes:
        return all(is_legal_clearance(when, code) for code in codes)
    return any(is_legal_clearance(when, code) for code in countries())


def is_about_lawful(given: Given, deal: Deal) -> bool:
    """Whether a discount shares days with a legal period of one of its countries."""
    if deal.when is None:
        return False
    codes = countries_in(given.plan, _markets(given, deal))
    return any(
        legal.overlaps(deal.when)
        for code in codes
        for year in (deal.when.start.year - 1, deal.when.start.year, deal.when.end.year)
        for legal in clearance_periods(year, code)
    )


def _markets(given: Given, deal: Deal) -> tuple[str, ...]:
    section, _, name = deal.node.partition("/")
    if section == "promotions":
        return markets_of_promotion(given, given.plan.promotions[name])
    return markets_of(given.plan, given.plan.actions[name])
