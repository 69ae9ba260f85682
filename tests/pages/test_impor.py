"""Impor Data as a clerk uses it: nothing is written before the button, everything is accounted for, everything can be undone."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics.cli import main
from analytics.errors import AkomodasiError
from analytics.pages import shell
from analytics.register.imports import imports
from analytics.register.mending import mending_workbook
from analytics.register.workspace import Workspace, open_workspace
from analytics.reports.receipt import receipt_workbook
from analytics.vocabulary import regions
from tests.intake.desk import CLERK, csv_file, proposal, text
from tests.intake.maps import cells, feature, written
from tests.pages.conftest import ROOT, Screen

LIST = [proposal(1), proposal(2, estimated_cost="dua juta"), proposal(3, village="Kampung Tengah")]
CSV = ("usulan.csv", text(LIST).encode(), "text/csv")


@pytest.fixture
def desk(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page in a workspace that holds an older list of three."""
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(workspace))
    monkeypatch.setenv("AKOMODASI_AUTHOR", CLERK)
    monkeypatch.setenv("AKOMODASI_DEMO", "off")
    first = csv_file(tmp_path / "awal.csv", [proposal(n) for n in (1, 2, 3)])
    assert main(["import", str(first), "--workspace", str(workspace), "--author", CLERK]) == 0
    shell._workspace.clear()
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["regency"] = "73.02"
    app._page_hash = calc_hash("impor")
    return app


def words(app: AppTest) -> str:
    screen = Screen(app)
    assert [e.value for e in app.exception] == []
    return screen.words


def button(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def current(workspace: Path) -> dict[str, str]:
    return {i.facts["file"]: i.id for i in imports(open_workspace(workspace, CLERK)) if i.current}


def events(workspace: Path) -> int:
    return len(Workspace(workspace).ledger.events())


def test_before_anything_is_written_the_page_says_what_would_happen(desk: AppTest, workspace: Path) -> None:
    shown = desk.run()
    before = events(workspace)
    shown = shown.file_uploader[0].set_value([CSV]).run()
    said = words(shown)
    assert "Daftar usulan baku" in said and "Kabupaten Bulukumba · 2026" in said
    assert "3 baris dibaca" in said and "2 diterima" in said and "1 ditolak" in said
    assert "Menggantikan awal.csv (petugas" in said and "1 tidak ada lagi" in said
    assert "Rp 4.000.000; berkasnya tidak mencetak jumlah" in said
    assert "Bonto Bahari / Kampung Tengah" in said
    assert "CSV, baris 3: &#x27;estimated_cost&#x27; berisi &#x27;dua juta&#x27;, bukan nilai rupiah" in said
    assert events(workspace) == before, "nothing is written"
    assert "awal.csv" in current(workspace)


def test_the_button_imports_and_leaves_a_receipt_and_the_rows_to_mend(desk: AppTest, workspace: Path) -> None:
    shown = desk.run().file_uploader[0].set_value([CSV]).run()
    shown = button(shown, "impor-bring")
    assert "1 himpunan data masuk" in shown.success[0].value
    import_id = current(workspace)["usulan.csv"]
    labels = [d.proto.label for d in shown.get("download_button")]
    assert "Tanda terima (Excel)" in labels and "Perbaiki 1 baris yang ditolak (Excel)" in labels
    assert not list((workspace / "incoming").glob("*")), "what was imported is not kept twice"
    book = openpyxl.load_workbook(io.BytesIO(receipt_workbook(Workspace(workspace), import_id, "Usulan", "id")))
    told = {str(r[0].value): r[1].value for r in book.worksheets[0].iter_rows()}
    assert told["Diterima + ditolak + kosong + struktur"] == "2 + 1 + 0 + 0 = 3"
    assert told["SHA-256"] == imports(Workspace(workspace))[-1].facts["sha256"]
    assert "dua juta" in [c.value for c in book.worksheets[1][2]]


def test_a_file_that_leaves_its_year_unsaid_is_asked_for_it_in_the_words_of_the_page(desk: AppTest) -> None:
    rows = "Nama Instansi,Nama Satuan Kerja,Nama Paket,Kode RUP,Sumber Dana,Total Nilai (Rp),Metode Pengadaan,Jenis Pengadaan\n"
    rows += "Kab. Bulukumba,Dinas PUPR,Jalan Desa Ara,1,APBD,1000000,E-Purchasing,Barang\n"
    shown = desk.run().file_uploader[0].set_value([("rup.csv", rows.encode(), "text/csv")]).run()
    asked = shown.error[0].value
    assert "Tahun berapa?" in asked and "--year" not in asked
    [year] = [s for s in shown.selectbox if s.key.startswith("impor-year-")]
    shown = year.select("2026").run()
    assert not shown.error and "Rencana pengadaan (SiRUP)" in words(shown)


def test_of_several_files_the_good_ones_go_in_and_the_others_stay(desk: AppTest, workspace: Path) -> None:
    odd = ("aneh.csv", b"Nomor;Nama Pekerjaan;Kampung;Biaya\n1;Jalan;Ara;1000000\n", "text/csv")
    shown = desk.run().file_uploader[0].set_value([CSV, odd]).run()
    assert shown.button(key="impor-bring").label == "Impor 1 dari 2 berkas"
    shown = button(shown, "impor-bring")
    assert "usulan.csv" in current(workspace)
    assert "Berkas 1 dari 1: aneh.csv" in words(shown)


def test_a_table_nobody_knows_is_imported_once_its_columns_are_explained(desk: AppTest, workspace: Path) -> None:
    rows = "Kabupaten;Tahun;Nomor;Nama Pekerjaan;Kampung;Biaya\nBulukumba;2026;1;Jalan;Ara;1000000\n"
    shown = desk.run().file_uploader[0].set_value([("aneh.csv", rows.encode(), "text/csv")]).run()
    [confirm] = [b for b in shown.button if b.label == "Setujui arti kolom"]
    shown = confirm.click().run()
    assert not shown.error, [e.value for e in shown.error]
    assert "Pemetaan aneh" in words(shown)
    button(shown, "impor-bring")
    assert "aneh.csv" in current(workspace)
    assert [e.subject for e in Workspace(workspace).ledger.events("mapping.kept")] == ["aneh"]


def test_a_file_that_names_no_regency_takes_the_page_s_and_says_so(desk: AppTest) -> None:
    rows = "Nomor;Nama Pekerjaan;Biaya;Tahun\n1;Jalan;1000000;2026\n"
    shown = desk.run().file_uploader[0].set_value([("aneh.csv", rows.encode(), "text/csv")]).run()
    [confirm] = [b for b in shown.button if b.label == "Setujui arti kolom"]
    assert "dari pilihan halaman ini; berkasnya tidak menyebutkan" in words(confirm.click().run())


def test_an_import_is_withdrawn_and_restored_from_the_history(desk: AppTest, workspace: Path) -> None:
    desk.query_params["part"] = "history"
    shown = desk.run()
    assert "2 impor" in words(shown), "beside the facts that ship"
    import_id = current(workspace)["awal.csv"]
    shown = shown.selectbox(key="impor-pick").select(import_id).run()
    shown = button(shown, f"withdraw-{import_id}")
    assert "awal.csv ditarik" in shown.success[0].value and "awal.csv" not in current(workspace)
    assert "ditarik (petugas" in words(shown)
    shown = button(shown, f"restore-{import_id}")
    assert current(workspace)["awal.csv"] == import_id


def test_who_may_not_import_sees_the_history_and_nothing_to_upload(
    desk: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKOMODASI_AUTHOR", "tamu")
    shown = desk.run()
    assert "hanya dapat melihat" in shown.info[0].value and not shown.file_uploader
    assert "awal.csv" in words(shown)
    assert not [b for b in shown.button if b.key and b.key.startswith(("withdraw", "impor-bring"))]


def test_a_hostile_name_is_only_a_name(desk: AppTest, workspace: Path) -> None:
    name = "../../<img src=x onerror=alert(1)>\u202e.csv"
    shown = desk.run().file_uploader[0].set_value([(name, CSV[1], "text/csv")]).run()
    body = Screen(shown).html
    assert "<img" not in body and "&lt;img" in body
    kept = [p for p in (workspace / "incoming").rglob("*") if p.is_file()]
    assert len(kept) == 1 and kept[0].resolve().is_relative_to(workspace.resolve())


def test_a_map_is_brought_like_any_file_and_mended_elsewhere(desk: AppTest, workspace: Path, tmp_path: Path) -> None:
    codes = [v.code for v in regions.regency("73.02").villages if v.parent == "73.02.03"]
    rings = cells({c: (120.3 + 0.03 * (i % 3), -5.6 + 0.03 * (i // 3)) for i, c in enumerate(codes)})
    features = [feature(ring, KODE=code) for code, ring in rings.items()]
    path = written(tmp_path / "batas.geojson", [*features, feature(rings[codes[0]], KODE="73.02.03.9999")])
    app = desk.run()
    app.get("file_uploader")[0].set_value([("batas.geojson", path.read_bytes(), "application/geo+json")]).run()
    said = words(app)
    assert "Batas wilayah kecamatan atau desa (GeoJSON)" in said
    assert f"{len(codes)} diterima" in said and "73.02.03.9999" in said
    button(app, "impor-bring")
    [brought] = [i for i in imports(open_workspace(workspace, CLERK)) if i.facts["kind"] == "boundary"]
    assert (brought.facts["accepted"], brought.facts["rejected"]) == (len(codes), 1)
    assert not [b for b in app.get("download_button") if b.key and b.key.startswith(f"mend-done-{brought.id}")]
    with pytest.raises(AkomodasiError) as refusal:
        mending_workbook(Workspace(workspace), brought.id, "id")
    assert refusal.value.code == "mending_of_map"
