"""Judgements leave as a file people can read, and come back the same: all of them, or one sentence per bad row and none."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from analytics.register.judgements import MADE
from analytics.reports.judgements import COLUMNS
from analytics.reports.tables import as_written, harmless
from tests.intake.desk import CLERK, akomodasi
from tests.spec.harness import Given, given

PROPOSALS = """
id | title                    | cost
A  | =HYPERLINK("x") Drainase | 100
B  | Talud; "Ara"             | 100
"""
LINES = "id | amount | text\n1 | 100 | Drainase\n2 | 100 | Talud"
JUDGEMENTS = """
by   | proposal | line | verdict | weight
ani  | A        | 1    | match   | 0.25
ani  | A        | 2    | no      |
budi | B        | apbd | absent  |
budi | B        | 2    | match   |
budi | B        | 2    | withdrawn |
"""


@pytest.fixture
def made(tmp_path: Path) -> Given:
    found = given(tmp_path, PROPOSALS, LINES, JUDGEMENTS)
    found.mart()
    return found


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def run(made: Given, *args: str, author: str = CLERK) -> tuple[int, dict]:
    said = akomodasi("judgements", *args, "--author", author, "--workspace", made.workspace.path, "--json")
    return said.code, said.json


def test_every_word_that_stands_goes_out_with_what_people_know_it_by(made: Given, tmp_path: Path) -> None:
    file = tmp_path / "penilaian.csv"
    code, told = run(made, "--out", str(file), "--regency", "73.02")
    assert (code, told["judgements"]) == (0, 3)
    found = rows(file)
    assert list(found[0]) == list(COLUMNS)
    assert [(r["author"], r["verdict"], r["version"], r["weight"], r["year"]) for r in found] == [
        ("ani", "match", "apbd", "0.25", "2026"),
        ("ani", "no", "apbd", "", "2026"),
        ("budi", "absent", "apbd", "", "2026"),
    ]
    assert found[0]["title"] == """'=HYPERLINK("x") Drainase"""
    assert (found[0]["line_id"], found[0]["description"]) == (made.ids["1"], "Drainase")
    assert found[2]["line_id"] == ""
    assert run(made, "--out", str(file))[0] == 2  # a file that is there is not written over
    assert run(made, "--out", str(tmp_path / "lain.csv"), "--regency", "32.02")[1]["judgements"] == 0


def test_what_goes_out_comes_back_in_ones_own_name(made: Given, tmp_path: Path) -> None:
    file = tmp_path / "penilaian.csv"
    run(made, "--out", str(file))
    code, told = run(made, "--import", str(file))
    assert (code, told["judgements"], told["new"]) == (0, 3, 3)
    mine = [e.payload for e in made.workspace.ledger.events(MADE) if e.author == CLERK]
    assert [(p["line_id"], p["verdict"], p["weight"]) for p in mine] == [
        (made.ids["1"], "match", 250_000),
        (made.ids["2"], "no", None),
        ("apbd", "absent", None),
    ]
    assert run(made, "--import", str(file))[1]["new"] == 0


def test_ids_of_the_source_system_do_where_they_mean_one_row(made: Given, tmp_path: Path) -> None:
    file = tmp_path / "luar.csv"
    file.write_text("proposal_id;line_id;version;verdict;weight\nB;2;;match;0,5\nA;;apbd;absent;\n", encoding="utf-8")
    assert run(made, "--import", str(file))[1]["new"] == 2
    last = made.workspace.ledger.events(MADE)[-2].payload
    assert (last["proposal_id"], last["line_id"], last["weight"]) == (made.ids["B"], made.ids["2"], 500_000)


def test_bad_rows_are_told_by_number_and_nothing_is_written(
    made: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = ["proposal_id,line_id,version,verdict,weight", "A,1,,match,", "Z,1,,match,", "A,9,,no,", "A,,musim,absent,"]
    bad += ["A,1,,mungkin,", "A,1,,match,2", "A,1,,match,separuh", ",,,,", "A,1,,match,0.0000001"]
    file = tmp_path / "salah.csv"
    file.write_text("\n".join(bad), encoding="utf-8")
    before = len(made.workspace.ledger.events(MADE))
    code, told = run(made, "--import", str(file))
    assert (code, told["error"]) == (2, "judgements_refused")
    assert "7 baris" in told["sentence"] and "Baris 3" in told["sentence"]
    assert len(made.workspace.ledger.events(MADE)) == before


@pytest.mark.parametrize("row", ["A", "A,1", "A,1,,match,NaN", "A,1,,match,-Infinity", "A,1,,match,1e999999999"])
def test_a_row_that_ends_early_or_weighs_no_number_is_told(made: Given, tmp_path: Path, row: str) -> None:
    """Found by the fuzzer of files."""
    file = tmp_path / "salah.csv"
    file.write_text(f"proposal_id,line_id,version,verdict,weight\n{row}\n", encoding="utf-8")
    code, told = run(made, "--import", str(file))
    assert (code, told["error"]) == (2, "judgements_refused") and "1 baris" in told["sentence"]


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "proposal_id"), (b"usul,nilai\nA,ya\n", "verdict"), (b"\xff\xfe\x00", "UTF-8")]
)
def test_a_file_that_is_none_is_refused_in_one_sentence(made: Given, tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "bukan.csv"
    file.write_bytes(content)
    code, told = run(made, "--import", str(file))
    assert code == 2 and word in told["sentence"]


def test_who_may_not_judge_writes_nothing_and_both_ways_at_once_are_none(made: Given, tmp_path: Path) -> None:
    file = tmp_path / "penilaian.csv"
    run(made, "--out", str(file))
    assert run(made, "--import", str(file), author="pembaca")[1]["error"] == "not_allowed"
    assert run(made)[1]["error"] == "judgements_how"
    assert run(made, "--import", str(tmp_path / "tidak-ada.csv"))[0] == 2


@pytest.mark.parametrize("cell", ["=1+1", "'=1", "''=1", "-5", "' @x", "Jalan 'tani'", "'", "", " =x", "'Jalan"])
def test_a_cell_is_read_back_as_it_was(cell: str) -> None:
    assert as_written(harmless(cell)) == cell
    assert not harmless(cell).lstrip().startswith(("=", "+", "-", "@"))
