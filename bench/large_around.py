"""What stands around the course and the engine of a large plan: rivals, needs, work, money by month."""

from collections.abc import Callable, Mapping
from typing import Any

from bench.large_names import (
    CHANNELS,
    LAST_DAY,
    Size,
    Things,
    action,
    cost,
    fact,
    need,
    objective,
    person,
    promise,
    segment,
    starts,
    study_cost,
    team,
)

MONTHS = tuple(f"2027-{month:02d}" for month in range(1, 13))


def _studies(size: Size) -> Things:
    methods = ("survey", "interview", "panel", "data")
    return {
        f"etude-{i:03d}": {
            "title": f"Étude {i} sur la maison",
            "method": methods[i % 4],
            "n": 300 + 10 * i,
            "until": LAST_DAY,
            "cost": f"{study_cost(size)} EUR",
        }
        for i in range(size.part(50))
    }


def _competitors(size: Size) -> Things:
    return {
        f"concurrent-{i:02d}": {
            "title": f"Concurrent {i}",
            "tier": ("mainstream", "premium", "value")[i % 3],
            "claims": ["moins cher", "livré demain"],
            "evidence": [fact(i % size.facts)],
        }
        for i in range(size.part(100, 3))
    }


def _needs(size: Size) -> Things:
    return {
        need(i): {
            "says": f"Pouvoir garder longtemps ce que l'on achète, cas {i}",
            "segment": segment(i),
            "importance": 3 + i % 3,
            "satisfaction": 2 + i % 4,
            "evidence": [fact(i % size.facts)],
        }
        for i in range(size.segments)
    }


def _propositions(size: Size) -> Things:
    return {
        f"proposition-{i:03d}": {
            "segment": segment(i),
            "says": promise(i),
            "pains": {"usure": "réparé pendant dix ans"},
            "gains": {"durée": "pièces suivies"},
            "proof": [fact(i % size.facts)],
        }
        for i in range(size.segments)
    }


def _contents(size: Size) -> Things:
    kinds = ("article", "video", "post", "newsletter")
    return {
        f"contenu-{i:04d}": {
            "title": f"Contenu {i} du rendez-vous",
            "kind": kinds[i % 4],
            "action": action(2 * i),
            "segment": segment(2 * i % size.segments),
            "language": "fr",
            "text": promise(2 * i % size.segments),
            "when": str(starts(size, 2 * i)),
            "owner": person(2 * i % size.people),
        }
        for i in range(size.part(2))
    }


def _tasks(size: Size) -> Things:
    return {
        f"tache-{i:04d}": {
            "title": f"Préparer le rendez-vous {2 * i}",
            "action": action(2 * i),
            "serves": [objective(2 * i % size.objectives)],
            "owner": person(2 * i % size.people),
            "when": str(starts(size, 2 * i)),
            "work": "0.5",
        }
        for i in range(size.part(2))
    }


def _spending(size: Size) -> Things:
    return {
        f"ligne-{i:04d}": {
            "pays": action(5 * i),
            "months": {MONTHS[starts(size, 5 * i).month - 1]:
                       {"planned": f"{cost(5 * i)} EUR"}},
        }
        for i in range(size.part(5))
    }  # fmt: skip


def _terms(size: Size) -> Things:
    return {
        f"mot-{i:03d}": {
            "fr": f"mot {i}",
            "en": f"word {i}",
            "says": f"Ce que veut dire le mot {i}",
        }
        for i in range(size.part(50))
    }


def _channels(_size: Size) -> Things:
    families = ("own", "own", "media", "own", "own", "partner")
    return {
        name: {"title": name.capitalize(), "family": families[i]} for i, name in enumerate(CHANNELS)
    }


def _rituals(size: Size) -> Things:
    return {
        "point-du-lundi": {
            "title": "Point du lundi",
            "every_days": 7,
            "teams": [team(i) for i in range(min(size.teams, 3))],
            "agenda": "chiffres puis décisions",
            "held": "2026-11-30",
        }
    }


AROUND: Mapping[str, Callable[[Size], Any]] = {
    "studies": _studies,
    "competitors": _competitors,
    "needs": _needs,
    "propositions": _propositions,
    "channels": _channels,
    "contents": _contents,
    "tasks": _tasks,
    "spending": _spending,
    "terms": _terms,
    "rituals": _rituals,
}
"""Sections that a large company fills beside the main ones."""
