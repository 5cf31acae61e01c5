"""Slows down whoever guesses: so many failures in so many minutes, then a pause."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WITHIN = timedelta(minutes=15)
"""How long a failure counts."""

NAMED = 5
"""Failures allowed for one name from one address."""

FROM_ONE_ADDRESS = 30
"""Failures allowed from one address, whatever the names."""

KEPT = 10_000
"""Keys remembered at most; the oldest go first, so that strangers cannot fill the memory."""


class Brake:
    """Counts failures by key in this process: one process serves a workspace."""

    def __init__(self, allowed: int, within: timedelta = WITHIN) -> None:
        self.allowed = allowed
        self.within = within
        self._failures: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def wait(self, key: str, at: datetime) -> timedelta:
        """Say how long ``key`` must wait before its next try; zero when it may try."""
        with self._lock:
            failures = self._recent(key, at)
            if len(failures) < self.allowed:
                return timedelta(0)
            return failures[0] + self.within - at

    def failed(self, key: str, at: datetime) -> None:
        """Count a failure."""
        with self._lock:
            recent = self._recent(key, at)
            recent.append(at)
            self._failures.pop(key, None)
            self._failures[key] = recent
            if len(self._failures) > KEPT:
                del self._failures[next(iter(self._failures))]

    def forget(self, key: str) -> None:
        """Forget the failures of ``key``, after a success."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str, at: datetime) -> deque[datetime]:
        failures = self._failures.get(key, deque())
        while failures and failures[0] <= at - self.within:
            failures.popleft()
        return failures
