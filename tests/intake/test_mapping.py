"""An unknown table is read once a person says what its columns mean, and the next file of its shape is read by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import BadFile
from analytics.intake.mapping import FIELDS, Mapping, form_of
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.propose import first_rows, mapping_of, propose
from analytics.intake.tables import RawTable
from analytics.intake.template import field_words
from analytics.register.mappings import keep, known
from analytics.vocabulary.tables import columns
from tests.intake.desk import Office, akomodasi, csv_file, proposal, workbook

HEAD = ["No", "Desa", "Kec", "Usulan Kegiatan", "Vol", "Perkiraan Anggaran (Rp)", "Nama Pengusul", "OPD Tujuan"]
ROWS = [
    [1, "Ara", "Bonto Bahari", "Rabat beton jalan tani", "200 m", "150.000.000", "SITI ORANG", "Dinas PUPR"],
    [2, "Darubiah", "Bonto Bahari", "Drainase dusun", "1.250 m", "75.000", "BUDI ORANG", "Dinas PUPR"],
]
TITLE = ["DAFTAR USULAN MASYARAKAT KABUPATEN BULUKUMBA"]
MEANT = Mapping(
    "usulan-warga",
    "proposal",
    (
        ("No", ""),
        ("Desa", "village_text"),
        ("Kec", "district_text"),
        ("Usulan Kegiatan", "title"),
        ("Vol", "volume"),
        ("Perkiraan Anggaran (Rp)", "estimated_cost"),
        ("OPD Tujuan", "agency"),
    ),
    stage="musrenbang_district",
)


def listed(path: Path, rows: list[list[Any]] = ROWS) -> Path:
    return workbook(path / "warga.xlsx", {"Data": [TITLE, [], HEAD, *rows]})


def read(path: Path, mapping: Mapping = MEANT, **said: Any) -> Parsed:
    [parsed] = parse(path, Options(mappings=(mapping,), **{"regency": "73.02", "year": 2026, **said}))
    return parsed


def test_a_mapped_list_is_read_by_the_same_engine_as_the_known_ones(tmp_path: Path) -> None:
    parsed = read(listed(tmp_path, [*ROWS, ["Jumlah", *[None] * 4, "150.075.000", None, None]]))
    assert str(parsed.dataset) == "mapping.usulan-warga:73.02:2026::"
    assert parsed.rows.column("estimated_cost").to_pylist() == [150_000_000, 75_000]
    assert parsed.rows.column("village_code").to_pylist() == ["73.02.03.2006", "73.02.03.2007"]
    assert parsed.rows.column("unit").to_pylist() == ["m", "1.250 m"]
    assert set(parsed.rows.column("origin").to_pylist()) == {"musrenbang"}
    assert parsed.printed_total == parsed.accepted_amount == 150_075_000
    assert parsed.rows_read == parsed.accepted + parsed.structure + parsed.blank
    assert "dibaca dengan pemetaan 'usulan-warga' (read by a mapping)" in parsed.notes


def test_without_a_mapping_the_table_stays_unknown(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        parse(listed(tmp_path), Options(regency="73.02", year=2026))
    assert refusal.value.code == "kind_unknown"


def test_a_known_form_goes_before_a_mapping_that_fits_too(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "u.csv", [proposal(1)])
    fits = Mapping("lain", "proposal", (("title", "title"), ("village", "village_text")), "rkpdes")
    [parsed] = parse(path, Options(mappings=(fits,)))
    assert parsed.form.kind == "canonical_proposals"
    [parsed] = parse(path, Options(kind="mapping.lain", regency="73.02", year=2026, mappings=(fits,)))
    assert parsed.form.kind == "mapping.lain" and parsed.rows.column("stage").to_pylist() == ["rkpdes"]


def test_of_two_mappings_that_fit_the_one_that_says_most_is_meant(tmp_path: Path) -> None:
    less = Mapping("kurang", "proposal", (("Usulan Kegiatan", "title"),), "rkpdes")
    [parsed] = parse(listed(tmp_path), Options(regency="73.02", year=2026, mappings=(less, MEANT)))
    assert parsed.form.kind == MEANT.kind


def test_a_mapping_that_is_named_must_find_its_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", {"Data": [["Desa", "Usulan Kegiatan"], ["Ara", "Talud"]]})
    with pytest.raises(BadFile) as refusal:
        read(path, kind=MEANT.kind)
    assert refusal.value.code == "column_missing"
    assert refusal.value.facts["column"] == "Kec', 'Vol', 'Perkiraan Anggaran (Rp)', 'OPD Tujuan"  # all at once
    with pytest.raises(BadFile) as refusal:
        read(path, kind="mapping.tiada")
    assert refusal.value.code == "kind_no_such"


def test_the_regency_and_year_of_a_mapping_hold_only_where_it_is_named(tmp_path: Path) -> None:
    said = replace(MEANT, regency="73.02", year=2026)
    path = listed(tmp_path)
    [parsed] = parse(path, Options(kind=said.kind, mappings=(said,)))
    assert (parsed.dataset.regency, parsed.dataset.year) == ("73.02", 2026)
    [parsed] = parse(path, Options(kind=said.kind, year=2027, mappings=(said,)))
    assert parsed.dataset.year == 2027
    with pytest.raises(BadFile) as refusal:
        parse(path, Options(mappings=(said,)))
    assert refusal.value.code in {"regency_needed", "year_needed"}


def test_a_corrected_mapping_reads_the_same_file_anew(tmp_path: Path) -> None:
    path = listed(tmp_path)
    other = replace(MEANT, columns=(*MEANT.columns[:-1], ("OPD Tujuan", "program")))
    assert read(path).import_id != read(path, other).import_id
    assert read(path).import_id == read(path).import_id and str(read(path).dataset) == str(read(path, other).dataset)


def test_lines_are_mapped_too(tmp_path: Path) -> None:
    head = ["Sub Keg", "Uraian Belanja", "Pagu (Rp juta)"]
    path = workbook(tmp_path / "b.xlsx", {"B": [head, ["Jalan", "Rabat beton Desa Ara", 150], ["Jalan", None, "1,5"]]})
    meant = (("Sub Keg", "sub_activity"), ("Uraian Belanja", "description"), ("Pagu (Rp juta)", "amount"))
    parsed = read(path, Mapping("belanja", "line", meant, version="rapbd"))
    assert parsed.rows.column("amount").to_pylist() == [150_000_000, 1_500_000]
    assert parsed.dataset.version == "rapbd"
    assert parsed.rows.column("village_code").to_pylist() == ["73.02.03.2006", None]


def test_rows_without_rupiah_are_refused_in_a_mapped_budget(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "b.xlsx", {"B": [["Uraian", "Nilai"], ["Jalan tani", 5], ["Talud", None], ["Irigasi", "x"]]}
    )
    parsed = read(path, Mapping("b", "line", (("Uraian", "description"), ("Nilai", "amount")), version="apbd"))
    assert parsed.accepted == 1 and parsed.by_reason == {"not_an_amount": 1, "row_cut_short": 1}


GOOD = MEANT.toml()
BROKEN = {
    "no TOML": ("name = ", "mapping_damaged"),
    "a key nobody knows": (GOOD.replace("[columns]", 'warna = "biru"\n[columns]'), "mapping_key"),
    "a name with capitals": (GOOD.replace('"usulan-warga"', '"Usulan Warga"'), "mapping_value"),
    "a table nobody knows": (GOOD.replace('"proposal"', '"daftar"'), "mapping_value"),
    "a field nobody knows": (GOOD.replace('"agency"', '"dinas"'), "mapping_value"),
    "a field of another table": (GOOD.replace('"agency"', '"account_code"'), "mapping_value"),
    "no stage": (GOOD.replace('stage = "musrenbang_district"\n', ""), "mapping_value"),
    "a stage that is a budget": (GOOD.replace("musrenbang_district", "apbd"), "mapping_value"),
    "a version for proposals": (GOOD.replace("stage =", 'version = "apbd"\nstage ='), "mapping_value"),
    "a regency nobody knows": (GOOD.replace("stage =", 'regency = "73.99"\nstage ='), "mapping_value"),
    "a year in words": (GOOD.replace("stage =", 'year = "2026"\nstage ='), "mapping_value"),
    "one field twice": (GOOD.replace('"agency"', '"title"'), "mapping_twice"),
    "one heading twice": (GOOD.replace('"No" = ""', '"DESA" = ""'), "mapping_twice"),
    "a heading without letters": (GOOD.replace('"No" = ""', '"?" = ""'), "mapping_value"),
    "no title": (GOOD.replace('"title"', '""'), "mapping_lacks"),
    "columns that are a list": ('name = "x"\ntable = "line"\ncolumns = ["a"]', "mapping_value"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mapping_nothing_could_be_read_by_is_refused_in_one_sentence(tmp_path: Path, case: str) -> None:
    words, code = BROKEN[case]
    (tmp_path / "p.toml").write_text(words, encoding="utf-8")
    with pytest.raises(BadFile) as refusal:
        Mapping.read(tmp_path / "p.toml")
    assert refusal.value.code == code and refusal.value.sentence("id").startswith("p.toml: ")


@given(
    st.lists(
        st.tuples(st.text(min_size=1).map(lambda t: f"kolom {t}"), st.sampled_from(["", "agency", "field", "volume"])),
        max_size=5,
    )
)
def test_a_mapping_comes_back_from_its_file_whatever_the_headings_hold(pairs: list[tuple[str, str]]) -> None:
    mapping = Mapping("x", "proposal", (*pairs, ("Usulan", "title")), "rkpdes")
    try:
        mapping.check("x")
    except BadFile:
        return
    assert Mapping.from_toml(mapping.toml(), "x") == mapping
    assert form_of(mapping).column("Usulan") is not None


def test_every_field_a_column_can_mean_is_kept_and_told_in_words() -> None:
    for table, fields in FIELDS.items():
        assert set(fields) - {"regency_text"} <= set(columns(table)) | {"district_text", "village_text"}
        assert all(field_words(field, lang) for field in fields for lang in ("id", "en"))


def test_a_proposal_names_the_heading_row_the_table_and_each_column() -> None:
    found = propose(RawTable("Data", [TITLE, [], HEAD, *ROWS]))
    assert (found.index, found.table, found.regency) == (2, "proposal", "73.02")
    assert {g.heading: g.field for g in found.columns} == {**dict(MEANT.columns), "Nama Pengusul": ""}
    assert all(0 <= g.confidence <= 1 for g in found.columns)


def test_cells_tell_what_a_heading_does_not() -> None:
    rows = [
        ["A", "B", "C"],
        ["Belanja modal jalan Desa Ara", "2026", 150_000_000],
        ["Belanja drainase", "2026", 99_000_000],
    ]
    found = propose(RawTable("X", [["ANGGARAN"], *rows]), target="line")
    assert [g.field for g in found.columns] == ["description", "year", "amount"]
    assert {g.level for g in found.columns} == {"unsure"}


def test_a_heading_against_its_cells_is_less_sure() -> None:
    sure = propose(RawTable("X", [["Desa", "Usulan", "Biaya"], ["Ara", "Jalan tani", 150_000_000]]))
    against = propose(RawTable("X", [["Desa", "Usulan", "Biaya"], ["Ara", "Jalan tani", "300 m"]]))
    assert sure.columns[2].confidence > against.columns[2].confidence


def test_a_table_without_headings_is_said_to_have_none() -> None:
    with pytest.raises(BadFile) as refusal:
        propose(RawTable("X", [[1, 2], [3, 4]]), "x.csv")
    assert refusal.value.code == "mapping_none"


def test_nobody_is_named_in_what_is_shown_or_written(tmp_path: Path) -> None:
    table = RawTable("Data", [TITLE, [], HEAD, *ROWS])
    assert "ORANG" not in str(first_rows(table, propose(table)))
    mapping_of(listed(tmp_path), tmp_path / "p.toml")
    assert "ORANG" not in (tmp_path / "p.toml").read_text(encoding="utf-8")


def test_from_a_terminal_a_table_is_mapped_once_and_the_next_file_is_read_by_itself(
    tmp_path: Path, office: Office
) -> None:
    path, words = listed(tmp_path), tmp_path / "usulan-warga.toml"
    made = akomodasi("mapping", path, "--out", words, "--json").json
    assert (made["table"], made["row"]) == ("proposal", 3)
    assert akomodasi("mapping", path, "--out", words).code == 2, "nothing is written over"
    assert Mapping.read(words).columns[1] == ("Desa", "village_text")
    tried = office.brings(path, "--mapping", words, "--year", "2026", "--dry-run")
    assert tried.files[0]["accepted"] == 2 and known(office.workspace) == ()
    [first] = office.brings(path, "--mapping", words, "--year", "2026").files
    [kept] = known(office.workspace)
    assert (first["kind"], kept.name) == ("mapping.usulan-warga", "usulan-warga")
    later = listed(tmp_path, [*ROWS, [3, "Bira", "Bonto Bahari", "Talud", "5 m", "50.000.000", "", "Dinas PUPR"]])
    [second] = office.brings(later, "--year", "2026", "--regency", "73.02").files
    assert (second["supersedes"], second["changes"]["new"]) == (first["import_id"], 1)


def test_what_was_kept_before_stays_readable_and_the_same_is_not_kept_twice(office: Office) -> None:
    workspace = office.workspace
    assert keep(workspace, MEANT, "petugas", "73.02") is not None
    assert keep(workspace, MEANT, "petugas", "73.02") is None
    changed = replace(MEANT, stage="rkpdes")
    keep(workspace, changed, "petugas", "73.02")
    *_, event = workspace.ledger.events("mapping.kept")
    assert (event.payload["before"], event.payload["after"]) == (MEANT.toml(), changed.toml())
    assert known(workspace) == (changed,) and known(workspace, upto=event.seq - 1) == (MEANT,)


def test_only_an_importer_keeps_a_mapping(office: Office) -> None:
    from analytics.errors import NotAllowed

    with pytest.raises(NotAllowed):
        keep(office.workspace, MEANT, "orang lain", "73.02")
    assert known(office.workspace) == ()


def test_a_mapped_list_counts_in_every_measure_as_the_canonical_one_does(tmp_path: Path, office: Office) -> None:
    rows = [proposal(n, village="Ara", title=f"Jalan tani {n}") for n in (1, 2)]
    head, body = list(rows[0]), [list(r.values()) for r in rows]
    renamed = [{"title": "Nama Usulan", "estimated_cost": "Taksiran", "regency_code": "Daerah"}.get(h, h) for h in head]
    meant = Mapping(
        "lain",
        "proposal",
        (
            ("Nama Usulan", "title"),
            ("Taksiran", "estimated_cost"),
            ("village", "village_text"),
            ("district", "district_text"),
            ("rank", "rank"),
            ("Daerah", "regency_text"),
            ("fiscal_year", "year"),
            ("proposal_id", "external_id"),
            ("agency", "agency"),
        ),
        "musrenbang_district",
    )
    meant.write(tmp_path / "lain.toml")
    answers = []
    other = Office(tmp_path / "lain")
    files: list[tuple[Office, tuple[Any, ...]]] = [
        (office, (csv_file(tmp_path / "baku.csv", rows),)),
        (other, (workbook(tmp_path / "l.xlsx", {"A": [renamed, *body]}), "--mapping", tmp_path / "lain.toml")),
    ]
    for desk, said in files:
        assert desk.brings(*said, build=True).code == 0
        found = akomodasi("ask", "funnel", "--by", "district", "--workspace", desk.path, "--json").json
        answers.append([{k: v for k, v in row.items() if k != "mart"} for row in found["rows"]])
        assert akomodasi("verify", "--workspace", desk.path).code == 0
    assert answers[0] == answers[1] and answers[0]
