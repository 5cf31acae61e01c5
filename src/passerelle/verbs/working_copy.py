"""The files on disk: read as they are, written atomically and only over bytes that head knows."""

import os
from collections.abc import Mapping
from pathlib import Path

from passerelle.base.errors import UserError
from passerelle.base.language import Text


def write_over(
    folder: Path, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[str, ...]:
    """Bring the files from ``before`` to ``after``; give the names left alone.

    A file whose bytes are no longer those of ``before`` was edited by someone meanwhile: it is left
    alone, and will be recorded as an edit of its own.

    Raises:
        UserError: a file cannot be written; those already written are put back.
    """
    left: list[str] = []
    written: list[str] = []
    for name in sorted(set(before) | set(after)):
        if before.get(name) == after.get(name):
            continue
        if text_on_disk(folder / name) != before.get(name):
            left.append(name)
            continue
        try:
            _put(folder / name, after.get(name))
        except OSError as fault:
            for done in written:
                _put(folder / done, before.get(done))
            raise _cannot_write(folder / name, fault) from fault
        written.append(name)
    return tuple(left)


def write_file(path: Path, text: str) -> None:
    """Write one file of ours atomically.

    Raises:
        UserError: it cannot be written; what was there is as it was.
    """
    try:
        _put(path, text)
    except OSError as fault:
        raise _cannot_write(path, fault) from fault


def text_on_disk(path: Path) -> str | None:
    """Give a file's text as it is; None when there is none, or no text."""
    try:
        # Bytes, not text: a text read would turn the line ends of Windows into ours.
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _put(path: Path, text: str | None) -> None:
    """Write beside, then rename: a kill leaves the old file or the new one, never half of one."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _cannot_write(path: Path, fault: OSError) -> UserError:
    return UserError(
        Text(en=f"{path} cannot be written.", fr=f"{path} ne peut être écrit."),
        Text(
            en="Free some disk or give yourself the right to write there; what was there is as it was.",
            fr="Libérez de l'espace ou donnez-vous le droit d'y écrire ; rien n'a changé.",
        ),
        why=Text(en=str(fault), fr=str(fault)),
    )
