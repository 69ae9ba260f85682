"""The workbook: what it keeps is what `ask` answers, its formulas give the same again, and nothing of a file runs or is lost."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from analytics.errors import BadFile, BadQuestion
from analytics.locale.fate_words import fate_word
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.book import TABLES, book
from analytics.query.certificate import certificate
from analytics.query.database import Mart
from analytics.reports import book as books
from analytics.reports.book_columns import fate_words
from analytics.reports.book_rows import LONGEST, cut
from analytics.vocabulary import terms
from tests.intake.desk import akomodasi
from tests.spec.harness import REGENCY, Given, given

LONG = "panjang 🌾 " * 3000  # a cell may hold so much and no more once it has an emoji in it
HOSTILE = ["=1+1", "+62 811", "-2", "@SUM(A1)", "  =spasi", '<b>&amp; "kutip"', "_x0041_ 🌾", "0123", "'=a"]
AGENCIES = ["Dinas *", "Dinas ?", "DINAS PU", "Dinas PU", "=Dinas", ">5", "~", "", "Dinas, PU"]
PROPOSALS = "id | year | cost | agency | title | village | rank\n" + "\n".join(
    f"P{i} | {2025 + i % 2} | {'' if i == 4 else 1000 * (i + 1)} | {agency} | {title} | {village} | {i + 1}"
    for i, (agency, title, village) in enumerate(
        zip(AGENCIES, HOSTILE, ["Ara", "", "Darubiah", "Ara", "", "Ara", "Darubiah", "Ara", "Ara"], strict=True)
    )
)
LINES = """
id | year | version | pays | amount | text
L0 | 2025 | apbd    | P0   | 1000   | =HYPERLINK("x")
L1 | 2026 | apbd    | P1   | 900    | Talud
L2 | 2025 | apbd    | P2   | 100    | Drainase
L4 | 2025 | apbd    | P4   | 70     | Irigasi
L5 | 2026 | apbd    |      | 5000   | Rutin
R1 | 2026 | rkpd    | P1   | 950    | Talud
"""
JUDGED = """
by  | proposal | line | verdict
ani | P3       | apbd | absent
ani | P5       | L5   | match
"""
REPLIES = """
regency_code | year | district_text | external_id | office     | replied_on | text
73.02        | 2025 | Bonto Bahari  | P0          | Dinas Rekaan | 2025-03-01 | =cmd
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("book"), PROPOSALS, LINES, JUDGED)


@pytest.fixture(scope="module")
def mart(made: Given) -> Mart:
    return made.mart()


def written(made: Given, mart: Mart, year: int | None = None, **more: Any) -> bytes:
    asked = book(mart, more.pop("regency", REGENCY), year, **more)
    out = io.BytesIO()
    books.write(made.workspace, mart, asked, books.plan(made.workspace, mart, asked, "id"), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def raw(made: Given, mart: Mart) -> bytes:
    return written(made, mart)


def rows(raw: bytes, sheet: str) -> list[dict[str, Any]]:
    head, *body = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def blocks(sheet: Any) -> dict[str, dict[Any, dict[str, Any]]]:
    """The three tables of Ringkasan: by the heading of their second column, lines by its words."""
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    head: tuple[Any, ...] = ()
    for row in sheet.iter_rows(values_only=True):
        if row[0] == "No.":
            head = row
            found[str(head[1])] = {}
        elif head and row[1] is not None:
            found[str(head[1])][row[1]] = dict(zip(head[2:], row[2:], strict=True))
    return found


def told(mart: Mart, by: str) -> dict[Any, dict[str, Any]]:
    """What `ask` answers, under the words of Ringkasan."""
    where = (("regency", (REGENCY,)),)
    found: dict[Any, dict[str, Any]] = {}
    for measure in ("accommodation_count", "accommodation_value"):
        answer = ask(mart, Question(measure, (by,), where))
        keyed = [(r[by], r) for r in answer.rows] + [("all", answer.totals[0])]
        for key, r in keyed:
            names = ("Usulan (n)", "Terbukti", "Bagian terbukti", "Paling banyak", "Bagian paling banyak")
            if measure == "accommodation_value":
                names = ("", "Terbukti, paling banyak sebesar perkiraan (Rp)", "Bagian nilai terbukti")
                names += ("Paling banyak (Rp)", "Bagian nilai paling banyak")
                found.setdefault(key, {})["Perkiraan biaya (Rp)"] = r["denominator"]
            figures = dict(zip(names, (r["n"], r["numerator"], r["value"], r["most"], r["high"]), strict=True))
            found.setdefault(key, {}).update({k: v for k, v in figures.items() if k})
    return found


def same(shown: dict[Any, dict[str, Any]], asked: dict[Any, dict[str, Any]], words: dict[Any, str]) -> None:
    assert set(shown) == {words.get(k, str(k)) for k in asked}
    for key, figures in asked.items():
        mine = shown[words.get(key, str(key))]
        for name, value in figures.items():
            kept = mine[name]
            assert kept == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), (key, name)


WORDS: dict[str, dict[Any, str]] = {
    "Tahun": {2025: "2025 (belum selesai)", 2026: "2026 (belum selesai)", "all": "Seluruhnya"},
    "Kecamatan": {"73.02.03": "Kec. Bonto Bahari", None: "tidak diketahui", "all": "Seluruhnya"},
    "Perangkat daerah": {None: "tidak diketahui", "all": "Seluruhnya"},
}
BY = {"Tahun": "year", "Kecamatan": "district", "Perangkat daerah": "agency"}


def test_what_the_formulas_keep_is_what_is_asked(raw: bytes, mart: Mart) -> None:
    found = blocks(openpyxl.load_workbook(io.BytesIO(raw), data_only=True)["Ringkasan"])
    assert list(found) == list(BY)
    for heading, shown in found.items():
        same(shown, told(mart, BY[heading]), WORDS[heading])


def test_every_figure_of_the_summary_is_a_formula_over_the_proposals(raw: bytes) -> None:
    book_ = openpyxl.load_workbook(io.BytesIO(raw))
    for lines in blocks(book_["Ringkasan"]).values():
        assert lines and all(str(v).startswith("=") for line in lines.values() for v in line.values())
    assert set(book_.defined_names) >= {"Usulan_Tahun", "Usulan_Nasib", "Usulan_Pembagi"}
    assert all(
        re.fullmatch(r"'Usulan'!\$[A-Z]+\$2:\$[A-Z]+\$10", d.attr_text)
        for d in book_.defined_names.values()
        if d.name.startswith("Usulan_")
    )


def test_another_program_reckons_the_same(raw: bytes, mart: Mart, tmp_path: Path) -> None:
    """with the kept values taken away, LibreOffice gives them again"""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not on this computer: nobody reckons the formulas anew.")
    emptied = tmp_path / "kosong.xlsx"
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(emptied, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                body, n = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", body)
                assert n > 100
            new.writestr(name, body)
    words = ["--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "xlsx"]
    subprocess.run([program, *words, "--outdir", tmp_path / "out", emptied], check=True, capture_output=True)
    found = blocks(openpyxl.load_workbook(tmp_path / "out" / "kosong.xlsx", data_only=True)["Ringkasan"])
    for heading, shown in found.items():
        same(shown, told(mart, BY[heading]), WORDS[heading])


def test_each_proposal_stands_once_with_its_fate_in_every_version(raw: bytes, mart: Mart) -> None:
    found = {r["ID usulan"]: r for r in rows(raw, "Usulan")}
    listed = mart.rows("select * from proposal_fact where u_district")
    assert len(rows(raw, "Usulan")) == len(listed) == len(found)
    for p in listed:
        mine = found[p["external_id"]]
        assert mine["Nasib APBD"] == fate_word(f"part_{p['apbd_class']}", "apbd", "id")
        assert mine["Rupiah terbukti APBD"] == p["apbd_allocated"]
        plan = fate_word(f"part_{p['rkpd_class']}", "rkpd", "id") if p["rkpd_class"] else None
        assert mine["Nasib RKPD"] == plan and "didanai" not in (plan or "")
        assert (mine["Perkiraan biaya (Rp)"], mine["Peringkat"]) == (p["estimated_cost"], p["rank"])


def test_two_readers_read_the_same_and_text_stays_text(raw: bytes) -> None:
    book_, other = openpyxl.load_workbook(io.BytesIO(raw)), CalamineWorkbook.from_filelike(io.BytesIO(raw))
    assert other.sheet_names == book_.sheetnames
    for sheet in book_.worksheets[1:]:
        mine = [[c.value for c in row] for row in sheet.iter_rows()]
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f" or c.hyperlink]
        theirs = other.get_sheet_by_name(sheet.title).to_python()
        assert [[_plain(c) for c in row] for row in theirs] == [[_plain(c) for c in row] for row in mine], sheet.title
    titles = {r["ID usulan"]: r["Usulan"] for r in rows(raw, "Usulan")}
    assert list(titles.values()) != [] and titles["P0"] == "=1+1" and _plain(titles["P6"]) == "_x0041_ 🌾"
    assert titles["P7"] == "0123" and titles["P5"] == '<b>&amp; "kutip"'


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell.replace("_x005F_", "_")  # openpyxl leaves the escape of an inline text as it stands
    return "" if cell is None else cell.date() if hasattr(cell, "date") and callable(cell.date) else cell


def test_a_text_that_begins_like_a_formula_is_kept_from_running_even_when_edited(raw: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["Usulan"]
    column = [c.value for c in sheet[1]].index("Usulan")
    quoted = {row[column].value: row[column].quotePrefix for row in sheet.iter_rows(min_row=2)}
    assert {words for words, held in quoted.items() if held} == {"=1+1", "+62 811", "-2", "@SUM(A1)", "=spasi", "=a"}


def test_the_longest_cell_is_whole_and_a_longer_one_says_it_was_cut() -> None:
    assert cut("a" * LONGEST) == "a" * LONGEST
    for words in ("a" * (LONGEST + 1), LONG):
        shown = cut(words)
        assert shown.endswith(" […]") and len(shown.encode("utf-16-le")) <= 2 * LONGEST
        assert words.startswith(shown.removesuffix(" […]"))
    assert cut("\ud83c") == "\ufffd"


def test_who_confirmed_is_a_role_and_no_name_is_anywhere(made: Given, raw: bytes) -> None:
    found = {(r["Cara"], r["Ditegaskan oleh"], r["Terbukti"], r["Peluang"]) for r in rows(raw, "Tautan")}
    by_id = "nomor usulan pada baris anggaran"
    assert {(by_id, by_id, 1, 1), ("diperiksa orang", "penilai (1)", 1, 1)} <= found
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).lower()
    for event in made.workspace.ledger.events("judgement.made", "role.granted"):
        names = {event.author, event.subject} & {"ani", "petugas"}
        assert not [n for n in names if re.search(rb"\b" + n.encode() + rb"\b", everything)]


def test_every_column_is_described_and_every_line_of_the_version_is_there(raw: bytes, mart: Mart) -> None:
    described = {(r["Lembar"], r["Kolom"]) for r in rows(raw, "Kamus Data") if r["Arti"]}
    for sheet in ("Usulan", "Tahap", "Baris APBD", "Tautan", "Kebutuhan", "Balasan", "Ditolak"):
        head = [c.value for c in openpyxl.load_workbook(io.BytesIO(raw))[sheet][1]]
        assert len(set(head)) == len(head) and {(sheet, h) for h in head} <= described
    lines = rows(raw, "Baris APBD")
    here = {r["ID rincian"]: r["Jumlah (Rp)"] for r in lines if r["Versi anggaran"] == "APBD"}
    assert here == {r["external_id"]: r["amount"] for r in mart.rows("select * from line_fact where version = 'apbd'")}
    assert {r["ID rincian"] for r in lines} - set(here) == {"R1"}  # of another version, linked


def test_headings_stay_in_sight_and_numbers_have_formats(raw: bytes) -> None:
    book_ = openpyxl.load_workbook(io.BytesIO(raw))
    for sheet in book_.worksheets[1:-2]:
        assert sheet.freeze_panes and sheet.auto_filter.ref.startswith("A1:")
    sheet = book_["Usulan"]
    shapes = {c.value: sheet.cell(2, i).number_format for i, c in enumerate(sheet[1], 1)}
    assert (shapes["Perkiraan biaya (Rp)"], shapes["Tahun anggaran"]) == ("#,##0", "0")
    links = book_["Tautan"]
    assert {c.value: links.cell(2, i).number_format for i, c in enumerate(links[1], 1)}["Peluang"] == "0.0%"


def test_it_says_what_it_is_of_with_codes_that_are_found_again(raw: bytes, mart: Mart) -> None:
    told_ = [
        (str(a), str(b)) for a, b in openpyxl.load_workbook(io.BytesIO(raw))["Tentang"].iter_rows(values_only=True)
    ]
    codes = [words for term, words in told_ if term == "Angka dan sertifikatnya"]
    one = certificate(mart, Question("accommodation_count", (), (("regency", (REGENCY,)),)))
    assert len(codes) == 6 and f"3 dari 9; belum dapat dipastikan 3 dari 9. Kode {one.code}" in codes[0]
    assert (f"{mart.id}" in told_[-1][1]) and ("Keadaan angka", "2025–2026: draf") in told_
    assert any("bukan dokumen resmi Pemda" in words for _, words in told_)


def test_a_regency_without_a_budget_says_which_file_would_bring_it(tmp_path: Path) -> None:
    alone = given(tmp_path, "id | title\nA | Jalan tani")
    raw = written(alone, alone.mart())
    words = [str(c.value) for row in openpyxl.load_workbook(io.BytesIO(raw))["Ringkasan"].iter_rows() for c in row]
    assert words[0] == "Kabupaten Bulukumba: usulan, semua tahun"
    lacking = ask(alone.mart(), Question("accommodation_count")).missing
    assert any(w.startswith("Belum ada angka APBD") for w in words)
    assert lacking and all(any(m.name in w and m.holder in w for w in words) for m in lacking)
    assert rows(raw, "Usulan")[0]["Usulan"] == "Jalan tani" and rows(raw, "Baris APBD") == [{}] * 0
    with pytest.raises(BadQuestion) as refusal:
        written(alone, alone.mart(), 2019)
    assert refusal.value.code == "book_nothing"


def test_more_rows_than_a_sheet_has_are_refused_with_the_way_out(
    made: Given, mart: Mart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "MOST", 8)
    with pytest.raises(BadFile, match=r"Usulan akan berisi 9 baris.*--year"):
        written(made, mart)
    path = tmp_path / "buku.xlsx"
    said = akomodasi("report", "workbook", "--regency", REGENCY, "--out", path, "--workspace", made.workspace.path)
    assert said.code == 2 and "--year" in said.err and list(tmp_path.iterdir()) == []
    assert written(made, mart, 2025)


def test_narrowed_to_what_lines_do_not_have_it_keeps_the_linked_ones(made: Given, mart: Mart) -> None:
    asked = book(mart, REGENCY, None, (("rank_band", ("1",)),))
    assert asked.tables["proposals"].n == 1 and not asked.whole_lines
    assert {r["ID rincian"] for r in rows(written(made, mart, where=(("rank_band", ("1",)),)), "Baris APBD")} == {"L0"}
    assert book(mart, REGENCY, None, (("agency", ("Dinas PU",)),)).tables["lines"].n == 0
    assert set(asked.tables) == set(TABLES)


def test_the_command_writes_where_it_is_told_and_never_over_a_file(made: Given, tmp_path: Path) -> None:
    path = tmp_path / "a b.xlsx"
    words = ("report", "workbook", "--regency", "Bulukumba", "--year", 2025, "--workspace", made.workspace.path)
    said = akomodasi(*words, "--out", path, "--json")
    assert said.code == 0 and said.json["file"] == str(path) and said.json["rows"]["proposals"] == 5
    assert len(rows(path.read_bytes(), "Usulan")) == 5
    assert akomodasi(*words, "--out", path).code == 2
    assert ".xlsx" in akomodasi(*words, "--out", tmp_path / "buku.csv").err


def test_invented_data_says_so_in_every_row_every_page_and_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = given(tmp_path, "id | regency_code | rank\nA | 99.01 | 1")
    invented.mart()
    monkeypatch.chdir(tmp_path)
    said = akomodasi("report", "workbook", "--regency", "99.01", "--json", "--workspace", invented.workspace.path)
    assert re.fullmatch(r"REKAAN-buku-kerja-99-01-semua-tahun-apbd-district\.xlsx", said.json["file"])
    book_ = openpyxl.load_workbook(said.json["file"])
    for sheet in book_:
        assert sheet.oddHeader.center.text == "&BDATA REKAAN" and "DATA REKAAN" in sheet.oddFooter.left.text
    assert [r["DATA REKAAN"] for r in rows(Path(said.json["file"]).read_bytes(), "Usulan")] == ["DATA REKAAN"]
    assert str(book_["Ringkasan"]["A1"].value).startswith("DATA REKAAN")


def test_no_plan_is_called_a_budget(made: Given, mart: Mart) -> None:
    for version in terms.VERSIONS:
        name = openpyxl.load_workbook(io.BytesIO(written(made, mart, version=version))).sheetnames[3]
        assert name == f"Baris {terms.label('version', version)}" and len(name) <= 31


@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_words_that_are_counted_by_are_no_patterns(lang: str) -> None:
    """a spreadsheet takes * ? ~ and a first sign for more than letters; two fates never bear one name"""
    for version in terms.VERSIONS:
        words = list(fate_words(version, lang).values())
        assert len({w.lower() for w in words}) == len(terms.CLASSES)
        assert not [w for w in words if re.search(r"[*?~]|^[<>=]", w)]
