"""What an unknown table may mean: its heading row, its table, a field for each column with a confidence. Decides nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from analytics.errors import BadFile
from analytics.intake.content import read
from analytics.intake.forms import forms
from analytics.intake.likeness import fits, looks
from analytics.intake.mapping import FIELDS, WORDS, Mapping
from analytics.intake.people import SPEAKS, VEILED
from analytics.intake.scales import bare
from analytics.intake.tables import LIMITS, Cell, RawTable, blank, load, name_of
from analytics.vocabulary import regions
from analytics.vocabulary.text import clean_spaces, squeeze

SURE: dict[str, float] = WORDS["confidence"]
PLACE = re.compile(r"(?i)\b(?:kabupaten|kab\.?|kota)\s+[a-z' -]{3,40}")
ASKED = re.compile(r"(?i)\b(usulan|musrenbang|prioritas|pokir|aspirasi)\b")
SAMPLE = 100  # rows below the headings that are looked at
ALIKE = 84  # of 100: headings that differ in a letter or an ending


@dataclass(frozen=True)
class Guess:
    """One column: where it stands, its heading, the field it may fill ("" for none) and how sure that is, 0 to 1."""

    at: int
    heading: str
    field: str
    confidence: float

    @property
    def level(self) -> str:
        """sure, likely or unsure: the confidence for people."""
        return (
            "sure" if self.confidence >= SURE["sure"] else "likely" if self.confidence >= SURE["likely"] else "unsure"
        )


@dataclass(frozen=True)
class Proposal:
    """`index` is the heading row, `table` proposal or line; `regency` (a code) and `stage` are what titles above name, or ""."""

    index: int
    table: str
    columns: tuple[Guess, ...]
    regency: str = ""
    stage: str = ""

    def mapping(self, name: str) -> Mapping:
        """The proposal as a mapping to be corrected; where no title says, of a district musrenbang or the APBD."""
        columns = tuple((g.heading, g.field) for g in self.columns)
        stage, version = (self.stage or "musrenbang_district", "") if self.table == "proposal" else ("", "apbd")
        return Mapping(name, self.table, columns, stage, version, self.regency)


@cache
def _known(table: str) -> dict[str, tuple[str, float]]:
    """Squeezed heading -> (field, confidence), from all headings all forms know and those of mapping.toml."""
    own: dict[str, Counter[str]] = {}
    other: dict[str, Counter[str]] = {}
    for f in forms().values():
        for column in f.columns:
            field = column.field if f.table == table else WORDS["other"][table].get(column.field, column.field)
            if field in FIELDS[table]:
                for name in column.names:
                    (own if f.table == table else other).setdefault(name, Counter())[field] += 1
    known = {name: (votes.most_common(1)[0][0], SURE["same_other_table"]) for name, votes in other.items()}
    known |= {
        squeeze(words): (field, SURE["known_word"])
        for field, names in WORDS["heading"].items()
        for words in names
        if field in FIELDS[table] or not field
    }
    for name, votes in own.items():
        if known.get(name, ("x", 0))[0]:  # what counts rows in one form is no rank in every table
            known[name] = (votes.most_common(1)[0][0], SURE["same"])
    return known


def propose(table: RawTable, file: str = "", at: int | None = None, target: str | None = None) -> Proposal:
    """The likeliest reading of a sheet; `at` (index of the heading row) and `target` (the table) where a person said them.

    Raises BadFile where no row looks like headings.
    """
    index = _heading_row(table) if at is None else at
    titles = _titles(table.rows[index]) if index is not None else []
    if index is None or len(titles) < 2:
        raise BadFile("mapping_none", file=file)
    regency = _regency(table, index)
    asked = any(isinstance(c, str) and ASKED.search(c) for row in table.rows[table.start : index + 1] for c in row)
    read = {kind: tuple(_columns(table, index, titles, kind, regency)) for kind in ([target] if target else FIELDS)}

    def score(kind: str) -> float:
        return sum(g.confidence for g in read[kind] if g.field) + (0.5 if asked == (kind == "proposal") else 0)

    best = max(read, key=score)
    return Proposal(index, best, read[best], regency, _stage(table, index))


def _stage(table: RawTable, index: int) -> str:
    """The stage the titles above the headings speak of, or ""."""
    said = " ".join(str(c).lower() for row in table.rows[table.start : index] for c in row if isinstance(c, str))
    return next((stage for stage, names in WORDS["stage"].items() if any(name in said for name in names)), "")


def _heading_row(table: RawTable) -> int | None:
    """The row whose cells name most fields; of several alike the first one with most words."""
    best: tuple[float, int] | None = None
    for index in range(table.start, min(len(table.rows), table.start + LIMITS["header_search_rows"])):
        titles = _titles(table.rows[index])
        named = max(sum(_by_heading(title, kind)[1] for _, title in titles) for kind in FIELDS)
        score = 2 * named + 0.05 * sum(not any(c.isdigit() for c in title) for _, title in titles)
        if len(titles) > 1 and (best is None or score > best[0]):
            best = score, index
    return best[1] if best else None


def _titles(row: list[Cell]) -> list[tuple[int, str]]:
    """The cells of a row that can be headings: words, each once."""
    found: dict[str, tuple[int, str]] = {}
    for i, cell in enumerate(row):
        if isinstance(cell, str) and (name := squeeze(cell)) and not name.isdigit() and len(cell) <= 120:
            found.setdefault(name, (i, clean_spaces(cell)))
    return list(found.values())


@lru_cache(4096)
def _by_heading(title: str, table: str) -> tuple[str, float]:
    """The field a heading names by itself, and how surely."""
    if SPEAKS.search(squeeze(title)):
        return "", SURE["same"]  # of people nothing is read
    known = _known(table)
    for name, sure in ((squeeze(title), 1.0), (squeeze(bare(title)).removesuffix("rp"), 0.95)):
        if name in known:
            return known[name][0], known[name][1] * sure
    near = process.extractOne(squeeze(title), known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if near is None:
        return "", 0.0
    return known[near[0]][0], known[near[0]][1] * SURE["alike"] * near[1] / 100


def _columns(table: RawTable, index: int, titles: list[tuple[int, str]], kind: str, regency: str) -> Iterator[Guess]:
    """A guess per column; every field at most once, the surest first."""
    rows = table.rows[index + 1 : index + 1 + SAMPLE]
    offers: list[tuple[float, int, str, str]] = []
    none: dict[int, float] = {}
    for i, title in titles:
        field, sure = _by_heading(title, kind)
        if sure and not field:
            none[i] = sure
            continue
        cells = [row[i] for row in rows if i < len(row)]
        seen = looks(cells, kind, regency)
        if field:
            against = 1.0 if fits(cells, field, FIELDS[kind][field]) else SURE["against_cells"]
            offers.append((sure * against, -i, title, field))
        offers += [(value, -i, title, name) for name, value in seen.items() if name != field]
    given: dict[int, tuple[str, float]] = {}
    for sure, i, _, field in sorted(offers, reverse=True):
        if sure >= SURE["offered"] and -i not in given and all(field != f for f, _ in given.values()):
            given[-i] = field, sure
    for i, title in titles:
        field, sure = given.get(i, ("", none.get(i, 0.0)))
        yield Guess(i, title, field, round(sure, 2))


def _regency(table: RawTable, at: int | None) -> str:
    """The one regency that the rows above (or the first rows) name; "" where none or several."""
    rows = table.rows[table.start : at if at is not None else table.start + LIMITS["header_search_rows"]]
    found = set()
    for words in (c for row in rows for c in row if isinstance(c, str)):
        for match in PLACE.findall(words):
            parts = match.split()
            named = (regions.find_regency(" ".join(parts[:n])) for n in range(len(parts), 1, -1))
            found |= {r.code for r in (next((r for r in named if r is not None), None),) if r is not None}
    return found.pop() if len(found) == 1 else ""


def first_rows(table: RawTable, found: Proposal, n: int = 3) -> list[list[str]]:
    """The headings and the first rows below them, as words; nothing of what columns about people hold."""
    shown = [g.at for g in found.columns if not SPEAKS.search(squeeze(g.heading))]
    hidden = {i + step for g in found.columns if g.at not in shown for i in (g.at,) for step in (-1, 0, 1)}
    rows = [row for row in table.rows[found.index + 1 :] if any(not blank(c) for c in row)][:n]
    body = [
        [
            VEILED if g.at in hidden else "" if g.at >= len(row) or blank(row[g.at]) else str(row[g.at])
            for g in found.columns
        ]
        for row in rows
    ]
    return [[g.heading for g in found.columns], *body]


def mapping_of(path: Path, out: Path, sheet: str | None = None) -> Proposal:
    """Writes the proposal for the first sheet of a file that can be one, with the table's first rows as comments, and returns it.

    The person corrects the file; nothing is read by it before.
    """
    file = name_of(path)
    made: Proposal | None = None
    for table in read(file, load(path), sheet):
        try:
            made = propose(table, file)
        except BadFile:
            continue
        break
    if made is None:
        raise BadFile("mapping_none", file=file)
    name = re.sub(r"[^a-z0-9]+", "-", out.stem.lower()).strip("-")[:40] or "tabel"
    shown = [" | ".join(cell[:40] for cell in row) for row in first_rows(table, made)]
    sure = [f"{g.heading}: {g.field or '(tidak dibaca)'} {g.confidence:.2f}" for g in made.columns]
    head = [
        f"{table.sheet}, baris {made.index + 1}:",
        *shown,
        "",
        "arti yang diusulkan dan keyakinannya (0-1):",
        *sure,
        "",
    ]
    head += [f"{made.table}: {', '.join(FIELDS[made.table])}", 'arti "" berarti kolom tidak dibaca']
    try:
        made.mapping(name).write(out, "\n".join(head))
    except OSError as problem:
        raise BadFile("template_unwritable", file=out.name, detail=problem.strerror) from problem
    return made
