"""The verb `queue`: three lists on the terminal, as JSON, as Excel and as CSV; refusals in one sentence."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.intake.desk import CLERK, akomodasi
from tests.query.test_queue import JUDGEMENTS, LINES, PROPOSALS, REPLY
from tests.spec.harness import Given, given


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    found = given(tmp_path_factory.mktemp("cli"), PROPOSALS, LINES, JUDGEMENTS, reply=REPLY)
    found.mart()
    return found


def run(made: Given, *args: str) -> tuple[int, dict]:
    said = akomodasi("queue", *args, "--author", CLERK, "--workspace", made.workspace.path, "--json")
    return said.code, said.json


def test_the_lists_as_json(made: Given) -> None:
    code, still = run(made, "--regency", "73.02", "--district", "Bontobahari")
    assert (code, still["list"], still["total"], still["notice"]) == (0, "still", 3, None)
    assert next(r["title"] for r in still["rows"]) == "Drainase Dusun Krajan"
    assert [r["village_name"] for r in run(made, "--gone", "--village", "Ara")[1]["rows"]] == ["Ara"]
    carried = run(made, "--carry-over", "--year", "2023")[1]
    assert (carried["list"], carried["total"]) == ("carry_over", 4)
    assert run(made, "--most", "1")[1]["total"] == 3


def test_the_lists_as_files(made: Given, tmp_path: Path) -> None:
    book, rows = tmp_path / "daftar.xlsx", tmp_path / "daftar.csv"
    assert run(made, "--out", str(book))[1]["rows"] == 3
    assert openpyxl.load_workbook(book).worksheets[0].max_row == 7
    assert run(made, "--carry-over", "--year", "2023", "--out", str(rows))[0] == 0
    listed = list(csv.DictReader(io.StringIO(rows.read_text(encoding="utf-8-sig"))))
    assert [r["title"] for r in listed][1] == "'=1+1 Rabat beton Sawah"


def test_what_is_refused(made: Given, tmp_path: Path) -> None:
    there = tmp_path / "ada.csv"
    there.write_text("x", encoding="utf-8")
    for args, code in (
        (["--carry-over"], "queue_how"),
        (["--carry-over", "--gone", "--year", "2023"], "queue_how"),
        (["--out", str(tmp_path / "daftar.pdf")], "list_suffix"),
        (["--out", str(there)], "template_exists"),
        (["--district", "Antah"], "value_no_such"),
        (["--universe", "desa"], "universe_no_such"),
    ):
        assert run(made, *args)[0] == 2, args
        assert run(made, *args)[1]["error"] == code, args
    assert there.read_text(encoding="utf-8") == "x"


def test_on_the_terminal(made: Given) -> None:
    said = akomodasi("queue", "--author", CLERK, "--workspace", made.workspace.path)
    assert said.code == 0
    assert said.out.splitlines()[-1] == "3 / 3"
    assert "Darubiah: Posyandu Melati · Rp 55 · check?" in said.out
