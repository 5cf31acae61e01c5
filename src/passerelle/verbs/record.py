"""``record`` and ``history``: the files become a revision; the revisions are listed."""

from dataclasses import dataclass

from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import settle


@dataclass(frozen=True, slots=True)
class Recorded(Answer):
    """The revision that head now is; ``new`` tells whether it was made just now."""

    revision: int
    new: bool
    klass: str
    reason: str
    changes: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class History(Answer):
    """Revisions, latest first; which is head, which is in force."""

    head: int | None
    applied: int | None
    revisions: tuple[Json, ...]


def record(house: House, reason: str = "") -> Recorded:
    """Record the files on disk as a revision.

    Raises:
        InputErrors: a text cannot be read; nothing is recorded.
    """
    from passerelle.records import revisions

    before = revisions.head()
    now = settle(house, reason)
    return Recorded(
        now.number,
        before is None or before.number != now.number,
        now.klass,
        now.reason,
        tuple(now.summary.get("changes", ())),
    )


def history(house: House, limit: int = 50) -> History:  # noqa: ARG001 (every verb takes the house)
    """List the revisions, latest first."""
    from passerelle.records import revisions

    head, applied = revisions.head(), revisions.applied()
    rows = revisions.Revision.objects.select_related("author").order_by("-number")[:limit]
    return History(
        head.number if head else None,
        applied.number if applied else None,
        tuple(
            {
                "number": row.number,
                "author": str(row.author or ""),
                "at": row.at,
                "reason": row.reason,
                "klass": row.klass,
                "changes": row.summary.get("changes", []),
            }
            for row in rows
        ),
    )
