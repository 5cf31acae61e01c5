"""Porter's five forces: how hard each presses on the margin of the market, and what answers it."""

from collections.abc import Mapping
from decimal import Decimal
from math import cos, pi, sin

from passerelle.base.language import Text
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given

CANVAS = Canvas(
    id="forces",
    title=Text(en="Five forces", fr="Cinq forces"),
    question=Text(
        en="Who presses on our margin, how hard, and what do we do about it?",
        fr="Qui presse notre marge, avec quelle force, et qu'y faisons-nous\u202f?",
    ),
    sections=("forces",),
    order=30,
)

FORCES = ("entrants", "buyers", "substitutes", "suppliers", "rivalry")
"""Clockwise around the picture, as it is usually drawn; rivalry closes it."""

RADIUS = 100
MARKS = 5


def draw(given: Given, options: Mapping[str, str]) -> Json:  # noqa: ARG001 (every canvas takes them)
    """Give each force with its mean intensity (1 to 5, None where none is marked) and the radar.

    ``pressure`` is the mean of the marked forces. A force is ``open`` where an item of it is grave
    and nothing answers it. The radar stands in a circle of 100 around the origin.
    """
    rows = [_force(given, force) for force in FORCES]
    marked = [row["intensity"] for row in rows if row["intensity"] is not None]
    return {
        "forces": rows,
        "pressure": round(sum(marked, Decimal(0)) / len(marked), 1) if marked else None,
        "shape": " ".join(
            "{x},{y}".format(**_at(place, float(row["intensity"] or 0)))
            for place, row in enumerate(rows)
        ),
        "dots": [
            _at(place, float(row["intensity"]))
            for place, row in enumerate(rows)
            if row["intensity"] is not None
        ],
        "rings": [
            " ".join("{x},{y}".format(**_at(p, ring)) for p in range(len(FORCES)))
            for ring in range(1, MARKS + 1)
        ],
        "axes": [
            {"force": force, **_at(place, MARKS), "label": _at(place, MARKS + 0.7)}
            for place, force in enumerate(FORCES)
        ],
    }


def _force(given: Given, force: str) -> Json:
    known = {*given.plan.objectives, *given.plan.actions}
    grave = given.thresholds.number("AL-100", "pressing")
    items = []
    for name, one in given.plan.forces.items():
        if one.force != force:
            continue
        answered = [each for each in one.answered_by if each in known]
        pressing = one.intensity is not None and one.intensity >= grave
        items.append(
            item(
                "forces",
                name,
                one.says,
                intensity=one.intensity,
                answered_by=answered,
                accepted=one.accepted,
                open=pressing and not answered and not one.accepted,
                stale=bool(one.until and one.until < given.today),
            )
        )
    marked = [Decimal(row["intensity"]) for row in items if row["intensity"]]
    mean = sum(marked, Decimal(0)) / len(marked) if marked else None
    return {
        "force": force,
        "items": items,
        "intensity": mean,
        "open": any(row["open"] for row in items),
    }


def _at(place: int, mark: float) -> dict[str, str]:
    angle = 2 * pi * place / len(FORCES) - pi / 2
    distance = RADIUS * mark / MARKS
    return {"x": f"{distance * cos(angle):.1f}", "y": f"{distance * sin(angle):.1f}"}
