"""Angka Perda as a clerk types it: compared before it is saved, kept as a file, replaced, withdrawn; or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.query.database import open_mart
from analytics.query.versions import version_of
from analytics.register.entered import held
from analytics.register.imports import imports
from analytics.register.workspace import open_workspace
from tests.intake.desk import CLERK, Office, csv_file, line

HERE = ("73.02", 2026, "apbd")
NEW = "perda-73.02-2026-apbd-"
LINES = [
    line(1, agency="Dinas PUPR", amount=1_000_000_000_000),
    line(2, agency="Dinas Pertanian", amount=574_000_000_000),
]


def script() -> None:
    import os
    from pathlib import Path

    from analytics.pages.impor_perda import perda_form
    from analytics.pages.view import View
    from analytics.query.database import open_mart
    from analytics.query.facts import regencies
    from analytics.register.workspace import open_workspace

    workspace = open_workspace(Path(os.environ["AKOMODASI_WORKSPACE"]))
    mart = open_mart(workspace)
    perda_form(View(workspace, mart, os.environ["AKOMODASI_LANG"], regencies(mart)[0], 2026, "district"))


@pytest.fixture
def page(tmp_path: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    Office(workspace).brings(csv_file(tmp_path / "apbd.csv", LINES), build=True)
    for name, value in {"WORKSPACE": str(workspace), "LANG": "id", "AUTHOR": CLERK}.items():
        monkeypatch.setenv(f"AKOMODASI_{name}", value)
    return AppTest.from_function(script, default_timeout=60)


def words(app: AppTest) -> str:
    assert [e.value for e in app.exception] == []
    return "\n".join(h.proto.body for h in app.get("html"))


def save(app: AppTest) -> AppTest:
    return next(b for b in app.button if b.key and b.key.endswith("-save")).click().run()


def test_what_is_typed_is_compared_with_parts_and_lines_before_anything_is_kept(page: AppTest, workspace: Path) -> None:
    shown = page.run()
    assert "Belum ada jumlah menurut dokumen untuk APBD 2026" in words(shown)
    shown.text_input(key=f"{NEW}-total").input("Rp 1.574.480.000.000,00")
    shown.text_input(key=f"{NEW}-dinaspupr").input("1.000.000.000.000")
    said = words(shown.run())
    assert "1 perangkat daerah berjumlah Rp 1.000.000.000.000: kurang Rp 574.480.000.000 dari jumlah" in said
    assert "2 baris anggaran yang ada berjumlah Rp 1.574.000.000.000: kurang Rp 480.000.000 dari jumlah" in said
    assert len(imports(open_workspace(workspace))) == 1


def test_what_is_saved_is_a_file_with_an_author_and_stands_beside_the_lines(page: AppTest, workspace: Path) -> None:
    shown = page.run()
    shown.text_input(key=f"{NEW}-total").input("1.574.000.000.001")
    shown.text_input(key=f"{NEW}-number").input("8 Tahun 2025")
    shown.text_input(key=f"{NEW}-dinaspertanian").input("574.000.000.001")
    shown.button(key=f"{NEW}-more-button").click()
    shown = shown.run()
    shown.text_input(key=f"{NEW}-name-0").input("Dinas Baru")
    shown.text_input(key=f"{NEW}-amount-0").input("0")
    shown = save(shown)
    assert "Angka Perda untuk APBD 2026 disimpan" in shown.success[0].value
    said = words(shown)
    assert "angka-perda-2026-apbd.csv · lembar CSV · baris 5" in said and f"oleh {CLERK}" in said
    assert "8 Tahun 2025" in said and "kurang Rp 1 dari jumlah menurut dokumen" in said
    assert '<td>Dinas Baru</td><td class="r">Rp 0</td><td class="r">–</td><td class="r">–</td>' in said
    assert '<td class="r">Rp -1</td>' in said
    book = open_workspace(workspace)
    fact = version_of(open_mart(book), *HERE)
    assert fact is not None and (fact.published, fact.difference, fact.number) == (
        1_574_000_000_001,
        -1,
        "8 Tahun 2025",
    )
    entry = imports(book)[-1]
    assert (entry.author, entry.facts["file"]) == (CLERK, "angka-perda-2026-apbd.csv")
    assert "1.574.000.000.001" in book.original(entry.facts["sha256"]).read_text(encoding="utf-8")


def test_what_is_held_is_filled_in_and_what_is_saved_takes_its_place_and_can_be_withdrawn(
    page: AppTest, workspace: Path
) -> None:
    shown = page.run()
    shown.text_input(key=f"{NEW}-total").input("1.574.000.000.001")
    shown.text_input(key=f"{NEW}-dinaspupr").input("1.000.000.000.000")
    shown = save(shown.run())
    book = open_workspace(workspace)
    first = held(book, *HERE)
    assert first is not None
    again = f"{NEW}{first[0].id}"
    assert shown.text_input(key=f"{again}-dinaspupr").value == "1.000.000.000.000"
    shown.text_input(key=f"{again}-total").input("1.574.000.000.000")
    shown = save(shown.run())
    now = held(book, *HERE)
    assert now is not None and (now[1].total, now[1].agencies) == (
        1_574_000_000_000,
        (("Dinas PUPR", 1_000_000_000_000),),
    )
    assert "sama dengan jumlah menurut dokumen" in words(shown)
    shown = shown.button(key=f"{NEW}{now[0].id}-withdraw").click().run()
    assert "ditarik" in shown.success[0].value
    assert held(book, *HERE) == first
    assert shown.text_input(key=f"{again}-total").value == "1.574.000.000.001"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("total", "1,57 T", "angka yang dibulatkan; tulis rupiah penuh"),
        ("total", "1.574.480.000.000,50", "bukan rupiah bulat"),
        ("total", "1.574", "dapat dibaca ribuan atau pecahan"),
        ("total", "", "belum diketik"),
        ("dinaspupr", "banyak", "bukan nilai rupiah"),
    ],
)
def test_what_is_no_whole_amount_is_refused_in_one_sentence(
    page: AppTest, workspace: Path, field: str, typed: str, told: str
) -> None:
    shown = page.run()
    shown.text_input(key=f"{NEW}-total").input("1.574.480.000.000")
    shown.text_input(key=f"{NEW}-{field}").input(typed)
    shown = save(shown.run())
    assert [told in e.value for e in shown.error] == [True]
    assert held(open_workspace(workspace), *HERE) is None


def test_an_amount_without_a_name_and_a_name_twice_are_refused(page: AppTest, workspace: Path) -> None:
    shown = page.run()
    shown.text_input(key=f"{NEW}-total").input("1.574.480.000.000")
    shown.text_input(key=f"{NEW}-dinaspupr").input("5")
    shown.button(key=f"{NEW}-more-button").click()
    shown = shown.run()
    shown.text_input(key=f"{NEW}-amount-0").input("7")
    shown = save(shown.run())
    assert "belum mempunyai nama perangkat daerah" in shown.error[0].value
    shown.text_input(key=f"{NEW}-name-0").input("DINAS  PUPR")
    shown = save(shown.run())
    assert "tertulis dua kali" in shown.error[0].value
    assert held(open_workspace(workspace), *HERE) is None


def test_somebody_who_may_not_import_is_told_so(
    page: AppTest, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKOMODASI_AUTHOR", "pembaca")
    shown = page.run()
    shown.text_input(key=f"{NEW}-total").input("1.574.480.000.000")
    shown = save(shown.run())
    assert "importer" in shown.error[0].value
    assert held(open_workspace(workspace), *HERE) is None


def test_the_form_speaks_english_too(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_LANG", "en")
    shown = page.run()
    shown.text_input(key=f"{NEW}-total").input("1,574,480,000,000.00")
    assert "Rp 480,000,000 less than the document" in words(shown.run())
