"""How many of each there are in a large plan, what they are called and what they cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from holidays import country_holidays

NOW = "2026-12-01T09:00:00+00:00"
"""The moment at which the plan is sound: before all its actions, while its evidence holds."""

FIRST_DAY = date(2027, 1, 4)
LAST_DAY = "2027-12-31"
CHANNELS = ("email", "event", "social", "site", "post", "partner")
STRATEGIC = ("repurchase_rate", "retention_rate")
OPERATIONAL = ("click_rate", "conversion_rate")
JUDGED = ("orders", "revenue", "click_rate", "sessions")
COUNTRIES = ("FR", "BE", "CH", "LU", "DE", "ES", "IT", "NL", "PT", "AT")
STRATEGIC_ONES = 5
"""Strategic objectives of any size of plan; the others stand within them."""

Things = dict[str, Any]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each there are in a plan of so many actions."""

    actions: int

    def part(self, of: int, least: int = 2) -> int:
        """Give one in ``of`` actions, at least ``least``."""
        return max(least, self.actions // of)

    @property
    def objectives(self) -> int:
        """One for five actions."""
        return self.part(5, 2 * STRATEGIC_ONES)

    @property
    def segments(self) -> int:
        """Sixty for a thousand actions."""
        return max(6, self.actions * 6 // 100)

    @property
    def campaigns(self) -> int:
        """One for twenty actions."""
        return self.part(20)

    @property
    def facts(self) -> int:
        """One for ten actions."""
        return self.part(10)

    @property
    def people(self) -> int:
        """One for fourteen actions: nobody answers for more than three objectives."""
        return self.part(14)

    @property
    def teams(self) -> int:
        """One for eighty actions, at least four: marketing, sales, service, finance."""
        return self.part(80, 4)

    @property
    def offers(self) -> int:
        """One for twenty actions."""
        return self.part(20)


@cache
def _closed_days() -> frozenset[date]:
    return frozenset(
        day
        for year in (FIRST_DAY.year, FIRST_DAY.year + 1)
        for code in COUNTRIES
        for day in country_holidays(code, years=year)
    )


def starts(size: Size, i: int) -> date:
    """Give the first day of an action: those of one segment follow each other without overlap.

    None starts on a public holiday of any of the countries.
    """
    turn, of = divmod(i, size.segments)
    spacing = 340 // -(-size.actions // size.segments)
    day = FIRST_DAY + timedelta(days=turn * spacing + of * spacing // size.segments)
    while day in _closed_days():
        day += timedelta(days=1)
    return day


def lasts(i: int) -> timedelta:
    """Give how long an action runs beyond its first day."""
    return timedelta(days=4 + i % 8)


def cost(i: int) -> int:
    """Give the euros of an action."""
    return 400 + 50 * (i % 40)


def cost_of_all(size: Size) -> int:
    """Give the euros of all actions."""
    return sum(cost(i) for i in range(size.actions))


def study_cost(size: Size) -> int:
    """Give the euros of one study: together they are an eighth of the money, for tomorrow."""
    return cost_of_all(size) // 7 // size.part(50)


def promise(i: int) -> str:
    """Give what a segment is promised."""
    return f"Ce que la maison fait de mieux pour vous, chapitre {i}"


def fact(i: int) -> str:
    """Name the fact of this number."""
    return f"enseignement-{i:03d}"


def market(i: int) -> str:
    """Name the market of this number."""
    return f"marche-{i:02d}"


def offer(i: int) -> str:
    """Name the offer of this number."""
    return f"collection-{i:03d}"


def segment(i: int) -> str:
    """Name the segment of this number."""
    return f"public-{i:03d}"


def need(i: int) -> str:
    """Name the need of this number."""
    return f"besoin-{i:03d}"


def objective(i: int) -> str:
    """Name the objective of this number."""
    return f"objectif-{i:03d}"


def campaign(i: int) -> str:
    """Name the campaign of this number."""
    return f"campagne-{i:03d}"


def action(i: int) -> str:
    """Name the action of this number."""
    return f"rendez-vous-{i:04d}"


def team(i: int) -> str:
    """Name the team of this number."""
    return f"equipe-{i:02d}"


def person(i: int) -> str:
    """Name the person of this number."""
    return f"responsable-{i:03d}"


@cache
def priorities(size: Size) -> tuple[int, ...]:
    """Give the priority of each objective, 1 to 5: the first get the most money."""
    count = size.objectives
    money = [sum(cost(i) for i in range(one, size.actions, count)) for one in range(count)]
    order = sorted(range(count), key=lambda one: -money[one])
    ranks = {one: rank for rank, one in enumerate(order)}
    return tuple(1 + 5 * ranks[one] // count for one in range(count))
