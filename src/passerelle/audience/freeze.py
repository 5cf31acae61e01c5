"""An audience frozen for a send: who, why, as of when, by which question, under which revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from passerelle.audience.compile import compile_segments
from passerelle.audience.reach import CAP, Reach, reach
from passerelle.audience.scope import Asked
from passerelle.audience.split import arm
from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.plan.operations import Action
from passerelle.plan.strategy import Segment


class Chosen(NamedTuple):
    """One person of a snapshot; the reason is empty for those who get the message."""

    person: str
    arm: str
    reason: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The people of one send.

    Attributes:
        segment: The segments' names, joined by ``+``.
        action: The action's id.
        objectives: The objectives it serves.
        channel: How they are reached.
        as_of: The moment that the audience was taken at.
        revision: The number of the plan's revision in force, or None when none is recorded.
        sql: The question that found the people.
        who: Every person matched, ordered by id: those who get it, and the others with why not.
        reasons: How many people each reason leaves out.
    """

    segment: str
    action: str
    objectives: tuple[str, ...]
    channel: str
    as_of: datetime
    revision: int | None
    sql: str
    who: tuple[Chosen, ...] = field(repr=False)
    reasons: dict[str, int]

    @property
    def why(self) -> dict[str, Any]:
        """Why these people are written to: the action, and the objectives it serves."""
        return {"action": self.action, "objectives": list(self.objectives)}

    @property
    def recipients(self) -> tuple[Chosen, ...]:
        """Those who get the message, each with an arm."""
        return tuple(chosen for chosen in self.who if not chosen.reason)


def freeze(  # noqa: PLR0913  # each is a fact of the snapshot
    warehouse: Asked,
    segments: Mapping[str, Segment],
    name: str,
    action: Action,
    as_of: datetime,
    *,
    revision: int | None = None,
    cap: int | None = CAP,
) -> Snapshot:
    """Freeze the audience of an action.

    Args:
        warehouse: Gives the tables and answers the question.
        segments: The plan's segments by name.
        name: The action's id: the salt of its holdout and of its arms.
        action: Whom it is for, by which channel, with which holdout and arms.
        as_of: The moment of the question; naive means UTC.
        revision: The revision of the plan in force.
        cap: Messages a person may get in seven days on the channel; None is no cap.

    Raises:
        UserError: The action names no segment, or a segment cannot be compiled.
    """
    people = compile_segments(warehouse, segments, _segments(name, action), as_of)
    held = (name, action.holdout) if action.holdout else None
    found = reach(warehouse, people, action.by or "", as_of, holdout=held, cap=cap)
    return Snapshot(
        segment="+".join(action.segments),
        action=name,
        objectives=action.serves,
        channel=found.channel,
        as_of=as_of,
        revision=revision,
        sql=warehouse.sql_of(people),
        who=_who(found, name, action),
        reasons=found.reasons,
    )


def _who(found: Reach, name: str, action: Action) -> tuple[Chosen, ...]:
    arms = tuple(action.arms)
    return tuple(
        Chosen(person, "" if reason else arm(person, name, arms), reason)
        for person, reason in found.people()
    )


def _segments(name: str, action: Action) -> tuple[str, ...]:
    if not action.segments:
        raise UserError(
            Text(
                en=f"The action {name} does not say whom it is for.",
                fr=f"L'action {name} ne dit pas à qui elle s'adresse.",
            ),
            Text(
                en="Name a segment, such as: for: fideles.",
                fr="Nommez un segment, par exemple : for: fideles.",
            ),
        )
    return action.segments
