"""One owner per workspace: a file lock says which process alone holds the stores.

The file ``.passerelle/owner`` holds pid, port and token of the owner. The lock, not the file,
is the truth: a dead owner's lock is gone with it, so a second owner is impossible and a dead one
is noticed at once.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from passerelle.base.errors import Refused
from passerelle.base.language import Text
from passerelle.verbs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OwnerCard:
    """How to reach the owner; ``port`` 0 means that it takes no calls and will soon be done."""

    pid: int
    port: int
    token: str
    verb: str


class Ownership:
    """The lock held by this process; ``listen`` tells others where to call."""

    def __init__(self, path: Path, descriptor: int, card: OwnerCard) -> None:
        self._path = path
        self._descriptor = descriptor
        self.card = card
        self._write()

    def listen(self, port: int) -> None:
        """Say on which port this owner answers forwarded verbs."""
        self.card = OwnerCard(self.card.pid, port, self.card.token, self.card.verb)
        self._write()

    def release(self) -> None:
        """Give the workspace back."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def _write(self) -> None:
        card = self.card
        text = json.dumps(
            {"pid": card.pid, "port": card.port, "token": card.token, "verb": card.verb}
        )
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)


def try_own(workspace: Workspace, verb: str) -> Ownership | None:
    """Become the owner if nobody is; None when another process is."""
    path = workspace.state / "owner"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return Ownership(path, descriptor, OwnerCard(os.getpid(), 0, secrets.token_urlsafe(24), verb))


def current_owner(workspace: Workspace) -> OwnerCard | None:
    """Read who the owner says it is; None when the file is empty or half-written."""
    try:
        raw = json.loads((workspace.state / "owner").read_text(encoding="utf-8"))
        return OwnerCard(raw["pid"], raw["port"], raw["token"], raw["verb"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


@contextmanager
def own(workspace: Workspace, verb: str) -> Iterator[Ownership]:
    """Hold the workspace for the length of a block.

    Raises:
        Refused: another process holds it.
    """
    held = try_own(workspace, verb)
    if held is None:
        raise busy(current_owner(workspace))
    try:
        yield held
    finally:
        held.release()


def own_or_find(
    workspace: Workspace,
    verb: str,
    *,
    patience: float = 60.0,
    tell: Callable[[OwnerCard], None] | None = None,
) -> Ownership | OwnerCard:
    """Become the owner, or find one that takes calls; wait for one that does not.

    Args:
        workspace: The workspace.
        verb: What this process wants to do, shown to others who wait for it.
        patience: Seconds to wait for an owner that takes no calls.
        tell: Called once when the wait begins.

    Raises:
        Refused: the other process was still busy when patience ended.
    """
    deadline = time.monotonic() + patience
    told = False
    while True:
        held = try_own(workspace, verb)
        if held is not None:
            return held
        card = current_owner(workspace)
        if card is not None and card.port:
            return card
        if time.monotonic() > deadline:
            raise busy(card)
        if card is not None and tell and not told:
            tell(card)
            told = True
        time.sleep(0.1)


def busy(card: OwnerCard | None) -> Refused:
    """Say who holds the workspace and what to do."""
    who = f"`{card.verb}` (process {card.pid})" if card else "?"
    return Refused(
        Text(en=f"This workspace is held by {who}.", fr=f"Cet espace est tenu par {who}."),
        Text(
            en="Wait until it has finished, or stop it, then try again.",
            fr="Attendez qu'il ait fini, ou arrêtez-le, puis recommencez.",
        ),
    )
