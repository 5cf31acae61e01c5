"""``outline``: everything the plan holds, section by section, by name and title, for pages."""

from dataclasses import dataclass
from typing import Any

from passerelle.plan.dump import write_plan
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.schema import form
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan

TITLES = ("title", "says", "text", "promise", "who")
"""Fields that can stand for a name, first found first."""


@dataclass(frozen=True, slots=True)
class Outline(Answer):
    """Head's number, and each section: its title, whether it holds named things, and which."""

    revision: int
    sections: tuple[Json, ...]


def outline(house: House) -> Outline:
    """List what head holds.

    Raises:
        InputErrors: no revision exists yet and the files cannot be read.
    """
    revision, plan = head_plan(house)
    return Outline(revision.number, sections_of(plan))


def sections_of(plan: Plan) -> tuple[Json, ...]:
    """Give each section of a plan, with its items by name, title and place."""
    written: Json = write_plan(plan)
    return tuple(_section(plan, name, written) for name in Plan.model_fields)


def _section(plan: Plan, section: str, written: Json) -> Json:
    held = written.get(section)
    named = section in NAMED
    return {
        "section": section,
        "title": form(section).title.as_json(),
        "named": named,
        "items": [_item(plan, section, name, one) for name, one in (held or {}).items()]
        if named
        else [],
        "says": None if named or held is None else _title(held),
    }


def _item(plan: Plan, section: str, name: str, held: Any) -> Json:  # noqa: ANN401
    place = plan.place(section, name)
    return {"name": name, "title": _title(held), "place": str(place) if place else None}


def _title(held: Any) -> str:  # noqa: ANN401
    if not isinstance(held, dict):
        return str(held)
    return next((str(held[key]) for key in TITLES if isinstance(held.get(key), str)), "")
