"""SWOT, and the moves that its pairs suggest (TOWS): what answers what, and which pair nothing uses."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.analysis import SwotItem
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given

CANVAS = Canvas(
    id="swot",
    title=Text(en="SWOT and TOWS", fr="SWOT et TOWS"),
    question=Text(
        en="What are we good at, what is coming, and which move joins the two?",
        fr="Où sommes-nous bons, qu'est-ce qui vient, et quel mouvement relie les deux\u202f?",
    ),
    sections=("swot",),
    order=10,
)

QUADRANTS = ("strength", "weakness", "opportunity", "threat")
"""Inner ones first; the good beside the bad."""

PAIRS = (
    ("strength", "opportunity"),
    ("weakness", "opportunity"),
    ("strength", "threat"),
    ("weakness", "threat"),
)
"""The four fields of TOWS: seize, catch up, defend, avoid."""


def draw(given: Given, options: Mapping[str, str]) -> Json:  # noqa: ARG001 (every canvas takes them)
    """Give the four quadrants by weight, and for each pair of quadrants the moves that join them.

    A move is an objective or an action that answers an item of both; ``unused`` counts the grave
    items of the outer quadrant that no move of the pair answers.
    """
    rows = {name: _row(given, name, node) for name, node in given.plan.swot.items()}
    quadrants = [{"quadrant": one, "items": _by_weight(rows, given, one)} for one in QUADRANTS]
    return {"quadrants": quadrants, "pairs": [_pair(given, *pair) for pair in PAIRS]}


def _row(given: Given, name: str, node: SwotItem) -> Json:
    known = {*given.plan.objectives, *given.plan.actions}
    answered = [one for one in node.answered_by if one in known]
    return item(
        "swot",
        name,
        node.says,
        impact=node.impact,
        probability=node.probability,
        weight=weight(node),
        answered_by=answered,
        accepted=node.accepted,
        open=node.quadrant == "threat" and not answered and not node.accepted,
        stale=bool(node.until and node.until < given.today),
    )


def weight(node: SwotItem) -> int:
    """Impact times probability, 0 to 25; an inner item counts its impact as certain."""
    likely = node.probability or (5 if node.quadrant in {"strength", "weakness"} else 0)
    return (node.impact or 0) * likely


def _by_weight(rows: dict[str, Json], given: Given, quadrant: str) -> list[Json]:
    held = [rows[name] for name, node in given.plan.swot.items() if node.quadrant == quadrant]
    return sorted(held, key=lambda row: -int(row["weight"]))


def _pair(given: Given, inner: str, outer: str) -> Json:
    answers: dict[str, dict[str, list[str]]] = {}
    for name, node in given.plan.swot.items():
        if node.quadrant in {inner, outer}:
            for move in node.answered_by:
                answers.setdefault(move, {}).setdefault(node.quadrant, []).append(name)
    moves = [
        {
            "name": move,
            "node": _node(given, move),
            "title": _title(given, move),
            **_sides(held, inner, outer),
        }
        for move, held in answers.items()
        if inner in held and outer in held
    ]
    used = {name for move in moves for name in move["outer"]}
    grave = [
        name
        for name, node in given.plan.swot.items()
        if node.quadrant == outer and name not in used
    ]
    return {"inner": inner, "outer": outer, "moves": moves, "unused": grave}


def _sides(held: dict[str, list[str]], inner: str, outer: str) -> Json:
    return {"inner": held[inner], "outer": held[outer]}


def _node(given: Given, name: str) -> str:
    section = "objectives" if name in given.plan.objectives else "actions"
    return f"{section}/{name}"


def _title(given: Given, name: str) -> str:
    held = given.plan.objectives.get(name) or given.plan.actions.get(name)
    return (held.title if held else None) or name
