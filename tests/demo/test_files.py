"""The written files: the same bytes again, marked as invented, not too large, read without a reject, and true."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analytics.demo import made, reckoning
from analytics.demo.files import write_files
from analytics.demo.model import BANNER, World
from analytics.demo.run import demo
from analytics.demo.stories import funded
from analytics.demo.truth import figures
from analytics.demo.world import make
from analytics.intake.content import read
from analytics.intake.forms import Form
from analytics.intake.write import Sheet
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from tests.demo.conftest import AUTHOR, SEED, Shown


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_is_read_and_nothing_is_rejected(shown: Shown) -> None:
    assert shown.said["rejected"] == 0
    assert shown.said["rows"] > 5_000
    assert shown.said["new_imports"] == shown.said["imports"]


def test_the_same_seed_twice_changes_nothing(shown: Shown) -> None:
    before = {p.name: p.read_bytes() for p in shown.files.iterdir()}
    position = shown.workspace.ledger.position()
    again = demo(shown.workspace, AUTHOR, seed=SEED, size="small")
    assert {p.name: p.read_bytes() for p in shown.files.iterdir()} == before
    assert again["new_imports"] == again["new_judgements"] == 0
    assert again["mart"] == shown.said["mart"]
    assert len(shown.workspace.ledger.events()) >= position


def test_every_file_says_that_it_is_invented(shown: Shown) -> None:
    found = sorted(shown.files.iterdir())
    assert len(found) == shown.said["files"]
    for path in found:
        assert path.name.startswith("rekaan_")
        for table in read(path.name, path.read_bytes(), None):
            assert table.rows[0][0] == BANNER


def test_the_workbooks_of_the_whole_stay_small_enough_to_open(
    full: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = Counter[str]()

    def count(form: Form, path: Path, sheets: list[Sheet], **_: Any) -> list[list[int]]:
        for sheet in sheets:
            cells[path.suffix] += len(sheet.records) * len(form.layout.columns)
        cells["rows"] += sum(len(sheet.records) for sheet in sheets)
        return [list(range(1, len(sheet.records) + 1)) for sheet in sheets]

    monkeypatch.setattr(made, "write", count)
    write_files(full, tmp_path / "files")
    assert cells[".xlsx"] <= 1_500_000
    assert cells["rows"] <= 200_000


def test_the_totals_of_the_perda_are_the_sums_of_the_details(shown: Shown, small: World) -> None:
    lines = (shown.files / "rekaan_perda.csv").read_text(encoding="utf-8").splitlines()
    printed = {tuple(r[:2]): r[5] for r in csv.reader(lines) if r[0].isdigit() and not r[4]}
    for year in small.years:
        for version, label in (("apbd", "APBD"), ("apbd_p", "APBD Perubahan")):
            total = sum(x.amounts.get(version, 0) for x in small.lines[year] if x.village is None)
            assert printed[str(year), label].replace(".", "") == str(total)


def test_no_link_weighs_more_than_its_line_and_every_end_is_in_a_file(shown: Shown) -> None:
    names = {p.name for p in shown.files.iterdir()}
    weights = Counter[tuple[str, str, str]]()
    for row in rows(shown.truth / "links.csv"):
        weights[row["line_file"], row["line_sheet"], row["line_row"]] += int(row["weight_millionths"])
        assert {row["line_file"], row["proposal_file"]} <= names
    assert weights
    assert max(weights.values()) <= 1_000_000


def test_the_truth_names_every_fate(shown: Shown, small: World) -> None:
    found = rows(shown.truth / "proposals.csv")
    listed = [r for r in found if r["rank"]]
    assert len(listed) == sum(len(small.listed(y)) for y in small.years)
    assert {r["fate_apbd"] for r in found} <= set(reckoning.CLASSES) - {"unknown"}
    paid = {"funded", "partial", "funded_size_unknown"}
    truly = sum(funded(w) for y in small.years for w in small.listed(y))
    assert sum(r["fate_apbd"] in paid for r in listed) == truly


def test_figures_add_up_to_the_lists(full: World) -> None:
    for row in figures(full):
        assert sum(row[kind] for kind in reckoning.CLASSES) == row["n"]
        assert row["counted"] <= row["estimated"]


def test_what_the_evidence_should_prove_is_what_the_program_answers(shown: Shown) -> None:
    expected = {(int(r["year"]), r["district"]): r for r in rows(shown.truth / "figures.csv")}
    mart = open_mart(shown.workspace)
    answers = ask(mart, Question("accommodation_count", by=("year", "district"))).rows
    assert len(answers) == len(expected)
    for row in answers:
        said = expected[row["year"], row["district"]]
        assert row["n"] == int(said["n"])
        assert row["numerator"] == int(said["funded"]) + int(said["funded_size_unknown"])
        assert row["n_unknown"] == int(said["unknown"])
    for row in ask(mart, Question("accommodation_value", by=("year", "district"))).rows:
        said = expected[row["year"], row["district"]]
        assert (row["numerator"], row["denominator"]) == (int(said["counted"]), int(said["estimated"]))


def test_other_years_tell_the_same_story() -> None:
    short, long = make(3, range(2026, 2027), "small"), make(3, range(2024, 2027), "small")
    assert [w.title for w in short.wishes[2026]] == [w.title for w in long.wishes[2026]]
    assert [x.amounts for x in short.lines[2026]] == [x.amounts for x in long.lines[2026]]
