"""Parquet, a CSV that names its delimiter, and what is told of a workbook's macros, links and formulas."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.intake.desk import Office, csv_file, proposal, table, text, workbook

LIST = [proposal(n) for n in (1, 2, 3)]
ROWS = table(LIST)


def parquet(path: Path, **kinds: pa.DataType) -> Path:
    """The list as Parquet; columns are texts but for those whose kind is said."""
    columns = []
    for name, *cells in zip(*ROWS, strict=True):
        words = pa.array([None if c == "" else str(c) for c in cells], pa.string())
        columns.append(words.cast(kinds.get(name, pa.string())))
    pq.write_table(pa.Table.from_arrays(columns, ROWS[0]), path)
    return path


def figures(office: Office, path: Path) -> list[Any]:
    """What is kept of each row, without what names the file."""
    receipt = office.brings(path).files[0]
    assert (receipt["rows_read"], receipt["accepted"], receipt["structure"]) == (3, 3, 0)
    return [
        {k: v for k, v in row.items() if k not in {"import_id", "sheet"}} for row in office.rows(receipt["import_id"])
    ]


@pytest.mark.parametrize("kind", [pa.string(), pa.int64(), pa.float64(), pa.decimal128(20, 2)])
def test_a_parquet_is_the_same_list_as_the_csv(office: Office, tmp_path: Path, kind: pa.DataType) -> None:
    same = parquet(tmp_path / "usulan.bin", estimated_cost=kind, fiscal_year=pa.int16(), rank=pa.int8())
    assert figures(office, same) == figures(office, csv_file(tmp_path / "usulan.csv", LIST))


def test_a_parquet_column_of_lists_is_refused_by_name(office: Office, tmp_path: Path) -> None:
    pq.write_table(pa.table({"title": pa.array([["Jalan", "Talud"]])}), tmp_path / "usulan.parquet")
    answer = office.brings(tmp_path / "usulan.parquet")
    assert answer.code == 2
    assert "'title'" in answer.err
    assert "list" in answer.err


@pytest.mark.parametrize("delimiter", ";\t|,")
def test_a_first_line_may_name_the_delimiter(office: Office, tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "usulan.csv").write_text(f"sep={delimiter}\n{text(LIST, delimiter)}", encoding="utf-8")
    receipt = office.brings(tmp_path / "usulan.csv").files[0]
    assert (receipt["accepted"], receipt["structure"]) == (3, 1)
    assert [row["row"] for row in office.rows(receipt["import_id"])] == [3, 4, 5]


def test_macros_and_links_are_not_followed_and_that_is_said(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "usulan.xlsm", {"Usulan": ROWS})
    with zipfile.ZipFile(path, "a") as z:
        z.writestr("xl/vbaProject.bin", b"\xd0\xcf")
        z.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    notes = " ".join(office.brings(path).files[0]["notes"])
    assert "makro" in notes
    assert "bertaut" in notes


def test_a_formula_without_a_value_in_an_opendocument_sheet_is_no_empty_cell(office: Office, tmp_path: Path) -> None:
    cost = ROWS[0].index("estimated_cost")
    rows = ""
    for n, row in enumerate(ROWS):
        cells = [f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row]
        cells[cost] = cells[cost] if n != 2 else '<table:table-cell table:formula="of:=1+1"/>'
        rows += f"<table:table-row>{''.join(cells)}</table:table-row>"
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="U">{rows}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(tmp_path / "u.ods", "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("META-INF/manifest.xml", "<manifest/>")
        z.writestr("content.xml", f"<office:document-content{spaces}>{body}</office:document-content>")
    receipt = office.brings(tmp_path / "u.ods").files[0]
    assert receipt["by_reason"] == {"formula_without_value": 1}
    assert [r["row"] for r in office.rejects(receipt["import_id"])] == [3]
