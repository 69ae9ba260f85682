"""JSON exports of SIPD: whatever wraps the records, they are read; what could be read two ways is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import BadFile
from analytics.intake.content import read
from analytics.intake.json_table import is_json, read_json
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.tables import LIMITS

ASMAS: dict[str, Any] = {
    "id_usulan": 77001,
    "tahun_anggaran": 2026,
    "giat_teks": "Rabat beton",
    "masalah": "Jalan rusak",
    "camat_teks": "Bonto Bahari",
    "lurah_teks": "Ara",
    "nama_skpd": "Dinas PUPR",
    "anggaran": 150_000_000.0,
    "koefisien": "200 Meter",
    "status_usul_teks": "Diteruskan ke Forum SKPD",
    "level_pengusul": "Desa/Kelurahan",
    "rekom_camat": {"anggaran": 140_000_000, "koefisien": None, "rekomendasi": "lanjut"},
}
RKA: dict[str, Any] = {
    "id_rinci_sub_bl": "9",
    "tahun_anggaran": "2026",
    "kode_sbl": "5.1.2.3.4",
    "kode_akun": "5.2.04.01.01.0005",
    "nama_akun": "Belanja Modal Jalan Desa",
    "subs_bl_teks": "[#] Jalan Desa Ara Kec. Bonto Bahari",
    "ket_bl_teks": "[-] Rabat beton Dusun Bontona",
    "rincian": "120000000",
    "nama_dana": "DAU",
    "id_usulan": "77001",
    "active": "1",
}
REGENCY = Options(regency="73.02")


def brought(path: Path, said: Any, options: Options = REGENCY) -> Parsed:
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    [parsed] = parse(path, options)
    return parsed


@pytest.mark.parametrize(
    "wrapped",
    [
        [ASMAS],
        {"data": [ASMAS], "recordsTotal": 1},
        {"rows": [ASMAS]},
        [
            {"type": "header", "version": "5.2", "comment": "Export to JSON plugin for PHPMyAdmin"},
            {"type": "database", "name": "simda"},
            {"type": "table", "name": "data_asmas", "database": "simda", "data": [ASMAS]},
        ],
    ],
    ids=["a list", "data", "rows", "phpMyAdmin"],
)
def test_proposals_are_read_whatever_wraps_them(tmp_path: Path, wrapped: Any) -> None:
    parsed = brought(tmp_path / "asmas.txt", wrapped)
    [row] = parsed.rows.to_pylist()
    assert parsed.form.kind == "sipd_asmas" and parsed.notes == []
    assert (row["external_id"], row["year"], row["estimated_cost"]) == ("77001", 2026, 150_000_000)
    assert (row["village_code"], row["volume"], row["unit"]) == ("73.02.03.2006", 200, "Meter")
    assert parsed.rows_read == parsed.accepted == 1


def test_a_row_is_numbered_by_the_place_of_its_record() -> None:
    [table] = read("u.json", json.dumps([{"a": 1}, {"b": {"c": 2}}, {"a": []}]).encode())
    assert table.rows == [["a", "b_c"], [1, None], [None, 2], [None, None]]
    assert [table.where(i) for i in (1, 2, 3)] == [("JSON", 1), ("JSON", 2), ("JSON", 3)]


def test_an_export_of_several_tables_gives_each_its_own(tmp_path: Path) -> None:
    tables = [{"type": "table", "name": n, "data": [r]} for n, r in (("data_asmas", ASMAS), ("data_rka", RKA))]
    path = tmp_path / "sipd.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert {p.form.kind: p.sheet for p in parse(path, REGENCY)} == {"sipd_asmas": "data_asmas", "sipd_rka": "data_rka"}
    [only] = parse(path, Options(regency="73.02", sheet="data_rka"))
    assert only.form.kind == "sipd_rka"


def test_a_budget_item_names_its_proposal_and_the_village_of_its_group(tmp_path: Path) -> None:
    off = {**RKA, "id_rinci_sub_bl": "10", "active": "0"}
    parsed = brought(tmp_path / "rka.json", [RKA, off])
    [row] = parsed.rows.to_pylist()
    assert (row["version"], row["amount"], row["proposal_external_id"]) == ("apbd", 120_000_000, "77001")
    assert (row["village_code"], row["account_code"]) == ("73.02.03.2006", "5.2.04.01.01.0005")
    assert (parsed.rows_read, parsed.accepted, parsed.structure) == (2, 1, 1)
    assert any("1 baris sudah dinonaktifkan" in note for note in parsed.notes)


@pytest.mark.parametrize(
    ("status", "decision", "path"),
    [
        ("Validasi Mitra Bappeda||Dibatalkan", "withdrawn", None),
        ("Diteruskan ke Forum SKPD||Dibatalkan", "withdrawn", "musrenbang_district,agency_forum"),
        ("Diteruskan ke Forum SKPD||Ditolak", "rejected", "musrenbang_district,agency_forum"),
    ],
)
def test_a_withdrawal_behind_a_stage_is_known(tmp_path: Path, status: str, decision: str, path: str | None) -> None:
    [row] = brought(tmp_path / "u.json", [{**ASMAS, "status_usul_teks": status}]).rows.to_pylist()
    assert (row["decision"], row["path"]) == (decision, path)


@pytest.mark.parametrize(("status", "decision"), [(1, "forwarded"), (0, "rejected"), ("99", "running")])
def test_the_numbers_of_a_regency_s_own_application_are_decisions(tmp_path: Path, status: Any, decision: str) -> None:
    record = {
        "id_usulan": 5,
        "tahun": 2026,
        "kecamatan": "Gantarang",
        "masalah": "Drainase",
        "opd_tujuan": "Dinas PUPR",
    }
    parsed = brought(tmp_path / "u.json", [{**record, "perkiraan_anggaran": 1_000_000, "status": status}])
    assert parsed.form.kind == "usulan_musren"
    assert parsed.rows.column("decision").to_pylist() == [decision]


DAMAGED = {
    "a key twice": '[{"a": 1, "a": 2}]',
    "a key twice once flattened": '[{"a_b": 1, "a": {"b": 2}}]',
    "no number": '[{"a": NaN}]',
    "cut short": '[{"a": 1}',
    "too deep": "[" * 200_000,
    "a number without end": '[{"a": ' + "9" * 5000 + "}]",
    "half a letter": '[{"a": "\\ud800"}]',
    "no letters": b'[{"a": "\xff"}]'.decode("latin-1"),
    "some rows are none": '{"data": [{"a": 1}, 5]}',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_json_is_refused_in_one_sentence(name: str) -> None:
    raw = DAMAGED[name].encode("latin-1")
    with pytest.raises(BadFile) as refusal:
        read("u.json", raw)
    assert refusal.value.code == "json_damaged"
    assert len(refusal.value.sentence().splitlines()) == 1


def test_a_table_whose_rows_are_all_switched_off_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        brought(tmp_path / "rka.json", [{**RKA, "active": 0}])
    assert refusal.value.code == "nothing_in_force"


def test_records_that_share_no_key_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "max_cells", 300)
    with pytest.raises(BadFile, match="terlalu banyak"):
        read("u.json", json.dumps([{f"k{i}": 1} for i in range(20)]).encode())


@pytest.mark.parametrize(
    "text", ["{}", "[]", "[1, 2]", '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}']
)
def test_json_without_records_is_no_table(text: str) -> None:
    with pytest.raises(BadFile, match="JSON"):
        read("u.json", text.encode())


def test_too_many_parts_are_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "max_json_parts", 10)
    with pytest.raises(BadFile, match="terlalu banyak"):
        read("u.json", b"[" + b"{}," * 20 + b"{}]")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(ANYTHING, st.integers(0, 60), st.binary(max_size=3))
def test_whatever_the_json_is_it_is_a_table_or_one_sentence(said: Any, at: int, torn: bytes) -> None:
    whole = json.dumps(said).encode()
    for raw in (whole, whole[:at] + torn + whole[at:]):
        if not is_json(raw):
            continue
        try:
            tables = read_json("u.json", raw)
        except BadFile as refusal:
            assert refusal.code in {"json_damaged", "file_not_a_table"}
            assert len(refusal.sentence().splitlines()) == 1
            continue
        for table in tables:
            assert {len(row) for row in table.rows} == {len(table.rows[0])}
            assert len(table.origins) == len(table.rows)
