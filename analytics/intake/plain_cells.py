"""The distinct cells of one column -> typed values, by the same reading as everywhere. Never reads a cell in a way of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.columns import _read
from analytics.intake.forms import Column, Form
from analytics.intake.tables import LIMITS
from analytics.intake.values import Unreadable

# words of plain letters with single blanks between them are read as they stand: no spaces to mend, no sign of a spreadsheet
WORDS = '^[!"$-&(-~][!-~]*( [!-~]+)*$'
FIGURES = r"^[0-9]{1,13}$"  # whole rupiah below any limit


def typed_column(
    column: Column, form: Form, values: pa.Array, kind: pa.DataType
) -> tuple[pa.Array, dict[int, str], bool] | None:
    """The typed value of each distinct cell, by position why one cannot be read (empty there), and whether the values are
    distinct as the cells are. None where the column's cells have to be told of in a note, which counts rows."""
    clean = _clean(column, form, values)
    odd = np.flatnonzero(~clean)
    if not len(odd) and values.type == kind:
        return values, {}, True
    bad: dict[int, tuple[Column, str]] = {}
    notes: list[str] = []
    read = _read(column, form, tuple(values.take(pa.array(odd)).to_pylist()), bad, notes)
    if notes:
        return None
    rest = pa.array([None if isinstance(v, Unreadable) else v for v in read], kind)
    order = np.empty(len(values), np.int64)
    order[clean], order[odd] = np.arange(clean.sum()), np.arange(clean.sum(), len(values))
    whole = pa.concat_arrays([values.filter(pa.array(clean)).cast(kind), rest])
    return whole.take(pa.array(order)), {int(odd[i]): reason for i, (_, reason) in bad.items()}, False


def _clean(column: Column, form: Form, values: pa.Array) -> npt.NDArray[np.bool_]:
    """Which cells need no reading: their typed value is what stands there."""
    none = np.zeros(len(values), np.bool_)
    if column.map or column.digits or column.region or column.indicator or form.spec.get("blanks"):
        return none
    found: Any = None
    if pa.types.is_string(values.type) and column.parse == "text" and form.ids != "sipd":
        short = pc.less_equal(pc.binary_length(values), LIMITS["max_text"])
        found = pc.and_(pc.match_substring_regex(values, WORDS), short)
    elif pa.types.is_string(values.type) and column.parse == "rupiah":
        found = pc.match_substring_regex(values, FIGURES)
    elif pa.types.is_integer(values.type) and column.parse == "rupiah":
        found = pc.and_(pc.greater_equal(values, 0), pc.less_equal(values, LIMITS["max_amount"]))
    return none if found is None else found.fill_null(False).to_numpy(zero_copy_only=False)
