"""A package as others read it: Frictionless, Parquet beside CSV, hashes, harmless cells, data that says it is invented."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest

from analytics.errors import BadFile, BadQuestion
from analytics.package.make import make
from analytics.package.spec import NOTE, resources
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.reports.tables import as_written
from analytics.vocabulary.tables import columns
from tests.package.conftest import Parcel

WHICH = ("rekaan", "awkward")


@pytest.fixture
def parcel(request: pytest.FixtureRequest) -> Parcel:
    found: Parcel = request.getfixturevalue(request.param)
    return found


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def described(parcel: Parcel) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((parcel.folder / "datapackage.json").read_text(encoding="utf-8"))
    return said


@pytest.mark.parametrize("parcel", WHICH, indirect=True)
def test_an_independent_reader_finds_it_valid(parcel: Parcel) -> None:
    report = frictionless.validate(str(parcel.folder / "datapackage.json"))
    assert report.valid, [(t.name, [e.message for e in t.errors[:3]]) for t in report.tasks if not t.valid]
    assert {t.name for t in report.tasks} == set(resources())


@pytest.mark.parametrize("parcel", WHICH, indirect=True)
def test_parquet_holds_what_the_csv_holds_row_by_row(parcel: Parcel) -> None:
    for r in resources().values():
        table = pq.read_table(parcel.folder / r.parquet)
        rows = cells(parcel.folder / r.csv)
        assert table.num_rows == len(rows)
        assert not rows or table.column_names == list(rows[0])
        for name in table.column_names:
            kept = table.column(name).to_pylist()
            assert all(alike(row[name], value) for row, value in zip(rows, kept, strict=True)), (r.name, name)


def alike(cell: str, value: Any) -> bool:
    if value is None or isinstance(value, str):
        return as_written(cell) == (value or "")
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, Decimal | float):
        return type(value)(cell) == value
    return str(value) == cell


@pytest.mark.parametrize("parcel", WHICH, indirect=True)
def test_every_hash_is_that_of_its_file(parcel: Parcel) -> None:
    said = described(parcel)["resources"]
    for told in (*said, *(r["parquet"] for r in said)):
        raw = (parcel.folder / told["path"]).read_bytes()
        assert (told["bytes"], told["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
    listed = dict(reversed(line.split("  ")) for line in (parcel.folder / "SHA256SUMS").read_text().splitlines())
    files = {f.relative_to(parcel.folder).as_posix(): f for f in parcel.folder.rglob("*") if f.is_file()}
    del files["SHA256SUMS"]
    assert listed == {name: hashlib.sha256(f.read_bytes()).hexdigest() for name, f in files.items()}


def test_no_cell_runs_as_a_formula_and_what_it_was_is_still_there(awkward: Parcel) -> None:
    begun = [
        v for f in (awkward.folder / "data").iterdir() for row in cells(f) for v in row.values() if v[:1] in "=+-@"
    ]
    assert [v for v in begun if v and not re.fullmatch(r"-?\d+(?:\.\d+)?", v)] == []
    titles = {as_written(r["title"]) for r in cells(awkward.folder / "data" / "stages.csv")}
    assert '=HYPERLINK("x";"Talud")' in titles and any(t.startswith("@bantuan") for t in titles)
    lines = {r["external_id"]: r["description"] for r in cells(awkward.folder / "data" / "budget_lines.csv")}
    assert lines["L2"] == "'-Talud Desa Lembanna"


def test_invented_data_says_so_in_every_table_and_title(rekaan: Parcel, awkward: Parcel) -> None:
    said = described(rekaan)
    assert said["name"].startswith("rekaan") and said["title"].startswith("DATA REKAAN") and said[NOTE] == "DATA REKAAN"
    for r in resources().values():
        assert all(row[NOTE] == "DATA REKAAN" for row in cells(rekaan.folder / r.csv))
        assert pq.read_schema(rekaan.folder / r.parquet).names[-1] == NOTE
    for name in ("README.md", "BACA-SAYA.md", "LICENCE.md", "LISENSI.md"):
        assert (rekaan.folder / name).read_text(encoding="utf-8").startswith("# DATA REKAAN")
    assert "REKAAN" not in json.dumps(described(awkward)).upper() and NOTE not in json.dumps(described(awkward))


def test_answers_are_those_of_ask_with_mart_and_certificate(rekaan: Parcel) -> None:
    rows = cells(rekaan.folder / "data" / "answers.csv")
    of = [r for r in rows if r["measure"] == "accommodation_count" and r["by"] == "year district"]
    answer = ask(rekaan.mart, Question("accommodation_count", ("year", "district")))
    told = {(r["year"], r["district"]): (r["numerator"], r["denominator"], r["n_unknown"]) for r in of}
    assert told == {
        (str(r["year"]), r["district"]): (str(r["numerator"]), str(r["denominator"]), str(r["n_unknown"]))
        for r in answer.rows
    }
    assert {r["mart"] for r in rows} == {rekaan.mart.id}
    whole = [r for r in rows if not r["by"]]
    assert {r["measure"] for r in whole} >= {"accommodation_count", "top_k", "funnel"}
    assert all(re.fullmatch(r"AKM-\w{4}-\w{4}-\w{4}", r["certificate"]) for r in whole)


def test_budget_lines_bear_fiscal_column_types(rekaan: Parcel) -> None:
    said = {r["name"]: r["schema"] for r in described(rekaan)["resources"]}["budget_lines"]
    types = {f["name"]: f["columnType"] for f in said["fields"] if "columnType" in f}
    assert types["amount"] == "value" and types["year"] == "date:fiscal-year" and types["version"] == "phase:id"
    assert {f["constant"] for f in said["extraFields"]} == {"IDR", "expenditure"}
    assert {f["name"] for f in said["fields"]} > set(columns("line"))


def test_every_column_stands_in_the_dictionary(awkward: Parcel) -> None:
    told = {(r["resource"], r["column"]) for r in cells(awkward.folder / "data" / "columns.csv")}
    assert told == {(r.name, c.name) for r in resources().values() for c in r.columns}
    assert all(r["meaning"] for r in cells(awkward.folder / "data" / "columns.csv"))


def test_both_readmes_name_every_table_and_the_licence_of_region_codes(awkward: Parcel) -> None:
    for name in ("README.md", "BACA-SAYA.md"):
        words = (awkward.folder / name).read_text(encoding="utf-8")
        assert [r for r in resources() if f"`{r}`" not in words] == []
        assert "ODbL" in words and awkward.mart.id in words and "{" not in words


def test_some_years_only(awkward: Parcel, tmp_path: Path) -> None:
    made = make(awkward.workspace, awkward.mart, awkward.regency, tmp_path / "paket", (2027,), "CC-BY-4.0")
    assert {r["external_id"] for r in cells(made.path / "data" / "stages.csv")} == {"e1"}
    for name in ("proposals", "budget_lines", "links", "judgements", "replies"):
        assert {r.get("year", "2027") for r in cells(made.path / "data" / f"{name}.csv")} <= {"2027"}, name
    said = json.loads((made.path / "datapackage.json").read_text(encoding="utf-8"))
    assert said["licenses"] == [{"name": "CC-BY-4.0"}] and said["akomodasi"]["years"] == [2027]
    assert frictionless.validate(str(made.path / "datapackage.json")).valid
    assert "2027" in (made.path / "README.md").read_text(encoding="utf-8").split("## What to know")[1]


def test_nothing_that_is_there_is_written_over(awkward: Parcel, tmp_path: Path) -> None:
    (tmp_path / "paket").mkdir()
    (tmp_path / "paket" / "milik-orang.txt").write_text("x")
    with pytest.raises(BadFile) as refused:
        make(awkward.workspace, awkward.mart, awkward.regency, tmp_path / "paket")
    assert refused.value.code == "template_exists"
    assert [f.name for f in (tmp_path / "paket").iterdir()] == ["milik-orang.txt"]
    (tmp_path / "kosong").mkdir()
    assert make(awkward.workspace, awkward.mart, awkward.regency, tmp_path / "kosong").rows["stages"]


def test_a_regency_nobody_brought_is_refused_and_leaves_nothing(awkward: Parcel, tmp_path: Path) -> None:
    with pytest.raises(BadQuestion) as refused:
        make(awkward.workspace, awkward.mart, "32.02", tmp_path / "paket")
    assert refused.value.code == "package_nothing" and list(tmp_path.iterdir()) == []
