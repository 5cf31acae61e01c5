"""What lies under the actions of a calendar: days that do not count, room that is left, who is busy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.country import country
from passerelle.plan.given import Given
from passerelle.plan.public_holidays import holidays_of
from passerelle.plan.rule_desk import desk
from passerelle.plan.rule_places import countries_in
from passerelle.plan.rule_presence import presence
from passerelle.plan.workload import leads_by_week, people_by_week, pressure

_YEARS = 10
"""Years of a calendar for which holidays are listed, from its first day."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday of a country that a market names."""

    day: date
    country: str
    name: Text


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which the plan launches nothing; no market means all of them."""

    name: str
    start: date
    end: date
    why: str | None
    markets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalPeriod:
    """A legal clearance period, with where it was read and that counsel is to confirm it."""

    country: str
    start: date
    end: date
    source: Text
    status: Text


@dataclass(frozen=True, slots=True)
class Load:
    """Person-days of a person or team in a week, and how many there are; None is not said."""

    who: str
    title: str
    week: date
    days: Decimal
    capacity: Decimal | None


@dataclass(frozen=True, slots=True)
class LeadWeek:
    """Leads that reach sales in a week, likely (p50) and high (p90), all told; what it handles."""

    week: date
    p50: Decimal
    p90: Decimal
    capacity: Decimal | None
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts of each person of a segment in a week, beside the most that they should get."""

    segment: str
    week: date
    contacts: int
    cap: int
    actions: tuple[str, ...]


def holidays(given: Given, span: Period) -> Iterator[Holiday]:
    """Walk the public holidays of the markets' countries in a span, in order of time."""
    years = range(span.start.year, min(span.end.year, span.start.year + _YEARS - 1) + 1)
    found = [
        Holiday(day, code, name)
        for code in countries_in(given.plan, given.plan.markets)
        for year in years
        for day, name in (holidays_of(code, year) or {}).items()
        if day in span
    ]
    yield from sorted(found, key=lambda one: (one.day, one.country))


def closed(given: Given) -> Iterator[Closed]:
    """Walk the blackouts of the plan, in order of time."""
    for name, one in sorted(given.plan.blackouts.items(), key=lambda pair: pair[1].when):
        yield Closed(name, one.when.start, one.when.end, one.says, one.markets)


def legal_periods(given: Given, span: Period) -> Iterator[LegalPeriod]:
    """Walk the legal clearance periods that touch a span, of the markets' countries."""
    years = range(span.start.year - 1, min(span.end.year, span.start.year + _YEARS - 1) + 1)
    for code in countries_in(given.plan, given.plan.markets):
        known = country(code)
        law = known.clearance if known else None
        for period in (one for year in years if law for one in law.periods(code, year)):
            if known and law and period.overlaps(span):
                yield LegalPeriod(code, period.start, period.end, law.source.text, known.status)


def loads(given: Given) -> Iterator[Load]:
    """Walk the work of people and teams by week, absences taken off what they can do."""
    there = presence(given.plan)
    for who, weeks in people_by_week(given).items():
        node = given.plan.people.get(who) or given.plan.teams.get(who)
        for week, days in weeks.items():
            usual = node.days if node else None
            capacity = None if usual is None else usual * there.share(who, week)
            yield Load(who, (node.title if node else None) or who, week, days, capacity)


def lead_weeks(given: Given) -> Iterator[LeadWeek]:
    """Walk the weeks in which actions bring leads, on top of those that sales receives anyway."""
    sales = desk(given.plan, "sales")
    for week, load in leads_by_week(given).items():
        yield LeadWeek(
            week,
            sales.receives + load.likely,
            sales.receives + load.high,
            sales.capacity(week) if sales.usual else None,
            load.actions,
        )


def contact_weeks(given: Given) -> Iterator[Contacts]:
    """Walk the contacts by week and segment."""
    cap = int(given.thresholds.number("AL-070", "cap"))
    for one in pressure(given):
        yield Contacts(one.segment, one.week, one.contacts, cap, one.actions)


def span_of(given: Given) -> Period:
    """Give the days that the calendar covers: the year of the plan and its actions, else today."""
    days = [
        day for one in given.actions.values() if one.when for day in (one.when.start, one.when.end)
    ]
    year = given.plan.year
    edges = [*days, *((year.period.start, year.period.end) if year else ())]
    return Period(min(edges, default=given.today), max(edges, default=given.today))
