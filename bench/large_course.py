"""The course of a large plan: what is known, for whom, what is aimed at."""

from collections.abc import Callable, Mapping
from typing import Any

from bench.large_names import (
    CHANNELS,
    COUNTRIES,
    LAST_DAY,
    OPERATIONAL,
    STRATEGIC,
    STRATEGIC_ONES,
    Data,
    Size,
    Things,
    cost_of_all,
    fact,
    market,
    need,
    objective,
    offer,
    person,
    priorities,
    promise,
    segment,
    study_cost,
    team,
)


def _year(size: Size) -> Data:
    return {
        "period": "2027",
        "budget": f"{cost_of_all(size) + study_cost(size) * size.part(50)} EUR",
    }


def _brand(_size: Size) -> Data:
    return {
        "tier": "premium",
        "promise": "Des objets que l'on garde dix ans",
        "means": {
            "product": "garantie 10 ans",
            "price": "pas de remise publique au-delà de 30 %",
            "place": "site et boutiques",
        },
        "never": {
            "discount_over": "30 %",
            "deal_days_over": "366",
            "words": ["prix cassés", "déstockage"],
        },
        "evidence": [fact(0)],
    }


def _facts(size: Size) -> Things:
    return {
        fact(i): {
            "says": f"{40 + i % 50} clients sur cent disent que la qualité numéro {i} compte",
            "from": ("orders", "survey", "étude de filière")[i % 3],
            "n": 200 + 7 * (i % 90),
            "until": LAST_DAY,
        }
        for i in range(size.facts)
    }


def _swot(size: Size) -> Things:
    return {
        f"constat-{i:03d}": {
            "says": f"Constat {i} sur le marché et la maison",
            "quadrant": ("strength", "weakness", "opportunity", "threat")[i % 4],
            "impact": 1 + i % 5,
            "probability": 1 + (i // 4) % 5,
            "evidence": [fact(i % size.facts)],
            "answered_by": [objective(i % size.objectives)],
        }
        for i in range(size.part(40, 4))
    }


def _markets(size: Size) -> Things:
    return {
        market(i): {
            "title": f"Équipement de la maison, zone {i}",
            "countries": [COUNTRIES[i % len(COUNTRIES)]],
            "growth": f"{1 + i % 2} / {2 + i % 2} / {3 + i % 2} %",
            "evidence": [fact(i % size.facts)],
        }
        for i in range(size.part(100, 3))
    }


def _offers(size: Size) -> Things:
    return {
        offer(i): {
            "title": f"Collection {i}",
            "price": f"{40 + 3 * (i % 60)} EUR",
            "cost": f"{15 + i % 60} EUR",
            "markets": [market(i % size.part(100, 3))],
            "products": [f"P{i:04d}A", f"P{i:04d}B"],
            "answers": [need(one) for one in range(i, size.segments, size.offers)],
        }
        for i in range(size.offers)
    }


def _segments(size: Size) -> Things:
    conditions: tuple[Callable[[int], Any], ...] = (
        lambda i: f"orders >= {1 + i % 9} in {6 + i % 19} months",
        lambda i: f"orders = 1 and last order before {30 + i} days ago",
        lambda i: f"spend >= {100 + 10 * i} EUR in {3 + i % 22} months",
        lambda i: {
            "all": [f"country is {COUNTRIES[i % 10]}", f"orders >= {1 + i % 4} in 24 months"]
        },
    )
    return {
        segment(i): {
            "rank": i + 1,
            "who": conditions[i % len(conditions)](i),
            "promise": promise(i),
            "evidence": [fact(i % size.facts)],
            "approved_by": [team(1), person(i % size.people)],
        }
        for i in range(size.segments)
    }


def _personas(size: Size) -> Things:
    return {
        f"persona-{i:03d}": {
            "title": f"Camille {i}, {25 + i % 40} ans",
            "segment": segment(i),
            "channels": list(CHANNELS),
            "languages": ["fr"],
            "objections": ["le prix", "le délai de livraison"],
        }
        for i in range(0, size.segments, 2)
    }


def _messages(size: Size) -> Things:
    return {
        f"message-{i:03d}": {
            "says": promise(i),
            "segment": segment(i),
            "evidence": [fact(i % size.facts)],
        }
        for i in range(size.segments)
    }


def _objectives(size: Size) -> Things:
    return {objective(i): _one_objective(size, i) for i in range(size.objectives)}


def _one_objective(size: Size, i: int) -> Data:
    top = i - i % -(-size.objectives // STRATEGIC_ONES)
    strategic = i == top
    kpi = (STRATEGIC if strategic else OPERATIONAL)[i % 2]
    return {
        "title": f"{'Être choisi' if strategic else 'Être mieux suivi'} par le public {i}",
        "level": "strategic" if strategic else "operational",
        "owner": person(i % size.people),
        **({} if strategic else {"within": objective(top)}),
        "priority": priorities(size)[i],
        "market": market(i % size.part(100, 3)),
        "evidence": [fact(i % size.facts)],
        "results": {kpi: f"{20 + i % 9} % -> {22 + i % 9} % by {LAST_DAY}",
                    "unsubscribe_rate": "stays under 0.4 %"},
    }  # fmt: skip


COURSE: Mapping[str, Callable[[Size], Any]] = {
    "vision": lambda _size: "La maison que l'on garde et que l'on transmet",
    "north_star": lambda _size: "repurchase_rate",
    "year": _year,
    "brand": _brand,
    "facts": _facts,
    "swot": _swot,
    "markets": _markets,
    "offers": _offers,
    "segments": _segments,
    "personas": _personas,
    "messages": _messages,
    "objectives": _objectives,
}
"""Sections of the strategy."""
