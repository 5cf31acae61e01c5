"""An interrupt is remembered where it was swallowed."""

import contextlib
import signal
import threading

import pytest

from passerelle.verbs.interrupts import heard_interrupts


def test_an_interrupt_that_was_swallowed_is_raised_afterwards():
    """What met it went on as if nothing had been; who asks is told; the handler is put back."""
    before = signal.getsignal(signal.SIGINT)
    with heard_interrupts() as raise_if_told:
        raise_if_told()
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            raise_if_told()
    assert signal.getsignal(signal.SIGINT) is before


def test_in_another_thread_nothing_is_changed():
    """Signals are the main thread's."""
    told = []

    def work():
        with heard_interrupts() as raise_if_told:
            raise_if_told()
            told.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == [signal.getsignal(signal.SIGINT)]
