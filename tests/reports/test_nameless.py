"""What anybody may carry away names nobody: names, numbers and recipients planted in every free text of a register are in no
file made of it; offices and places are."""

from __future__ import annotations

import datetime as dt
import html
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pypdfium2
import pytest

from analytics.cli import main
from analytics.package.make import make
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.sheet import sheets
from analytics.reports import sheet_print
from analytics.reports.carried import Carried
from analytics.reports.nameless import masked
from analytics.reports.sheet import papers
from analytics.reports.sheet_publisher import Publisher
from analytics.reports.sheet_text import text
from analytics.reports.site import Publisher as Who
from analytics.reports.site import site
from tests.spec.harness import REGENCY, Given, given

NAMES = ("Suparwoto", "Rekamala", "Citrawati", "Wirasangka", "Panjimega", "Candramawa", "Lakonati")  # nobody's
NUMBERS = ("081234567890", "0812-3456-7891", "7302031503900001", "sri@rekaan.example")
PLANTED = re.compile("|".join(map(re.escape, (*NAMES, *NUMBERS))), re.I)
PROPOSALS = """
id | district | village | title | location_text | cost | agency | rank | unit | document
a | Bonto Bahari | Ara | Rabat rumah Pak Suparwoto, HP 081234567890 | rumah Ibu Rekamala | 100 | Dinas PU | 1 | m | an. Lakonati
b | Bonto Bahari | Ara | Talud a.n. Candramawa NIK 7302031503900001 | Pak\u200b Suparwoto | 200 | Bagian Pak Wirasangka | 2 | m |
c | Bonto Bahari |  | Drainase Bpk. Citrawati (sri@rekaan.example) | 0812-3456-7891 | 300 | Dinas PU | 3 | m |
"""
LINES = """
id | year | version | pays | text | amount | agency | account_code | account_name
L1 | 2026 | apbd | a | Rabat beton rumah Bapak Suparwoto | 60 | Dinas PU | 5.2.04 | Belanja Modal Jalan
L2 | 2026 | apbd | b | Hibah kepada Panjimega Desa Ara | 50 | Dinas Sosial | 5.1.05.05 | Belanja Hibah Uang
L3 | 2026 | rapbd | a | Rabat beton rumah Bapak Suparwoto | 60 | Dinas PU | 5.2.04 | Belanja Modal Jalan
"""
REPLY = """
external_id | year | replied_on | reason | office | text
a | 2026 | 2025-05-01 | ceiling | Dinas PU | Lahan Bapak Rekamala belum siap, hubungi 081234567890
"""


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Given:
    made = given(tmp_path_factory.mktemp("named"), PROPOSALS, LINES, reply=REPLY)
    made.mart()
    return made


def test_a_site_names_nobody(named: Given, tmp_path: Path) -> None:
    site(named.workspace, named.mart(), REGENCY, tmp_path / "out", publisher=Who("Forum Ibu Lestari"))
    files = [p for p in (tmp_path / "out").rglob("*") if p.is_file()]
    told = {p: p.read_text("utf-8-sig") for p in files if p.suffix in (".html", ".csv", ".json", ".txt", ".js", ".css")}
    assert [(p.name, m[0]) for p, words in told.items() for m in PLANTED.finditer(words)] == []
    assert [p.name for p in files if PLANTED.search(p.name)] == []
    whole = "\n".join(told.values())
    for left in (
        "Rabat rumah Pak [nama], HP [nomor]",
        "Talud a.n. [nama]",
        "Hibah kepada [penerima] Desa Ara",
        "Lahan Bapak [nama] belum siap, hubungi [nomor]",
        "Bagian Pak [nama]",
        "diganti [nama], [nomor], [surel], atau [penerima]",
        "Forum Ibu Lestari",  # who publishes says so itself
        "Bonto Bahari",
    ):
        assert left in whole, left


def test_a_sheet_names_nobody(named: Given) -> None:
    mart = named.mart()
    about = Carried(mart.id, REGENCY, 2026, "id", "draf", dt.date(2026, 11, 26))
    found = [one for one in sheets(mart, REGENCY, 2026)[0] if one.listed]
    made = papers(mart, about, found, Publisher("Forum Warga", False))
    book = pypdfium2.PdfDocument(sheet_print.document(made))
    printed = re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in book))
    sent = " ".join(map(text, made))
    assert PLANTED.findall(f"{printed} {sent}") == []
    assert "Pak [nama], HP [nomor]" in printed and "Hibah kepada [penerima] Desa Ara" in printed
    assert "Pak [nama], HP [nomor]" in sent and "Bapak [nama] belum siap" in printed


def test_a_package_names_nobody(named: Given, tmp_path: Path) -> None:
    make(named.workspace, named.mart(), REGENCY, tmp_path / "out")
    files = [p for p in (tmp_path / "out").rglob("*") if p.is_file()]
    told = {p: p.read_text("utf-8") for p in files if p.suffix != ".parquet"}
    told |= {
        p: "\n".join(str(v) for c in pq.read_table(p).to_pydict().values() for v in c)
        for p in files
        if p.suffix == ".parquet"
    }
    assert len(told) > 20 and [(p.name, m[0]) for p, words in told.items() for m in PLANTED.finditer(words)] == []


def words_of(path: Path) -> str:
    """Every word of an office file, its comments, charts and embedded workbooks too."""
    told = []
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            raw = parts.read(name)
            if name.endswith(".xlsx"):
                inside = path.with_name(f"inside-{len(told)}.xlsx")
                inside.write_bytes(raw)
                told.append(words_of(inside))
            elif name.endswith((".xml", ".rels")):
                told.append(html.unescape(re.sub(r"<[^>]+>", " ", raw.decode("utf-8"))))
    return re.sub(r"\s+", " ", " ".join(told))


OPEN = ("Drainase Bpk. [nama] ([surel])", "Talud a.n. [nama]")
FILES = {
    "buku.xlsx": (("report", "workbook"), ("Rabat rumah Pak [nama], HP [nomor]", "Hibah kepada [penerima]", "Bagian Pak [nama]")),
    "dek.pptx": (("report", "deck"), ("Bonto Bahari",)),
    "kec.pptx": (("report", "deck", "--set", "district", "--where", "district=Bonto Bahari"), ("Rabat rumah Pak [nama]",)),
    "opd.pptx": (("report", "deck", "--set", "agency", "--where", "agency=Bagian Pak Wirasangka"), ("Bagian Pak [nama]",)),
    "tanya.xlsx": (("warning",), OPEN),
    "tanya.csv": (("warning",), OPEN),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_slides_workbooks_and_questions_name_nobody(named: Given, tmp_path: Path, name: str) -> None:
    (asked, left), out = FILES[name], tmp_path / name
    here = ("--regency", REGENCY, "--year", "2026", "--out", str(out))
    words = ["--workspace", str(named.workspace.path), *asked, *here]
    assert main(words) == 0
    told = words_of(out) if out.suffix != ".csv" else out.read_text("utf-8-sig")
    assert sorted({m[0] for m in PLANTED.finditer(told)}) == []
    assert [w for w in left if w not in told] == []


def test_a_file_is_not_called_by_a_name(named: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    deck = ("report", "deck", "--set", "agency", "--where", "agency=Bagian Pak Wirasangka")
    assert main(["--workspace", str(named.workspace.path), *deck, "--regency", REGENCY, "--year", "2026"]) == 0
    (made,) = tmp_path.iterdir()
    assert "Bagian-Pak-nama" in made.name and not PLANTED.search(made.name)


def test_a_mart_without_names_has_the_same_figures(named: Given) -> None:
    mart = named.mart()
    bare, asked = mart.nameless(), Question("accommodation_value", ("agency",))
    assert ask(bare, asked).json() == ask(mart, asked).json()
    whole = asked.__class__("accommodation_count")
    assert certificate(bare, whole).code == certificate(mart, whole).code
    assert bare.nameless().named == bare.named and "Suparwoto" in str(mart.rows("select title from proposal_fact"))
    tables = [r["name"] for r in mart.rows("select table_name as name from duckdb_tables() order by all")]
    counts = "union all ".join(f"select '{name}' as name, count(*) as n from {name} " for name in tables)
    assert sorted(map(str, bare.rows(counts))) == sorted(map(str, mart.rows(counts)))


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u202e", "\ud800"])
def test_a_sign_nobody_sees_hides_no_name(sign: str) -> None:
    assert masked(f"rumah P{sign}ak{sign} Supar{sign}woto") == "rumah Pak [nama]"
    assert masked(f"081{sign}234567890") == "[nomor]"
    assert masked(f"Talud{sign} Dusun") == f"Talud{sign} Dusun"  # nobody is named: every sign stays


def test_a_control_sign_is_a_gap_before_a_name() -> None:
    assert masked("Pak\x00Suparwoto") == "Pak [nama]"
