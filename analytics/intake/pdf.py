"""A born-digital PDF -> raw tables, one per run of pages with the same columns. What is unsure is refused, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analytics.errors import BadFile
from analytics.intake import pdf_aligned as aligned
from analytics.intake import pdf_overlap
from analytics.intake.pdf_grid import Region, grid, regions
from analytics.intake.pdf_joined import Part, joined
from analytics.intake.pdf_pages import Page, numbers, read_pages
from analytics.intake.pdf_rows import Unsure
from analytics.intake.pdf_text import MONEY, Word, lines, plain
from analytics.intake.tables import RawTable

TABLE = "PDF"
NEAR = 3.0  # points by which the rules of two pages may differ
PAGE_NUMBER = re.compile(
    r"(?i)(?:(?:hal(?:aman)?|page)\b.{0,40}\d+.{0,12}|-?\s*\d{1,4}\s*-?|\d+\s*(?:/|dari|of)\s*\d+)"
)
PRINTED_BY = re.compile(r"(?i)(?:di)?cetak\b.*|tanggal cetak.*|printed\b.*")
Lines = list[list[Word]]


@dataclass
class Run:
    """Pages, one behind the other, whose tables have the same columns between `edges`."""

    edges: list[float]
    titles: str = ""  # of the heading, where white parts the columns
    regions: list[tuple[Page, Region, Lines, Lines]] = field(default_factory=list)
    aligned: list[tuple[Page, Lines]] = field(default_factory=list)


def read_pdf(file: str, raw: bytes) -> list[RawTable]:
    """The tables of a PDF, every cell as the text it prints. Raises BadFile."""
    pages = read_pages(file, raw)
    runs: list[Run] = []
    without: list[int] = []
    frame = 0
    for page in pages:
        found = lines(page.words)
        ends = [id(line) for line in (*found[:2], *found[-2:])]
        kept = [line for line in found if id(line) not in ends or not _foot(plain(line), line[0], page)]
        frame += len(found) - len(kept)
        ruled = [] if _mostly_outside(page, kept) else _tables(regions(page), kept)
        if ruled:
            _take_ruled(runs, page, ruled, kept)
        elif any(aligned.is_data(line) for line in kept) and _take_aligned(runs, page, kept):
            pass
        else:
            without.append(page.number)
    tables = [_table(file, run, k) for k, run in enumerate(runs, 1)]
    if not tables:
        raise BadFile("pdf_no_table", file=file, n=len(pages))
    if without:
        tables[0].notes.append(f"hal. {numbers(without)}: tanpa tabel, tidak dibaca (pages without a table)")
    tables[0].frame += frame
    for table in tables:
        if table.frame:
            repeated = "baris kepala, kaki, dan judul halaman yang berulang tidak dibaca"
            table.notes.append(f"{table.frame} {repeated} (heads and feet of pages)")
    return tables


def _foot(text: str, word: Word, page: Page) -> bool:
    """The page's number, or who printed it when, at the upper or lower edge."""
    edge = word.bottom < 0.1 * page.height or word.top > 0.88 * page.height
    return edge and (PAGE_NUMBER.fullmatch(text) or PRINTED_BY.fullmatch(text)) is not None


def _mostly_outside(page: Page, found: Lines) -> bool:
    """Only the heading is ruled: the amounts stand below it."""
    ruled = regions(page)
    money = [line for line in found if any(MONEY.fullmatch(w.text) for w in line)]
    inside = sum(any(r.top <= line[0].mid <= r.bottom for r in ruled) for line in money)
    return 2 * inside < len(money)


def _tables(ruled: list[Region], found: Lines) -> list[Region]:
    """Without the boxes around titles and signatures: ruled otherwise than the table beside them, and without rows of figures."""
    full = [r for r in ruled if any(r.top <= x[0].mid <= r.bottom and aligned.is_data(x) for x in found)]
    return [r for r in ruled if r in full or not full or any(len(r.edges) == len(f.edges) for f in full)]


def _take_ruled(runs: list[Run], page: Page, ruled: list[Region], found: Lines) -> None:
    for k, region in enumerate(ruled):
        low = ruled[k - 1].bottom if k else 0.0
        high = page.height if k + 1 == len(ruled) else region.bottom
        above = [line for line in found if low <= line[0].mid < region.top]
        below = [line for line in found if region.bottom <= line[0].mid < high]
        last = runs[-1] if runs and runs[-1].regions else None
        if last is None or not _same(last, region):
            runs.append(Run(region.edges))
        else:
            last.edges = max(last.edges, region.edges, key=len)
        runs[-1].regions.append((page, region, above, below))


def _same(run: Run, region: Region) -> bool:
    """The same columns: each rule of the one that has fewer stands where one of the other does, the outer ones among them."""
    few, many = sorted((run.edges, region.edges), key=len)
    ends = abs(few[0] - many[0]) <= NEAR and abs(few[-1] - many[-1]) <= NEAR
    return ends and all(any(abs(x - y) <= NEAR for y in many) for x in few)


def _take_aligned(runs: list[Run], page: Page, found: Lines) -> bool:
    """False for a page without headings that follows no other."""
    at = aligned.heading(found)
    last = runs[-1] if runs and runs[-1].aligned else None
    titles = plain(found[at]) if at is not None else ""
    if last is None or (titles and titles != last.titles):
        if not titles:
            return False
        last = Run([], titles)
        runs.append(last)
    last.aligned.append((page, found))
    return True


def _table(file: str, run: Run, count: int) -> RawTable:
    parts: list[Part] = []
    number = 0
    try:
        for page, region, above, below in run.regions:
            number = page.number
            inside = [w for w in page.words if region.top <= w.mid <= region.bottom]
            pdf_overlap.check(inside)
            rows = (
                [aligned.around(x) for x in above],
                grid(region, run.edges, inside),
                [aligned.around(x) for x in below],
            )
            parts.append(Part(number, [r for part in rows for r in part]))
        if run.aligned:
            number = run.aligned[0][0].number
            run.edges = aligned.columns([found for _, found in run.aligned])
        for page, found in run.aligned:
            number = page.number
            pdf_overlap.check(w for line in found for w in line)
            parts.append(Part(number, aligned.rows(page, found, run.edges)))
        table = joined(parts, len(run.edges) - 1)
    except Unsure as problem:
        raise BadFile("pdf_unsure", file=file, page=problem.page or number, words=problem.words) from problem
    table.sheet = TABLE if count == 1 else f"{TABLE} {count}"
    return table
