"""Two files change places in one step, where the system can (Linux)."""

import ctypes
import os
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""AT_FDCWD: a path is read from the working folder."""

_BOTH = 2
"""RENAME_EXCHANGE."""


def exchange(one: Path, other: Path) -> bool:
    """Let two files that exist change places; False, and nothing done, where that cannot be had."""
    call = _call()
    if call is None:
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _BOTH) == 0)


@cache
def _call() -> Any:  # noqa: ANN401 (a function of the C library)
    try:
        found = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return None
    found.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    return found
