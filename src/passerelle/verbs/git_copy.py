"""The optional copy of the plan in git: one commit a revision, in its author's name.

``git: true`` in ``passerelle.yaml`` asks for it. Commits are made beside the working copy, out of
the recorded texts, so that a half-edited file never enters one. A revision that could not be
committed (a merge is under way, the process was killed) is committed after the next one.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import new as new_hash
from typing import TYPE_CHECKING

from passerelle.base.errors import InputErrors
from passerelle.verbs.git_calls import GitFailed, Repository, repository_of
from passerelle.verbs.git_lock import swap_index
from passerelle.verbs.house import House
from passerelle.verbs.working_copy import write_file

if TYPE_CHECKING:
    from passerelle.records.revisions import Revision

TRAILER = "Passerelle-Revision"
COMMITTER = b"Passerelle <passerelle@localhost>"

log = logging.getLogger("passerelle.git")


@dataclass(frozen=True, slots=True)
class Kept:
    """The last revision that git holds, and its commit; ``tip`` is where the branch stands now."""

    revision: int
    commit: str
    tip: str


def keep_in_git(house: House, current: "Revision", *, settled: bool) -> None:
    """Commit the revisions that git does not hold yet; git's own trouble is logged, not raised.

    Args:
        house: The workspace; nothing is done unless its settings ask for git.
        current: Head.
        settled: Whether the files on disk are head's, as far as is known.
    """
    if not house.settings.git:
        return
    try:
        _keep(house, repository_of(house.folder), current, settled=settled)
    except (GitFailed, InputErrors, OSError, ValueError) as fault:
        log.warning("revision %s is not in git yet: %s", current.number, fault)


def _keep(house: House, git: Repository, current: "Revision", *, settled: bool) -> None:
    if _is_noted(house, git, current):
        return
    branch = git.branch()
    if git.is_amid_something() or not branch:
        return
    kept = _kept(git, _note(house))
    foreign = kept.commit != kept.tip
    if foreign and not settled:
        return
    pending = _pending(kept, current)
    if len(pending) <= 1 and kept.tip and _is_same(git, kept.tip, current.texts):
        _write_note(house, current.number, kept.tip)
        return
    if pending:
        stream = b"".join(_commits(git, branch, kept, pending))
        git.run("fast-import", "--quiet", "--date-format=raw", given=stream)
        _bring_index(git, pending)
    _write_note(house, current.number, git.tip())


def _is_noted(house: House, git: Repository, current: "Revision") -> bool:
    note = _note(house)
    return note is not None and note[0] == current.number and note[1] == git.tip()


def _kept(git: Repository, note: tuple[int, str] | None) -> Kept:
    tip = git.tip()
    if note is not None and note[1] == tip:
        return Kept(note[0], tip, tip)
    if not tip:
        return Kept(0, "", "")
    found = git.run(
        "log", "-1", f"--grep=^{TRAILER}: ", f"--format=%H %(trailers:key={TRAILER},valueonly,separator=%x20)"
    ).decode().split()  # fmt: skip
    if len(found) > 1 and found[-1].isdecimal():
        return Kept(int(found[-1]), found[0], tip)
    return Kept(0, tip, tip)


def _pending(kept: Kept, current: "Revision") -> list["Revision"]:
    """Give the revisions to commit, in their order; only head where git holds none yet."""
    from passerelle.records.revisions import Revision

    if not kept.revision:
        return [current]
    between = {"number__gt": kept.revision, "number__lte": current.number}
    return list(Revision.objects.filter(**between).select_related("author").order_by("number"))


def _commits(
    git: Repository, branch: str, kept: Kept, pending: list["Revision"]
) -> Iterator[bytes]:
    """Write the stream that ``git fast-import`` reads.

    Where others committed meanwhile, the last commit has both lines for parents.
    """
    before = _names_before(pending[0])
    parent = kept.commit
    for mark, made in enumerate(pending, 1):
        meets = kept.tip != kept.commit and made is pending[-1]
        yield f"commit {branch}\nmark :{mark}\n".encode()
        yield b"author " + _author(made) + b"\ncommitter " + COMMITTER + _when(made)
        yield _data(f"{made.reason or f'Revision {made.number}'}\n\n{TRAILER}: {made.number}\n")
        if meets:
            yield f"from {kept.tip}\nmerge {parent}\n".encode()
        elif parent:
            yield f"from {parent}\n".encode()
        for name in sorted(before - set(made.texts)):
            yield f"D {_quoted(git.prefix + name)}\n".encode()
        for name, text in made.texts.items():
            yield f"M 100644 inline {_quoted(git.prefix + name)}\n".encode() + _data(text)
        before, parent = set(made.texts), f":{mark}"
    yield b"done\n"


def _names_before(first: "Revision") -> set[str]:
    return set(first.parent.texts) if first.parent else set()


def _author(made: "Revision") -> bytes:
    user = made.author
    name = "".join(c for c in str(user or "Passerelle") if c not in "<>\n\r\0").strip()
    email = "".join(c for c in (user.email if user else "") if c not in "<>\n\r\0 ")
    return f"{name} <{email}>".encode() + _when(made).rstrip(b"\n")


def _when(made: "Revision") -> bytes:
    return f" {int(made.at.timestamp())} +0000\n".encode()


def _data(text: str) -> bytes:
    body = text.encode()
    return b"data %d\n%b\n" % (len(body), body)


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _is_same(git: Repository, tip: str, texts: Mapping[str, str]) -> bool:
    """Whether a commit holds these texts already, by the names that git gives to contents."""
    held = {}
    for row in git.run("ls-tree", "-r", "-z", "--full-tree", tip, "--", git.prefix + "plan").split(b"\0"):  # fmt: skip
        about, _, path = row.partition(b"\t")
        if path.lower().endswith((b".yaml", b".yml")):
            held[path.decode()] = about.split()[-1].decode()
    return held == {git.prefix + name: _git_name(text, len(tip)) for name, text in texts.items()}


def _git_name(text: str, length: int) -> str:
    body = text.encode()
    made = new_hash("sha1" if length == 40 else "sha256", usedforsecurity=False)  # noqa: PLR2004
    made.update(b"blob %d\0%b" % (len(body), body))
    return made.hexdigest()


def _bring_index(git: Repository, pending: list["Revision"]) -> None:
    """Tell git that its index holds what was committed, so that ``git status`` is clean."""
    tip = git.tip()
    rows = git.run("ls-tree", "-r", "--full-tree", tip, "--", git.prefix + "plan")
    names = set().union(*(made.texts for made in pending), _names_before(pending[0]))
    gone = sorted(names - set(pending[-1].texts))
    zero = "0" * len(tip)
    rows += "".join(f"0 {zero}\t{_quoted(git.prefix + name)}\n" for name in gone).encode()
    with swap_index(git) as beside:
        git.run("update-index", "--add", "--index-info", given=rows, index=beside)


def held_in_git(house: House) -> int | None:
    """Give the last revision that git is known to hold; None where it is not asked for, or unknown."""
    note = _note(house) if house.settings.git else None
    return note[0] if note else None


def _note(house: House) -> tuple[int, str] | None:
    try:
        raw = json.loads((house.workspace.state / "git.json").read_text(encoding="utf-8"))
        return int(raw["revision"]), str(raw["commit"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_note(house: House, revision: int, commit: str) -> None:
    body = json.dumps({"revision": revision, "commit": commit})
    write_file(house.workspace.state / "git.json", body)
