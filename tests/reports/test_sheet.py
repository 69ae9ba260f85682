"""The village's sheet on paper: one page always, every number that of the page Desa, nothing in a file's text does anything."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import segno
from PIL import Image

from analytics.errors import AkomodasiError
from analytics.query.database import Mart
from analytics.query.fates import Fate
from analytics.query.sheet import Sheet, sheets
from analytics.reports import sheet_print
from analytics.reports.carried import Carried
from analytics.reports.harmless_text import plain
from analytics.reports.sheet import Paper, papers
from analytics.reports.sheet_publisher import Letterhead, Publisher, publisher
from analytics.reports.sheet_text import MOST, text
from analytics.reports.village_address import base_of, public, sheet_code, typed
from analytics.vocabulary import terms
from tests.spec.harness import REGENCY, given

PROPOSALS = """
id | year | district    | village  | title               | cost     | rank | agency   | decision | reason
d1 | 2026 | Bontobahari | Ara      | Jalan tani          | 100      | 1    | Dinas PU |          |
d2 | 2026 | Bontobahari | Ara      | Drainase pasar      | 200      | 2    | Dinas PU | rejected | land
d3 | 2026 | Bontobahari | Ara      | Air bersih          | 300      | 3    | Dinas PU |          |
o2 | 2024 | Bontobahari | Ara      | Drainase pasar      | 200      | 1    | Dinas PU |          |
e1 | 2026 | Bontobahari | Darubiah | Posyandu            | 250      | 4    | Dinkes   |          |
"""
LINES = """
id | year | version      | pays | amount | agency   | text
L1 | 2026 | apbd         | d1   | 100    | Dinas PU | Pembangunan jalan tani Ara
L2 | 2026 | village_fund | e1   | 50     |          | Posyandu Darubiah
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | d2       | apbd | absent
"""
REPLY = """
external_id | office   | replied_on | reason  | text
d3          | Dinas PU | 2025-08-01 | ceiling | Pagu tahun ini habis.
"""
FORUM = Publisher("Forum Warga Bonto")
OFFICE = Publisher(
    "Bappeda Bulukumba", True, Letterhead(("PEMERINTAH KABUPATEN",), "Jalan Satu 1", "", "Kepala Bappeda")
)
BASE = "https://akomodasi.example.org"
HOSTILE = (
    '#eval("1+1") $x^2$ @ref *tebal* _miring_ = Judul',
    '#read("/etc/passwd") #import "x.typ" `kode` <label> \\ // komentar /* */ [isi] {isi}',
    "x" * 900,
    "rekaan_" * 60,
    "\u202etxet desrever\u202c \u2066terbalik\u2069 \x00\x07 \ud800 akhir",
    "مرحبا بالعالم שלום 😀👩‍👩‍👧 Ω ê",
    '=cmd|"/c calc"!A1 <script>alert(1)</script> https://jahat.example',
    "",
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("paper"), PROPOSALS, LINES, JUDGEMENTS, reply=REPLY).mart()


def about(mart: Mart, regency: str = REGENCY, lang: str = "id") -> Carried:
    return Carried(mart.id, regency, 2026, lang, "draf", dt.date(2026, 11, 26))


def of(mart: Mart, village: str) -> Sheet:
    return sheets(mart, REGENCY, 2026, (("village", (village,)),))[0][0]


def made(mart: Mart, one: Sheet, by: Publisher = FORUM, base: str = BASE, lang: str = "id") -> Paper:
    return papers(mart, about(mart, lang=lang), [one], by, base)[0]


def many(one: Sheet, n: int) -> Sheet:
    """The same village with n proposals, none of them short."""
    first = one.listed[1]
    listed = tuple(
        replace(first, id=f"{i:016x}", rank=i, title=f"Usulan ke-{i} " + "dan seterusnya " * 5) for i in range(1, n + 1)
    )
    return replace(
        one, listed=listed, counted={**(one.counted or {}), "n": n, "numerator": 0, "n_unknown": 0, "most": 0}
    )


def squeezed(words: str) -> str:
    """Lines are broken anywhere: only the letters are compared."""
    return re.sub(r"[\s\u200b\ufffe\u0002-]+", "", words)


def read(pdf: bytes) -> list[str]:
    """The letters of every page, as an independent reader sees them; all of them inside the page's edges."""
    book = pypdfium2.PdfDocument(pdf)
    found = []
    for page in book:
        words = page.get_textpage()
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842)
        for i in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(i)
            letter = words.get_text_range(i, 1)
            if letter.strip() and page_size(letter, top - bottom):
                assert left >= 30 and right <= width - 30 and bottom >= 26 and top <= height - 26, letter
        found.append(squeezed(words.get_text_range()))
    return found


def page_size(letter: str, high: float) -> bool:
    """Letters of the words across a page of invented data are larger than any other."""
    return high < 40


def test_a_page_says_each_proposal_its_fate_reason_source_years_and_next_step(held: Mart) -> None:
    (words,) = read(sheet_print.document([made(held, of(held, "Ara"))]))
    for said in (
        "Lembar informasi desa/kelurahan",
        "Desa Ara, Kec. Bonto Bahari",
        "1 dari 3 prioritas terbukti didanai dalam APBD 2026; paling banyak 2.",
        "Rp 100 → Rp 100",
        "APBD 2026: Pembangunan jalan tani Ara · lines-0-apbd.csv · lembar CSV · baris 2",
        "BELUM DITEMUKAN DALAM APBD · diperiksa 1 orang · diminta 2 kali sejak 2024, sudah 2 tahun",
        "alasan tertulis: lahan (proposals-0.csv · lembar CSV · baris 3)",
        "Tanggapan Dinas PU, 1 Agustus 2025: Pagu tahun ini habis. (reply.csv",
        "Pantau pelaksanaannya",
        "Sudah ada alasan tertulis",
        "Kode angka: " + of(held, "Ara").code,
        "Diterbitkan oleh Forum Warga Bonto · bukan dokumen resmi Pemda",
        f"draf · Mart {held.id}",
    ):
        assert squeezed(said) in words, said


def test_what_another_source_pays_is_not_called_the_apbd(held: Mart) -> None:
    (words,) = read(sheet_print.document([made(held, of(held, "Darubiah"))]))
    label = terms.label("version", "village_fund").upper()
    assert squeezed(f"DILAYANI {label} (bukan APBD)") in words and "DIDANAI·" not in words


def test_a_village_without_a_list_is_not_said_to_have_asked_for_nothing(held: Mart) -> None:
    (words,) = read(sheet_print.document([made(held, of(held, "Bira"))]))
    assert squeezed("Ini bukan berarti tidak ada yang diusulkan") in words


def test_not_found_never_reads_as_refused(held: Mart) -> None:
    for village in ("Ara", "Darubiah", "Bira"):
        words = text(made(held, of(held, village))).lower()
        assert not re.search(r"ditolak|menolak|tidak disetujui|gagal|(?<!bukan berarti )tidak didanai", words)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("by", [FORUM, Publisher()])
def test_only_the_government_answers_signs_and_has_a_letterhead(held: Mart, by: Publisher, lang: str) -> None:
    one = made(held, of(held, "Ara"), by, lang=lang)
    words, sent = read(sheet_print.document([one]))[0].lower(), text(one).lower()
    unofficial = {"id": "bukan dokumen resmi Pemda", "en": "not an official document"}[lang]
    assert squeezed(unofficial.lower()) in words and unofficial.lower() in sent
    assert "jawaban" not in words + sent and "......" not in words
    assert one.letter == one.signed == ()
    assert not by.name or by.name.lower() in sent


def test_the_government_does(held: Mart) -> None:
    one = made(held, of(held, "Ara"), OFFICE)
    (words,) = read(sheet_print.document([one]))
    for said in (
        "PEMERINTAH KABUPATEN",
        "Jalan Satu 1",
        "Lembar jawaban usulan",
        "Kepala Bappeda",
        ".... 2026",
    ):
        assert squeezed(said) in words, said
    assert "bukandokumenresmi" not in words and "bukan dokumen resmi" not in text(one)


def test_many_proposals_stay_on_one_page_and_are_counted(held: Mart) -> None:
    for by in (FORUM, OFFICE):
        one = made(held, many(of(held, "Ara"), 90), by)
        (words,) = read(sheet_print.document([one]))
        shown = len(re.findall(r"Usulanke\d+", words))
        assert 8 <= shown < 90
        assert squeezed(f"dan {90 - shown} usulan lagi: lihat halaman desa") in words
        assert squeezed("0 dari 90") in words and squeezed("90 belum ditemukan") in words
        assert words.endswith(squeezed(" · ".join(one.last)))


def test_type_gets_smaller_before_anything_is_left_out(held: Mart) -> None:
    one = of(held, "Ara")
    for n in (1, 4, 8, 11):
        (words,) = read(sheet_print.document([made(held, many(one, n))]))
        assert len(re.findall(r"Usulanke\d+", words)) == n and "usulanlagi" not in words


def test_hostile_text_is_only_text(held: Mart) -> None:
    one = of(held, "Ara")
    listed = tuple(
        replace(one.listed[i % 3], id=f"{i}", title=t, location_text=t, agency=t) for i, t in enumerate(HOSTILE)
    )
    reply = replace(one.listed[2].replies[0], text=HOSTILE[0] * 20, office=HOSTILE[4])
    listed = (*listed, replace(one.listed[2], replies=(reply,) * 5))
    evil = made(held, replace(one, listed=listed), Publisher(HOSTILE[1]))
    (words,) = read(sheet_print.document([evil]))
    for title in (*HOSTILE[:2], HOSTILE[6]):
        assert squeezed(title)[:60] in words, title
    assert evil.entries[-1].replies[3:] == ("dan 2 tanggapan lagi",) and len(evil.entries[-1].replies[0]) < 520
    sent = text(evil)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\ud800]", sent)
    assert sent.count("\n\n") == text(made(held, one)).count("\n\n") + len(listed) - 3
    assert len(sheet_print.pictures([evil])) == 1


def test_pictures_are_of_one_size_full_and_not_cut(held: Mart) -> None:
    one = of(held, "Ara")
    drawn = sheet_print.pictures([made(held, one), made(held, many(one, 70)), made(held, of(held, "Bira"), base="")])
    for png in drawn:
        grey = Image.open(io.BytesIO(png)).convert("L")
        assert grey.size == (1080, 1350)
        dark = grey.point(lambda v: 255 if v < 128 else 0)
        left, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
        assert left >= 40 and right <= 1040 and top >= 30 and 1200 < bottom <= 1325
        assert 0.01 < sum(dark.histogram()[255:]) / (1080 * 1350) < 0.4
    assert drawn[0] != drawn[1]


def test_the_text_counts_what_it_does_not_tell(held: Mart) -> None:
    sent = text(made(held, many(of(held, "Ara"), MOST + 12)))
    assert len(re.findall(r"^\d+\. Usulan ke-", sent, re.MULTILINE)) == MOST
    assert "dan 12 usulan lagi" in sent and f"0 dari {MOST + 12}" in sent
    assert sent.rstrip().endswith(f"mart={held.id}")


def test_the_qr_on_the_page_leads_to_the_page_of_these_figures(held: Mart) -> None:
    one = made(held, of(held, "Ara"))
    assert one.address == f"{BASE}/desa?regency=73.02&year=2026&village=73.02.03.2006&mart={held.id}"
    page = pypdfium2.PdfDocument(sheet_print.document([one]))[0]
    scale = 8
    picture = page.render(scale=scale).to_pil().convert("L").point(lambda v: 255 if v < 128 else 0)
    mm = scale * 72 / 25.4
    corner = picture.crop((int(166 * mm), int(11 * mm), int(195 * mm), int(40 * mm)))
    left, top, right, bottom = corner.getbbox() or (0, 0, 0, 0)
    wanted = [[bool(m) for m in line] for line in segno.make(one.address, error="m", micro=False).matrix]
    module = (right - left) / len(wanted)
    assert abs((bottom - top) - (right - left)) < module
    seen = [
        [
            corner.getpixel((int(left + (x + 0.5) * module), int(top + (y + 0.5) * module))) == 255
            for x in range(len(wanted))
        ]
        for y in range(len(wanted))
    ]
    assert seen == wanted


def test_without_an_address_there_is_a_code_to_type(held: Mart) -> None:
    one = made(held, of(held, "Ara"), base="")
    (words,) = read(sheet_print.document([one]))
    assert one.code == "73.02.03.2006-2026" and squeezed(one.code) in words and squeezed("kotak Telusur") in words
    assert typed(one.code) == {"regency": "73.02", "year": "2026", "village": "73.02.03.2006"}
    assert "http" not in words


@pytest.mark.parametrize(
    "words", ["jalan", "73.02.03.2006-2026-", "73.02.99.2006-2026", "73.02.03.2006-2026-negeri", "73.02"]
)
def test_other_words_are_no_code(words: str) -> None:
    assert typed(words) is None


def test_a_code_names_the_version_where_it_is_not_the_apbd() -> None:
    assert typed(f" {sheet_code('73.02.03.2006', 2026, 'rkpd')} ") == {
        "regency": "73.02",
        "year": "2026",
        "village": "73.02.03.2006",
        "version": "rkpd",
    }


@pytest.mark.parametrize(
    "base", ["akomodasi.go.id", "ftp://a.b", "https://", "javascript:alert(1)", "http://a b", "http://a/?x=1"]
)
def test_an_address_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(AkomodasiError):
        base_of(base)


def test_this_very_machine_is_no_address_for_paper() -> None:
    assert not public("http://localhost:8501") and public(base_of("https://akomodasi.example.org/"))


def test_invented_data_says_so_on_page_picture_and_text(held: Mart) -> None:
    one = of(held, "Ara")
    invented = papers(held, about(held, "99.01"), [one], OFFICE)[0]
    (words,) = read(sheet_print.document([invented]))
    assert words.count("DATAREKAAN") >= 3 and text(invented).startswith("DATA REKAAN")
    real = made(held, one, OFFICE)
    assert "REKAAN" not in read(sheet_print.document([real]))[0] + text(real)
    top = [
        Image.open(io.BytesIO(p)).convert("L").crop((54, 40, 1026, 90)) for p in sheet_print.pictures([invented, real])
    ]
    shares = [sum(t.histogram()[:128]) / (t.size[0] * t.size[1]) for t in top]
    assert shares[0] > 0.5 > shares[1]


def test_the_same_words_give_the_same_bytes_and_only_fonts_that_are_brought(held: Mart) -> None:
    one = [made(held, of(held, "Ara")), made(held, of(held, "Darubiah"))]
    first = sheet_print.document(one)
    assert first == sheet_print.document(one)
    assert set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z]+)", first)) <= {b"LibertinusSerif", b"DejaVuSansMono"}
    assert [read(p) for p in sheet_print.pages(first)] == [[w] for w in read(first)]


def test_black_and_white_tells_every_class_apart(held: Mart) -> None:
    """The bar of each class alone, in greys: no two give the same picture."""
    one = of(held, "Ara")
    bars = set()
    for fate in ("funded", "funded_size_unknown", "partial", "late", "elsewhere", "unfunded", "unknown"):
        listed: tuple[Fate, ...] = (replace(one.listed[1], fate=fate),)
        png = sheet_print.pictures([made(held, replace(one, listed=listed))])[0]
        grey = Image.open(io.BytesIO(png)).convert("L").point(lambda v: 255 if v < 128 else 0)
        rows = [y for y in range(1350) if grey.getpixel((54, y)) == 255 and grey.getpixel((1025, y)) == 255]
        bars.add(grey.crop((60, rows[0] + 6, 260, rows[0] + 40)).tobytes())
    assert len(bars) == 7


def test_long_text_ends_in_dots_and_unseen_signs_are_gone() -> None:
    assert plain("a\u200bb\u202ec\n\td  e") == "abc d e"
    assert plain("x" * 400, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("", "sheet_publisher"),
        ("  ", "sheet_publisher"),
    ],
)
def test_nobody_publishes_nothing(said: str, wrong: str) -> None:
    with pytest.raises(AkomodasiError) as refusal:
        publisher(said, government=True)
    assert refusal.value.code == wrong


def test_a_letterhead_is_the_governments(tmp_path: Path) -> None:
    file = tmp_path / "kop.toml"
    file.write_text('lines = ["A", "B"]\naddress = "Jalan"\nplace = "Kota"\nsigner_title = "Kepala"', encoding="utf-8")
    assert publisher("X", government=True, letterhead=file, address="Lain").letter == Letterhead(
        ("A", "B"), "Lain", "Kota", "Kepala"
    )
    with pytest.raises(AkomodasiError, match="--letterhead"):
        publisher("X", letterhead=file)
    for wrong in ("lines = 1", "nama = 'x'", "lines = [1]", "address = 3", "[", "lines = ['1','2','3','4','5']"):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(AkomodasiError) as refusal:
            publisher("X", government=True, letterhead=file)
        assert refusal.value.code == "sheet_letterhead"
    with pytest.raises(AkomodasiError):
        publisher("X", government=True, letterhead=tmp_path / "tidak-ada.toml")
