"""A filled spreadsheet laid over a plan that lives already: which fields it changes."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from passerelle.base.ids import slug_of
from passerelle.plan.diff import diff
from passerelle.plan.dump import plan_of, write_plan
from passerelle.plan.fieldchange import FieldChange
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan

NAMES_OF = {
    "owner": "people",
    "within": "objectives",
    "for": "segments",
    "serves": "objectives",
    "objectives": "objectives",
}
"""Fields of the sheets that name other parts, and the section of those."""

_WHOLE = {"who", "brings"}
"""Maps that are one value."""


def changes_onto(plan: Plan, texts: Mapping[str, str]) -> list[FieldChange]:
    """Say what a spreadsheet changes in a plan.

    A row is the part of the plan that has its title, or its name; other rows are new parts. An empty
    cell says nothing, so nothing is ever removed.

    Args:
        plan: The plan that the sheet is laid over.
        texts: What ``plan_from_sheets`` made of the sheet.
    """
    held, supplied = write_plan(plan), write_plan(read_plan(texts))
    sections = {*supplied, *NAMES_OF.values()}
    known = {section: _names(held.get(section, {})) for section in sections}
    wanted = deepcopy(held)
    for section, nodes in supplied.items():
        for name, fields in nodes.items():
            here = _name_in(known, section, name, fields)
            node = wanted.setdefault(section, {})
            if section == "people" and here in node:
                continue
            node[here] = _over(node.get(here, {}), _renamed(fields, known, supplied))
    changed = diff(plan, plan_of(wanted)).changes
    return [FieldChange(one.node, one.field, one.after) for one in changed]


def _names(nodes: Mapping[str, Any]) -> dict[str, str]:
    """Give the name of each node by what a sheet may call it: its title's slug, its own name."""
    by_title = {
        slug_of(str(node["title"])): name
        for name, node in nodes.items()
        if isinstance(node, dict) and node.get("title")
    }
    return {**by_title, **{name: name for name in nodes}}


def _name_in(
    known: Mapping[str, Mapping[str, str]], section: str, name: str, fields: Mapping[str, Any]
) -> str:
    by_title = known.get(section, {}).get(slug_of(str(fields.get("title", ""))))
    return known.get(section, {}).get(name, by_title or name)


def _renamed(fields: Mapping[str, Any], known: Any, supplied: Any) -> dict[str, Any]:  # noqa: ANN401
    made = dict(fields)
    for field, section in NAMES_OF.items():
        if field in made:
            made[field] = _each(made[field], section, known, supplied)
    return made


def _each(value: Any, section: str, known: Any, supplied: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_each(one, section, known, supplied) for one in value]
    fields = supplied.get(section, {}).get(value, {})
    return _name_in(known, section, value, fields)


def _over(held: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Lay fields over a node, group by group."""
    made = dict(held)
    for key, value in fields.items():
        inner = made.get(key)
        both = isinstance(inner, dict) and isinstance(value, dict) and key not in _WHOLE
        made[key] = _over(inner, value) if both and isinstance(inner, dict) else value
    return made
