"""Home: course on the left, engine on the right, their links drawn, the figure in the middle."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.shortened import shortened

MOST_GOALS, MOST_ACTIONS = 20, 40
"""Rows that a column holds at once: those to look at, then what comes first, or serves it, runs or comes next."""

_HEALTH = {"bad": 16, "watch": 8, "good": 0}
_SERVES_A_GOAL_SHOWN = 4
_STATE = {"running": 3, "coming": 2, "undated": 1, "over": 0}

WIDTH = HEIGHT = 100
"""The drawing's own units; the page stretches it over the gap between the columns."""


@opens("read")
def home(request: HttpRequest) -> HttpResponse:
    """Show both halves, and what needs the reader."""
    found = ask(request, "home")
    served = {link["objective"] for link in found["links"]}
    serving = {link["action"] for link in found["links"]}
    titles = {one["objective"]: one["title"] for one in found["course"]}
    goals, goals_left = shortened(found["course"], MOST_GOALS, lambda one: _HEALTH[one["health"]])
    shown = {one["objective"] for one in goals}
    actions, actions_left = shortened(
        found["engine"],
        MOST_ACTIONS,
        lambda one: (
            _HEALTH[one["health"]]
            + _STATE[one["state"]]
            + _SERVES_A_GOAL_SHOWN * (not shown.isdisjoint(one["serves"]))
        ),
    )
    context = {
        "home": found,
        "goals_left": goals_left,
        "actions_left": actions_left,
        "course": [{**one, "orphan": one["objective"] not in served} for one in goals],
        "engine": [
            {
                **one,
                "orphan": one["action"] not in serving and one["by"] != "run",
                "goals": [titles.get(name) or name for name in one["serves"]],
            }
            for one in actions
        ],
        "links": drawn(goals, actions, found["links"]),
        "off": sum(link["health"] != "good" for link in found["links"]),
    }
    return render(request, "passerelle/home.html", context)


def drawn(
    course: Sequence[Mapping[str, Any]],
    engine: Sequence[Mapping[str, Any]],
    links: Sequence[Mapping[str, Any]],
) -> list[dict[str, str]]:
    """Draw each link as a curve from its objective's row to its action's row.

    Rows of a column have equal heights and both columns fill the same height, so the middle of row
    i of n stands at (i + 1/2) / n of it.
    """
    left = _middles([one["objective"] for one in course])
    right = _middles([one["action"] for one in engine])
    half = WIDTH / 2
    return [
        {
            "d": f"M0 {left[one['objective']]:.2f} C{half} {left[one['objective']]:.2f} "
            f"{half} {right[one['action']]:.2f} {WIDTH} {right[one['action']]:.2f}",
            "health": str(one["health"]),
        }
        for one in sorted(links, key=lambda link: ("good", "watch", "bad").index(link["health"]))
        if one["objective"] in left and one["action"] in right
    ]


def _middles(names: Sequence[str]) -> dict[str, float]:
    return {name: HEIGHT * (place + 0.5) / len(names) for place, name in enumerate(names)}


urlpatterns = [path("", home, name="home")]
