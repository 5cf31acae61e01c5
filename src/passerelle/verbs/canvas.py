"""``canvas`` and ``canvases``: the pictures of the plan, worked out of head."""

from dataclasses import dataclass

from passerelle.plan.canvas_catalogue import canvas as find
from passerelle.plan.canvas_catalogue import canvases as all_canvases
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan


@dataclass(frozen=True, slots=True)
class Drawn(Answer):
    """One canvas of a revision: what it is, and what it shows."""

    revision: int
    canvas: Json
    body: Json


@dataclass(frozen=True, slots=True)
class Canvases(Answer):
    """The canvases in their order, with how many things of the plan each shows."""

    revision: int
    canvases: tuple[Json, ...]


def canvas(house: House, name: str, options: dict[str, str] | None = None) -> Drawn:
    """Draw one canvas of head.

    Args:
        house: The workspace.
        name: ``swot``, ``mix``…
        options: What the reader chose, by name: an axis, a state of the money.

    Raises:
        NotFound: there is none of that name.
    """
    module = find(name)
    revision, plan = head_plan(house)
    body: Json = plain(module.draw(deeds_known(house, plan), options or {}))
    return Drawn(revision.number, module.CANVAS.as_json(), body)


def canvases(house: House) -> Canvases:
    """List the canvases."""
    revision, plan = head_plan(house)
    rows = (
        {
            **one.CANVAS.as_json(),
            "count": sum(len(getattr(plan, section, ()) or ()) for section in one.CANVAS.sections),
        }
        for one in all_canvases().values()
    )
    return Canvases(revision.number, tuple(rows))
