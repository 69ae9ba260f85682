"""A column whose every distinct value is kept once, and how several of them are taken together. Knows nothing of forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Rows = npt.NDArray[np.integer[Any]]  # positions


@dataclass(frozen=True)
class Coded:
    """A column of len(codes) rows: row i holds values[codes[i]]; no value stands twice in `values`.

    `kept` is what others have computed of the values; every part of the column shares it.
    """

    codes: Rows
    values: pa.Array
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    def only(self, rows: npt.NDArray[Any]) -> Coded:
        """The rows at these positions, or where a mask is true."""
        return replace(self, codes=self.codes[rows])

    def array(self) -> pa.Array:
        """One value per row."""
        return self.values.take(pa.array(self.codes))


Columns = tuple[list[Any], list[Coded], list[str]]  # headings, what stands below each, notes on the file


def coded(column: pa.Array | pa.ChunkedArray) -> Coded:
    """A column as Arrow read it; what is null is a value like others."""
    if isinstance(column, pa.ChunkedArray):
        if column.num_chunks == 0:
            column = pa.nulls(0, column.type)
        elif pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries().combine_chunks()
        else:
            column = column.dictionary_encode(null_encoding="encode").combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # too much text for one array
        raise pa.ArrowCapacityError("2 GB")
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode(null_encoding="encode")
    codes, values = column.indices, column.dictionary
    if codes.null_count:
        codes = codes.fill_null(len(values))
        values = pa.concat_arrays([values, pa.nulls(1, values.type)])
    return Coded(codes.to_numpy(), values)


def recoded(codes: Rows, values: pa.Array) -> Coded:
    """The same where some of `values` may be alike."""
    whole = values.dictionary_encode(null_encoding="encode")
    return Coded(whole.indices.to_numpy()[codes], whole.dictionary)


@dataclass(frozen=True)
class Together:
    """The distinct rows of several columns, in the order they first appear: `of` says for each row which one it is, `counts`
    how many rows each stands for, `columns` their values (None throughout for a column that is not there)."""

    of: Rows
    counts: list[int]
    columns: list[list[Any]]


def together(columns: Sequence[Coded | None], n: int) -> Together:
    """The distinct rows of these columns of n rows each."""
    of: Rows = np.zeros(n, np.int64)
    for column in columns:
        if column is not None and len(column.values) > 1:
            of = _dense(of * len(column.values) + column.codes)
    size = int(of.max(initial=-1)) + 1
    first = np.full(size, n, np.int64)
    first[of[::-1]] = np.arange(n)[::-1]  # of several for one the last counts: the first row
    order = np.argsort(first)
    rank = np.empty(size, np.int64)
    rank[order] = np.arange(size)
    first = first[order]
    values = [[None] * size if c is None else c.only(first).array().to_pylist() for c in columns]
    return Together(rank[of], np.bincount(of, minlength=size)[order].tolist(), values)


def _dense(keys: Rows) -> Rows:
    """The same numbers from 0 on without gaps, so that the next column's product stays small."""
    size = int(keys.max(initial=-1)) + 1
    if size > 8 * len(keys):
        return np.unique(keys, return_inverse=True)[1]
    there = np.zeros(size, np.bool_)
    there[keys] = True
    return (np.cumsum(there) - 1)[keys]
