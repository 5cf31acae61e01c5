"""``edit`` and ``form``: change fields of the plan from any door, under the rules of who owns the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NotRequired

from typing_extensions import TypedDict  # pydantic reads it in the API; typing's own from 3.12 on

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.dump import write_plan
from passerelle.plan.edit import FieldChange
from passerelle.plan.kpi import catalogue
from passerelle.plan.model import NAMED
from passerelle.plan.schema import form as form_of
from passerelle.plan.typed_value import typed_value
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan, submit


class Wanted(TypedDict):
    """One change that is asked for; without a value the field, or the whole node, goes."""

    node: str
    field: NotRequired[str]
    value: NotRequired[Any]


@dataclass(frozen=True, slots=True)
class Edited(Answer):
    """What became of the change: a revision, or conflicts to choose between."""

    revision: int
    klass: str
    changes: tuple[Json, ...]
    conflicts: tuple[Json, ...]
    other: Any
    left_alone: tuple[str, ...]

    @property
    def code(self) -> int:
        """1 when nothing was written because both sides changed one field."""
        return 1 if self.conflicts else 0


@dataclass(frozen=True, slots=True)
class Form(Answer):
    """The fields of one section, with the values of one of its nodes as they are typed."""

    section: str
    name: str
    fields: Any
    values: Json
    revision: int | None
    place: str | None
    names: tuple[str, ...]


def edit(
    house: House,
    changes: Sequence[Wanted],
    reason: str = "",
    base: int | None = None,
    known: bool = False,  # noqa: FBT001, FBT002 (words of a door)
) -> Edited:
    """Write changes onto head.

    Args:
        house: The workspace, seen by the author.
        changes: ``[{"node": "actions/x", "field": "when", "value": "2027-01-11"}]``; a value of
            None removes the field, an empty field means the whole node.
        reason: Why; the people affected will see it.
        base: The revision the author was looking at; None for head.
        known: Only nodes that exist may change, so that a slip of the finger makes no new one; a
            KPI that comes with Passerelle exists even where the plan has no line for it.

    Raises:
        NotFound: ``known``, and there is no such node.
        InputErrors: a value cannot be read; nothing was written.
    """
    wanted = [_typed(change) for change in changes]
    if known:
        _refuse_unknown(house, wanted)
    done = submit(house, base, wanted, reason)
    made = done.changes
    return Edited(
        revision=done.revision,
        klass=made.klass if made else "",
        changes=tuple(plain(change) for change in made.changes) if made else (),
        conflicts=tuple(plain(conflict) for conflict in done.conflicts),
        other=plain(done.other),
        left_alone=done.left_alone,
    )


def _typed(change: Wanted) -> FieldChange:
    """Read a value that came as one line, as a terminal or a form sends it, for what its field holds."""
    asked = FieldChange(change["node"], change.get("field", ""), change.get("value"))
    if not isinstance(asked.value, str):
        return asked
    return replace(asked, value=typed_value(asked.path, asked.value))


def _refuse_unknown(house: House, changes: Sequence[FieldChange]) -> None:
    _, plan = head_plan(house)
    for change in changes:
        section, _, name = change.node.partition("/")
        held = getattr(plan, section) if section in NAMED else {}
        of_ours = section == "metrics" and name in catalogue()
        if section in NAMED and name not in held and not of_ours:
            raise NotFound(
                Text(
                    en=f"There is no '{name}' in {section}.",
                    fr=f"Il n'y a pas de « {name} » dans {section}.",
                ),
                nearest(name, held),
            )


def form(house: House, section: str, name: str = "") -> Form:
    """Give the form of a section, filled with one node of head.

    Raises:
        NotFound: there is no such section or node.
    """
    revision, plan = head_plan(house)
    values: Json = write_plan(plan)
    held = values.get(section, {})
    if section in NAMED and name and name not in held:
        raise NotFound(
            Text(
                en=f"There is no '{name}' in {section}.",
                fr=f"Il n'y a pas de « {name} » dans {section}.",
            ),
            nearest(name, held),
        )
    chosen = held.get(name, {}) if section in NAMED else held
    place = plan.place(section, name) if name else plan.place(section)
    return Form(
        section=section,
        name=name,
        fields=plain(form_of(section)),
        values=chosen if isinstance(chosen, dict) else {"": chosen},
        revision=revision.number,
        place=str(place) if place else None,
        names=tuple(held) if section in NAMED else (),
    )
