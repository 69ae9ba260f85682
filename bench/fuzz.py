"""Spoiled files without end: each is read or refused in one sentence, never anything else, soon and in little memory.

`python -m bench --only fuzz --minutes 10` goes on for that long; tests/property/test_hostile_files.py takes the first few.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import random
import resource
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from analytics.errors import AkomodasiError
from analytics.intake.parse import Options, parse
from bench import fuzz_readers, plain, printed
from bench.timing import say

ROWS, BATCH, PATIENCE, MEMORY = 12, 100, 5.0, 1_000_000  # rows of a seed; files of a process; seconds; kB
OFFICE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Usulan">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
NUMBERS = (b"-1", b"0", b"99999999999", b"1048576", b"16384", b"4294967295", b"1e308", b"NaN", b"")
SIGNS = (
    b'"',
    b",",
    b";",
    b"\n",
    b"\r",
    b"\x00",
    b"<",
    b">",
    b"&",
    b"{",
    b"[",
    b"\xff",
    b"\xfe",
    b"=1+1",
    b"]]>",
    b"  ",
)


@cache
def seeds() -> dict[str, bytes]:
    """Small sound files of every kind that is read."""
    table = plain.proposals(ROWS)
    rows = [table.column_names, *map(list, zip(*table.to_pydict().values(), strict=True))]
    words = "\n".join(",".join(map(str, (f'"{c}"' if "," in str(c) else c for c in row))) for row in rows)
    book, xlsx, parquet = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.active["N3"] = "=1+1"
    book.active.merge_cells("N5:O6")
    book.create_sheet("Kedua").append(["jumlah", 3])
    book.save(xlsx)
    pa.parquet.write_table(table, parquet)
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + '<table:table-cell table:number-columns-repeated="16372"/></table:table-row>'
        for row in rows
    )
    return {
        "xlsx": xlsx.getvalue(),
        "ods": packed(
            {"mimetype": ODS.encode(), "META-INF/manifest.xml": MANIFEST, "content.xml": OFFICE.format(cells).encode()}
        ),
        "csv": words.encode(),
        "tabs": words.replace(",", "\t").encode("utf-16"),
        "cp1252": words.replace("Dusun", "Dusún").encode("cp1252"),
        "parquet": parquet.getvalue(),
        "json": json.dumps(table.to_pylist(), default=str).encode(),
        "budget": printed.budget(),
        "pdf": printed.paper(),
        **fuzz_readers.seeds(),
    }


def packed(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in members.items():
            z.writestr(name, content)
    return out.getvalue()


def spoiled(number: int) -> tuple[str, bytes]:
    """The file of this number: a seed spoiled once or a few times, always in the same way."""
    chance = random.Random(number)
    kind = chance.choice(list(seeds()))
    raw = seeds()[kind]
    if kind in {"xlsx", "ods", "budget", "mending"} and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(raw)) as z:
            members = {name: z.read(name) for name in z.namelist()}
        name = chance.choice(list(members))
        members[name] = _spoil(members[name], chance)
        if chance.random() < 0.05:
            del members[chance.choice(list(members))]
        return kind, packed(members)
    return kind, _spoil(raw, chance)


def _spoil(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        raw = chance.choice(WAYS)(raw, chance)
    return raw


def _at(raw: bytes, chance: random.Random) -> int:
    return chance.randrange(len(raw) + 1)


def _flip(raw: bytes, chance: random.Random) -> bytes:
    at = _at(raw, chance)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    low, high = sorted((_at(raw, chance), _at(raw, chance)))
    return raw[:low] + (b"" if chance.random() < 0.5 else raw[high:])


def _again(raw: bytes, chance: random.Random) -> bytes:
    low = _at(raw, chance)
    part = raw[low : low + chance.choice((1, 30, 1000))]
    return raw[:low] + part * chance.choice((2, 5, 300)) + raw[low:]


def _sign(raw: bytes, chance: random.Random) -> bytes:
    at = _at(raw, chance)
    return raw[:at] + chance.choice(SIGNS) + raw[at:]


def _number(raw: bytes, chance: random.Random) -> bytes:
    """Another number where one stands."""
    low = next((i for i in range(_at(raw, chance), len(raw)) if raw[i : i + 1].isdigit()), len(raw))
    high = next((i for i in range(low, len(raw)) if not raw[i : i + 1].isdigit()), len(raw))
    return raw[:low] + chance.choice(NUMBERS) + raw[high:]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _again, _sign, _number)


def verdict(raw: bytes, kind: str = "") -> str:
    """What becomes of a file with these bytes (`verdict_of`), read as files of its kind are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "berkas.csv"
        if reader := fuzz_readers.READERS.get(kind):
            return _said(lambda: reader(raw, path))
        path.write_bytes(raw)
        return verdict_of(path)


def verdict_of(path: Path) -> str:
    """ "read" or the code of the sentence that refuses it; any other exception is raised."""
    return _said(lambda: parse(path, Options()))


def _said(read: Callable[[], object]) -> str:
    try:
        return "read" if read() else "nothing"
    except AkomodasiError as refusal:
        assert refusal.sentence("id") and refusal.sentence("en")
        return refusal.code


def batch(first: int, told: Any) -> None:
    """The files from `first` on, each told of before and after it is read."""
    for number in range(first, first + BATCH):
        told.put((number, "begun", 0.0, 0))
        kind, raw = spoiled(number)
        begun = time.perf_counter()
        try:
            said = f"{kind}: {verdict(raw, kind)}"
        except BaseException as problem:
            said = f"!{kind}: {type(problem).__name__}: {problem}"[:300]
        told.put((number, said, time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def measure(repeat: int, minutes: float = 1.0) -> dict[str, Any]:
    """Files read and refused in so many minutes, and every one that was neither, slow or large."""
    spawn = multiprocessing.get_context("spawn")
    counts: Counter[str] = Counter()
    wrong: list[dict[str, Any]] = []
    first, end, slowest, largest = 0, time.monotonic() + 60 * minutes, 0.0, 0
    while time.monotonic() < end:
        told = spawn.Queue()
        work = spawn.Process(target=batch, args=(first, told))
        work.start()
        last, done = (first, "begun", 0.0, 0), 0
        while done < BATCH:
            try:
                last = told.get(timeout=60)
            except Exception:  # the process has died, or hangs
                wrong.append({"number": last[0], "said": f"no answer (exit {work.exitcode})"})
                work.kill()
                break
            number, said, took, size = last
            if said == "begun":
                continue
            done += 1
            counts[said if not said.startswith("!") else "wrong"] += 1
            slowest, largest = max(slowest, took), max(largest, size)
            if said.startswith("!") or took > PATIENCE or size > MEMORY:
                wrong.append({"number": number, "said": said, "seconds": round(took, 2), "kB": size})
        work.join()
        first = last[0] + 1
        say(f"  {first} files, {len(wrong)} wrong")
    from bench.hostile import worst

    return {
        "bombs": worst(),
        "files": sum(counts.values()),
        "said": dict(counts.most_common()),
        "slowest_seconds": round(slowest, 2),
        "largest_kB": largest,
        "wrong": wrong,
    }
