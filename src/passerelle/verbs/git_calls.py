"""Asking the program git: fixed words, never a shell; where the repository is and how it stands."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from passerelle.base.errors import Fault, InputErrors
from passerelle.base.language import Text
from passerelle.base.place import Place

PATIENCE = 60
"""Seconds that one call may take."""

MERGING = 1.0
"""Seconds that a merge without conflict may take after git has begun it."""

AMID = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""What stands in ``.git`` while a person is in the middle of something."""


class GitFailed(Exception):
    """Git did not do what was asked; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository: git's own folder, the working folder in it, and the way from its root."""

    folder: Path
    home: Path
    prefix: str

    def run(self, *words: str, given: bytes = b"", index: Path | None = None) -> bytes:
        """Ask git; give what it wrote.

        Raises:
            GitFailed: it said no.
        """
        return _git(self.folder, *words, given=given, index=index)

    def tip(self) -> str:
        """The commit that HEAD stands at; empty before the first."""
        try:
            return self.run("rev-parse", "-q", "--verify", "HEAD").decode().strip()
        except GitFailed:
            return ""

    def branch(self) -> str:
        """The branch that HEAD follows, as ``refs/heads/main``; empty when it follows none."""
        try:
            return self.run("symbolic-ref", "-q", "HEAD").decode().strip()
        except GitFailed:
            return ""

    def is_amid_something(self) -> bool:
        """Whether a merge, a rebase or the like is going on, or waits for its author."""
        return any((self.home / name).exists() for name in AMID) or self._may_be_merging()

    def _may_be_merging(self) -> bool:
        """Whether a merge began a moment ago and has not moved HEAD.

        Git notes HEAD in ``ORIG_HEAD``, writes the files, lets go of its lock, and only then says in
        ``MERGE_HEAD`` that it merges: between the two nothing else tells.
        """
        begun = self.home / "ORIG_HEAD"
        try:
            young = time.time() - begun.stat().st_mtime < MERGING
            return young and begun.read_text("ascii").strip() == self.tip()
        except (OSError, UnicodeError):
            return False


def repository_of(folder: Path) -> Repository:
    """Find the repository of a workspace.

    Raises:
        InputErrors: git is not installed, or the folder is in no repository.
    """
    if shutil.which("git") is None:
        raise InputErrors([_absent()])
    try:
        return _found(folder)
    except GitFailed as fault:
        raise InputErrors([_no_repository(folder, str(fault))]) from fault


@cache
def _found(folder: Path) -> Repository:
    said = _git(folder, "rev-parse", "--absolute-git-dir", "--show-prefix").decode().split("\n")
    return Repository(folder, Path(said[0]), said[1])


def _git(folder: Path, *words: str, given: bytes = b"", index: Path | None = None) -> bytes:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    if index is not None:
        env["GIT_INDEX_FILE"] = str(index)
    try:
        done = subprocess.run(  # noqa: S603 (fixed words, no shell)
            ["git", "-C", str(folder), *words],  # noqa: S607 (the git of whoever runs us)
            input=given,
            capture_output=True,
            env=env,
            check=False,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise GitFailed(str(fault)) from fault
    if done.returncode:
        raise GitFailed(done.stderr.decode(errors="replace").strip() or f"{words[0]} failed")
    return done.stdout


def _absent() -> Fault:
    return Fault(
        Text(
            en="The settings ask for git, and the program git is not installed.",
            fr="Les réglages demandent git, et le programme git n'est pas installé.",
        ),
        Text(
            en="Install git, or write `git: false` in passerelle.yaml.",
            fr="Installez git, ou écrivez `git: false` dans passerelle.yaml.",
        ),
        Place("passerelle.yaml"),
    )


def _no_repository(folder: Path, said: str) -> Fault:
    return Fault(
        Text(
            en=f"The settings ask for git, and {folder} is in no repository that can be used.",
            fr=f"Les réglages demandent git, et {folder} n'est dans aucun dépôt utilisable.",
        ),
        Text(
            en="Run `git init` there, or write `git: false` in passerelle.yaml.",
            fr="Lancez-y `git init`, ou écrivez `git: false` dans passerelle.yaml.",
        ),
        Place("passerelle.yaml"),
        Text(en=f"Git says: {said}", fr=f"Git dit\u202f: {said}"),
    )
