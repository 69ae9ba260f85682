"""The folder of sheets: what each file is called, and all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analytics.register.files import write_folder_whole
from analytics.reports import sheet_print
from analytics.reports.carried import Carried, file_name
from analytics.reports.sheet import Paper
from analytics.reports.sheet_text import text
from analytics.vocabulary import regions

FORMATS = ("pdf", "png", "txt")
AT_ONCE = 50  # pictures held in memory


def name(village: str, year: int, version: str) -> str:
    """What the files of a village are called, without their ending; of invented data it begins with REKAAN."""
    parts = ("lembar", village, regions.short_label(village), str(year), version)
    return file_name(regions.fictional(village), *parts)


def write(folder: Path, about: Carried, papers: Sequence[Paper], version: str, formats: Sequence[str]) -> list[str]:
    """Every sheet in every format; where there are several, the PDF of all of them for printing too. Returns the names.

    `folder` is not there, or empty; nothing of it appears where something fails."""
    names = [name(p.village, p.year, version) for p in papers]
    written: list[str] = []

    def put(target: Path, file: str, content: bytes) -> None:
        (target / file).write_bytes(content)
        written.append(file)

    def fill(target: Path) -> None:
        if "pdf" in formats:
            whole = sheet_print.document(papers)
            if len(papers) > 1:
                put(
                    target, about.name("lembar", about.regency, "semua", str(about.year), version, ending=".pdf"), whole
                )
            for stem, page in zip(names, sheet_print.pages(whole) if len(papers) > 1 else [whole], strict=True):
                put(target, f"{stem}.pdf", page)
        if "png" in formats:
            for i in range(0, len(papers), AT_ONCE):
                some = zip(names[i:], sheet_print.pictures(papers[i : i + AT_ONCE]), strict=False)
                for stem, picture in some:
                    put(target, f"{stem}.png", picture)
        if "txt" in formats:
            for stem, p in zip(names, papers, strict=True):
                put(target, f"{stem}.txt", text(p).encode())

    write_folder_whole(folder, fill)
    return written
