"""The small file beside the records that says which revision the working copy was last brought to.

``check`` reads it without opening the records, to say how far the files are from head. It is
written after the files, so that after a kill it never claims more than the files hold.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from passerelle.verbs.working_copy import write_file
from passerelle.verbs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HeadNote:
    """The revision that the files were brought to, and the digest of each of its files.

    ``left`` names files that were left alone, each with the revision that its author started from.
    """

    revision: int
    digests: Mapping[str, str]
    left: Mapping[str, int] = field(default_factory=dict)

    def base_of(self, name: str) -> int:
        """The revision that a file on disk was last brought to."""
        return self.left.get(name, self.revision)

    def differs_from(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Name the files that are not as head has them."""
        now = {name: _digest(text) for name, text in texts.items()}
        names = set(now) | set(self.digests)
        return tuple(sorted(name for name in names if now.get(name) != self.digests.get(name)))


def read_note(workspace: Workspace) -> HeadNote | None:
    """Read the note; None before the first revision."""
    path = workspace.folder / ".passerelle" / "head.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return HeadNote(raw["revision"], raw["digests"], raw.get("left", {}))
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def write_note(
    workspace: Workspace,
    revision: int,
    texts: Mapping[str, str],
    left: Mapping[str, int] | None = None,
) -> None:
    """Write the note after the files were brought to a revision.

    Raises:
        UserError: it cannot be written; the old note stands.
    """
    digests = {name: _digest(text) for name, text in texts.items()}
    body = {"revision": revision, "digests": digests, "left": dict(left or {})}
    write_file(workspace.state / "head.json", json.dumps(body))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
