"""What git took back: files that it made of a revision older than the one they were last brought to.

A merge looks at the files, and writes them a moment later without looking again; one that is given
up writes those of git's last commit. A revision that was recorded in between, and that git did not
hold yet, is gone from the files: that is nobody's edit.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from passerelle.plan.diff import Change, Conflict, diff
from passerelle.plan.load import read_plan
from passerelle.verbs.git_calls import MERGING, repository_of
from passerelle.verbs.git_copy import held_in_git
from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.records.revisions import Revision

Place = tuple[str, str]
_One = TypeVar("_One", Change, Conflict)


def taken_back(house: House, current: "Revision", noted: int) -> Mapping[Place, Any]:
    """Give what each field held in git's last revision, for all that was recorded since.

    Args:
        house: The workspace.
        current: Head.
        noted: The revision that the files were last brought to.

    Returns:
        Empty where git holds that revision, or has not moved since the files were brought to it.
    """
    held = held_in_git(house)
    if held is None or held >= noted or not _has_moved(house):
        return {}
    from passerelle.records import revisions

    made = diff(read_plan(revisions.texts_at(held)), read_plan(current.texts))
    return {(one.node, one.field): one.before for one in made.changes}


def without_taken_back(found: Sequence[_One], old: Mapping[Place, Any]) -> tuple[_One, ...]:
    """Leave out the fields that stand in the files as git's last revision had them."""
    return tuple(
        one
        for one in found
        if (one.node, one.field) not in old or old[one.node, one.field] != _mine(one)
    )


def _mine(one: Change | Conflict) -> Any:  # noqa: ANN401
    return one.after if isinstance(one, Change) else one.mine


def _has_moved(house: House) -> bool:
    """Whether git began or ended something about when the files were last brought to a revision, or later."""
    home = repository_of(house.folder).home
    since = _written(house.workspace.state / "head.json") - MERGING
    return any(_written(home / name) >= since for name in ("ORIG_HEAD", "logs/HEAD", "index"))


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
