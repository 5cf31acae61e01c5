"""What serving an objective takes, in days and in money, beside what there is for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.ceilings import cost_of, levels
from passerelle.plan.given import Given
from passerelle.plan.rule_presence import WORKDAYS, Presence, presence, working_days
from passerelle.plan.rule_work import spread, workers_of


@dataclass(frozen=True, slots=True)
class Labour:
    """Person-days that an objective's actions need, and those there are between two days.

    ``unknown`` names those whose days are not written: then ``have`` says nothing.
    """

    need: Decimal
    have: Decimal
    when: Period
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Funds:
    """What an objective's actions cost, and what its envelopes leave for them."""

    need: Money
    have: Money


def labour(given: Given) -> Iterator[tuple[str, Labour]]:
    """Walk the objectives whose actions say how much work they are, with what there is for it.

    The work counts from the day an objective starts to the day it ends; where one of them is not
    known, from the first to the last day of its actions.
    """
    there = presence(given.plan)
    for name in given.plan.objectives:
        actions = [given.actions[one] for one in given.serving.get(name, ())]
        works = [action for action in actions if action.work]
        when = _window(given, name, [action.when for action in works if action.when])
        if not works or when is None:
            continue
        need = sum((action.work for action in works if action.work), Decimal(0))
        workers = dict.fromkeys(one for action in works for one in workers_of(given, action))
        holders, unknown = _holders(given, there, workers)
        have = sum((_days(there, one, days, when) for one, days in holders.items()), Decimal(0))
        yield name, Labour(need, have, when, unknown)


def funds(given: Given) -> Iterator[tuple[str, Funds]]:
    """Walk the objectives that envelopes pay for, with what these leave once others are paid.

    Left out: an envelope that does not hold by itself (AL-060 speaks of it), amounts in several
    currencies, actions that only other envelopes pay for.
    """
    paying: dict[str, list[tuple[Money, Decimal, bool]]] = {}
    paid_for: dict[str, set[str]] = {}
    for level in levels(given):
        section, _, name = level.node.partition("/")
        if section != "budget":
            continue
        for action in level.amounts:
            paid_for.setdefault(action, set()).update(given.plan.budget[name].objectives)
        over = bool(level.foreign) or level.total.amount > level.ceiling.amount
        for objective in given.plan.budget[name].objectives:
            mine = set(given.serving.get(objective, ()))
            others = (one.amount for key, one in level.amounts.items() if key not in mine)
            row = (level.ceiling, sum(others, Decimal(0)), over)
            paying.setdefault(objective, []).append(row)
    for objective, rows in paying.items():
        mine = {
            one
            for one in given.serving.get(objective, ())
            if objective in paid_for.get(one, {objective})
        }
        costs = [cost for one in mine if (cost := cost_of(given, one))]
        currencies = {ceiling.currency for ceiling, _, _ in rows} | {one.currency for one in costs}
        if len(currencies) == 1 and not any(over for _, _, over in rows):
            currency = currencies.pop()
            need = sum((one.amount for one in costs), Decimal(0))
            have = sum((ceiling.amount - others for ceiling, others, _ in rows), Decimal(0))
            yield objective, Funds(Money(need, currency), Money(have, currency))


def _window(given: Given, name: str, dated: list[Period]) -> Period | None:
    objective = given.plan.objectives[name]
    starts, ends = given.starts(objective), given.ends(objective)
    if starts and ends and starts <= ends:
        return Period(starts, ends)
    if not dated:
        return None
    return Period(min(one.start for one in dated), max(one.end for one in dated))


def _holders(
    given: Given, there: Presence, workers: Iterable[str]
) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """Give the days a week of those who work, each once: a team that says its own, else people."""
    found: dict[str, Decimal] = {}
    unknown: list[str] = []
    for worker in workers:
        team = given.plan.teams.get(worker)
        if team is None:
            one = given.plan.people[worker]
            own, above = one.days, given.plan.teams.get(one.team or "")
            if own is not None:
                found[worker] = own
            elif above and above.days is not None:
                found[one.team or ""] = above.days
            else:
                unknown.append(worker)
        elif team.days is not None:
            found[worker] = team.days
        else:
            members = {one: given.plan.people[one].days for one in there.members.get(worker, ())}
            known = {one: days for one, days in members.items() if days is not None}
            found |= known
            if len(known) < max(1, len(members)):
                unknown.append(worker)
    within = {one: days for one, days in found.items() if there.team_of.get(one) not in found}
    return within, tuple(unknown)


def _days(there: Presence, holder: str, days: Decimal, when: Period) -> Decimal:
    """Give a holder's person-days within a period; only weeks with absences are looked into."""
    parts, total = _weeks(when)
    names = (holder, there.team_of.get(holder, ""), *there.members.get(holder, ()))
    weeks = {week for name in names for week in there.away.get(name, ()) if week in parts}
    gone = sum(((1 - there.share(holder, week)) * parts[week] for week in weeks), Decimal(0))
    return days * (total - gone) / WORKDAYS


@lru_cache(maxsize=4096)
def _weeks(when: Period) -> tuple[Mapping[date, Decimal], int]:
    """Give the working days of a period, by Monday and in all."""
    total = len(working_days(when))
    return {week: part * total for week, part in spread(when).items()}, total
