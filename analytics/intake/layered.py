"""Finds headings that stand over several rows, and the form they are of. Reads no data: `levelled` does, once they are found."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from analytics.intake.composed import DEEPEST, Titled, compose, numbers_columns
from analytics.intake.forms import Form, forms
from analytics.intake.placed import CODE
from analytics.intake.tables import LIMITS, Cell, RawTable, blank
from analytics.intake.titled import Match, Words, match, variants
from analytics.vocabulary.text import squeeze

UNIT = re.compile(r"(?i)(?:[^\d()]{,40}\()?(?:rp\.?|%|rupiah|persen)\)?")  # below a heading: what its figures are

WORDED = re.compile(r"(?s)(?=.*[^\W\d_])[^\d:]{1,60}")


@dataclass(frozen=True)
class Block:
    """Rows of headings, `top` to `bottom` (the row that numbers the columns with them), and how they fit a form."""

    form: Form
    titles: list[Titled]
    match: Match
    top: int
    bottom: int


def called(form: Form, table: RawTable, at: int) -> int:
    """What the titles above row `at`, or the sheet's name, say of a form that has its own: 100 where they call it so, -1 where
    they must and do not, or name another paper. Sheets of one form may have the headings of another."""
    spec = form.spec["recognise"]
    wanted, other = spec.get("titles", []), spec.get("not_titles", [])
    if not wanted and not other:
        return 0
    firsts = (next((c for c in row if not blank(c)), None) for row in table.rows[table.start : at])
    words = [squeeze(c) for c in firsts if isinstance(c, str)]
    words = words if any(squeeze(w) in said for said in words for w in (*wanted, *other)) else [squeeze(table.sheet)]
    if any(squeeze(w) in said for said in words for w in other):
        return -1
    return 100 if any(squeeze(w) in said for said in words for w in wanted) else -bool(wanted)


def is_layered(table: RawTable, form: Form, at: int, twice: Collection[str]) -> bool:
    """Row `at` fits the form by itself, and there is more to it: rows above or below that belong to it, or merged cells."""
    if any(b >= at and (b > t or (t == at and right > left)) for t, left, b, right in table.merged):
        return True
    if any(n in twice for c in form.columns for n in c.names):
        return True
    row = table.rows[at]
    filled = [i for i, c in enumerate(row) if not blank(c)]
    if _only_headings(table, at + 1, filled[0], row):
        return True
    signs = _numbering(table, at, filled)
    if signs > at + 1 or (signs and any(str(c)[:1].isalpha() or "=" in str(c) for c in table.rows[signs])):
        return True  # (1) (2) (3) right below needs no more than `around` knows
    # a code whose parts stand in the unnamed columns beside it, or in such as are called code as well
    outlined = any(c.field == "outline_code" for c in form.columns)
    coded = [isinstance(c, str) and squeeze(c).startswith(CODE) for c in row]
    return any(coded[i] and (blank(row[i + 1]) or (outlined and coded[i + 1])) for i in filled if i + 1 < len(row))


def _only_headings(table: RawTable, i: int, first: int, higher: list[Cell]) -> bool:
    """Row i holds nothing but headings, at least two, and none where the table begins (column `first`): such as forms know, or
    units; or words without a figure, some of them where the row above (`higher`) is silent between its headings. Or the names
    of the parts of a code."""
    row = table.rows[i] if i < len(table.rows) else []
    filled = [k for k, c in enumerate(row) if not blank(c)]
    if len(filled) > 1 and _names_parts(row, filled, higher):
        return True
    if len(filled) < 2 or filled[0] <= first:
        return False
    if all(known_in([row[k]]) or _unit(row[k]) for k in filled):
        return True
    last = max((k for k, c in enumerate(higher) if not blank(c)), default=0)
    unnamed = any(k < last and blank(higher[k]) for k in filled)
    return unnamed and all(isinstance(row[k], str) and WORDED.fullmatch(str(row[k])) is not None for k in filled)


def _names_parts(row: list[Cell], filled: list[int], higher: list[Cell]) -> bool:
    """All the words of the row stand below one heading `Kode` and the blanks beside it: they name the parts of the code."""
    at = filled[0]
    if at >= len(higher) or not squeeze(str(higher[at] or "")).startswith(CODE):
        return False
    end = next((k for k in range(at + 1, len(higher)) if not blank(higher[k])), len(higher))
    return filled[-1] < end and all(
        isinstance(row[k], str) and WORDED.fullmatch(str(row[k])) is not None for k in filled
    )


def _unit(cell: Cell) -> bool:
    return isinstance(cell, str) and UNIT.fullmatch(cell.strip()) is not None


def above(table: RawTable, at: int) -> bool:
    """Rows above row `at` hold headings of some form: perhaps a table of its own, with headings over several rows."""
    return any(known_in(row) > 1 for row in table.rows[table.start : at])


def find(wanted: Sequence[Form], table: RawTable, at: int | None, by_title: bool) -> Block | None:
    """The block of headings that fits a form best: wholly, then with the fewest rows. `at` is a row that fits by itself."""
    rows = table.rows
    last = min(len(rows), table.start + LIMITS["header_search_rows"])
    starts = [i for i in range(table.start, last) if known_in(rows[i])] if at is None else [at]
    best: tuple[tuple[float, int, int], Block] | None = None
    for depth in range(1, DEEPEST + 1):
        for top in starts:
            if top + depth > len(rows):
                continue
            titles = compose(rows, table.merged, top, depth)
            words = Words(titles)
            for form in wanted:
                if best is not None and (most := words.most(form)) < 1 and most <= best[0][0]:
                    continue
                said = called(form, table, top) if by_title else 0
                if said < 0:
                    continue
                found = match(form, words)
                fit = 1 - len(found.missing) / len(form.recognise)
                score = (fit, -depth, said + len(form.recognise) if fit == 1 else 0)
                if best is None or score > best[0]:
                    best = (score, Block(form, titles, found, top, top + depth - 1))
        if best and best[0][0] == 1:
            break
    return _of_all(wanted, table, _whole(table, best[1]), by_title) if best else None


def _of_all(wanted: Sequence[Form], table: RawTable, block: Block, by_title: bool) -> Block:
    """Of the forms that all the rows of headings fit, the one its title names or that asks for most: "Jumlah" alone is a budget,
    over "Sebelum Perubahan" and "Sesudah Perubahan" a changed one."""
    words = Words(block.titles)
    best = len(block.form.recognise) + max(0, called(block.form, table, block.top) if by_title else 0)
    for form in wanted:
        said = called(form, table, block.top) if by_title else 0
        if said < 0 or said + len(form.recognise) <= best or words.most(form) < 1:
            continue
        found = match(form, words)
        if not found.missing:
            best, block = said + len(form.recognise), Block(form, block.titles, found, block.top, block.bottom)
    return block


def _whole(table: RawTable, block: Block) -> Block:
    """The block with all its rows: as far as its merged cells reach, rows of further headings, those above that tell two of the
    same name apart, and the row that numbers the columns."""
    top, bottom = block.top, block.bottom
    reach = [b for t, _, b, _ in table.merged if top <= t <= bottom and b - top < DEEPEST]
    bottom = min(max([bottom, *reach]), len(table.rows) - 1)
    signs = _numbering(table, bottom, [c for t in block.titles for c in t.columns])
    while bottom + 1 < len(table.rows) and bottom + 1 - top < DEEPEST:
        if not signs > bottom + 1 and (signs or not _further(table, block, bottom)):
            break
        bottom += 1
    block = _again(table, block, top, bottom)
    while block.match.twice and top > table.start and bottom + 1 - top < DEEPEST:
        top -= 1
        higher = _again(table, block, top, bottom)
        if not higher.match.missing and len(higher.match.twice) < len(block.match.twice):
            block = higher
    if signs == bottom + 1:
        return Block(block.form, block.titles, block.match, block.top, signs)
    return block


def _numbering(table: RawTable, bottom: int, columns: Sequence[int]) -> int:
    """The row, close below the headings, that numbers the columns: what stands between belongs to the headings. 0 for none."""
    for i in range(bottom + 1, min(bottom + DEEPEST, len(table.rows))):
        if numbers_columns(table.rows[i], columns):
            return i
        if not all(isinstance(c, str) and len(c) < 80 for c in table.rows[i] if not blank(c)):
            return 0
    return 0


def _again(table: RawTable, block: Block, top: int, bottom: int) -> Block:
    titles = compose(table.rows, table.merged, top, bottom - top + 1)
    return Block(block.form, titles, match(block.form, Words(titles)), top, bottom)


def _further(table: RawTable, block: Block, bottom: int) -> bool:
    """The row below row `bottom` holds headings too: nothing but such as forms know; or nothing where the table begins or its
    words must stand, only words, and most of them such as the form knows, units in parentheses, or below a heading merged over
    several columns."""
    row = table.rows[bottom + 1]
    filled = [i for i, c in enumerate(row) if not blank(c)]
    if _only_headings(table, bottom + 1, block.titles[0].columns[0], table.rows[bottom]):
        return True
    own = {block.titles[0].columns[0]}
    own |= {c for i, t in enumerate(block.titles) if _required(block, i) for c in t.columns}
    if not filled or own & set(filled) or not all(isinstance(row[i], str) and len(str(row[i])) < 80 for i in filled):
        return False
    wide = {
        c for t, left, b, right in table.merged if t <= bottom == b and right > left for c in range(left, right + 1)
    }
    known = {n for c in block.form.columns for n in c.names} | {
        n for h in block.form.ignore for n in block.form.names(h)
    }
    met = sum(i in wide or str(row[i]).strip()[:1] == "(" or bool(known & set(variants(str(row[i])))) for i in filled)
    return 2 * met > len(filled)


def _required(block: Block, i: int) -> bool:
    column = block.form.column(block.match.names.get(i, ""))
    return column is not None and column.required


@cache
def known_headings() -> frozenset[str]:
    """Every heading any form knows."""
    columns = {n for f in forms().values() for c in f.columns for n in c.names}
    return frozenset(columns | {n for f in forms().values() for h in f.ignore for n in f.names(h)})


def known_in(row: list[Cell]) -> int:
    """How many cells of a row are headings that some form knows."""
    return sum(isinstance(c, str) and len(c) < 80 and not known_headings().isdisjoint(variants(c)) for c in row)
