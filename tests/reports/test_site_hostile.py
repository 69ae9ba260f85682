"""Plain pages of lists somebody wrote badly or with intent: nothing runs, nothing leads out, nothing is left out."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.certificate_codes import code_alone
from analytics.query.database import Mart
from analytics.reports import site as writer
from analytics.reports.site import MOST, Publisher, site
from analytics.reports.site_text import LONGEST, slugs
from tests.reports.site_reader import Read, read
from tests.spec.harness import PROPOSAL, REGENCY, Given, given

TITLE = "<script>alert(1)</script></li></ol><h1>Palsu</h1>"
PLACE = 'javascript:alert(1) " onmouseover="alert(2)" x=\''
AGENCY = '"><img src=http://luar.example/x onerror=alert(3)>'
FORMULA = "=HYPERLINK(http://luar.example)"
TURNED = "jalan \u202egnarab\u202c & <b>tebal</b>"
WRITTEN = f"""
id | year | district     | village | title     | location_text | agency   | cost | rank | unit
a  | 2026 | Bonto Bahari | Ara     | {TITLE}   | {PLACE}       | {AGENCY} | 100  | 1    | </p>
b  | 2026 | Bonto Bahari | Ara     | {FORMULA} | {TURNED}      | {AGENCY} | 200  | 2    | m
c  | 2026 | Bonto Bahari |         | Talud     | {PLACE}       | Dinas PU | 300  | 3    | m
"""
LINES = f"""
id | year | pays | text    | amount | agency
L1 | 2026 | a    | {TITLE} | 100    | {AGENCY}
"""
REPLY = f"""
external_id | year | replied_on | reason  | office   | text
a           | 2026 | 2025-05-01 | ceiling | {AGENCY} | {TITLE} {PLACE}
"""


def made(folder: Path, what: Given, mart: Mart | None = None, **more: object) -> dict[str, Read]:
    site(what.workspace, mart or what.mart(), REGENCY, folder / "out", **more)  # type: ignore[arg-type]
    return read(folder / "out")


@pytest.fixture
def hostile(tmp_path: Path) -> Given:
    return given(tmp_path, WRITTEN, LINES, reply=REPLY)


def test_hostile_words_stay_words(hostile: Given, tmp_path: Path) -> None:
    pages = made(tmp_path, hostile, publisher=Publisher('<a href="http://luar.example">Kami</a>'))
    village = next(p for path, p in pages.items() if re.fullmatch(r"desa/.*-2026\.html", path) and "Palsu" in p.words)
    assert "<script>alert(1)</script></li></ol><h1>Palsu</h1>" in village.words
    assert village.words.count(TITLE) >= 3 and "onerror=alert(3)>" in village.words  # the list, the line, the reply
    for p in pages.values():
        assert {t for t, _ in p.tags} <= {
            *(
                "html",
                "head",
                "meta",
                "title",
                "link",
                "script",
                "body",
                "header",
                "nav",
                "ol",
                "ul",
                "li",
                "a",
                "main",
            ),
            *("h1", "h2", "h3", "h4", "p", "b", "i", "small", "span", "dl", "div", "dt", "dd", "code", "pre", "table"),
            *("caption", "thead", "tbody", "tr", "th", "td", "svg", "defs", "pattern", "rect", "line", "text", "g"),
            *("desc", "section", "form", "label", "input", "footer"),
        }
        assert not [n for _, attrs in p.tags for n in attrs if n.startswith("on")]
        assert not [a for a in p.addresses if ":" in a and a != "data:,"], p.path
        assert sum(t == "script" for t, _ in p.tags) == (p.path == "index.html")
        assert "\u202e" not in p.html


def test_a_cell_of_a_csv_never_runs_and_keeps_all_of_its_words(hostile: Given, tmp_path: Path) -> None:
    made(tmp_path, hostile)
    rows = [
        r
        for path in (tmp_path / "out" / "desa").glob("*-2026.csv")
        for r in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    ]
    titles = {r["external_id"]: r["title"] for r in rows}
    assert titles["b"] == f"'{FORMULA}" and titles["a"] == TITLE
    cells = [c for r in rows for c in r.values()]
    assert not [c for c in cells if c and c.lstrip().startswith(("=", "+", "-", "@")) and not re.fullmatch(r"-?\d+", c)]


def test_a_proposal_without_a_village_has_its_entry_beside_its_district(hostile: Given, tmp_path: Path) -> None:
    pages = made(tmp_path, hostile)
    apart = next(p for path, p in pages.items() if path.endswith("-2026-tanpa-desa.html"))
    assert "Talud" in apart.words and any(i.startswith("p") for i in apart.ids)
    district = pages[apart.path.replace("-tanpa-desa", "")]
    assert (apart.path, "") in district.links and any(to == apart.path and at for to, at in district.links)


def test_nobody_who_judged_or_imported_is_named(tmp_path: Path) -> None:
    judged = "by | proposal | line | verdict\nbudi-penilai-rahasia | a | L1 | match"
    pages = made(tmp_path, given(tmp_path, "id | cost\na | 100", "id | amount\nL1 | 100", judged))
    assert not [p.path for p in pages.values() if "rahasia" in p.html or "petugas" in p.html]
    assert "diperiksa 1 orang" in " ".join(p.words for p in pages.values())


def test_a_long_list_is_cut_into_pages_and_nothing_is_left_out(tmp_path: Path) -> None:
    what = given(tmp_path)
    long = "Jalan & tani " * 200
    where = {"district": "Bonto Bahari", "village": "Ara", "fiscal_year": "2026"}
    rows = [PROPOSAL | where | {"proposal_id": f"U{i}", "title": f"{i} {long}", "rank": str(i + 1)} for i in range(260)]
    what.bring(rows, "panjang")
    pages = made(tmp_path, what)
    assert max(len(p.html.encode()) for p in pages.values()) <= MOST
    parts = [p for path, p in pages.items() if re.fullmatch(r"desa/.*-2026(-\d+)?\.html", path)]
    entries = [i for p in parts for i in p.ids if re.fullmatch("p[0-9a-f]{16}", i)]
    assert len(parts) > 1 and sorted(entries) == sorted(f"p{i}" for i in what.ids.values())
    for p in parts:
        assert {to for to, _ in p.links} >= {q.path for q in parts}
        assert f"Bagian 1 dari {len(parts)}" in p.words
    assert f"{long[:100].strip()}" in parts[0].words and "dipendekkan; lengkap dalam CSV" in parts[0].words
    assert len(long) > LONGEST
    district = [p for path, p in pages.items() if re.fullmatch(r"kecamatan/.*-2026(-\d+)?\.html", path)]
    named = {at for p in district for _, at in p.links if at}
    assert named >= set(entries)
    held = next((tmp_path / "out" / "desa").glob("*-2026.csv")).read_text("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(held)))) == 260


def test_a_year_without_a_list_is_a_gap_and_one_without_a_budget_says_so(tmp_path: Path) -> None:
    rows = "id | year | district | village | cost\na | 2023 | Bonto Bahari | Ara | 100\nb | 2025 | Bonto Bahari | Ara | 100"
    pages = made(tmp_path, given(tmp_path, rows, "id | year | pays | amount\nL1 | 2023 | a | 100"))
    overview = next(p for path, p in pages.items() if re.fullmatch(r"desa/[\d.]+\.html", path) and "2023" in p.words)
    assert "2024: tidak ada usulan dalam daftar" in overview.words
    assert "2025: 1 usulan; rincian APBD belum ada" in overview.words
    assert "Belum ada rincian anggaran 2025" in overview.words
    year = pages[overview.path.replace(".html", "-2025.html")]
    assert "Terbukti didanai" not in year.facts and year.facts["Usulan dalam daftar"].startswith("1 · ")
    assert "Kode sertifikat angka ini" not in year.facts
    assert "Efisiensi" in overview.words  # a break that lies on the axis is named


def test_a_village_nobody_asked_for_still_has_a_page(tmp_path: Path) -> None:
    pages = made(tmp_path, given(tmp_path, "id | district | village\na | Bonto Bahari | Ara"))
    silent = [
        p for path, p in pages.items() if path.startswith("desa/") and "tidak ada usulan dalam daftar" in p.heading
    ]
    assert len(silent) > 100 and all(to in pages or not to.endswith(".html") for p in silent for to, _ in p.links)


def test_a_published_year_says_so_and_a_government_is_no_outsider(tmp_path: Path) -> None:
    what = given(tmp_path, "id\na")
    words = {p.path: p.words for p in made(tmp_path, what, publisher=Publisher("Bappeda Bulukumba", True)).values()}
    assert "Diterbitkan oleh Bappeda Bulukumba" in words["index.html"]
    assert not [p for p, w in words.items() if "bukan dokumen resmi" in w or "REKAAN" in w]


def test_nothing_to_tell_is_one_sentence_and_nothing_half_done_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = given(tmp_path, "id\na")
    with pytest.raises(BadQuestion, match="2026"):
        site(what.workspace, what.mart(), REGENCY, tmp_path / "out", years=[1999])

    def full(frame: object, page: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer, "csv", full)
    with pytest.raises(OSError, match="No space"):
        site(what.workspace, what.mart(), REGENCY, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir() if "out" in p.name] == []


def test_names_of_files_are_plain_different_and_stay() -> None:
    names = ["Dinas PU", "Dinas P.U.", "../../etc", "", "É" * 90, "Dinas Sosial"]
    found = slugs(names)
    assert found["Dinas Sosial"] == "dinas-sosial" and found == slugs(names[::-1])
    assert len(set(found.values())) == len(names) and all(re.fullmatch("[a-z0-9-]{1,70}", v) for v in found.values())


def test_style_and_script_ask_for_nothing_from_outside() -> None:
    for name in ("site.css", "site.js"):
        text = (Path(writer.__file__).parent / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|url\(|@import|fetch\(|XMLHttp|innerHTML", text), name
        assert len(text.encode()) < 12_000


def test_a_code_alone_needs_no_question_of_its_own(tmp_path: Path) -> None:
    mart = given(tmp_path, "id | agency | cost\na | PU | 9\nb | Sosial | 9", "id | pays | amount\nL | a | 9").mart()
    answer = ask(mart, Question("accommodation_count", ("agency", "year"), (("year", ("2026",)),)))
    for row in answer.rows:
        where = (("agency", (row["agency"],)), ("year", ("2026",)))
        assert code_alone(answer, row) == certificate(mart, Question("accommodation_count", (), where)).code
    assert len({code_alone(answer, r) for r in answer.rows}) == 2
