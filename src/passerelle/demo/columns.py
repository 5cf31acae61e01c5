"""Arrays to Arrow columns, fast and exact."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from passerelle.demo.effects import Ints


def ids(prefix: str, numbers: Ints) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Write numbers as ids such as ``C000012``; negative numbers give null.

    Args:
        prefix: What the id starts with.
        numbers: Whole numbers, shape (rows,).
    """
    missing = np.asarray(numbers) < 0
    text = pc.utf8_lpad(pa.array(np.where(missing, 0, numbers)).cast(pa.string()), 6, "0")
    named = pc.binary_join_element_wise(prefix, text, "")
    return pc.if_else(pa.array(missing), pa.scalar(None, pa.string()), named)


def words(values: Sequence[str | None], codes: Ints) -> Any:  # noqa: ANN401
    """Pick words by code; an empty word or a negative code gives null."""
    table = pa.array([value or None for value in values], pa.string())
    codes = np.asarray(codes)
    return table.take(pa.array(codes, mask=codes < 0))


def money(cents: Ints) -> Any:  # noqa: ANN401
    """Turn cents into exact DECIMAL(18, 2), shape (rows,)."""
    parts = np.empty((len(cents), 2), dtype=np.int64)
    parts[:, 0] = cents
    parts[:, 1] = np.where(np.asarray(cents) < 0, -1, 0)
    buffer = pa.py_buffer(parts.tobytes())
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), [None, buffer])


def moments(values: np.ndarray) -> Any:  # noqa: ANN401
    """Turn moments of second precision into naive timestamps; NaT gives null."""
    return pa.array(values.astype("datetime64[s]"), pa.timestamp("s"), from_pandas=True)
