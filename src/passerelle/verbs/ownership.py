"""Who owns the plan: revisions are the truth, files are a working copy of head, one way to write.

Every writer (form, accepted proposal, spreadsheet, terminal, an edit found on disk) submits a base
revision and changes by entity and field. Different fields merge; on the same field of the same
entity the second writer is shown both values, with author and time, and chooses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import Bug, Fault, InputErrors, PasserelleError, UserError
from passerelle.base.language import Text
from passerelle.plan.diff import ChangeSet, Conflict, diff, merge
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.verbs.git_copy import keep_in_git
from passerelle.verbs.git_lock import is_amid_merge, quiet_files, refuse_amid_merge
from passerelle.verbs.head_note import HeadNote, read_note, write_note
from passerelle.verbs.house import House
from passerelle.verbs.old_copies import without_old_copies
from passerelle.verbs.taken_back import taken_back, without_taken_back
from passerelle.verbs.working_copy import calm_texts, text_on_disk, write_over

if TYPE_CHECKING:
    from passerelle.records.people import User
    from passerelle.records.revisions import Revision

FIRST = Text(en="first texts", fr="premiers textes")
ON_DISK = Text(en="edited in the files", fr="modifié dans les fichiers")
WRITERS_AT_ONCE = 20


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

    Files that were last brought to an older revision are merged with what was recorded since:
    an edit made there is kept, and so is what others wrote meanwhile.

    Raises:
        InputErrors: the texts on disk cannot be read, or change a field that others changed too, or
            git is amid a merge there; head stays as it was.
    """
    from passerelle.records import revisions

    current, texts = revisions.head(), house.texts()
    if current is not None and _is_settled(house, current, texts):
        return current
    house.refused.again(current, texts)
    # What is read here is written below: whoever came between would be undone.
    with house.writing, quiet_files(house):
        current = revisions.head()
        texts = calm_texts(house, current.texts) if current else house.texts()
        if current is not None and current.texts != texts and refuse_amid_merge(house):
            texts = calm_texts(house, current.texts)
        try:
            made = _settled(house, current, texts, reason)
        except InputErrors as fault:
            house.refused.keep(current, texts, fault)
            raise
        keep_in_git(house, made, settled=not _left(house))
        return made


def _is_settled(house: House, current: "Revision", texts: Mapping[str, str]) -> bool:
    note = read_note(house.workspace)
    noted = note is not None and note.revision == current.number and not note.left
    return noted and current.texts == texts


def _left(house: House) -> bool:
    """Whether files on disk were left behind head."""
    note = read_note(house.workspace)
    return note is None or bool(note.left)


def _settled(
    house: House, current: "Revision | None", texts: Mapping[str, str], reason: str
) -> "Revision":
    note = read_note(house.workspace)
    if current is not None and current.texts == texts:
        if not _is_settled(house, current, texts):
            write_note(house.workspace, current.number, texts)
        return current
    found = reason or (FIRST if current is None else ON_DISK).read(house.settings.language)
    if current is None:
        changed = diff(Plan(), read_plan(texts))
        made = _record(house, texts, None, changed, found)
        write_note(house.workspace, made.number, texts)
        return made
    wanted = _merged_with_head(house, texts, current, note)
    changed = diff(read_plan(current.texts), read_plan(wanted))
    made = _record(house, wanted, current, changed, found)
    _bring_files(house, made, texts, wanted)
    return made


def _merged_with_head(
    house: House, texts: Mapping[str, str], current: "Revision", note: HeadNote | None
) -> Mapping[str, str]:
    """Give the texts that hold both what is on disk and what was recorded since it was written.

    Raises:
        InputErrors: both changed one field.
    """
    mine, base = read_plan(texts), _base_texts(current, note)
    since = min([note.revision, *note.left.values()]) if note else current.number
    old = taken_back(house, current, since)
    if base == current.texts and not old:
        return texts
    merged = merge(read_plan(base), mine, read_plan(current.texts))
    conflicts = without_old_copies(without_taken_back(merged.conflicts, old), since)
    if conflicts:
        other = _other_side(since, conflicts)
        raise InputErrors([_both_changed(mine, one, other) for one in conflicts])
    kept = without_taken_back(merged.changes, old)
    changes = [FieldChange(one.node, one.field, one.after) for one in kept]
    return change_texts(current.texts, changes)


def _base_texts(current: "Revision", note: HeadNote | None) -> Mapping[str, str]:
    """Give the texts that the files on disk were last brought to, each at its own revision."""
    from passerelle.records import revisions

    if note is None or (note.revision == current.number and not note.left):
        return dict(current.texts)
    base = revisions.texts_at(note.revision)
    for name, number in note.left.items():
        old = revisions.texts_at(number).get(name)
        base.pop(name, None)
        if old is not None:
            base[name] = old
    return base


def _bring_files(
    house: House, made: "Revision", before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[str, ...]:
    """Bring the files to a revision, then note it; give the names left alone.

    Amid a merge none is touched: giving it up would take back what was written.
    """
    note = read_note(house.workspace)
    if is_amid_merge(house):
        left = tuple(n for n in {**before, **after} if before.get(n) != after.get(n))
    else:
        left = write_over(house.folder, before, after)
    older = {name: note.base_of(name) for name in left} if note else {}
    if note:
        disk = house.folder
        older |= {n: r for n, r in note.left.items() if text_on_disk(disk / n) != after.get(n)}
    write_note(house.workspace, made.number, after, older)
    return left


def _both_changed(mine: Plan, conflict: Conflict, other: "OtherSide | None") -> Fault:
    who, when = (other.author, other.at[:16]) if other else ("?", "?")
    where = f"{conflict.node} {conflict.field}".strip()
    return Fault(
        Text(
            en=f"{where}: the file says {conflict.mine}; {who} wrote {conflict.theirs} on {when}.",
            fr=f"{where}\u202f: le fichier dit {conflict.mine}\u202f; {who} a écrit "
            f"{conflict.theirs} le {when}.",
        ),
        Text(
            en=f"Write {conflict.theirs} in the file to keep that, or settle it with "
            f"`passerelle edit {where} VALUE`.",
            fr=f"Écrivez {conflict.theirs} dans le fichier pour garder cette valeur, ou tranchez "
            f"avec `passerelle edit {where} VALEUR`.",
        ),
        mine.place(*conflict.node.split("/")),
    )


def head_plan(house: House) -> "tuple[Revision, Plan]":
    """Give head and its plan, after recording what was edited on disk; a broken file blocks nothing.

    Raises:
        UserError: no revision exists yet and the files cannot be read.
    """
    from passerelle.records import revisions

    try:
        revision = settle(house)
    except UserError:
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
    from passerelle.records.revisions import StaleBase

    with house.writing, quiet_files(house):
        for _ in range(WRITERS_AT_ONCE):
            current, plan = head_plan(house)
            seen = current.number if base is None else base
            try:
                return _submitted(house, seen, changes, reason, (current, plan))
            except StaleBase:
                base = seen  # another writer came first: merge with what they wrote
        raise Bug("head moved again and again while a change was written")


def _submitted(
    house: House,
    base: int,
    changes: Sequence[FieldChange],
    reason: str,
    head: "tuple[Revision, Plan]",
) -> Submitted:
    from passerelle.records import revisions

    current, plan = head
    if base != current.number:
        seen = revisions.texts_at(base)
        merged = merge(read_plan(seen), read_plan(change_texts(seen, changes)), plan)
        if merged.conflicts:
            return Submitted(
                current.number,
                conflicts=merged.conflicts,
                other=_other_side(base, merged.conflicts),
            )
        # Not what was sent but what differs: a whole node would undo its fields of others.
        changes = [FieldChange(one.node, one.field, one.after) for one in merged.changes]
    texts = change_texts(current.texts, changes)
    changed = diff(plan, read_plan(texts))
    made = _record(house, texts, current, changed, reason)
    left = _bring_files(house, made, current.texts, texts)
    keep_in_git(house, made, settled=not _left(house))
    return Submitted(made.number, changed, left_alone=left)


def _record(
    house: House,
    texts: Mapping[str, str],
    parent: "Revision | None",
    changed: ChangeSet,
    reason: str,
) -> "Revision":
    """Record a revision; approvals of what it touches fall, those of all else stand."""
    from passerelle.records import revisions
    from passerelle.records.conversation import void_approvals

    now = house.clock.now()
    made = revisions.record(
        texts,
        parent.number if parent else None,
        revisions.Change(
            reason=reason,
            klass=changed.klass,
            at=now,
            author=user_of(house),
            summary=_summary(changed),
        ),
    )
    void_approvals({change.node for change in changed.changes}, at=now)
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
