"""Places in the free texts of a plain list: texts that can only name the same place are read once. Decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analytics.intake.coded import Coded, recoded, together
from analytics.intake.forms import Form
from analytics.intake.places import Seen, resolve
from analytics.vocabulary.gazetteer import gazetteer
from analytics.vocabulary.place_notes import Aliases, settled
from analytics.vocabulary.place_tails import joined, tails
from analytics.vocabulary.tables import schema

if TYPE_CHECKING:
    from analytics.intake.parsed import Dataset

TAILS = "tails of texts"  # no column of a table is called so


def shortened(form: Form, fields: dict[str, Coded], n: int) -> Coded:
    """What is left of the texts of each of n rows, put together: made once for all datasets of a file."""
    parts = together([_tails(fields[name]) for name in form.spec["places"]["text"] if name in fields], n)
    return recoded(parts.of, pa.array(map(joined, zip(*parts.columns, strict=True)), pa.string()))


def scanned(
    form: Form, dataset: Dataset, fields: dict[str, Coded], n: int, aliases: Aliases, seen: Seen
) -> dict[str, Any]:
    """`resolve` of a form that scans texts, for n rows of one dataset: fills the place columns, returns the receipt's counts.
    `fields` holds what `shortened` made of the texts as well."""
    names = [name for name in form.spec["places"]["text"] if name in fields]
    finder, short = gazetteer(dataset.regency, dataset.year), fields[TAILS]
    memo = seen.setdefault(finder, {})
    if TAILS not in short.kept:
        short.kept[TAILS] = short.values.to_pylist(), {}
    tail_of, alone_in = short.kept[TAILS]
    alone = alone_in.setdefault(finder, np.full(len(tail_of), -1, np.int8))
    there = np.flatnonzero(np.bincount(short.codes, minlength=len(tail_of)))
    for i in there[alone[there] < 0].tolist():
        place = finder.scan_tail(tail_of[i])
        alone[i] = place is not None
        if place is not None:
            memo[tail_of[i]] = settled(place, aliases)
    there = there[alone[there] > 0]
    rank = np.zeros(len(tail_of), np.int64)
    rank[there] = np.arange(len(there))
    of = rank[short.codes]
    rows = np.flatnonzero(alone[short.codes] == 0)  # what stands before the marker may matter: these are read whole
    whole = together([fields[name].only(rows) for name in names], len(rows))
    of[rows] = len(there) + whole.of
    words = [*(tail_of[i] for i in there.tolist()), *map(joined, zip(*whole.columns, strict=True))]
    few: dict[str, list[Any]] = {names[0]: words}
    said = resolve(form, dataset, few, len(words), aliases, np.bincount(of, minlength=len(words)).tolist(), seen)
    kinds = schema(form.table)
    for name in few.keys() - {names[0]}:
        fields[name] = recoded(of, pa.array(few[name], kinds.field(name).type))
    return said


def _tails(column: Coded) -> Coded:
    if TAILS not in column.kept:
        column.kept[TAILS] = tails(column.values).dictionary_encode(null_encoding="encode")
    whole = column.kept[TAILS]
    return Coded(whole.indices.to_numpy()[column.codes], whole.dictionary)
