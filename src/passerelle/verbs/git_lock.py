"""Git's own lock, held while the files are read and written, so that no pull comes between.

Git makes ``index.lock`` before it touches the working copy. Whoever holds that file keeps git away;
git then says that another process is at work, and its user tries again.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from passerelle.base.errors import Fault, InputErrors
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.verbs.git_calls import MERGING, Repository, repository_of
from passerelle.verbs.house import House

OURS = b"passerelle "
"""How our lock begins; the number of its process follows."""

PATIENCE = 10.0
"""Seconds to wait for git to finish."""

_held: set[Path] = set()


@contextmanager
def quiet_files(house: House) -> Iterator[None]:
    """Keep git from the files for the length of a block; nothing where git is not asked for.

    Only who holds ``house.writing`` may ask; asking again inside is fine.

    Raises:
        InputErrors: git is absent, or is still at work when patience ends.
    """
    git = repository_of(house.folder) if house.settings.git else None
    if git is None or git.home in _held:
        yield
        return
    _take(git.home / "index.lock")
    _held.add(git.home)
    try:
        yield
    finally:
        _held.discard(git.home)
        _release(git.home / "index.lock")


def refuse_amid_merge(house: House) -> bool:
    """Leave alone what a merge or a rebase has put into the files until its author has ended it.

    Git writes the files first and says afterwards whether the merge stands: what is there between
    the two may be taken back. While this waits, git is let at the files to end what it began.

    Returns:
        Whether it waited: what was read of the files before is old then.

    Raises:
        InputErrors: a merge, a rebase or the like waits for its author, after a moment in which one
            without conflict ends by itself.
    """
    begun = time.monotonic()
    waited = False
    while is_amid_merge(house):
        if time.monotonic() - begun > 1.5 * MERGING:
            raise InputErrors([_amid()])
        waited = True
        _stand_aside(repository_of(house.folder))
    return waited


def is_amid_merge(house: House) -> bool:
    """Whether a merge, a rebase or the like waits for its author; never where git is not asked for."""
    git = repository_of(house.folder) if house.settings.git else None
    return git is not None and git.is_amid_something()


@contextmanager
def swap_index(git: Repository) -> Iterator[Path]:
    """Give a copy of the index to change, and put it in the index's place afterwards."""
    index, beside = git.home / "index", git.home / "passerelle-index"
    beside.unlink(missing_ok=True)
    if index.exists():
        shutil.copyfile(index, beside)
    yield beside
    beside.replace(index)


def _stand_aside(git: Repository) -> None:
    """Let git have its lock for a moment, where it is ours."""
    lock = git.home / "index.lock"
    if git.home not in _held:
        time.sleep(0.02)
        return
    _release(lock)
    time.sleep(0.02)
    _take(lock)


def _release(lock: Path) -> None:
    """Give the lock back when it is ours; another's stays."""
    with suppress(OSError):
        if lock.read_bytes() == OURS + str(os.getpid()).encode():
            lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    beside = lock.with_name(f"passerelle-{os.getpid()}.lock")
    beside.write_bytes(OURS + str(os.getpid()).encode())
    try:
        while True:
            try:
                os.link(beside, lock)  # made and filled in one step
            except FileExistsError:
                _wait(lock, deadline)
            else:
                return
    finally:
        beside.unlink(missing_ok=True)


def _wait(lock: Path, deadline: float) -> None:
    """Wait a little; a lock of ours whose process was killed is taken away."""
    try:
        said = lock.read_bytes()
    except FileNotFoundError:
        return
    if said.startswith(OURS) and not _is_alive(said.removeprefix(OURS)):
        lock.unlink(missing_ok=True)
        return
    if time.monotonic() > deadline:
        raise InputErrors([_busy(lock)])
    time.sleep(0.01)


def _is_alive(pid: bytes) -> bool:
    if not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _amid() -> Fault:
    return Fault(
        Text(
            en="Git is amid a merge or a rebase in this folder: its files are no edit yet.",
            fr="Git est en pleine fusion (merge ou rebase) dans ce dossier\u202f: ses fichiers ne "
            "sont pas encore une modification.",
        ),
        Text(
            en="End it (`git commit`, `git rebase --continue`) or give it up (`git merge --abort`).",
            fr="Terminez-la (`git commit`, `git rebase --continue`) ou renoncez-y "
            "(`git merge --abort`).",
        ),
        Place("passerelle.yaml"),
    )


def _busy(lock: Path) -> Fault:
    return Fault(
        Text(
            en="Git is at work in this folder, or was killed there.",
            fr="Git travaille dans ce dossier, ou y a été tué.",
        ),
        Text(
            en=f"Wait until it has finished; if no git runs, delete {lock}.",
            fr=f"Attendez qu'il ait fini\u202f; si aucun git ne tourne, supprimez {lock}.",
        ),
        Place("passerelle.yaml"),
    )
