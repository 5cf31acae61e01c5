"""Who owns the plan: revisions are the truth, files are a working copy of head, one way to write.

Every writer (form, accepted proposal, spreadsheet, terminal, an edit found on disk) submits a base
revision and changes by entity and field. Different fields merge; on the same field of the same
entity the second writer is shown both values, with author and time, and chooses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import InputErrors, PasserelleError
from passerelle.base.language import Text
from passerelle.plan.diff import ChangeSet, Conflict, diff, merge
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.verbs.head_note import write_note
from passerelle.verbs.house import House
from passerelle.verbs.working_copy import write_over

if TYPE_CHECKING:
    from passerelle.records.people import User
    from passerelle.records.revisions import Revision

FIRST = Text(en="first texts", fr="premiers textes")
ON_DISK = Text(en="edited in the files", fr="modifié dans les fichiers")


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Who wrote the value that a conflict meets, and when (ISO moment)."""

    author: str
    at: str
    revision: int


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a change: a revision, or conflicts for its author to choose."""

    revision: int
    changes: ChangeSet | None = None
    conflicts: tuple[Conflict, ...] = ()
    other: OtherSide | None = None
    left_alone: tuple[str, ...] = ()


def user_of(house: House) -> "User":
    """The actor as a user of the records; the terminal is one that cannot sign in."""
    from passerelle.records.people import User

    found = User.objects.filter(username=house.actor.name).first()
    return found or User.objects.create_user(house.actor.name, role=house.actor.role)


def settle(house: House, reason: str = "") -> "Revision":
    """Record what is on disk when it differs from head, and give head.

    Raises:
        InputErrors: the texts on disk cannot be read; head stays as it was.
    """
    from passerelle.records import revisions

    current = revisions.head()
    texts = house.texts()
    if current is not None and current.texts == texts:
        return current
    plan = read_plan(texts)
    before = read_plan(current.texts) if current else Plan()
    found = reason or (FIRST if current is None else ON_DISK).read(house.settings.language)
    return _record(house, texts, current, diff(before, plan), found)


def head_plan(house: House) -> "tuple[Revision, Plan]":
    """Give head and its plan, after recording what was edited on disk; a broken file blocks nothing.

    Raises:
        InputErrors: no revision exists yet and the files cannot be read.
    """
    from passerelle.records import revisions

    try:
        revision = settle(house)
    except InputErrors:
        current = revisions.head()
        if current is None:
            raise
        revision = current
    return revision, read_plan(revision.texts)


def submit(
    house: House, base: int | None, changes: Sequence[FieldChange], reason: str
) -> Submitted:
    """Write changes that were made on revision ``base`` onto head.

    Args:
        house: The workspace, seen by the author.
        base: The revision that the author was looking at; None for head.
        changes: What they want, by entity and field.
        reason: Why; readers affected will see it.

    Returns:
        The new revision, or the conflicts and who wrote the other side; then nothing was written.

    Raises:
        InputErrors: a value cannot be read; nothing was written.
    """
    from passerelle.records import revisions

    current, plan = head_plan(house)
    if base is not None and base != current.number:
        seen = revisions.texts_at(base)
        merged = merge(read_plan(seen), read_plan(change_texts(seen, changes)), plan)
        if merged.conflicts:
            return Submitted(
                current.number,
                conflicts=merged.conflicts,
                other=_other_side(base, merged.conflicts),
            )
    texts = change_texts(current.texts, changes)
    changed = diff(plan, read_plan(texts))
    made = _record(house, texts, current, changed, reason)
    left = write_over(house.folder, current.texts, texts)
    return Submitted(made.number, changed, left_alone=left)


def _record(
    house: House,
    texts: Mapping[str, str],
    parent: "Revision | None",
    changed: ChangeSet,
    reason: str,
) -> "Revision":
    from passerelle.records import revisions

    made = revisions.record(
        texts,
        parent.number if parent else None,
        revisions.Change(
            reason=reason,
            klass=changed.klass,
            at=house.clock.now(),
            author=user_of(house),
            summary=_summary(changed),
        ),
    )
    write_note(house.workspace, made.number, texts)
    return made


def _summary(changed: ChangeSet) -> dict[str, Any]:
    from passerelle.verbs.answer import plain

    return {
        "changes": [
            {"node": c.node, "field": c.field, "before": plain(c.before), "after": plain(c.after)}
            for c in changed.changes
        ]
    }


def _other_side(base: int, conflicts: Sequence[Conflict]) -> OtherSide | None:
    """Find the latest revision after ``base`` that touched a conflicting field."""
    from passerelle.records.revisions import Revision

    wanted = {(conflict.node, conflict.field) for conflict in conflicts}
    for made in (
        Revision.objects.filter(number__gt=base).select_related("author").order_by("-number")
    ):
        touched = {(row["node"], row["field"]) for row in made.summary.get("changes", [])}
        if touched & wanted or any(
            node for node, field in touched if not field and node in {n for n, _ in wanted}
        ):
            return OtherSide(str(made.author or ""), made.at.isoformat(), made.number)
    return None


def try_read(texts: Mapping[str, str]) -> "tuple[Plan | None, PasserelleError | None]":
    """Read texts without raising, for pages that show a broken file beside the last good plan."""
    try:
        return read_plan(texts), None
    except InputErrors as fault:
        return None, fault
