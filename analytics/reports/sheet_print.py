"""Sheets as files: one PDF with a page for each village, its pages as PDFs of their own, pictures of 1080 x 1350, texts to send.

Typst gets words as data and sets them with the fonts it brings itself: the same words give the same bytes on every machine."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import segno
import typst

from analytics.reports.harmless_text import breakable
from analytics.reports.sheet import Paper

HERE = Path(__file__).parent
WIDE, TALL = 1080, 1350  # pixels of a picture


def document(papers: Sequence[Paper]) -> bytes:
    """One PDF: a page for each sheet, in their order."""
    return _made("sheet.typ", papers, "pdf")[0]


def pages(whole: bytes) -> Iterable[bytes]:
    """Every page of a PDF as a PDF of its own: quicker than setting each anew."""
    book = pypdfium2.PdfDocument(whole)
    try:
        for i in range(len(book)):
            one, out = pypdfium2.PdfDocument.new(), io.BytesIO()
            one.import_pages(book, [i])
            one.save(out)
            one.close()
            yield out.getvalue()
    finally:
        book.close()


def pictures(papers: Sequence[Paper]) -> list[bytes]:
    """A PNG of WIDE x TALL for each sheet, in their order."""
    return _made("sheet_picture.typ", papers, "png")


def _made(template: str, papers: Sequence[Paper], kind: Any) -> list[bytes]:
    compiler = typst.Compiler(HERE / template, root=HERE, ignore_system_fonts=True)
    words = {"data": json.dumps(_data(papers), ensure_ascii=False)}
    made: Any = compiler.compile(format=kind, ppi=72, sys_inputs=words)
    return list(made) if isinstance(made, list) else [made]


def _data(papers: Sequence[Paper]) -> dict[str, Any]:
    """What the template reads: every text with places to break very long words at; the QR as a drawing."""
    first = papers[0]
    title = first.title if len(papers) > 1 else f"{first.title}: {first.place}"
    sheets = [_broken(asdict(p)) | {"qr": qr(p.address) if p.address else ""} for p in papers]
    return {
        "title": " · ".join(w for w in (first.mark, title) if w),
        "mark": first.mark,
        "lang": first.lang,
        "sheets": sheets,
    }


def _broken(value: Any) -> Any:
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, dict):
        return {k: _broken(v) for k, v in value.items()}
    return [_broken(v) for v in value] if isinstance(value, (list, tuple)) else value


@lru_cache(maxsize=512)  # a page and its picture bear the same
def qr(address: str) -> str:
    """The address as a QR, with the quiet edge it needs."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, omitsize=True)
    return out.getvalue().decode()
