"""The command makes the sheets of every village: what they are called, what it refuses, nothing written by halves."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from analytics.reports import sheet_print
from analytics.vocabulary import regions
from tests.intake.desk import CLERK, Said, akomodasi
from tests.spec.harness import REGENCY, Given, given

PROPOSALS = """
id | year | district    | village  | title    | cost | rank
a  | 2026 | Bontobahari | Ara      | Jalan    | 100  | 1
b  | 2026 | Bontobahari | Darubiah | Drainase | 200  | 2
c  | 2026 | Bontobahari |          | Balai    | 200  | 3
"""
WHERE = ("--regency", REGENCY, "--year", 2026)
BY = ("--publisher", "Forum Warga")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    found = given(tmp_path_factory.mktemp("sheets"), PROPOSALS, "id | pays | amount\nL1 | a | 100")
    found.mart()
    return found


def run(made: Given, *words: object) -> Said:
    return akomodasi("report", "sheet", *WHERE, *words, "--author", CLERK, "--workspace", made.workspace.path)


def test_one_run_makes_a_page_for_each_village_and_one_file_to_print(made: Given, tmp_path: Path) -> None:
    folder = tmp_path / "lembar"
    said = run(made, *BY, "--out", folder, "--json")
    assert said.code == 0, said.err
    villages = [v.code for v in regions.regency(REGENCY).villages]
    assert [v["village"] for v in said.json["villages"]] == villages
    assert sorted(said.json["files"]) == sorted(f.name for f in folder.iterdir()) and len(villages) == 136
    whole, *each = said.json["files"]
    assert (whole, each[0]) == ("akomodasi-lembar-73-02-semua-2026-apbd.pdf", _named(villages[0]))
    assert len(pypdfium2.PdfDocument(folder / whole)) == len(each) == 136
    assert {len(pypdfium2.PdfDocument(folder / name)) for name in each} == {1}
    ara = next(v for v in said.json["villages"] if v["village"] == "73.02.03.2006")
    assert (ara["proven"], ara["most"], ara["n"], ara["address"]) == (1, 1, 1, None)
    assert said.json["without_village"] == 1


def _named(code: str) -> str:
    return f"akomodasi-lembar-{code.replace('.', '-')}-{regions.short_label(code).replace('. ', '-')}-2026-apbd.pdf"


def test_a_part_of_the_regency_in_every_format(made: Given, tmp_path: Path) -> None:
    folder = tmp_path / "satu"
    folder.mkdir()
    more = (
        "--format",
        "txt, png,pdf",
        "--address-base",
        "https://akomodasi.example.org/dasbor/",
        "--where",
        "village=Ara",
    )
    said = run(made, *BY, "--out", folder, *more, "--json")
    assert said.code == 0, said.err
    stem = "akomodasi-lembar-73-02-03-2006-Desa-Ara-2026-apbd"
    assert sorted(f.name for f in folder.iterdir()) == [f"{stem}.pdf", f"{stem}.png", f"{stem}.txt"]
    address = f"https://akomodasi.example.org/dasbor/desa?regency=73.02&year=2026&village=73.02.03.2006&mart={said.json['mart']}"
    assert said.json["villages"][0]["address"] == address
    assert (folder / f"{stem}.txt").read_text(encoding="utf-8").rstrip().endswith(address)
    assert (folder / f"{stem}.png").read_bytes().startswith(b"\x89PNG")


def test_proposals_without_a_village_are_told(made: Given, tmp_path: Path) -> None:
    said = run(made, *BY, "--out", tmp_path / "lembar", "--format", "txt")
    assert "1 usulan" in said.out and "136 lembar" in said.out


def test_what_is_there_is_left_alone(made: Given, tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("milik orang", encoding="utf-8")
    said = run(made, *BY, "--out", tmp_path)
    assert said.code == 2 and [f.name for f in tmp_path.iterdir()] == ["catatan.txt"]


def test_a_run_that_fails_leaves_nothing(made: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> list[bytes]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheet_print, "pictures", full)
    said = run(made, *BY, "--out", tmp_path / "lembar", "--format", "pdf,png")
    assert said.code == 2 and "No space left" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "--publisher"),
        (("--publisher", " "), "--publisher"),
        ((*BY, "--signer-title", "Kepala Bappeda"), "--government"),
        ((*BY, "--address", "Jalan Satu"), "--government"),
        ((*BY, "--letterhead", "kop.toml"), "--government"),
        ((*BY, "--government", "--letterhead", "tidak-ada.toml"), "tidak-ada.toml"),
        ((*BY, "--format", "docx"), "docx"),
        ((*BY, "--format", ","), "pdf, png, txt"),
        ((*BY, "--address-base", "akomodasi"), "https://"),
        ((*BY, "--where", "agency=Dinas PU"), "village, district, dapil"),
        ((*BY, "--where", "village"), "village"),
        ((*BY, "--where", "village=Negeri Antah"), "Negeri Antah"),
        ((*BY, "--year", "2019"), "2019"),
        ((*BY, "--version", "negeri"), "negeri"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(made: Given, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    said = run(made, *words, "--out", tmp_path / "lembar")
    assert said.code == 2 and said.out == "" and list(tmp_path.iterdir()) == []
    assert says in said.err and len(said.err.strip().splitlines()) == 1
