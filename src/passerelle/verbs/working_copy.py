"""The files on disk: read as they are, written atomically and only over bytes that head knows."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.verbs.exchange import exchange
from passerelle.verbs.house import House

MOMENT = 0.15
"""Seconds in which a file that was just written may be written again."""

LONGEST = 1.5
"""Seconds to wait for files that change all the time, or for the text of one that is empty."""


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
            done = _put_over(folder / name, before.get(name), after.get(name))
        except OSError as fault:
            for done_before in written:
                _put(folder / done_before, before.get(done_before))
            raise _cannot_write(folder / name, fault) from fault
        (written if done else left).append(name)
    return tuple(left)


def calm_texts(house: House, known: Mapping[str, str]) -> dict[str, str]:
    """Read the plan's files; while one is being saved, wait until it is whole.

    A file that is not as ``known`` and changed within the last moments is read again until it stays
    as it is. One that is empty, or gone, is given longer, whatever its time says: most often its text
    is on its way, and a system may empty a file before it notes the time.
    """
    begun, empty = time.monotonic(), dict[str, float]()
    while True:
        late = time.monotonic() - begun > 2 * LONGEST
        texts = _texts_or_none(house, last=late)
        if texts is not None and (_rest(house.folder, texts, known, empty) or late):
            return texts
        time.sleep(MOMENT / 4)


def _texts_or_none(house: House, *, last: bool) -> dict[str, str] | None:
    """Read the files; None while they cannot be read, unless this is the ``last`` time."""
    try:
        return house.texts()
    except UserError:
        if last:
            raise
        return None


def _rest(
    folder: Path, texts: Mapping[str, str], known: Mapping[str, str], empty: dict[str, float]
) -> bool:
    """Whether every file that differs from ``known`` has been left in peace; ``empty`` says since when."""
    differing = [name for name in texts.keys() | known.keys() if texts.get(name) != known.get(name)]
    now = time.monotonic()
    for name in differing:
        if texts.get(name):
            empty.pop(name, None)
        else:
            empty.setdefault(name, now)
    return all(
        now - empty[name] >= LONGEST if name in empty else _is_old(folder / name)
        for name in differing
    )


def _is_old(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) >= MOMENT
    except OSError:
        return False


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
    _beside(path, text).replace(path)


def _put_over(path: Path, before: str | None, after: str | None) -> bool:
    """Write over ``before`` only; False when someone saved the file at the very last moment.

    The new file and the old one change places, and what came out is looked at: if it is not what
    was expected, they change places again.
    """
    if before is None or after is None:
        _put(path, after)
        return True
    beside = _beside(path, after)
    swapped = exchange(beside, path)
    if text_on_disk(beside if swapped else path) == before:
        if not swapped:
            beside.replace(path)
        beside.unlink(missing_ok=True)
        return True
    if swapped:
        exchange(beside, path)
    beside.unlink(missing_ok=True)
    return False


def _beside(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _cannot_write(path: Path, fault: OSError) -> UserError:
    return UserError(
        Text(en=f"{path} cannot be written.", fr=f"{path} ne peut être écrit."),
        Text(
            en="Free some disk or give yourself the right to write there; what was there is as it was.",
            fr="Libérez de l'espace ou donnez-vous le droit d'y écrire ; rien n'a changé.",
        ),
        why=Text(en=str(fault), fr=str(fault)),
    )
