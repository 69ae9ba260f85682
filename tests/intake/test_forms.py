"""Every form reads what it writes, is known by its own headings, and says of each column what it wants."""

from __future__ import annotations

import datetime as dt
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analytics.intake
from analytics.errors import BadFile
from analytics.intake.content import read
from analytics.intake.forms import Form, form, forms
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.recognise import recognise
from analytics.intake.template import template
from analytics.intake.write import Sheet, write
from analytics.vocabulary.tables import columns
from analytics.vocabulary.terms import load

KINDS = list(forms())
SUFFIXES = (".xlsx", ".csv")
NOT_KEPT = {
    "regency_text",
    "proposer",
    "district_text",
    "village_text",
    "inactive",
    "outline_code",
    "amount_before",
    "district_number",
    "village_number",
}  # read to find something else; kept where a table has it
DAY = dt.date(2025, 2, 12)
USUAL: dict[str, Any] = {
    "regency_code": "73.02",
    "region_code": "73.02.03",
    "regency_text": "Kabupaten Bulukumba",
    "year": 2025,
    "from_year": 2020,
    "to_year": 2029,
    "origin": "pokir",
    "district_text": "Bonto Bahari",
    "village_text": "Ara",
    "proposer": "Desa Ara, Kec. Bonto Bahari",
    "location_text": "Dusun Bontona, Desa Ara",
    "title": "=Rabat beton; jalan, tani",
    "description": "Jalan 'rusak' sepanjang 600 meter, Desa Ara",
    "volume": 612.5,
    "unit": "Meter",
    "estimated_cost": 350_250_000,
    "amount": 350_250,
    "amount_before": 350_250,
    "rank": 3,
    "submitted_on": DAY,
    "signed_on": DAY,
    "replied_on": DAY,
    "decision": "rejected",
    "reason": "land",
    "path": "musrenbang_district,agency_forum",
    "stage": "musrenbang_district",
    "version": "apbd_p",
    "indicator": "jumlah_penduduk",
    "value": Decimal("0.8876"),
    "location_scope": "office",
    "inactive": None,
    "code": "1.01.02.2.01.0001",
    "new_code": "1.01.02.2.01.0001",
    "old_code": "1.01.02.2.01.0003",
    "level": "sub_kegiatan",
    "idm": Decimal("0.8876"),
    "idm_sosial": Decimal("0.8629"),
    "idm_ekonomi": Decimal("0.8667"),
    "idm_lingkungan": Decimal("0.9333"),
}
OF_KIND: dict[str, dict[str, Any]] = {
    "sipd_pokir": {"path": "agency_forum"},
    "rkpdonline": {"lokasi_mentah": "Kec. Bonto Bahari"},
    "usulan_musren": {"decision": "forwarded"},
    "sipd_rka": {"location_text": "[#] Desa Ara"},
    "djpk_apbd": {"region_code": "73.02", "indicator": "apbd_jenis_5102", "note": "versi 2"},
    "djpk_dana_desa": {"region_code": "73.02", "indicator": "dana_desa_pagu", "note": None, "urobjek": "Dana Desa"},
    "bps_indikator": {
        "indicator": "penduduk_miskin",
        "precision": "dibulatkan",
        "note": "terbit dalam puluhan orang",
        "period": "03",
        "source": "BPS, seri indikator daerah; rilis 2022-09-06 menurut berkas",
        "unit": None,
    },
    "pagu_kecamatan": {"value": 350_250_000},
    "apbd_terbitan": {"indicator": "dak_fisik", "precision": "tepat", "note": "bukan salinan Perda"},
    "rkpd_cetak": {"outline_code": "1.03.02.2.01.0003"},
    "rkpd_pagu": {"agency_code": "1.03.0.00.0.00.01.0000", "sub_activity": "Jalan", "description": "Jalan"},
    "penjabaran": {"outline_code": "5.2.04.01.01.0003"},
    "penjabaran_perubahan": {"outline_code": "5.2.04.01.01.0003"},
    "lra_cetak": {"outline_code": "5.2.04.01.01.0003"},
}
YEARLESS = {"sipd_usulan", "sirup", "idm_desa", "bankeu_desa", "nomenklatur", "pemutakhiran_kode", "rkpd_pagu"}
LEFT_UNSAID = {"bps_indikator": {"unit": "orang", "period": "2025-03"}}  # filled where the file leaves it out


def sample(f: Form, number: int) -> dict[str, Any]:
    """One record with every field of the form filled."""
    fields = [c.field for c in (*f.columns, *f.extras)]
    record = {name: USUAL.get(name, f"{name} {number}") for name in fields} | OF_KIND.get(f.kind, {})
    own = {"external_id": f"123456{number}", "code": f"1.01.02.2.01.000{number}"}
    own |= {"district_text": ("Bonto Bahari", "Gantarang")[number - 1]} if f.kind == "pagu_kecamatan" else {}
    return record | {name: value for name, value in own.items() if name in fields}


def fields_of(f: Form) -> set[str]:
    return {c.field for c in (*f.columns, *f.extras)}


def wide(f: Form, record: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures of one record: itself, or one per field of a wide table; the note speaks of the first."""
    figures = [record | {"indicator": name, "value": record[name]} for name in f.unpivot]
    return [figure | ({"note": None} if i else {}) for i, figure in enumerate(figures)] or [record]


def said(f: Form) -> Options:
    """What the file cannot say by itself."""
    regency = "73.02" if f.spec["regency"]["mode"] == "name" else None
    year = 2025 if f.kind in YEARLESS else None
    regency = None if "region_code" not in fields_of(f) and f.spec.get("national") else regency
    version = None if f.version or f.table != "line" else "village_fund"
    return Options(kind=f.kind, regency=regency, year=year, version=version)


def round_trip(f: Form, path: Path, records: list[dict[str, Any]], **more: Any) -> tuple[list[list[int]], list[Parsed]]:
    head = {c.field: USUAL.get(c.field, f"{c.field}") for c in f.head}
    numbers = write(f, path, [Sheet("Lembar", records, head)], **more)
    return numbers, parse(path, said(f))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_reads_what_it_writes(tmp_path: Path, kind: str, suffix: str) -> None:
    f = form(kind)
    records = [sample(f, n) for n in (1, 2)]
    numbers, [parsed] = round_trip(f, tmp_path / f"u{suffix}", records, banner="DATA REKAAN, bukan data nyata")
    assert [r.reason for r in parsed.rejects] == [] and parsed.notes == []
    rows = parsed.rows.to_pylist()
    kept = [c.field for c in (*f.columns, *f.extras, *f.head) if c.field in columns(f.table)]
    kept += ["indicator", "value"] if f.unpivot else []
    head = {c.field: USUAL.get(c.field, c.field) for c in f.head}
    unsaid = LEFT_UNSAID.get(f.kind, {})
    for row, record in zip(rows, [figure for r in records for figure in wide(f, r)], strict=True):
        wanted = {name: record.get(name, head.get(name)) for name in kept} | unsaid
        assert {name: row[name] for name in kept} == wanted
    assert [list(dict.fromkeys(row["row"] for row in rows))] == numbers
    assert parsed.accepted == len(records)
    assert parsed.rows_read == parsed.accepted + parsed.structure + parsed.blank


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_known_by_its_headings_and_no_other_takes_it(tmp_path: Path, kind: str, suffix: str) -> None:
    f = form(kind)
    path = tmp_path / f"kosong{suffix}"
    template(kind, path)
    with pytest.raises(BadFile) as refusal:
        parse(path, Options())
    assert refusal.value.code == "sheet_empty"
    assert recognise(read(path.name, path.read_bytes())[0], path.name)[1].kind == kind
    write(f, path, [Sheet("Satu", [{c.heading: "1" for c in f.columns if not c.optional}])])
    assert recognise(read(path.name, path.read_bytes())[0], path.name)[1].kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_described_in_full(kind: str) -> None:
    f = form(kind)
    fields = tomllib.loads((Path(analytics.intake.__file__).parent / "fields.toml").read_text(encoding="utf-8"))
    used = {c.field for c in (*f.columns, *f.extras, *f.head)}
    used -= set(f.unpivot)
    assert set(f.unpivot) <= set(load("indicators")["indicator"])
    assert used <= set(fields)
    assert used - NOT_KEPT <= set(columns(f.table))
    assert set(f.layout.columns) <= {c.heading for c in f.columns} | set(f.ignore)
    assert {c.heading for c in f.columns} <= set(f.layout.columns), "every column that is read is printed"
    assert all(reason.strip() for reason in f.ignore.values())
    assert set(f.spec.get("sources", [])) <= set(load("sources")["source"])
    assert all(f.name[lang] for lang in ("id", "en"))
    assert {f.spec["process"]} <= {"closed", "snapshot"}


def test_every_word_a_form_knows_stands_for_a_term() -> None:
    groups = {"stage": "stage", "decision": "decision", "reason": "reason", "version": "version"}
    for f in forms().values():
        for column in (*f.columns, *f.extras):
            values = set(f.maps.get(column.map, {}).values()) - {""}
            if column.field == "path":
                values = {stage for value in values for stage in value.split(",")}
            group = "stage" if column.field == "path" else groups.get(column.field)
            assert group is None or values <= set(load("terms")[group]), (f.kind, column.heading)
            if column.field == "indicator":
                assert values <= set(load("indicators")["indicator"]), f.kind


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_content_is_the_same_file(tmp_path: Path, suffix: str) -> None:
    f = form("t_d4")
    for name in ("a", "b"):
        round_trip(f, tmp_path / f"{name}{suffix}", [sample(f, 1)])
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize("words", ["=1+1", "+62", "-", "-x", "@x", "'=x", "''=x", "'kutip'", "01", "1e5"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_that_a_spreadsheet_would_run_stay_words(tmp_path: Path, suffix: str, words: str) -> None:
    f = form("canonical_proposals")
    _, [parsed] = round_trip(f, tmp_path / f"u{suffix}", [sample(f, 1) | {"title": words}])
    assert parsed.rows.column("title").to_pylist() == [words]
    if suffix == ".csv" and words[0] in "=+@":
        assert f",{words}," not in (tmp_path / "u.csv").read_text(encoding="utf-8")


def test_a_heading_is_raw_text_and_wins_over_its_field(tmp_path: Path) -> None:
    f = form("t_d4")
    record = {"title": "Drainase", "estimated_cost": 1, "Pagu": "Rp 350 jt", "Sasaran Daerah": "Meningkatnya jalan"}
    _, [parsed] = round_trip(f, tmp_path / "u.xlsx", [record])
    assert parsed.rows.column("estimated_cost").to_pylist() == [350_000_000]


def test_a_heading_may_be_printed_as_other_offices_print_it(tmp_path: Path) -> None:
    f = form("sipd_usulan")
    names = {"Rekomendasi Kelurahan/Desa": "Rekomendasi Desa"}
    _, [parsed] = round_trip(f, tmp_path / "u.csv", [sample(f, 1)], headings=names)
    words = (tmp_path / "u.csv").read_text(encoding="utf-8")
    assert "Rekomendasi Desa" in words and "Kelurahan/Desa" not in words and parsed.notes == []


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    f = form("sipd_asmas")
    for record in ({"Kolom lain": "x"}, {"title": "x", "external_id": "1", "path": "rkpd"}):
        with pytest.raises(ValueError, match="sipd_asmas"):
            write(f, tmp_path / "u.csv", [Sheet("x", [record])])
    with pytest.raises(ValueError, match="signature"):
        write(form("t_d4"), tmp_path / "u.csv", [Sheet("x", [{"title": "x"}], foot=["ttd"])])


WISH = st.fixed_dictionaries(
    {
        "title": st.sampled_from(
            ["Jumlah kursi", "Total jalan", "Camat Cup", "Mengetahui desa", "Rabat beton", "1. Talud"]
        )
    },
    optional={
        "rank": st.integers(1, 99),
        "estimated_cost": st.integers(0, 10**10),
        "volume": st.integers(1, 10**7).map(lambda n: n / 1000),
        "unit": st.sampled_from(["Meter", "m2"]),
        "location_text": st.sampled_from(["Desa Ara", "Ara, 3 Maret 2025"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WISH, min_size=1, max_size=8), st.booleans(), st.booleans(), st.sampled_from(SUFFIXES))
def test_no_wish_with_its_number_or_its_amount_is_lost_between_titles_and_signatures(
    wishes: list[dict[str, Any]], total: bool, signed: bool, suffix: str
) -> None:
    f = form("t_d4")
    records = [w if "rank" in w or "estimated_cost" in w else w | {"rank": 7} for w in wishes]
    head = {c.field: USUAL.get(c.field, c.field) for c in f.head}
    foot = ["Bonto Bahari, 12 Februari 2025", "Camat Bonto Bahari", "ttd"] if signed else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"u{suffix}"
        [numbers] = write(f, path, [Sheet("Lembar", records, head, total, foot)])
        [parsed] = parse(path, Options())
    rows = parsed.rows.to_pylist()
    assert [row["row"] for row in rows] == numbers
    for row, record in zip(rows, records, strict=True):
        for name in ("title", "rank", "estimated_cost", "volume", "location_text"):
            assert row[name] == record.get(name)
    money = sum(w.get("estimated_cost") or 0 for w in records)
    assert parsed.printed_total == (money if total else None)


def test_optional_columns_are_printed_where_something_fills_them(tmp_path: Path) -> None:
    f = form("t_d4")
    for record, there in (({"title": "x"}, False), ({"title": "x", "parent_external_id": "7"}, True)):
        write(f, tmp_path / "u.csv", [Sheet("x", [record])])
        assert ("ID Usulan" in (tmp_path / "u.csv").read_text(encoding="utf-8")) is there
