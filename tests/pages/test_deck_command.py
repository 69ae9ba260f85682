"""The command makes a deck: where it is told to, of the set or the slides it is given, and never over a file that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from analytics.pages.slides import Slide, written
from tests.intake.desk import CLERK, Said, akomodasi


def deck(demo_workspace: Path, *words: object) -> Said:
    return akomodasi("report", "deck", *words, "--workspace", demo_workspace, "--author", CLERK)


def test_a_set_of_one_list_names_it(demo_workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "kecamatan.pptx"
    words = ("--regency", "99.01", "--year", 2026, "--set", "district", "--where", "district=Wanacita", "--out", out)
    said = deck(demo_workspace, *words, "--json")
    assert said.code == 0 and said.json["file"] == str(out) and said.json["notice"] == "DATA REKAAN"
    made = Presentation(str(out))
    assert len(made.slides) == said.json["slides"] == len(said.json["pictures"]) + 2
    assert "Kec. Wanacita" in made.slides[0].shapes.title.text_frame.text
    assert said.json["code"].startswith("AKM-")
    before = out.read_bytes()
    again = deck(demo_workspace, *words)
    assert again.code == 2 and out.read_bytes() == before


def test_slides_of_paparan_come_in_their_order(demo_workspace: Path, tmp_path: Path) -> None:
    held = tuple(
        Slide(p, "99.01", 2026, "district", "apbd", (), t) for p, t in (("home.trend", ""), ("home.strip", "Kami"))
    )
    said = deck(demo_workspace, "--slides", written(held), "--out", tmp_path / "a.pptx", "--json")
    assert said.json["pictures"] == ["home.trend", "home.strip"]
    assert Presentation(str(tmp_path / "a.pptx")).slides[2].shapes.title.text_frame.text == "Kami"


def test_without_a_name_invented_data_is_named_so(
    demo_workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = deck(
        demo_workspace, "--regency", "99.01", "--year", 2026, "--set", "dapil", "--where", "dapil=Dapil 2", "--json"
    )
    assert said.json["file"] == "REKAAN-paparan-dapil-99-01-2026-Dapil-2.pptx" and Path(said.json["file"]).exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--regency", "99.01", "--set", "dapil"), "--where dapil="),
        (("--slides", "x"), "--slides"),
        (("--regency", "11.01"), "11.01"),
        ((), "–"),
        (("--regency", "99.01", "--out", "a.pdf"), ".pptx"),
        (("--regency", "99.01", "--where", "district=Antah"), "Antah"),
        (("--regency", "99.01", "--version", "lain"), "lain"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    demo_workspace: Path, words: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    out = () if "--out" in words else ("--out", tmp_path / "x.pptx")
    said = deck(demo_workspace, *words, *out)
    assert said.code == 2 and said.out == "" and says in said.err and not (tmp_path / "x.pptx").exists()
