"""Ctrl-C that falls where another library is at work, which may swallow it."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def heard_interrupts() -> Iterator[Callable[[], None]]:
    """Remember an interrupt that came within a block, also when what it met swallowed it.

    Gives a function that raises KeyboardInterrupt when there was one. Outside the main thread, where
    no signal is heard, it never does.
    """
    told: list[int] = []

    def raise_if_told() -> None:
        if told:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield raise_if_told
        return
    before: Any = signal.getsignal(signal.SIGINT)

    def hear(number: int, frame: FrameType | None) -> None:
        told.append(number)
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGINT, hear)
    try:
        yield raise_if_told
    finally:
        signal.signal(signal.SIGINT, before)
