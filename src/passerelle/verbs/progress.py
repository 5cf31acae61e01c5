"""How a long verb says where it is, whoever is listening: a terminal bar, a page, or nobody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from passerelle.base.language import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One thing being done: ``done`` of ``total`` units, None when the length is not known."""

    text: Text
    done: int | None = None
    total: int | None = None


Listener = Callable[[Step], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def tell(text: Text, done: int | None = None, total: int | None = None) -> None:
    """Say where the work is. A listener may raise to stop the work at this point."""
    listener = _listener.get()
    if listener is not None:
        listener(Step(text, done, total))


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Let ``listener`` hear every step told inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def current_listener() -> Listener | None:
    """Give who listens now, to hand on to a thread of one's own."""
    return _listener.get()
