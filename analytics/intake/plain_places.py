"""Places in the free texts of a plain list: texts that can only name the same place are read once. Decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analytics.intake.coded import Coded, recoded, together
from analytics.intake.forms import Form
from analytics.intake.places import Seen, resolve
from analytics.vocabulary.gazetteer import gazetteer
from analytics.vocabulary.place_notes import Aliases
from analytics.vocabulary.place_tails import joined, tails
from analytics.vocabulary.tables import schema

if TYPE_CHECKING:
    from analytics.intake.parsed import Dataset

TAILS = "tails of texts"  # no column of a table is called so


def scanned(
    form: Form, dataset: Dataset, fields: dict[str, Coded], n: int, aliases: Aliases, seen: Seen
) -> dict[str, Any]:
    """`resolve` of a form that scans texts, for n rows of one dataset: fills the place columns, returns the receipt's counts."""
    names = [name for name in form.spec["places"]["text"] if name in fields]
    finder = gazetteer(dataset.regency, dataset.year)
    short = together([_tails(fields[name]) for name in names], n)
    words = [joined(parts) for parts in zip(*short.columns, strict=True)]
    alone = np.array([finder.stands_alone(one) for one in words], np.bool_)
    rows = np.flatnonzero(~alone[short.of])  # what stands before the marker may matter: these are read whole
    whole = together([fields[name].only(rows) for name in names], len(rows))
    words += [joined(parts) for parts in zip(*whole.columns, strict=True)]
    of = short.of.copy()
    of[rows] = len(alone) + whole.of
    there, of, counts = np.unique(of, return_inverse=True, return_counts=True)
    few: dict[str, list[Any]] = {names[0]: [words[i] for i in there.tolist()]}
    said = resolve(form, dataset, few, len(there), aliases, counts.tolist(), seen)
    kinds = schema(form.table)
    for name in few.keys() - {names[0]}:
        fields[name] = recoded(of, pa.array(few[name], kinds.field(name).type))
    return said


def _tails(column: Coded) -> Coded:
    if TAILS not in column.kept:
        column.kept[TAILS] = tails(column.values).dictionary_encode(null_encoding="encode")
    whole = column.kept[TAILS]
    return Coded(whole.indices.to_numpy()[column.codes], whole.dictionary)
