"""The verbs `match` and `evaluate`: files in, files out, one sentence for a bad file."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.intake.desk import akomodasi
from tests.linkage.sets import SETS, hand_written

PROPOSALS, LINES = SETS / "boyolali_proposals.csv", SETS / "boyolali_lines.csv"
COLUMNS = ["proposal_id", "line_id", "probability", "weight", "band", "reasons"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def matched(tmp_path: Path) -> Path:
    out = tmp_path / "links.csv"
    said = akomodasi("match", "--proposals", PROPOSALS, "--lines", LINES, "--out", out, "--json")
    assert said.code == 0, said.err
    assert said.json["links"] == len(rows(out)) == said.json["accept"] + said.json["review"]
    return out


def test_match_writes_the_contract(matched: Path) -> None:
    links = rows(matched)
    assert list(links[0]) == COLUMNS
    keys = [(row["proposal_id"], row["line_id"]) for row in links]
    assert keys == sorted(set(keys))
    assert all(0.05 <= float(row["probability"]) <= 1 and row["band"] in {"accept", "review"} for row in links)
    by_line: dict[str, float] = {}
    for row in links:
        by_line[row["line_id"]] = by_line.get(row["line_id"], 0) + float(row["weight"])
    assert max(by_line.values()) <= 1.0000001


def test_evaluate_tells_figures_and_what_the_lines_name(matched: Path, tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    hand_written("boyolali")[2].assign(kind="one", note="x").to_csv(truth, index=False)
    said = akomodasi(
        "evaluate", "--links", matched, "--truth", truth, "--proposals", PROPOSALS, "--lines", LINES, "--json"
    )
    assert said.code == 0 and said.json["true_pairs"] == 40
    assert said.json["average_precision"] > 0.9 and set(said.json["by_line"]) == {"name", "village", "neither"}
    assert said.json["by_kind"]["one"]["true_pairs"] == 40
    assert sum(each["true_pairs"] for each in said.json["by_line"].values()) == 40


def test_the_same_bytes_whatever_the_hash_seed_and_the_order_of_rows(matched: Path, tmp_path: Path) -> None:
    shuffled = {}
    for name, path in (("proposals", PROPOSALS), ("lines", LINES)):
        head, *body = path.read_text(encoding="utf-8").splitlines(keepends=True)
        shuffled[name] = tmp_path / f"{name}.csv"
        shuffled[name].write_text(head + "".join(reversed(body)), encoding="utf-8")
    out = tmp_path / "again.csv"
    words = ["match", "--proposals", shuffled["proposals"], "--lines", shuffled["lines"], "--out", out]
    env = os.environ | {"PYTHONHASHSEED": "77", "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", "analytics", *map(str, words)], check=True, env=env, capture_output=True)
    assert out.read_bytes() == matched.read_bytes()


def changed(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "lines.csv"
    text = LINES.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("line_id", "nomor", "line_id"),
        (",L2,", ",L1,", "L1"),
        (",200000000,", ",dua ratus juta,", "dua ratus juta"),
        (",L1,2025,", ",L1,duaribu,", "duaribu"),
        (",L1,", ",,", "line_id"),
    ],
)
def test_a_bad_file_is_one_sentence_and_nothing_is_written(tmp_path: Path, old: str, new: str, words: str) -> None:
    out = tmp_path / "links.csv"
    said = akomodasi("match", "--proposals", PROPOSALS, "--lines", changed(tmp_path, old, new), "--out", out)
    assert said.code == 2 and words in said.err and said.err.count("\n") == 1
    assert not out.exists() and [path.name for path in tmp_path.iterdir()] == ["lines.csv"]


def test_an_absent_file_a_picture_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    picture = tmp_path / "lines.csv"
    picture.write_bytes(b"\x89PNG\r\n")
    for words in (
        ["--proposals", tmp_path / "none.csv", "--lines", LINES, "--out", tmp_path / "o.csv"],
        ["--proposals", PROPOSALS, "--lines", picture, "--out", tmp_path / "o.csv"],
        ["--proposals", PROPOSALS, "--lines", LINES, "--out", tmp_path / "no" / "o.csv"],
    ):
        said = akomodasi("match", *words)
        assert said.code == 2 and said.err.count("\n") == 1 and "Traceback" not in said.err


def test_formulas_and_odd_cells_break_nothing(tmp_path: Path) -> None:
    p, n = tmp_path / "p.csv", tmp_path / "n.csv"
    odd = ['73.02,=1+1,2026,"=HYPERLINK(""x"")",@a,', '73.02,"a, ""b""",2026,Talud Desa Ara,,', ""]
    p.write_text("\n".join(["regency_code,proposal_id,fiscal_year,title,rank,more", *odd]), encoding="utf-8")
    n.write_text(
        'regency_code,line_id,fiscal_year,description,amount\n73.02,+2,2026,"Pembangunan Talud\nDesa Ara",Rp 100.000.000\n',
        encoding="utf-8",
    )
    out = tmp_path / "o.csv"
    said = akomodasi("match", "--proposals", p, "--lines", n, "--out", out, "--json")
    assert said.code == 0 and said.json["notes"], said.err
    assert [(row["proposal_id"], row["line_id"]) for row in rows(out)] == [('a, "b"', "+2")]


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="pyspark is installed here")
def test_without_spark_the_sentence_says_what_to_install(tmp_path: Path) -> None:
    said = akomodasi(
        "match", "--proposals", PROPOSALS, "--lines", LINES, "--out", tmp_path / "o.csv", "--engine", "spark"
    )
    assert said.code == 2 and "pyspark" in said.err and not (tmp_path / "o.csv").exists()


@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed here")
def test_spark_gives_the_same_links(matched: Path, tmp_path: Path) -> None:
    out = tmp_path / "spark.csv"
    said = akomodasi("match", "--proposals", PROPOSALS, "--lines", LINES, "--out", out, "--engine", "spark")
    assert said.code == 0 and out.read_bytes() == matched.read_bytes()
