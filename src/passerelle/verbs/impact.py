"""``impact``: what a change of one part of the plan touches, and whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.brief import person_text
from passerelle.plan.diff import diff
from passerelle.plan.impact import Impact, Touched
from passerelle.plan.impact import impact as impact_of
from passerelle.plan.load import read_plan
from passerelle.plan.model import NAMED, SINGLE, Plan
from passerelle.plan.schema import form
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.names_of import title_of
from passerelle.verbs.ownership import head_plan


@dataclass(frozen=True, slots=True)
class Impacted(Answer):
    """What is touched, section by section, each with the way that leads there.

    ``nodes`` are what changes; ``waiting`` says that they are the changes not in force yet.
    ``people`` counts those of the touched segments, where the data is there.
    """

    revision: int
    nodes: tuple[Json, ...]
    waiting: bool
    sections: tuple[Json, ...]
    counts: Json
    money: tuple[str, ...]
    owners: tuple[Json, ...]
    segments: tuple[Json, ...]


def impact(house: House, what: str = "") -> Impacted:
    """Say what a change touches.

    Args:
        house: The workspace.
        what: ``brand``, ``positionings/x``, ``segments/y``…; empty for all that waits to be
            applied.

    Raises:
        NotFound: there is no such part; the nearest are given.
    """
    revision, plan = head_plan(house)
    nodes = (_found(plan, what),) if what else _waiting(house, plan)
    found = impact_of(plan, nodes)
    return Impacted(
        revision.number,
        tuple({"node": node, "title": title_of(plan, node)} for node in nodes),
        not what,
        tuple(_sections(plan, found)),
        {section: len(rows) for section, rows in _grouped(found).items()},
        tuple(str(amount) for amount in found.money),
        tuple({"person": name, "name": plain(person_text(plan, name))} for name in found.owners),
        tuple(_sizes(house, plan, found.segments)),
    )


def _found(plan: Plan, what: str) -> str:
    section, _, name = what.strip("/").partition("/")
    if section in SINGLE and not name:
        return section
    if section in NAMED and name in getattr(plan, section):
        return f"{section}/{name}"
    if section in NAMED:
        raise NotFound(
            Text(en=f"There is no '{what}'.", fr=f"Il n'y a pas de « {what} »."),
            nearest(what, [f"{section}/{one}" for one in getattr(plan, section)]),
        )
    known = [*SINGLE, *(f"{one}/{name}" for one, name, _ in plan.nodes())]
    raise NotFound(
        Text(en=f"There is no '{what}'.", fr=f"Il n'y a pas de « {what} »."), nearest(what, known)
    )


def _waiting(house: House, plan: Plan) -> tuple[str, ...]:
    from passerelle.records import revisions

    in_force = revisions.applied()
    before = read_plan(in_force.texts) if in_force else Plan()
    changes = diff(before, plan, day_in(house)).changes if in_force else ()
    return tuple(dict.fromkeys(change.node for change in changes))


def _grouped(found: Impact) -> dict[str, list[Touched]]:
    rows: dict[str, list[Touched]] = {}
    for one in found.touched:
        rows.setdefault(one.node.partition("/")[0], []).append(one)
    return rows


def _sections(plan: Plan, found: Impact) -> Sequence[Json]:
    return [
        {
            "section": section,
            "title": form(section).title.as_json(),
            "items": [_item(plan, one) for one in rows],
        }
        for section, rows in _grouped(found).items()
    ]


def _item(plan: Plan, one: Touched) -> Json:
    section, _, name = one.node.partition("/")
    place = plan.place(section, name)
    return {
        "node": one.node,
        "title": title_of(plan, one.node),
        "way": [{"node": node, "title": title_of(plan, node)} for node in one.way],
        "steps": one.steps,
        "place": str(place) if place else None,
        "there": name in getattr(plan, section, {}),
    }


def _sizes(house: House, plan: Plan, names: tuple[str, ...]) -> Sequence[Json]:
    from passerelle.verbs.facts import segment_sizes

    sizes = segment_sizes(house, plan) or {}
    return [
        {"segment": name, "title": title_of(plan, f"segments/{name}"), "people": sizes.get(name)}
        for name in names
    ]
