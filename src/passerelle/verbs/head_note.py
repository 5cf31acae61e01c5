"""The small file beside the records that says what the working copy last agreed with.

``check`` reads it without opening the records, to say how far the files are from head.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from passerelle.verbs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HeadNote:
    """Head's number, and the digest of each of its files."""

    revision: int
    digests: Mapping[str, str]

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
        return HeadNote(raw["revision"], raw["digests"])
    except (OSError, ValueError, KeyError):
        return None


def write_note(workspace: Workspace, revision: int, texts: Mapping[str, str]) -> None:
    """Write the note after a revision was recorded."""
    digests = {name: _digest(text) for name, text in texts.items()}
    path = workspace.state / "head.json"
    path.write_text(json.dumps({"revision": revision, "digests": digests}), encoding="utf-8")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
