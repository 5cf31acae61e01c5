"""``audience``: who is in a segment today, who can be reached, and why not the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.people import sees_people
from passerelle.verbs.progress import tell
from passerelle.verbs.publish import publish

SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Audience(Answer):
    """A segment on a day: its size, its reach by channel with reasons, a sample."""

    name: str
    who: Any
    rank: int | None
    as_of: str
    revision: int
    channel: str
    matched: int
    reachable: int
    reasons: Json
    sample: tuple[Json, ...]
    sql: str
    used_by: tuple[str, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audiences(Answer):
    """All segments with their sizes and e-mail reach."""

    as_of: str
    revision: int
    segments: tuple[Json, ...]


def moment_of(house: House, day: str = "") -> datetime:
    """Give the moment that a day means: its end in the workspace's zone; today when none is given.

    A question asked twice on one day gives one answer.

    Raises:
        UserError: the day cannot be read.
    """
    try:
        asked = date.fromisoformat(day or house.workspace.today)
    except ValueError as fault:
        raise UserError(
            Text(en=f"'{day}' is not a day.", fr=f"« {day} » n'est pas un jour."),
            Text(en="Write it as 2026-11-23.", fr="Écrivez-le ainsi : 2026-11-23."),
        ) from fault
    end = datetime.combine(asked + timedelta(days=1), time(), ZoneInfo(house.settings.timezone))
    return end.astimezone(UTC) - timedelta(microseconds=1)


def naive(moment: datetime) -> datetime:
    """Give the moment as the warehouse keeps it: UTC without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def audience(
    house: House,
    name: str,
    channel: str = "email",
    as_of: str = "",
    export: str = "",
    with_sql: bool = False,  # noqa: FBT001, FBT002 (words of a door)
) -> Audience:
    """Say who is in a segment, who can be reached by ``channel``, and why not the others.

    Raises:
        NotFound: the plan has no such segment; the nearest are given.
        UserError: its condition names a column or an event that the data does not have.
    """
    from passerelle.audience.compile import compile_segment
    from passerelle.audience.describe import sample
    from passerelle.audience.reach import reach

    revision, plan = head_plan(house)
    if name not in plan.segments:
        raise NotFound(
            Text(en=f"There is no segment '{name}'.", fr=f"Il n'y a pas de segment « {name} »."),
            nearest(name, plan.segments),
        )
    publish(house, plan)
    moment = moment_of(house, as_of)
    tell(Text(en=f"Counting {name}", fr=f"Comptage de {name}"))
    people = compile_segment(house.warehouse, plan.segments, name, naive(moment))
    reached = reach(
        house.warehouse, people, channel, naive(moment), cap=house.settings.contacts_per_week
    )
    written = _export(house, export, reached) if export else ()
    segment = plan.segments[name]
    return Audience(
        name=name,
        who=_phrase(plan, name),
        rank=segment.rank,
        as_of=moment.isoformat(),
        revision=revision.number,
        channel=channel,
        matched=reached.matched,
        reachable=reached.reachable,
        reasons=reached.reasons,
        sample=_sample(house, people, sample) if sees_people(house.actor.role) else (),
        sql=house.warehouse.sql_of(people) if with_sql else "",
        used_by=tuple(action for action, row in plan.actions.items() if name in row.segments),
        written=written,
    )


def audiences(house: House, channel: str = "email") -> Audiences:
    """Give all segments of head with size and reach."""
    from passerelle.audience.compile import compile_segment
    from passerelle.audience.reach import reach

    revision, plan = head_plan(house)
    publish(house, plan)
    moment = moment_of(house)
    rows = []
    for done, (name, segment) in enumerate(plan.segments.items()):
        tell(Text(en="Counting segments", fr="Comptage des segments"), done, len(plan.segments))
        if segment.who is None:
            rows.append(
                {
                    "name": name,
                    "rank": segment.rank,
                    "promise": segment.promise,
                    "who": None,
                    "matched": None,
                }
            )
            continue
        people = compile_segment(house.warehouse, plan.segments, name, naive(moment))
        found = reach(
            house.warehouse, people, channel, naive(moment), cap=house.settings.contacts_per_week
        )
        rows.append({**_row(plan, name), **found.as_json(), "rank": segment.rank})
    return Audiences(moment.isoformat(), revision.number, tuple(rows))


def sizes(house: House, plan: Plan) -> Mapping[str, int]:
    """Count the people of each segment now."""
    from passerelle.audience.describe import sizes as count_all

    return dict(count_all(house.warehouse, plan.segments, naive(moment_of(house))))


def _row(plan: Plan, name: str) -> Json:
    segment = plan.segments[name]
    used = [action for action, row in plan.actions.items() if name in row.segments]
    return {"name": name, "promise": segment.promise, "who": _phrase(plan, name), "used_by": used}


def _phrase(plan: Plan, name: str) -> Any:  # noqa: ANN401
    from passerelle.plan.phrases.tree import write_condition

    who = plan.segments[name].who
    return write_condition(who) if who is not None else None


def _sample(house: House, people: Any, sample: Any) -> tuple[Json, ...]:  # noqa: ANN401
    return tuple(dict(row) for row in sample(house.warehouse, people, SAMPLE))


def _export(house: House, target: str, reached: Any) -> tuple[str, ...]:  # noqa: ANN401
    from passerelle.audience.export import chosen, export

    tell(Text(en="Writing the files", fr="Écriture des fichiers"))
    done = export(
        house.warehouse, chosen(reached.people()), Path(target), language=house.settings.language
    )
    return (str(done.path), str(done.left_out_path))
