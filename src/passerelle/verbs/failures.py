"""What the machine refuses, in words: no room left, no right to write, a store that cannot be opened."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from passerelle.base.errors import PasserelleError, UserError
from passerelle.base.language import Text

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
FULL = ("database or disk is full", "disk i/o error", "no space left on device")
CLOSED = ("readonly database", "unable to open database file", "permission denied")
"""How the stores say it when they give no number."""


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the machine refuses inside the block into an error that says how to repair it.

    Raises:
        UserError: the disk is full, or a file of the workspace may not be written.
    """
    try:
        yield
    except PasserelleError:
        raise
    except Exception as fault:
        said = _said(fault)
        if said is None:
            raise
        raise said from fault


def _said(fault: BaseException) -> UserError | None:
    """Find the machine's refusal in a failure or in what caused it."""
    seen: BaseException | None = fault
    while seen is not None:
        number = seen.errno if isinstance(seen, OSError) else None
        words = str(seen).lower()
        if number in NO_ROOM or any(part in words for part in FULL):
            return _no_room(seen)
        if number in NO_RIGHT or any(part in words for part in CLOSED):
            return _no_right(seen)
        seen = seen.__cause__ or seen.__context__
    return None


def _no_room(fault: BaseException) -> UserError:
    return UserError(
        Text(en="The disk is full.", fr="Le disque est plein."),
        Text(
            en="Free some disk, then try again; what was recorded before is as it was.",
            fr="Libérez de l'espace, puis recommencez\u202f; ce qui était enregistré n'a pas changé.",
        ),
        why=_why(fault),
    )


def _no_right(fault: BaseException) -> UserError:
    name = getattr(fault, "filename", None) or ".passerelle"
    return UserError(
        Text(en=f"{name} cannot be written.", fr=f"{name} ne peut être écrit."),
        Text(
            en="Give yourself the right to write in this workspace, then try again.",
            fr="Donnez-vous le droit d'écrire dans cet espace, puis recommencez.",
        ),
        why=_why(fault),
    )


def _why(fault: BaseException) -> Text:
    said = (getattr(fault, "strerror", None) or str(fault)).splitlines()[0]
    return Text(en=f"The system says: {said}.", fr=f"Le système dit\u202f: {said}.")
