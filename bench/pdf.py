"""A ruled PDF of 700 pages with thirty rows each, like a budget book: how long until its cells are there, and at what memory."""

from __future__ import annotations

import io
import resource
import sys
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from analytics.intake.pdf import read_pdf
from analytics.intake.tables import RawTable
from bench.timing import say, seconds, spread

PAGES, ROWS, BAR = 700, 30, 60.0
HEADINGS = (
    "Kode",
    "Perangkat Daerah",
    "Program",
    "Kegiatan",
    "Sub Kegiatan",
    "Uraian",
    "Lokasi",
    "Target",
    "Pagu",
    "Sumber",
)
EDGES = (30, 110, 200, 290, 380, 470, 580, 660, 700, 770, 810)
HIGH = 16


def measure(repeat: int) -> dict[str, Any]:
    """Seconds of each run, and the largest memory of this process and of one that reads pages."""
    raw = book()
    times, tables = [], list[RawTable]()
    cpu = sum(_cpu())
    for i in range(min(repeat, 3)):
        times.append(seconds(lambda: tables.__setitem__(slice(None), read_pdf("buku.pdf", raw))))
        say(f"  pdf {i + 1}: {times[-1]:.1f} s")
    cells = sum(len(row) for table in tables for row in table.rows)
    assert len(tables) == 1 and len(tables[0].rows) == PAGES * ROWS + 1
    whole = spread(times)
    return {
        "pages": PAGES,
        "megabytes": round(len(raw) / 1e6, 1),
        "rows": len(tables[0].rows),
        "cells": cells,
        "unit": "seconds",
        "akomodasi": whole,
        "cpu": round((sum(_cpu()) - cpu) / len(times), 1),  # of all processes; what other work does not lengthen
        "peak_megabytes": {"here": _peak(resource.RUSAGE_SELF), "each_reader": _peak(resource.RUSAGE_CHILDREN)},
        "bar": {"seconds": BAR, "of": "from bytes to cells", "met": whole["median"] < BAR},
    }


def _cpu() -> tuple[float, float]:
    """Seconds of this process, and of those it started."""
    here, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return here.ru_utime + here.ru_stime, others.ru_utime + others.ru_stime


def _peak(whose: int) -> int:
    """Megabytes; getrusage counts kilobytes, on a Mac bytes."""
    return round(resource.getrusage(whose).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1000))


def book() -> bytes:
    """The PDF: each cell with four lines of its own, as the printing libraries of the budget systems draw them."""
    out = io.BytesIO()
    width, height = landscape(A4)
    canvas = Canvas(out, pagesize=(width, height))
    for page in range(PAGES):
        canvas.setFont("Helvetica", 6)
        for r in range(ROWS + 1):
            n = page * ROWS + r
            cells = HEADINGS if r == 0 else _row(n)
            top = height - 40 - r * HIGH
            for left, right, text in zip(EDGES, EDGES[1:], cells, strict=False):
                canvas.line(left, top, right, top)
                canvas.line(left, top - HIGH, right, top - HIGH)
                canvas.line(left, top, left, top - HIGH)
                canvas.line(right, top, right, top - HIGH)
                canvas.drawString(left + 2, top - 10, text)
        canvas.drawCentredString(width / 2, 15, f"Halaman {page + 1} dari {PAGES}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _row(n: int) -> tuple[str, ...]:
    amount = f"{n * 1_234_567:,}".replace(",", ".")
    words = ("Dinas Pekerjaan Umum", "Penyelenggaraan Jalan", "Jalan Kabupaten", "Pembangunan Jalan")
    return (f"1.03.10.2.01.{n:05d}", *words, f"Belanja ruas jalan {n}", "Desa Rekaan", f"{n % 90} km", amount, "DAU")
