"""``outline``: everything the plan holds, section by section, by name and title, for pages."""

from dataclasses import dataclass
from typing import Any

from passerelle.plan.condition import Condition
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.phrases.tree import write_condition
from passerelle.plan.schema import form
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.names_of import kpi_title
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
    """Give each section of a plan, with its items by name and title."""
    return tuple(_section(plan, name) for name in Plan.model_fields)


def _section(plan: Plan, section: str) -> Json:
    held = getattr(plan, section)
    named = section in NAMED
    return {
        "section": section,
        "title": form(section).title.as_json(),
        "named": named,
        "items": [
            {
                "name": name,
                "title": _title(one) or (kpi_title(name) if section == "metrics" else ""),
            }
            for name, one in held.items()
        ]
        if named
        else [],
        "says": None if named or not held else _title(held),
    }


def _title(held: Any) -> str:  # noqa: ANN401
    """Give what stands for a name: the first text of an entity, or the value of a single one."""
    if isinstance(held, str | tuple):
        return held if isinstance(held, str) else ", ".join(held)
    said = (_text(getattr(held, key, None)) for key in TITLES)
    return next((one for one in said if one), "")


def _text(value: Any) -> str:  # noqa: ANN401
    """Give a text as it is, a condition that fits one phrase as it is typed, nothing else."""
    written = write_condition(value) if isinstance(value, Condition) else value
    return written if isinstance(written, str) else ""
