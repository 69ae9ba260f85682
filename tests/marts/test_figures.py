"""Several files state the same figure: one counts, none is added up, and what the others say can be walked back to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.errors import NotAllowed
from analytics.intake.parse import Options, parse
from analytics.marts.build import build
from analytics.marts.verify import verify
from analytics.query.completeness import completeness
from analytics.query.database import Mart, open_mart
from analytics.query.facts import context, documents, regencies
from analytics.register.imports import publish, withdraw
from analytics.register.people import grant
from analytics.register.workspace import Workspace, open_workspace

CLERK = "petugas"
DJPK = """kodewilayahbps,Namapemda,Standarjenis,Nilaianggaran,Tahun,Versi
7302,Kabupaten Bulukumba,5101. Belanja Pegawai,100.5,2023,
3202,Kabupaten Sukabumi,5101. Belanja Pegawai,7,2023,
1100,Provinsi Aceh,5101. Belanja Pegawai,9,2023,
"""
OWN = """region_code,year,indicator,value,unit,precision,source
73.02,2023,apbd_jenis_5101,{value},Rp,{precision},Buku APBD
73.02,2023,jumlah_penduduk,480672,orang,tepat,Dukcapil
"""
CODES = """KEGIATAN,SUBKEGIATAN,SUBKEGIATAN SEBELUMNYA
x,1.02.02.2.02.0053 Spesimen KLB,1.02.02.2.02.0028 Spesimen
x,1.02.02.2.02.0054 Lain,
"""
WIDE = """kode,desa,idm,iks,ike,ikl,status_idm
73.02.03.2006,ARA,0.88,0.86,0.86,0.93,MANDIRI
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "workspace", CLERK)


def bring(workspace: Workspace, words: str, author: str = CLERK, **said: Any) -> dict[str, Any]:
    path = workspace.path.parent / "berkas.csv"
    path.write_text(words, encoding="utf-8")
    [receipt] = publish(workspace, parse(path, Options(**said)), path, author)
    return receipt


def mart(workspace: Workspace) -> Mart:
    return open_mart(workspace, build(workspace, CLERK))


def spending(workspace: Workspace) -> dict[str, Any]:
    [row] = [r for r in context(mart(workspace), "73.02") if r["indicator"] == "apbd_jenis_5101"]
    return row


def test_the_same_figure_in_two_files_counts_once_and_the_exact_one_counts(workspace: Workspace) -> None:
    bring(workspace, DJPK)
    bring(workspace, OWN.format(value=100, precision="dibulatkan"))
    row = spending(workspace)
    assert float(row["value"]) == 100.5 and row["source"].startswith("DJPK")
    assert row["also"] == "100 Rp (Buku APBD; berkas.csv, CSV 2)"


def test_of_two_exact_figures_the_file_imported_last_counts_until_it_is_withdrawn(workspace: Workspace) -> None:
    bring(workspace, DJPK)
    later = bring(workspace, OWN.format(value=101, precision="tepat"))
    assert float(spending(workspace)["value"]) == 101
    withdraw(workspace, later["import_id"], CLERK)
    row = spending(workspace)
    assert float(row["value"]) == 100.5 and row["also"] is None


def test_a_national_table_adds_no_regency_to_choose_and_stands_among_the_files_of_one_that_is(
    workspace: Workspace,
) -> None:
    bring(workspace, DJPK)
    assert regencies(mart(workspace)) == ()
    bring(workspace, OWN.format(value=100, precision="dibulatkan"))
    built = mart(workspace)
    [regency] = regencies(built)
    assert (regency.code, regency.n_facts) == ("73.02", 2)
    assert [d["kind"] for d in documents(built, "73.02")] == ["djpk_apbd", "context"]
    assert completeness(built, "73.02").cells["apbd_totals"][2023].state == "partial"
    assert built.rows("select regency from context_fact where regency = '32.02'"), "kept for when it is chosen"


def test_who_may_bring_one_regency_may_not_bring_them_all(workspace: Workspace) -> None:
    grant(workspace, CLERK, "rina", "importer", "73.02")
    with pytest.raises(NotAllowed):
        bring(workspace, DJPK, "rina")
    assert bring(workspace, DJPK, "rina", regency="73.02")["accepted"] == 1


def test_the_account_of_a_wide_table_is_in_rows_of_the_file(workspace: Workspace) -> None:
    receipt = bring(workspace, WIDE, year=2024)
    assert (receipt["rows_read"], receipt["accepted"], receipt["figures"]) == (1, 1, 4)
    assert completeness(mart(workspace), "73.02").cells["village_index"][2024].n == 1
    assert [i["name"] for i in verify(workspace) if not i["holds"]] == []


def test_a_sub_kegiatan_can_be_followed_over_a_change_of_codes(workspace: Workspace) -> None:
    bring(workspace, CODES, year=2027)
    built = mart(workspace)
    [change] = built.rows("from code_crosswalk")
    assert (change["old_code"], change["new_code"], change["from_year"]) == (
        "1.02.02.2.02.0028",
        "1.02.02.2.02.0053",
        2027,
    )
    assert built.rows("select code, level, name from code_name order by code") == [
        {"code": "1.02.02.2.02.0053", "level": "sub_kegiatan", "name": "Spesimen KLB"},
        {"code": "1.02.02.2.02.0054", "level": "sub_kegiatan", "name": "Lain"},
    ]
