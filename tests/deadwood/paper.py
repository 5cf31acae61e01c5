"""What people see of a plan that its text alone decides: findings, sheets, weeks, who is asked."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Any

from passerelle.plan.approvals import needed
from passerelle.plan.brief import brief_lines
from passerelle.plan.check import check
from passerelle.plan.diff import Change, ChangeSet
from passerelle.plan.given import Given
from passerelle.plan.model import SINGLE, Plan
from passerelle.plan.picture import picture
from passerelle.plan.rule_catalogue import rules
from passerelle.verbs.answer import plain
from passerelle.verbs.bonus import scheme
from passerelle.verbs.calendar_view import calendar_of
from passerelle.verbs.carriers import carried
from passerelle.verbs.compass import compass, expiring, learned
from passerelle.verbs.reading_requests import asked_of, charter_asks, read_by

Observer = Callable[[Given], Any]

MOVES = {"2 %": ("100 EUR", "102 EUR"), "30 %": ("100 EUR", "130 EUR"), "all": ("100 EUR", "0 EUR")}
"""Changes of money that are tried on each node, by how much of it they move."""

REACHED = [Decimal(share) for share in ("0.3", "0.8", "1", "1.3")]
"""Attainments that bonuses are simulated with."""


@cache
def observers() -> Mapping[str, Observer]:
    """Give the observers by name: what colleagues read first, then one a rule, then the whole check."""
    by_rule = {name: partial(_rule, name) for name in rules()}
    return {
        "task sheets": _sheets,
        "where it stands": picture,
        "calendar": calendar_of,
        "compass": lambda given: (compass(given), expiring(given), learned(given)),
        "who reads": _readers,
        "bonuses": _bonuses,
        **by_rule,
        "who approves": _approvals,
        "check": lambda given: check(given).as_json(),
    }


def _rule(name: str, given: Given) -> Any:
    return [verdict.as_json() for verdict in rules()[name].check(given)]


def _sheets(given: Given) -> Any:
    """The sheet of each action: whom it goes to, its days, and all that it tells them."""
    return [
        (row.name, row.by, row.action.title, row.action.owner, str(row.action.when),
         brief_lines(given.plan, row.name))
        for row in carried(given.plan)
    ]  # fmt: skip


def _approvals(given: Given) -> Any:
    """Who is asked when nodes are new, when their days move, when their money moves a little or a lot."""
    plan = given.plan
    return [
        (name, [(one.key, one.nodes, one.people, one.teams) for one in needed(plan, plan, changes, given.thresholds)])
        for name, changes in _tried(plan).items()
    ]  # fmt: skip


def _readers(given: Given) -> Any:
    """Who is asked to read what, and by when, for each kind of change."""
    plan, found = given.plan, []
    for kind, changes in _tried(plan).items():
        asks = charter_asks(plan, ChangeSet(tuple(changes)))
        asked = dict.fromkeys((*asked_of(plan), *asks))
        by = [(*one, read_by(plan, *one, asks.get(one, ()), given.today)) for one in asked]
        found.append((kind, by))
    return found


def _tried(plan: Plan) -> dict[str, list[Change]]:
    """Changes of each kind, tried on all nodes whatever they hold."""
    nodes = [section for section in SINGLE if getattr(plan, section)]
    nodes += [f"{section}/{name}" for section, name, _ in plan.nodes()]
    return {
        "new": [Change(node, "", None, {}, "additive") for node in nodes],
        "course": [Change(node, "title", "a", "b", "strategic") for node in nodes],
        "discount": [
            Change(node, "promotion", None, "10 % public", "operational") for node in nodes
        ],
        "days": [Change(node, "when", "2027-01", "2027-02", "operational") for node in nodes],
        **{
            share: [Change(node, "cost", *money, "budget") for node in nodes]
            for share, money in MOVES.items()
        },
    }


def _bonuses(given: Given) -> Any:
    """The page of bonuses when all objectives are reached so far, guardrails kept or not."""
    return [
        scheme(given.plan, name, one, dict.fromkeys(one.rewards, share), dict.fromkeys(one.guardrails, kept))
        for name, one in given.plan.bonuses.items()
        for share in REACHED
        for kept in (True, False)
    ]  # fmt: skip


ECHO = {"place", "revision", "head", "applied", "made_at", "saved_as", "latest", "as_of", "klass"}
"""Keys that say where or when something stands, or only list what was edited."""


def shown(value: Any) -> str:
    """Write what was observed as one text, its echoes left out."""
    return json.dumps(_bare(plain(value)), ensure_ascii=False, sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key not in ECHO}
    return [_bare(item) for item in value] if isinstance(value, list) else value
