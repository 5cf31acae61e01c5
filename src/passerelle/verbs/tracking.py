"""``off-plan`` and ``belongs``: rows that no action explains, and the one click that says whose they are."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.warehouse.source import Source

RESOLVED = ("events", "orders", "leads", "spend")


@dataclass(frozen=True, slots=True)
class Strays(Answer):
    """Rows that name something that belongs to no action, by table, source and value."""

    rows: tuple[Json, ...]
    total: int
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapped(Answer):
    """A mapping written into a source."""

    source: str
    value: str
    action: str


def off_plan(house: House) -> Strays:
    """Count what is off plan, the most frequent first."""
    from passerelle.warehouse.tracking import off_plan as count

    _, plan = head_plan(house)
    publish(house, plan)
    rows = [plain(row) for table in RESOLVED for row in count(house.warehouse, table)]
    return Strays(tuple(rows), sum(row["rows"] for row in rows), tuple(plan.actions))


def belongs(house: House, source: str, value: str, action: str) -> Mapped:
    """Write into a source that a value belongs to an action; the rows follow at once.

    Raises:
        NotFound: there is no such source or action.
    """
    from passerelle.plan.yaml_edit import set_key

    _, plan = head_plan(house)
    if action not in plan.actions:
        raise NotFound(
            Text(en=f"There is no action '{action}'.", fr=f"Il n'y a pas d'action « {action} »."),
            nearest(action, plan.actions),
        )
    path = _file_of(house, source)
    code = plan.actions[action].tracking or action
    beside = path.with_suffix(".new")
    beside.write_text(
        set_key(path.read_text(encoding="utf-8"), ("codes", value), code), encoding="utf-8"
    )
    beside.replace(path)
    resolve(house, plan)
    return Mapped(source, value, action)


def resolve(house: House, plan: Plan) -> None:
    """Publish the mappings of all sources and the actions, then derive the touches anew."""
    from passerelle.warehouse.source import read_sources
    from passerelle.warehouse.tracking import build_touches, codes_of

    publish(house, plan)
    house.warehouse.replace("codes", codes_of(read_sources(house.folder)))
    build_touches(house.warehouse)


def _file_of(house: House, source: str) -> Path:
    from passerelle.warehouse.source import read_sources

    known: dict[str, Source] = {one.name: one for one in read_sources(house.folder)}
    if source not in known:
        raise NotFound(
            Text(en=f"There is no source '{source}'.", fr=f"Il n'y a pas de source « {source} »."),
            nearest(source, known),
        )
    return house.folder / "sources" / f"{source}.yaml"
