"""A file that lags behind holds values that head once held: those are copies, not edits."""

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.plan.diff import Conflict
from passerelle.verbs.answer import Json, plain


def without_old_copies(conflicts: Sequence[Conflict], since: int) -> tuple[Conflict, ...]:
    """Leave out the fields whose value in the file is one that head held after revision ``since``.

    Their author wrote what they were told, or saved what they were shown; somebody went on since.
    """
    from passerelle.records.revisions import Revision

    left = list(conflicts)
    if not left:
        return ()
    later = Revision.objects.filter(number__gt=since).order_by("-number")
    for summary in later.values_list("summary", flat=True).iterator(50):
        rows = summary.get("changes", ())
        left = [one for one in left if not any(_held(row, one) for row in rows)]
        if not left:
            break
    return tuple(left)


def _held(row: Json, conflict: Conflict) -> bool:
    """Whether a recorded change gave a field the value that a conflict finds in the file."""
    if row["node"] != conflict.node:
        return False
    if row["field"] == conflict.field:
        return bool(row["after"] == plain(conflict.mine))
    if row["field"] or not isinstance(row["after"], Mapping):
        return False
    inner: Any = row["after"]
    for part in conflict.field.split("/"):
        inner = inner.get(part) if isinstance(inner, Mapping) else None
    return inner is not None and bool(inner == plain(conflict.mine))
