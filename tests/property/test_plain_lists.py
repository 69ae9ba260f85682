"""A plain list read by columns gives what it gives row by row: the same rows, rejects, notes and counts, or the same refusal."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analytics.errors import AkomodasiError
from analytics.intake.parse import Options, parse
from analytics.intake.plain import quick
from analytics.intake.tables import LIMITS
from tests.intake.desk import line, proposal, table, text

DIRTY = [
    "",
    " ",
    "-",
    "'=1",
    "#REF!",
    "  dua  kali ",
    "é",
    "a\nb",
    'kata "kutip"',
    "x,y",
    "1.234",
    "1.234.567",
    "Rp 5 jt",
    "007",
]
DIRTY += [
    "-3",
    "9" * 30,
    "1,5",
    "3.",
    "ditolak",
    "musrenbang_district",
    "rkpd",
    "73.02",
    "73.02.03",
    "2026",
    "2199",
    "U1",
    "B1",
]
DIRTY += [
    "Ara",
    "Desa Ara, Kec. Bonto Bahari",
    "Bonto Bahari",
    "tak dikenal",
    "\x1c",
    "\u2028",
    "\r\n",
    "\t",
    "y" * 40_000,
]
CELLS = st.one_of(st.sampled_from(DIRTY), st.integers(-5, 10**14).map(str), st.text(max_size=12))
MORE = ("parent_id", "stage", "field", "decision", "reason", "fund_source", "catatan", "proposal_id")


@st.composite
def lists(draw: st.DrawFn) -> list[list[Any]]:
    """A canonical list, some of its cells dirty, perhaps with further columns, blank rows, and its heading once more."""
    make = draw(st.sampled_from([proposal, line]))
    rows = table(make(n) for n in range(1, draw(st.integers(1, 40)) + 1))
    extra = draw(st.lists(st.sampled_from([m for m in MORE if m not in rows[0]]), unique=True, max_size=3))
    rows = [[*row, *([c if i == 0 else "" for c in extra])] for i, row in enumerate(rows)]
    for _ in range(draw(st.integers(0, 12))):
        row = rows[draw(st.integers(min(1, len(rows) - 1), len(rows) - 1))]
        row[draw(st.integers(0, len(row) - 1))] = draw(CELLS)
    for odd in draw(st.lists(st.sampled_from(["blank", "heading", "twice"]), max_size=3)):
        at = draw(st.integers(1, len(rows)))
        rows.insert(at, {"blank": [""] * len(rows[0]), "heading": rows[0][:], "twice": rows[-1][:]}[odd])
    return rows


@pytest.fixture
def by_columns() -> Iterator[None]:
    usual = LIMITS["plain_from_bytes"]
    yield
    LIMITS["plain_from_bytes"] = usual


def both(raw: bytes) -> tuple[Any, Any]:
    """What is told of a file read by columns, and row by row."""
    said = []
    for limit in (0, 10**12):
        LIMITS["plain_from_bytes"] = limit
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "daftar.csv"
            path.write_bytes(raw)
            try:
                found = parse(path, Options())
            except AkomodasiError as problem:
                said.append(problem.sentence())
                continue
            said.append([{**vars(p), "rows": p.rows.to_pylist(), "form": p.form.kind} for p in found])
    return said[0], said[1]


usual = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@usual
@given(rows=lists(), delimiter=st.sampled_from(",;\t|"), ends=st.sampled_from(["\n", "\r\n", "\r"]), bom=st.booleans())
def test_csv(by_columns: None, rows: list[list[Any]], delimiter: str, ends: str, bom: bool) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ends).writerows(rows)
    fast, slow = both((b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode())
    assert fast == slow


@usual
@given(
    head=st.sampled_from(["", "sep=;\n"]),
    odd=st.sampled_from(['"', '""', 'a"b', '"a"b', '"a""b"', "\n", "\n\n", ",", '"a\nb"', "\r", "\x00", "'", '"," "']),
    at=st.integers(0, 600),
)
@example(head="", odd="\n", at=10**6)
def test_csv_that_is_spoiled_somewhere(by_columns: None, head: str, odd: str, at: int) -> None:
    words = text(proposal(n, title=f'Jalan "{n}", tani') for n in range(1, 9))
    fast, slow = both((head + words[:at] + odd + words[at:]).encode())
    assert fast == slow


@usual
@given(rows=lists(), parts=st.integers(1, 30))
def test_parquet_of_texts(by_columns: None, rows: list[list[Any]], parts: int) -> None:
    columns = [
        pa.array([None if c == "" else str(c) for c in column], pa.string()) for column in zip(*rows[1:], strict=True)
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, [str(c) for c in rows[0]]), out, row_group_size=parts)
    fast, slow = both(out.getvalue())
    assert fast == slow


NUMBERS = st.lists(st.one_of(st.none(), st.integers(-3, 10**15)), min_size=3, max_size=30)
FLOATS = st.one_of(st.none(), st.floats(width=32), st.integers(1, 10**12).map(float))


@usual
@given(
    costs=NUMBERS,
    volumes=st.lists(FLOATS, min_size=30, max_size=30),
    kind=st.sampled_from(["int64", "decimal", "double"]),
)
def test_parquet_of_figures(by_columns: None, costs: list[int | None], volumes: list[float | None], kind: str) -> None:
    n = len(costs)
    kinds = {"int64": pa.int64(), "decimal": pa.decimal128(30, 2), "double": pa.float64()}
    names = {
        "regency_code": ["73.02"] * n,
        "proposal_id": list(range(n)),
        "title": [f"Jalan {i % 4}" for i in range(n)],
    }
    whole = pa.table(
        {
            **names,
            "fiscal_year": pa.array([2026] * n, pa.int16()),
            "estimated_cost": pa.array(costs, pa.int64()).cast(kinds[kind], safe=False),
            "volume": pa.array(volumes[:n], pa.float64()),
        }
    )
    out = io.BytesIO()
    pq.write_table(whole, out)
    fast, slow = both(out.getvalue())
    assert fast == slow


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("make", [proposal, line])
def test_a_large_plain_list_is_read_by_columns(make: Any, suffix: str) -> None:
    rows = table(make(n) for n in range(1, 5000))
    out = io.BytesIO()
    if suffix == "csv":
        out.write(text(make(n) for n in range(1, 5000)).encode())
    else:
        columns = [pa.array([str(c) for c in column]) for column in zip(*rows[1:], strict=True)]
        pq.write_table(pa.Table.from_arrays(columns, rows[0]), out, compression="none", use_dictionary=False)
    found = quick(("daftar", "0" * 64, 1), out.getvalue(), Options(), None)
    assert found is not None
    assert [p.accepted for p in found] == [4999]
