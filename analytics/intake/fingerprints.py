"""A 64-bit number for the content of each row, a column at a time: the same on every machine and in every version.

Each value is hashed (bytes of a text by tables of fixed numbers, figures as they are), mixed with its column's name, and the
columns of a row are added up: an empty value adds nothing, so that a column more does not change the rows without it.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analytics.intake.coded import Coded

Numbers = npt.NDArray[np.uint64]
STEP, FIRST, SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
PIECE = 32_000  # bytes of text that are worked on at once: eight times as much stays in the processor's own memory


def mix(n: Numbers) -> Numbers:
    """Every bit of a number moves every other: the last steps of splitmix64."""
    n = (n ^ (n >> np.uint64(30))) * FIRST
    n = (n ^ (n >> np.uint64(27))) * SECOND
    return n ^ (n >> np.uint64(31))


def _stream(first: int, n: int) -> Numbers:
    return mix(np.arange(first, first + n, dtype=np.uint64) * STEP)


SIGNS = _stream(1, 256)  # what stands for each byte


def contents(columns: dict[str, Coded], n: int) -> Numbers:
    """The number of each of n rows; `columns` are the typed columns by name."""
    found = np.zeros(n, np.uint64)
    for name, column in columns.items():
        if name not in column.kept:
            key = np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big"))
            valid = column.values.is_valid().to_numpy(zero_copy_only=False)
            column.kept[name] = np.where(valid, mix(_numbers(column.values) ^ key), np.uint64(0))
        found += column.kept[name][column.codes]
    return mix(found)


def _numbers(values: pa.Array) -> Numbers:
    kind = values.type
    if pa.types.is_string(kind):
        return _texts(values)
    if pa.types.is_decimal(kind):
        return _texts(values.fill_null(0).cast(pa.string()))
    if pa.types.is_floating(kind):
        figures: Any = values.fill_null(0.0).to_numpy() + 0.0  # minus nought is nought
    else:
        whole = values.cast(pa.int32()) if pa.types.is_date32(kind) else values
        figures = whole.cast(pa.int64()).fill_null(0).to_numpy()
    return np.asarray(figures.view(np.uint64))


def _texts(column: pa.Array) -> Numbers:
    """One number per text: the sum over its bytes of (number of the byte x number of the place), and its length."""
    if not len(column):
        return np.zeros(0, np.uint64)
    _, places, letters = column.buffers()
    ends: Any = np.frombuffer(places, np.int32)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    raw = np.frombuffer(letters, np.uint8) if letters is not None else np.zeros(0, np.uint8)
    lengths = np.diff(ends)
    weights = _stream(1000, int(lengths.max())) | np.uint64(1)
    found = np.zeros(len(column), np.uint64)
    low = 0
    while low < len(column):
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + PIECE, side="right")) - 1)
        edge = ends[low : high + 1] - ends[low]
        at = np.arange(edge[-1]) - np.repeat(edge[:-1], lengths[low:high])
        sums = np.zeros(int(edge[-1]) + 1, np.uint64)
        np.cumsum(SIGNS[raw[ends[low] : ends[high]]] * weights[at], out=sums[1:])
        found[low:high] = sums[edge[1:]] - sums[edge[:-1]]
        low = high
    return mix(found + lengths.astype(np.uint64) * STEP)
