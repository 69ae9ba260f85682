"""The command makes the plain pages, names the folder, and says in one sentence what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.commands.report_site import years_of
from analytics.errors import BadQuestion
from tests.intake.desk import CLERK, Said, akomodasi
from tests.spec.harness import REGENCY, Given, given


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    found = given(tmp_path, "id | year\na | 2025\nb | 2026", "id | pays | amount\nL1 | b | 100")
    found.mart()
    monkeypatch.chdir(tmp_path)
    return found


def run(made: Given, *words: object) -> Said:
    return akomodasi("report", "site", *words, "--author", CLERK, "--workspace", made.workspace.path)


def test_the_folder_is_named_after_the_regency_where_nobody_says(made: Given) -> None:
    said = run(made, "--regency", "Bulukumba", "--json")
    assert said.code == 0 and said.json["folder"] == "akomodasi-situs-73-02"
    assert Path(said.json["index"]).is_file() and said.json["over"] == [] and said.json["years"] == [2025, 2026]
    assert said.json["files"] == sum(p.is_file() for p in Path(said.json["folder"]).rglob("*"))


def test_only_the_years_asked_for_have_pages(made: Given, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    said = run(
        made, "--regency", REGENCY, "--years", "2026", "--version", "rkpd", "--out", tmp_path / "kosong", "--json"
    )
    assert said.code == 0 and said.json["years"] == [2026]
    named = sorted(p.name for p in (tmp_path / "kosong" / "tahun").glob("*.html"))
    assert named == ["2026-tanpa-kecamatan.html", "2026.html"]


def test_a_folder_that_holds_anything_is_left_alone(made: Given, tmp_path: Path) -> None:
    mine = tmp_path / "situs" / "catatan.txt"
    mine.parent.mkdir()
    mine.write_text("milik orang", encoding="utf-8")
    said = run(made, "--regency", REGENCY, "--out", mine.parent)
    assert said.code == 2 and [p.name for p in mine.parent.iterdir()] == ["catatan.txt"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--regency", "Negeri Antah"), "Negeri Antah"),
        (("--regency", "32.02"), "tidak ada usulan"),
        (("--regency", REGENCY, "--years", "1999"), "2025, 2026"),
        (("--regency", REGENCY, "--years", "kapan saja"), "kapan saja"),
        (("--regency", REGENCY, "--government"), "--publisher"),
        (("--regency", REGENCY, "--out", "tidak/ada/\0/situs"), ""),
    ],
)
def test_what_cannot_be_done_is_one_sentence(made: Given, words: tuple[str, ...], says: str) -> None:
    said = run(made, *words)
    assert said.code == 2 and said.out == "" and says in said.err and len(said.err.strip().splitlines()) == 1
    assert not list(Path().glob("*situs*"))


def test_years_are_read_as_people_write_them() -> None:
    assert years_of("") == () and years_of("2024") == (2024,)
    assert years_of("2026, 2020-2022") == (2020, 2021, 2022, 2026)
    for wrong in ("2026-2020", "20", "2020-", "2020,,2021"):
        with pytest.raises(BadQuestion):
            years_of(wrong)
