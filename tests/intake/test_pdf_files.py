"""A printed list is imported like the list itself where it proves itself whole, and refused in one sentence where it does not."""

from __future__ import annotations

import io
import random
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analytics.errors import AkomodasiError, BadFile
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.pdf_pages import LIMITS
from tests.intake.desk import Office
from tests.intake.papers import Look, paper

HEAD = [
    "No",
    "Prioritas Daerah",
    "Sasaran Daerah",
    "Program",
    "Kegiatan Prioritas",
    "Sasaran Kegiatan",
    "Lokasi",
    "Volume",
]
HEAD += ["Pagu", "Perangkat Daerah"]
WIDTHS = [25.0, 80, 80, 90, 110, 80, 90, 55, 75, 80]
ABOVE = [
    "DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN",
    "Kabupaten : Bulukumba",
    "Kecamatan : Bonto Bahari",
    "Tahun : 2026",
]
BELOW = ["Mengetahui,", "Camat Bonto Bahari"]
PLAN = [
    "Kode",
    "Perangkat Daerah",
    "Program",
    "Kegiatan",
    "Sub Kegiatan",
    "Uraian",
    "Lokasi",
    "Target",
    "Pagu",
    "Sumber Dana",
]
PLAN_WIDTHS = [90.0, 80, 80, 80, 80, 120, 70, 45, 75, 45]
LOOKS = {rules: Look(rules, size=7, numbers=(8,)) for rules in ("lines", "upright", "level", "none")}


def money(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def district_list(count: int) -> list[list[str]]:
    """A Tabel T-D.4 with its total."""
    rows = [HEAD]
    for n in range(1, count + 1):
        title = f"Pembangunan jalan tani ruas {n} dengan saluran di kedua sisinya" if n % 3 else f"Drainase {n}"
        rows.append(
            [str(n), "Infrastruktur", "Jalan mantap", "Program Jalan", title, "Petani", "Desa Ara", f"{n * 10} Meter"]
        )
        rows[-1] += [money(10_000_000 + n), "Dinas PUPR"]
    return [*rows, ["", "", "", "", "Jumlah", "", "", "", money(total(count)), ""]]


def total(count: int) -> int:
    return count * 10_000_000 + count * (count + 1) // 2


def plan(count: int) -> list[list[str]]:
    """An RKPD with its total."""
    rows = [PLAN]
    for n in range(1, count + 1):
        rows.append([f"1.03.10.2.01.{n:04d}", "Dinas PUPR", "Program Jalan", "Jalan Kabupaten", "Pembangunan Jalan"])
        rows[-1] += [
            f"Pembangunan jalan poros {n} menuju pasar desa",
            "Desa Ara",
            f"{n} km",
            money(10_000_000 + n),
            "DAU",
        ]
    return [*rows, ["", "", "", "", "", "Jumlah", "", "", money(total(count)), ""]]


def file(folder: Path, raw: bytes) -> Path:
    path = folder / "daftar.pdf"
    path.write_bytes(raw)
    return path


def read(folder: Path, raw: bytes) -> Parsed:
    (found,) = parse(file(folder, raw), Options())
    assert found.rows_read == found.accepted + len(found.rejects) + found.blank + found.structure
    return found


def refused(folder: Path, raw: bytes) -> BadFile:
    with pytest.raises(BadFile) as problem:
        parse(file(folder, raw), Options())
    assert problem.value.sentence("id").startswith("daftar.pdf")
    return problem.value


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_a_printed_district_list_counts_with_its_pages_and_rows(tmp_path: Path, look: Look) -> None:
    found = read(tmp_path, paper(district_list(30), WIDTHS, look, ABOVE, BELOW))
    assert (found.form.kind, found.accepted, found.accepted_amount) == ("t_d4", 30, total(30))
    assert (found.rejects, found.printed_total) == ([], total(30))
    assert str(found.dataset) == "t_d4:73.02:2026::73.02.03"
    places = list(zip(found.rows["sheet"].to_pylist(), found.rows["row"].to_pylist(), strict=True))
    assert places[:2] == [("hal. 1", 6), ("hal. 1", 7)]  # four lines of titles, and the headings
    assert places[12:14] == [("hal. 2", 2), ("hal. 2", 3)]  # the headings once more
    assert found.rows["title"].to_pylist()[0] == "Pembangunan jalan tani ruas 1 dengan saluran di kedua sisinya"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_a_printed_plan_counts(tmp_path: Path, look: Look) -> None:
    found = read(tmp_path, paper(plan(40), PLAN_WIDTHS, look, ABOVE[1::2]))
    assert (found.form.kind, found.accepted, found.accepted_amount) == ("rkpd", 40, total(40))
    assert found.rows["description"].to_pylist()[39] == "Pembangunan jalan poros 40 menuju pasar desa"


def test_every_printed_line_is_counted_once(tmp_path: Path) -> None:
    found = read(tmp_path, paper(district_list(30), WIDTHS, LOOKS["lines"], ABOVE, BELOW))
    titles, total_row, headings_again, page_numbers, signature = 4, 1, 2, 3, 2
    assert found.structure == titles + total_row + headings_again + page_numbers + signature


def test_an_amount_that_was_changed_refuses_the_whole(tmp_path: Path) -> None:
    rows = district_list(30)
    rows[17][8] = money(11_000_017)
    problem = refused(tmp_path, paper(rows, WIDTHS, LOOKS["lines"], ABOVE))
    assert problem.code == "pdf_sum_differs"
    assert "hal. 3, baris 8" in problem.sentence("id")
    for amount in (money(total(30)), money(total(30) + 1_000_000), "1.000.000"):
        assert amount in problem.sentence("id")


def test_a_missing_page_refuses_the_whole(tmp_path: Path) -> None:
    rows = district_list(30)
    assert refused(tmp_path, paper([*rows[:13], *rows[25:]], WIDTHS, LOOKS["lines"], ABOVE)).code == "pdf_sum_differs"


def test_money_without_a_printed_sum_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, paper(district_list(9)[:-1], WIDTHS, LOOKS["lines"], ABOVE)).code == "pdf_no_sum"


def without_money(rows: list[list[str]]) -> list[list[str]]:
    return [rows[0], *([*row[:8], "", row[9]] for row in rows[1:-1])]


def test_a_list_without_money_counts_where_its_numbers_run_through(tmp_path: Path) -> None:
    found = read(tmp_path, paper(without_money(district_list(30)), WIDTHS, LOOKS["lines"], ABOVE))
    assert (found.accepted, found.accepted_amount) == (30, None)


def test_a_list_whose_numbers_break_off_is_refused(tmp_path: Path) -> None:
    rows = without_money(district_list(30))
    problem = refused(tmp_path, paper([*rows[:20], *rows[21:]], WIDTHS, LOOKS["lines"], ABOVE))
    assert (problem.code, problem.facts["before"], problem.facts["value"]) == ("pdf_numbers", 19, 21)


def canvas_pdf(draw: object, pages: int = 1, **said: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **said)
    for number in range(pages):
        draw(canvas, number)  # type: ignore[operator]
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(canvas: Canvas, _: int = 0) -> None:
    """A page as a scanner makes it."""
    from PIL import Image

    noise = Image.frombytes("L", (60, 80), random.Random(1).randbytes(4800))
    canvas.drawImage(ImageReader(noise), 0, 0, *A4)


def letter(canvas: Canvas, _: int = 0) -> None:
    for n in range(30):
        canvas.drawString(60, 780 - 20 * n, "Dengan hormat, bersama ini kami sampaikan hal berikut kepada Bapak")


def test_a_scan_is_named_with_the_way_that_is_left(tmp_path: Path) -> None:
    problem = refused(tmp_path, canvas_pdf(picture, 3))
    assert problem.code == "pdf_scan"
    assert "hasil pindai" in problem.sentence("id")
    assert "template" in problem.sentence("id")


def test_a_scan_with_guessed_words_behind_it_is_a_scan(tmp_path: Path) -> None:
    def guessed(canvas: Canvas, _: int) -> None:
        picture(canvas)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        for n in range(20):
            text.textLine(f"{n} Pembangunan jalan tani 1.000.000 Dinas PUPR")
        canvas.drawText(text)

    assert refused(tmp_path, canvas_pdf(guessed)).code == "pdf_scan"


def test_scanned_pages_among_others_are_told_by_number(tmp_path: Path) -> None:
    def mixed(canvas: Canvas, number: int) -> None:
        picture(canvas) if number in {1, 2, 4} else letter(canvas)

    problem = refused(tmp_path, canvas_pdf(mixed, 6))
    assert (problem.code, problem.facts["pages"]) == ("pdf_mixed", "2-3, 5")


def test_a_letter_holds_no_table(tmp_path: Path) -> None:
    assert refused(tmp_path, canvas_pdf(letter)).code == "pdf_no_table"


def test_a_password_is_asked_away(tmp_path: Path) -> None:
    locked = canvas_pdf(letter, encrypt=StandardEncryption("rahasia", ownerPassword="pemilik"))
    assert refused(tmp_path, locked).code == "pdf_encrypted"


def test_empty_pages_hold_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path, canvas_pdf(lambda canvas, _: None, 2)).code == "pdf_blank"


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "max_pdf_pages", 2)
    problem = refused(tmp_path, canvas_pdf(letter, 3))
    assert (problem.code, problem.facts["n"], problem.facts["limit"]) == ("pdf_too_long", 3, 2)


@pytest.mark.parametrize("keep", [9, 300, 1500])
def test_a_pdf_cut_short_is_damaged(tmp_path: Path, keep: int) -> None:
    whole = canvas_pdf(letter)
    assert refused(tmp_path, whole[:keep]).code in {"pdf_damaged", "pdf_blank", "pdf_no_table"}


def test_a_page_that_takes_too_long_ends_its_own_process_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "max_pdf_seconds", 0.001)
    assert refused(tmp_path, canvas_pdf(letter)).code == "pdf_damaged"


def content(stream: bytes) -> bytes:
    """A page that holds this, packed; and a form that holds itself."""
    packed = zlib.compress(stream)
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    parts += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"]
    parts += [b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)]
    parts += [b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream"]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


HOSTILE = {
    "a form within itself": (b"/X Do", "pdf_blank"),
    "two million brackets": (b"[" * 2_000_000, "pdf_blank"),
    "a million lines": (b"0 0 m 9 9 l S\n" * 1_000_000, "pdf_damaged"),
}


@pytest.mark.parametrize(("stream", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_content_ends_in_one_sentence(tmp_path: Path, stream: bytes, code: str) -> None:
    assert refused(tmp_path, content(stream)).code in {code, "pdf_damaged", "pdf_scan"}


def test_bytes_changed_at_random_are_read_or_refused(tmp_path: Path) -> None:
    whole = paper(district_list(9), WIDTHS, Look(size=7, compressed=0), ABOVE)
    for seed in range(12):
        change = random.Random(seed)
        raw = bytearray(whole)
        for _ in range(change.choice((1, 20, 300))):
            raw[change.randrange(9, len(raw))] = change.randrange(256)
        try:
            (found,) = parse(file(tmp_path, bytes(raw)), Options(regency="73.02", year=2026))
        except AkomodasiError as problem:
            assert problem.sentence("id")
        else:
            assert found.accepted_amount == found.printed_total


def test_letters_without_a_meaning_are_not_read(tmp_path: Path) -> None:
    strange = [["".join(chr(0xE000 + ord(c)) for c in cell) for cell in row] for row in district_list(9)]
    problem = refused(tmp_path, paper(strange, WIDTHS, Look(size=7, font="DejaVu")))
    assert (problem.code, problem.facts["pages"]) == ("pdf_letters", "1")


def test_a_refused_pdf_leaves_the_office_as_it_was(tmp_path: Path, working: Office) -> None:
    before = working.everything()
    answer = working.brings(file(tmp_path, canvas_pdf(picture)))
    assert (answer.code, answer.json["error"]) == (2, "pdf_scan")
    assert working.everything() == before


def test_a_printed_list_is_imported(tmp_path: Path, office: Office) -> None:
    path = file(tmp_path, paper(district_list(14), WIDTHS, LOOKS["lines"], ABOVE, BELOW))
    (receipt,) = office.brings(path).files
    assert (receipt["accepted"], receipt["accepted_amount"], receipt["printed_total"]) == (14, total(14), total(14))
