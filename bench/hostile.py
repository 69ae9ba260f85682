"""Files made to cost memory or time: small where they are packed, without end where they are not. Each has to be refused."""

from __future__ import annotations

import io
import multiprocessing
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from bench.fuzz import MANIFEST, ODS, OFFICE, seeds, verdict_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MB = 1_000_000
HEAD = ("regency_code", "proposal_id", "fiscal_year", "title", "estimated_cost")


def archive(parts: dict[str, Iterable[bytes]]) -> bytes:
    """A zip archive of parts that are written piece by piece."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, pieces in parts.items():
            with z.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return out.getvalue()


def workbook(**parts: Iterable[bytes]) -> bytes:
    """The sound little workbook with its sheet or its shared texts replaced."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "texts": "xl/sharedStrings.xml"}
    with zipfile.ZipFile(io.BytesIO(seeds()["xlsx"])) as z:
        members: dict[str, Iterable[bytes]] = {name: [z.read(name)] for name in z.namelist()}
    return archive(members | {names[part]: pieces for part, pieces in parts.items()})


def sheet(rows: Iterable[bytes]) -> Iterable[bytes]:
    """A sheet with these rows."""
    yield f"<worksheet {MAIN}><sheetData>".encode()
    yield from rows
    yield b"</sheetData></worksheet>"


def texts(items: Iterable[bytes]) -> Iterable[bytes]:
    """Shared texts."""
    yield f"<sst {MAIN}>".encode()
    yield from items
    yield b"</sst>"


def ods(rows: str) -> bytes:
    """An OpenDocument workbook with these rows."""
    return archive(
        {"mimetype": [ODS.encode()], "META-INF/manifest.xml": [MANIFEST], "content.xml": [OFFICE.format(rows).encode()]}
    )


def parquet(table: pa.Table) -> bytes:
    """A Parquet file, packed as small as it can be."""
    out = io.BytesIO()
    pa.parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _long_texts_everywhere() -> bytes:
    cell = b'<c r="%s%d" t="s"><v>0</v></c>'
    rows = (
        b'<row r="%d">' % r + b"".join(cell % (c, r) for c in (b"A", b"B", b"C", b"D")) + b"</row>"
        for r in range(1, 60_000)
    )
    return workbook(sheet=sheet(rows), texts=texts([b"<si><t>" + b"x" * 32_000 + b"</t></si>"]))


def _long_texts_in_parquet() -> bytes:
    codes = pa.array([0] * 300_000, pa.int32())
    words = pa.DictionaryArray.from_arrays(codes, pa.array(["x" * 32_000]))
    return parquet(pa.table(dict.fromkeys(HEAD, words)))


def _cell(says: str) -> str:
    return f'<table:table-cell {says} office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'


ROW = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "1.9 GB of shared texts": lambda: workbook(texts=texts(b"<si><t>" + b"x" * MB + b"</t></si>" for _ in range(1900))),
    "240 MB of empty shared texts": lambda: workbook(texts=texts(b"<si/>" * (MB // 5) for _ in range(240))),
    "a sheet of 3 GB": lambda: workbook(sheet=sheet(b" " * MB for _ in range(3000))),
    "one long text in every cell": _long_texts_everywhere,
    "two cells at the far corners": lambda: workbook(
        sheet=sheet([b'<row r="1"><c r="A1"><v>1</v></c></row><row r="60000"><c r="ALL60000"><v>1</v></c></row>'])
    ),
    "a cell that says it stands ten thousand million rows down": lambda: workbook(
        sheet=sheet([b'<row r="1"><c r="A99999999999"><v>1</v></c></row>'])
    ),
    "a row far down whose cells do not say where they stand": lambda: workbook(
        sheet=sheet([b'<row r="4000000000"><c><v>1</v></c></row>'])
    ),
    "16,384 columns": lambda: workbook(sheet=sheet([b'<row r="1"><c r="XFD1"><v>1</v></c></row>'])),
    "cells that do not say where they stand": lambda: workbook(
        sheet=sheet([b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 900_000])
    ),
    "XML a million deep": lambda: workbook(sheet=sheet([b"<a>" * MB])),
    "entities that grow": lambda: workbook(
        sheet=[
            b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 9999 + b'">]>' + b"<worksheet>" + b"&b;" * 99_999 + b"</worksheet>"
        ]
    ),
    "50,000 parts": lambda: archive({f"xl/{i}": [b""] for i in range(50_000)} | {"xl/workbook.xml": [b""]}),
    "a row and a cell repeated": lambda: ods(ROW.format(1_048_576, _cell('table:number-columns-repeated="16384"'))),
    "a row repeated above the last": lambda: ods(ROW.format(2**31, "<table:table-cell/>") + ROW.format(1, _cell(""))),
    "a line without end": lambda: b"a" * (499 * MB),
    "500 MB of commas": lambda: b"," * (499 * MB),
    "500 MB of commas in lines": lambda: (b"," * 900 + b"\n") * (499 * MB // 901),
    "60 MB of commas in lines": lambda: (b"," * 900 + b"\n") * (59 * MB // 901),
    "zero bytes": lambda: bytes(499 * MB),
    "one long text in every row of a Parquet": _long_texts_in_parquet,
    "a Parquet of too many rows": lambda: parquet(pa.table(dict.fromkeys(HEAD, pa.nulls(15_000_000)))),
    "a Parquet with lists": lambda: parquet(pa.table({"regency_code": pa.array([["73.02"]])})),
}
LARGE = {name for name in BOMBS if name.startswith(("500 MB", "60 MB", "a line", "zero"))}  # take a while to write


def worst() -> dict[str, dict[str, object]]:
    """What becomes of each of them, in a process of its own: the refusal, seconds and peak memory (kB)."""
    told: dict[str, dict[str, object]] = {}
    for name, make in BOMBS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "berkas"
            path.write_bytes(make())
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                told[name] = pool.submit(_read, path).result()
    return told


def _read(path: Path) -> dict[str, object]:
    begun = time.perf_counter()
    said = verdict_of(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"said": said, "seconds": round(time.perf_counter() - begun, 2), "kB": peak}
