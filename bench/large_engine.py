"""The engine of a large plan: campaigns, actions, promotions, money, people."""

from collections.abc import Callable, Mapping
from typing import Any

from bench.large_names import (
    CHANNELS,
    JUDGED,
    Data,
    Size,
    Things,
    action,
    campaign,
    cost,
    lasts,
    objective,
    offer,
    person,
    promise,
    segment,
    starts,
    team,
)


def _campaigns(size: Size) -> Things:
    return {
        campaign(i): {
            "title": f"Campagne {i}",
            "owner": person(i % size.people),
            "serves": [objective(i % size.objectives)],
            "budget": f"{sum(cost(a) for a in range(i, size.actions, size.campaigns))} EUR",
        }
        for i in range(size.campaigns)
    }


def _actions(size: Size) -> Things:
    return {action(i): _one_action(size, i) for i in range(size.actions)}


def _one_action(size: Size, i: int) -> Data:
    start = starts(size, i)
    made: Data = {
        "title": f"Rendez-vous {i} du public {i % size.segments}",
        "campaign": campaign(i % size.campaigns),
        "for": [segment(i % size.segments)],
        "by": CHANNELS[i % len(CHANNELS)],
        "when": f"{start}..{start + lasts(i)}",
        "cost": f"{cost(i)} EUR",
        "owner": person(i % size.people),
        "says": promise(i % size.segments),
        "serves": [objective(i % size.objectives)],
        "brings": "0.4 / 0.7 / 1.1 pts",
        "judged_on": [JUDGED[i % 4], JUDGED[(i + 1) % 4]],
        "offers": [offer(i % size.offers)],
        "tell": [team(i % size.teams), team(1)],
    }
    if i % 3 == 0:
        made |= {
            "holdout": "10 %",
            "product": "emballage réutilisable",
            "place": "site et boutiques",
        }
    if i % 4 == 1 and i >= 2 * size.segments:
        made["needs"] = [action(i - 2 * size.segments)]
    if i % 11 == 0:
        made["promotion"] = f"{5 + i % 10} % members"
    if i % 25 == 0:
        made["leads"] = "1 / 2 / 3"
    return made


def _promotions(size: Size) -> Things:
    return {
        f"offre-speciale-{i:03d}": {
            "discount": f"{5 + i % 12} % public",
            "when": f"2027-{1 + i % 12:02d}",
            "offers": [offer(i % size.offers)],
            "action": action(i + (i % 11 == 0)),
        }
        for i in range(size.part(25))
    }


def _budget(size: Size) -> Things:
    return {
        f"enveloppe-{channel}": {
            "amount": f"{sum(cost(a) for a in range(i, size.actions, len(CHANNELS)))} EUR",
            "channels": [channel],
        }
        for i, channel in enumerate(CHANNELS)
    }


def _teams(size: Size) -> Things:
    families = ("strategy", "sales", "service", "finance", "operations", "product")
    made: Things = {
        team(i): {"title": f"Équipe {i}", "family": families[i % len(families)]}
        for i in range(size.teams)
    }
    made[team(1)] |= {
        "handles": f"{size.actions} leads a week",
        "receives": f"{size.actions // 4} leads a week",
        "notice_days": 10,
    }
    return made


def _people(size: Size) -> Things:
    return {
        person(i): {
            "title": f"Responsable {i}",
            "team": team(i % size.teams),
            "email": f"responsable-{i:03d}@example.com",
        }
        for i in range(size.people)
    }


ENGINE: Mapping[str, Callable[[Size], Any]] = {
    "campaigns": _campaigns,
    "actions": _actions,
    "promotions": _promotions,
    "budget": _budget,
    "teams": _teams,
    "people": _people,
}
"""Sections of the operations."""
