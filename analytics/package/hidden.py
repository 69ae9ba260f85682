"""What leaves the office and what does not: names and numbers of people out of every free text, who receives grants out
of budget lines; and a last look at the finished files. One distinct text is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from analytics.package.spec import HIDDEN, Resource, resources
from analytics.query.masked import NUMBERS, hide_recipient, masked
from analytics.register.aliases import key_of
from analytics.vocabulary.place_notes import SETTLED
from analytics.vocabulary.text import as_written, squeeze

GRANTS = ("description", "location_text")  # of a budget line: where a recipient may be told
KEY = "^(?:[0-9a-f]{16})?$"
MARKS = r"\[(nama|nomor|surel|penerima)\]"
OFFICIAL = {"regions"}  # the official list of places: streets and people are not in it, names of districts are


def hide(resource: Resource, table: pa.Table) -> pa.Table:
    """The table with every free text masked; `hidden` counts the texts of a row that bear a mark, now or from before."""
    if resource.table == "line":
        table = _without_recipients(table)
    marked = np.zeros(table.num_rows, np.int64)
    for column in resource.columns:
        if column.kind == "text":
            table = _replaced(table, column.name, masked)
            marked += pc.fill_null(pc.match_substring_regex(table.column(column.name), MARKS), False).to_numpy()
    if resource.table:
        table = table.set_column(table.schema.get_field_index(HIDDEN), HIDDEN, pa.array(marked, pa.int64()))
    return table


def _replaced(table: pa.Table, name: str, change: Callable[[str], str]) -> pa.Table:
    """Each distinct text of a column changed once."""
    coded = table.column(name).combine_chunks().dictionary_encode()
    texts = pa.array([change(text) for text in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
    return table.set_column(table.schema.get_field_index(name), name, texts)


def _without_recipients(table: pa.Table) -> pa.Table:
    """Of lines on accounts of grants and social aid."""
    accounts = [table.column(name).to_pylist() for name in ("account_code", "account_name")]
    for name in GRANTS:
        told = zip(table.column(name).to_pylist(), *accounts, strict=True)
        texts = [text if text is None else _recipient(text, code, words) for text, code, words in told]
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(texts, pa.string()))
    return table


@cache
def _recipient(text: str, code: str | None, words: str | None) -> str:
    return hide_recipient(text, code, words)


def rename_places(found: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Where words that a person settled were masked, the notes of rows name them by what is left: the same words, and
    the same key."""
    words = [w for w in found["settled_places"].column("words").to_pylist() if masked(w) != w]
    if not words:
        return found
    left = {key_of(w): masked(w) for w in words}

    def part(text: str) -> str:
        kind, _, detail = text.partition(": ")
        key, _, district = detail.partition(" ")
        if kind == SETTLED and key in left:
            return f"{kind}: {key_of(left[key])} {district}".rstrip()
        return f"{kind}: {left[squeeze(detail)]}" if kind == "unknown" and squeeze(detail) in left else text

    def note(text: str) -> str:
        return "; ".join(map(part, text.split("; ")))

    changed = {name: _replaced(found[name], "place_note", note) for name in ("stages", "budget_lines")}
    keys = pa.array([key_of(masked(w)) for w in found["settled_places"].column("words").to_pylist()], pa.string())
    places = found["settled_places"]
    return {**found, **changed, "settled_places": places.set_column(0, "words_key", keys)}


def still_there(folder: Path) -> Iterator[tuple[str, str]]:
    """(file, column or line) of everything in a finished package that still speaks of a person, as far as masked.toml knows."""
    for resource in resources().values():
        if resource.name in OFFICIAL:
            continue
        table = _texts(folder / resource.csv)
        for column in resource.columns:
            if column.arrow == pa.string() and _somebody(column.kind, table.column(column.name)):
                yield resource.csv, column.name
    for path in sorted(folder.iterdir()):
        if path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if path.name != "SHA256SUMS" and masked(line) != line:
                    yield path.name, str(number)


def _texts(path: Path) -> pa.Table:
    """A CSV as it stands, every cell a text."""
    names = path.open(encoding="utf-8").readline().strip().split(",")
    kinds = arrow_csv.ConvertOptions(column_types=dict.fromkeys((n.strip('"') for n in names), pa.string()))
    return arrow_csv.read_csv(
        path, parse_options=arrow_csv.ParseOptions(newlines_in_values=True), convert_options=kinds
    )


def _somebody(kind: str, column: pa.ChunkedArray) -> bool:
    """Whether a cell speaks of a person. Keys are hexadecimal figures and nothing else; ids are looked at for numbers."""
    if kind == "key":
        return not pc.all(pc.match_substring_regex(pc.drop_null(column), KEY), min_count=0).as_py()
    values = (as_written(v) for v in pc.unique(column).to_pylist() if v)
    if kind == "id":
        return any(pattern.search(v) for v in values for pattern in NUMBERS.values())
    return any(masked(v) != v for v in values)
