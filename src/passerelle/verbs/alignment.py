"""``alignment``: how much follows the strategy, of the plan, each objective and each team; and since when."""

from dataclasses import dataclass

from passerelle.plan.alignment import align_parts
from passerelle.plan.check import check as check_plan
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.names_of import title_of
from passerelle.verbs.ownership import head_plan


@dataclass(frozen=True, slots=True)
class Figures(Answer):
    """The figure of the whole plan and of its parts, each with its past values, oldest first.

    A past value is that of a revision on the day it came into force.
    """

    revision: int
    plan: Json
    objectives: tuple[Json, ...]
    teams: tuple[Json, ...]


def alignment(house: House) -> Figures:
    """Give the alignment figures of head and their history."""
    revision, plan = head_plan(house)
    given = deeds_known(house, plan)
    result = check_plan(given)
    past = _past()
    parts = {
        node: {
            "node": node,
            "title": title_of(plan, node),
            **figure.as_json(),
            "past": past.get(node, []),
        }
        for node, figure in align_parts(given, result.findings).items()
    }
    return Figures(
        revision.number,
        {**result.alignment.as_json(), "past": past.get("", [])},
        tuple(row for node, row in parts.items() if node.startswith("objectives/")),
        tuple(row for node, row in parts.items() if node.startswith("teams/")),
    )


def _past() -> dict[str, list[Json]]:
    from passerelle.records.measured import AlignmentReading

    found: dict[str, list[Json]] = {}
    for row in AlignmentReading.objects.order_by("at", "pk"):
        figure = {
            "revision": row.revision,
            "at": row.at.isoformat(),
            "percent": None if row.floor is None else int(row.floor),
        }
        found.setdefault(row.scope, []).append(figure)
    return found
