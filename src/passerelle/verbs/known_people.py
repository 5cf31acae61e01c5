"""What the data tells the rules of people: sizes, common people, consent, visits that left, seasons."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any

from passerelle.plan.effective import effective
from passerelle.plan.given import Bounce, Consented
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.verbs.audience import moment_of, naive, sizes
from passerelle.verbs.house import House
from passerelle.verbs.memo import remembered

FEWEST_VISITS = 30
"""Visits of an action below which their bounces say nothing."""

MONTHS = 12


def segment_sizes(house: House, plan: Plan) -> Mapping[str, int] | None:
    """Count the people of each segment; None while there is neither customer nor order."""
    if not house.warehouse.has_rows("customers") and not house.warehouse.has_rows("orders"):
        return None
    return sizes(house, plan)


def overlaps(house: House, plan: Plan) -> Mapping[frozenset[str], Decimal] | None:
    """Give the share (0..1) of the smaller one's people that two actions have in common.

    Only actions whose days meet are compared; people are found once for each set of segments.
    None while there is no customer.
    """
    if not house.warehouse.has_rows("customers"):
        return None
    dated = {name: row for name, row in _addressed(plan).items() if row.when}
    pairs = [pair for pair in combinations(dated, 2) if _meet(dated[pair[0]], dated[pair[1]])]
    wanted = {_group(dated[name]) for pair in pairs for name in pair}
    people = {group: _people(house, plan, group) for group in wanted}
    found = {}
    for one, other in pairs:
        first, second = people[_group(dated[one])], people[_group(dated[other])]
        if first and second:
            share = Decimal(len(first & second)) / min(len(first), len(second))
            found[frozenset((one, other))] = share
    return found


def consents(house: House, plan: Plan) -> Mapping[str, Consented] | None:
    """Say how many people of each action agreed to its channel; None while nothing was asked of anyone.

    Channels that write to a person count their own purpose; an advertising medium that is given
    people needs ``ad_user_data`` and ``ad_personalization``.
    """
    purposes = {name for (name,) in house.warehouse.rows("SELECT DISTINCT purpose FROM consents")}
    if not purposes:
        return None
    found = {}
    for name, action in _addressed(plan).items():
        purpose = _purpose(plan, action)
        if purpose and (people := _people(house, plan, _group(action))):
            agreed = people & _agreed(house, purpose)
            found[name] = Consented(len(agreed), len(people), purpose)
    return found


def bounces(house: House) -> Mapping[str, Bounce] | None:
    """Give the share of visits that left at once, by action, beside that of all; None without visits.

    The spread is that of the actions' own rates around the rate of all, as a standard deviation.
    """
    rows = house.warehouse.rows(_BOUNCES)
    rates = {name: (Decimal(left) / total, total) for name, left, total in rows if name}
    known = {name: rate for name, (rate, total) in rates.items() if total >= FEWEST_VISITS}
    total = sum(count for _, _, count in rows)
    if not known or not total:
        return None
    usual = Decimal(sum(left for _, left, _ in rows)) / total
    spread = (sum(((rate - usual) ** 2 for rate in known.values()), Decimal(0)) / len(known)).sqrt()
    return {name: Bounce(rate, usual, spread) for name, rate in known.items()}


def seasons(house: House) -> Mapping[str, tuple[Decimal, ...]] | None:
    """Give the twelve months' factors around 1 of orders and revenue; None below twelve whole months."""
    rows = house.warehouse.rows(_MONTHS)[1:-1]
    if {month for month, _, _ in rows} != set(range(1, MONTHS + 1)):
        return None
    return {
        kpi: _factors([(row[0], Decimal(row[column])) for row in rows])
        for kpi, column in (("orders", 1), ("revenue", 2))
    }


_BOUNCES = """
SELECT campaign, count(*) FILTER (WHERE seen = 1), count(*) FROM (
  SELECT session_id, min(campaign) AS campaign, count(*) AS seen
  FROM events WHERE session_id IS NOT NULL GROUP BY session_id
) GROUP BY campaign
"""

_MONTHS = """
SELECT month(day), count(*), coalesce(sum(net), 0) FROM orders
WHERE day IS NOT NULL GROUP BY year(day), month(day) ORDER BY year(day), month(day)
"""


def _factors(rows: list[tuple[int, Decimal]]) -> tuple[Decimal, ...]:
    mean = sum((value for _, value in rows), Decimal(0)) / len(rows)
    found = []
    for month in range(1, MONTHS + 1):
        own = [value for at, value in rows if at == month]
        found.append(sum(own, Decimal(0)) / len(own) / mean if mean else Decimal(1))
    return tuple(found)


def _addressed(plan: Plan) -> dict[str, Action]:
    """Give the actions that name segments which the data can count."""
    rows = {name: effective(plan, action) for name, action in plan.actions.items()}
    return {
        name: row
        for name, row in rows.items()
        if row.segments and all(_counted(plan, one) for one in row.segments)
    }


def _counted(plan: Plan, segment: str) -> bool:
    held = plan.segments.get(segment)
    return held is not None and held.who is not None


def _meet(one: Action, other: Action) -> bool:
    first: Any = one.when
    second: Any = other.when
    return bool(first.start <= second.end and second.start <= first.end)


def _group(action: Action) -> tuple[str, ...]:
    return tuple(sorted(set(action.segments)))


def _people(house: House, plan: Plan, group: tuple[str, ...]) -> frozenset[str]:
    from passerelle.audience.compile import compile_segments

    moment = naive(moment_of(house))
    who = tuple((name, str(plan.segments[name].who)) for name in group)

    def ask() -> frozenset[str]:
        found = compile_segments(house.warehouse, plan.segments, group, moment)
        return frozenset(house.warehouse.arrow(found).column(0).to_pylist())

    return remembered(house, ("people", who, moment), ask)


def _purpose(plan: Plan, action: Action) -> str:
    from passerelle.audience.channels import PERSONAL

    if action.by in PERSONAL:
        return PERSONAL[action.by].purpose
    held = plan.channels.get(action.by or "")
    return "ad_user_data" if held and held.family == "media" else ""


def _agreed(house: House, purpose: str) -> frozenset[str]:
    rows = house.warehouse.rows(
        "SELECT person FROM (SELECT person, arg_max(granted, serial) AS granted "
        "FROM consents WHERE purpose = ? GROUP BY person) WHERE granted",
        [purpose],
    )
    return frozenset(person for (person,) in rows)
