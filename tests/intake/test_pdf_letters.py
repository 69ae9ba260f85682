"""Letters of a PDF as they stand on paper: one sign that is two letters, and words that cover each other."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from analytics.errors import BadFile
from analytics.intake.parse import Options, Parsed, parse
from tests.intake.papers import DEJAVU

EDGES = (40, 120, 420, 560)
ROWS = [("Kode", "Uraian", "Jumlah"), ("5", "BELANJA", "300.000.000"), ("5.1", "BELANJA OPERASI", "300.000.000")]
ROWS += [("5.1.01", "Belanja Pegawai", "200.000.000"), ("5.1.02", "Koefisien Barang", "100.000.000")]
ROWS += [("", "JUMLAH", "300.000.000")]
LOW = 10  # points: a row too low for two lines


def page(path: Path, font: str = "Helvetica", over: tuple[float, str] | None = None, bold: bool = False) -> Path:
    """The ruled table; `over` is drawn so far below the name of "Belanja Pegawai"; `bold` draws every word twice."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), pageCompression=0)
    canvas.setFont(font, 8)
    canvas.drawString(40, 560, "KABUPATEN BULUKUMBA TAHUN ANGGARAN 2026")
    for i, row in enumerate(ROWS):
        y = 520 - LOW * i
        for left, right, words in zip(EDGES, EDGES[1:], row, strict=False):
            canvas.rect(left, y, right - left, LOW)
            canvas.drawString(left + 3, y + 2, words)
            if bold:
                canvas.drawString(left + 3.3, y + 2, words)
            if over and words == "Belanja Pegawai":
                canvas.drawString(left + 3, y + 2 - over[0], over[1])
    canvas.save()
    path.write_bytes(out.getvalue())
    return path


def read(path: Path) -> Parsed:
    [parsed] = parse(path, Options())
    return parsed


@pytest.mark.parametrize("down", [8.0, 10.0, 11.0])
def test_a_name_that_runs_over_the_row_below_refuses_the_file(tmp_path: Path, down: float) -> None:
    with pytest.raises(BadFile) as refusal:
        read(page(tmp_path / "a.pdf", over=(down, "Negeri dan Tunjangan")))
    assert refusal.value.code == "pdf_unsure"
    assert "Negeri" in refusal.value.sentence("id")


@pytest.mark.parametrize("bold", [False, True])
def test_words_beside_each_other_or_printed_twice_are_words(tmp_path: Path, bold: bool) -> None:
    parsed = read(page(tmp_path / "a.pdf", bold=bold))
    assert (parsed.accepted, parsed.accepted_amount) == (2, 300_000_000)
    assert [r["description"] for r in parsed.rows.to_pylist()] == ["Belanja Pegawai", "Koefisien Barang"]


def test_a_ligature_parts_no_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font prints "fi" as one sign and says that it means two letters."""
    pdfmetrics.registerFont(TTFont("DejaVu", str(DEJAVU)))
    monkeypatch.setitem(globals(), "ROWS", [tuple(w.replace("fi", "\ufb01") for w in row) for row in ROWS])
    path = page(tmp_path / "a.pdf", "DejaVu")
    raw = path.read_bytes()
    assert raw.count(b"<FB01>") == 1
    path.write_bytes(raw.replace(b"<FB01>", b"<00660069>"))
    assert read(path).rows.to_pylist()[1]["description"] == "Koefisien Barang"
