"""Two small printouts to be spoiled: a budget with headings over several rows, and the PDF of a district's list."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

BUDGET: list[list[Any]] = [
    ["KABUPATEN REKAAN"],
    ["PENJABARAN PERUBAHAN APBD TAHUN ANGGARAN 2026"],
    [],
    ["KODE REKENING", "", "", "URAIAN", "JUMLAH (Rp)", "", "BERTAMBAH/(BERKURANG)"],
    ["", "", "", "", "SEBELUM PERUBAHAN", "SETELAH PERUBAHAN", ""],
    ["1", "", "", "2", "3", "4", "5"],
    ["5", "", "", "BELANJA DAERAH", "700.000,00", "650.000,00", "(50.000,00)"],
    ["5", "1", "", "BELANJA OPERASI", "500.000,00", "430.000,00", "(70.000,00)"],
    ["5", "1", "01", "Belanja Pegawai", "300.000,00", "300.000,00", "0,00"],
    ["5", "1", "02", "Belanja Barang dan Jasa", "200.000,00", "130.000,00", "(70.000,00)"],
    ["5", "2", "", "BELANJA MODAL", "200.000,00", "220.000,00", "20.000,00"],
    ["", "", "", "JUMLAH BELANJA", "700.000,00", "650.000,00", "(50.000,00)"],
]
MERGED = ("A4:C5", "D4:D5", "E4:F4", "G4:G5", "A6:C6")
LIST = [
    ["No", "Prioritas Daerah", "Kegiatan Prioritas", "Lokasi", "Pagu", "Perangkat Daerah"],
    *([str(n), "Jalan", f"Jalan tani {n}", "Desa Wanacita", f"{n}.500.000", "Dinas PUPR"] for n in range(1, 7)),
    ["", "", "Jumlah", "", "24.000.000", ""],
]
TITLES = ("Kabupaten : Rekaan", "Kecamatan : Wanadwipa", "Tahun Anggaran : 2026")
EDGES = (40, 80, 200, 400, 550, 650, 780)


def budget() -> bytes:
    """The changed budget as a workbook."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in BUDGET:
        book.active.append([cell or None for cell in row])
    for cells in MERGED:
        book.active.merge_cells(cells)
    book.save(out)
    return out.getvalue()


def paper() -> bytes:
    """The ranked list as a ruled PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), pageCompression=0)
    canvas.setFont("Helvetica", 8)
    for k, words in enumerate(TITLES):
        canvas.drawString(40, 560 - 14 * k, words)
    for i, row in enumerate(LIST):
        y = 500 - 16 * i
        for left, right, words in zip(EDGES, EDGES[1:], row, strict=False):
            canvas.rect(left, y, right - left, 16)
            canvas.drawString(left + 3, y + 5, words)
    canvas.save()
    return out.getvalue()
