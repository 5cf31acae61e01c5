"""PESTEL: what the surroundings may do to us, how hard, how likely, and what answers it."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.analysis import Factor
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given
from passerelle.plan.rule_surroundings import GRAVE

CANVAS = Canvas(
    id="pestel",
    title=Text(en="PESTEL", fr="PESTEL"),
    question=Text(
        en="What may the world around us do to us, and what do we do about it?",
        fr="Que peut nous faire le monde qui nous entoure, et qu'y faisons-nous\u202f?",
    ),
    sections=("pestel",),
    order=20,
)

DIMENSIONS = ("political", "economic", "social", "technological", "environmental", "legal")
STEP = 20
"""Size of one mark of impact or probability in the picture."""


def draw(given: Given, options: Mapping[str, str]) -> Json:  # noqa: ARG001 (every canvas takes them)
    """Give the six fields by weight, the picture of impact against probability, and what is open.

    ``points`` place each weighed factor: probability from left to right, impact from bottom to top,
    numbered in the order of weight. ``open`` are grave threats that nothing answers.
    """
    rows = [_row(given, name, one) for name, one in given.plan.pestel.items()]
    weighed = sorted((row for row in rows if row["weight"]), key=lambda row: -int(row["weight"]))
    for number, row in enumerate(weighed, 1):
        row["number"] = number
    return {
        "fields": [
            {
                "dimension": one,
                "items": sorted(
                    (r for r in rows if r["dimension"] == one), key=lambda r: -int(r["weight"])
                ),
            }
            for one in DIMENSIONS
        ],
        "points": [_point(row, weighed) for row in weighed],
        "open": [row["name"] for row in rows if row["open"]],
    }


def _row(given: Given, name: str, one: Factor) -> Json:
    known = {*given.plan.objectives, *given.plan.actions}
    weight = (one.impact or 0) * (one.probability or 0)
    answered = [each for each in one.answered_by if each in known]
    return item(
        "pestel",
        name,
        one.says,
        dimension=one.dimension,
        effect=one.effect,
        impact=one.impact,
        probability=one.probability,
        weight=weight,
        answered_by=answered,
        accepted=one.accepted,
        stale=bool(one.until and one.until < given.today),
        open=one.effect == "threat" and weight >= GRAVE and not answered and not one.accepted,
    )


def _point(row: Json, weighed: list[Json]) -> Json:
    """Place one factor; those of one cell stand beside each other."""
    same = [
        each["name"]
        for each in weighed
        if (each["impact"], each["probability"]) == (row["impact"], row["probability"])
    ]
    aside = same.index(row["name"]) * 7 - (len(same) - 1) * 3.5
    return {
        "number": row["number"],
        "effect": row["effect"],
        "open": row["open"],
        "title": row["title"],
        "x": f"{STEP * (row['probability'] - 0.5) + aside:.1f}",
        "y": f"{STEP * (5.5 - row['impact']):.1f}",
    }
