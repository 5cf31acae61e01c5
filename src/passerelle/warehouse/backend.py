"""Ibis over one DuckDB cursor whose configuration is locked."""

from collections.abc import Sequence
from typing import Any

import duckdb
from ibis.backends.duckdb import Backend


class LockedBackend(Backend):  # type: ignore[misc]  # ibis has no types
    """An Ibis backend that leaves the engine's settings alone.

    Ibis sets the time zone on each new connection, which a locked configuration refuses; the
    warehouse sets both settings once, for all cursors, before the lock.
    """

    def _post_connect(self, extensions: Sequence[str] | None = None) -> None:
        del extensions
        self._record_batch_readers_consumed: dict[str, Any] = {}


def backend_of(cursor: duckdb.DuckDBPyConnection) -> LockedBackend:
    """Give an Ibis backend for one cursor; a cursor serves one thread only."""
    backend: LockedBackend = LockedBackend.from_connection(cursor)
    return backend
