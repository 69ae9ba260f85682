"""A table with headings over several rows -> the same table with one row of them, each heading over one column.

The parts of a code become one code, cells shifted under one heading one cell, a cell merged downwards holds for its rows. No row
is taken out or moved; what stands outside the table is counted, never kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.intake.composed import Range, Titled, plain
from analytics.intake.forms import Form
from analytics.intake.placed import CODE, Place, Seen, told
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.titled import Match, variants
from analytics.intake.values import RANKED
from analytics.vocabulary.text import squeeze

PART = re.compile(r"[\dxX][\dxX.]*")
HOLDS = {"text", "year", "date", "day"}  # readings whose merged cell holds for every row; a sum or a rank stands once


def level(table: RawTable, form: Form, titles: list[Titled], found: Match, top: int, bottom: int) -> RawTable:
    """`table` with its headings (rows `top` to `bottom`) composed into row `bottom`, and every row below under them."""
    width = max(map(len, table.rows[top : bottom + 1]))
    places = _places(table.rows[bottom + 1 :], form, titles, found, width, bool(table.merged))
    heads = [p.title for p in places]
    blocks = [row for row in table.rows[top : bottom + 1] if any(not blank(c) for c in row)]
    tall = _tall(table.merged, places, bottom, len(table.rows) - 1)
    anchors = {(t, left) for t, left, b, _ in table.merged if t > bottom and b > t}
    number = {k for k, p in enumerate(places) if p.title is not None and squeeze(p.title) == "no"}
    seen = Seen()
    inside = {c for p in places for c in p.columns}
    outside = [c for c in range(max(map(len, table.rows))) if c not in inside]
    single = [p.columns[0] if len(p.columns) == 1 else None for p in places]
    rows: list[list[Cell]] = [*(_title(row, max(inside), seen) for row in table.rows[:bottom]), [*heads]]
    for i in range(bottom + 1, len(table.rows)):
        row = table.rows[i]
        if row in blocks:
            rows.append([*heads])
            continue
        if len(row) < width:
            row = [*row, *[None] * (width - len(row))]
        flat = [row[c] if c is not None else _gather(p, row, seen) for p, c in zip(places, single, strict=True)]
        own = any(
            not blank(c) and not (k in number and _counts(c)) and not _held(places[k], row, i, anchors)
            for k, c in enumerate(flat)
        )
        counted = not own and any(not blank(row[c]) for c in inside)
        if counted:
            seen.wordless, flat = seen.wordless + 1, [None] * len(flat)
        for k, at in tall.get(i, {}).items() if own else ():
            value = _cell(table.rows, at)
            if blank(flat[k]) and not blank(value):
                flat[k], seen.held[places[k].name] = value, seen.held[places[k].name] + 1
        for c in outside:
            if c < len(row) and not blank(row[c]):
                seen.outside[c] += 1
        if not all(blank(c) for c in row[width:]):
            flat.append("")  # too many cells: the row has another shape
            flat.append(str(len(row)))
        elif 0 < (n := len(table.rows[i])) < width and own:
            flat = _short(flat, width - n)
        rows.append(flat)
    _once(table, places, bottom, seen)
    where = {c: k for k, p in enumerate(places) for c in p.columns}
    formulas = frozenset((r, where[c]) for r, c in table.formulas if c in where)
    notes = [*table.notes, *told(places, seen)]
    return replace(table, rows=rows, notes=notes, formulas=formulas, merged=())


def _cell(rows: list[list[Cell]], at: tuple[int, int]) -> Cell:
    return rows[at[0]][at[1]] if at[1] < len(rows[at[0]]) else None


def _title(row: list[Cell], last: int, seen: Seen) -> list[Cell]:
    """A row above the headings, without numbers that stand beside the table."""
    odd = {c for c in range(last + 1, len(row)) if not blank(row[c]) and not re.search("[A-Za-z]", str(row[c]))}
    seen.outside.update(odd)
    return [None if c in odd else cell for c, cell in enumerate(row)] if odd else row


def _short(flat: list[Cell], by: int) -> list[Cell]:
    """A row of a CSV with too few cells stays one, as far as nothing is lost."""
    cut = max(1, len(flat) - by)
    return flat[:cut] if all(blank(c) for c in flat[cut:]) else flat


def _places(
    below: list[list[Cell]], form: Form, titles: list[Titled], found: Match, width: int, ranged: bool
) -> list[Place]:
    """The columns of the levelled table, left to right. An unnamed one inside the table is a part of the code at its left, or,
    where no merged range says otherwise, of the heading there; else it stays for itself."""
    known = {n for c in form.columns for n in c.names} | {n for h in form.ignore for n in form.names(h)}
    by_heading = {c.heading: c for c in form.columns}
    places: list[Place] = []
    joined = {k for parts in found.parts.values() for k in parts}
    for i, title in enumerate(titles):
        if i in joined:
            places[-1].columns = (*places[-1].columns, *title.columns)
            continue
        leaf = title.path[-1]
        name = found.names.get(i)
        if name is None:  # a leaf the form means elsewhere gets its whole path, so that it is not taken for that one
            name = " / ".join(title.path) if len(title.path) > 1 and known & set(variants(leaf)) else leaf
        column = by_heading.get(name)
        split = column.split if column else False
        split = split or any(squeeze(p).startswith(CODE) for p in title.path)
        place = Place(name, title.columns, column, split, parted=i in found.parts)
        gap = tuple(range(places[-1].columns[-1] + 1, title.columns[0])) if places else ()
        if gap and (_of_code(below, gap) if places[-1].split else not ranged):
            places[-1].columns = (*places[-1].columns, *gap)
        else:
            places += [Place(None, (c,)) for c in gap]
        places.append(place)
    for place in places:
        text = place.column is None or place.column.parse == "text"
        if len(place.columns) > 1 and not place.split and text and not place.parted:
            place.numbers = _numbering(below, place.columns)
    return places


def _of_code(below: list[list[Cell]], columns: tuple[int, ...]) -> bool:
    """Nothing but parts of codes stands there."""
    return all(PART.fullmatch(plain(row[c])) for row in below for c in columns if c < len(row) and not blank(row[c]))


def _numbering(below: list[list[Cell]], columns: tuple[int, ...]) -> frozenset[int]:
    """The first column under a heading, where it holds nothing but running numbers and another holds words."""
    cells = {c: [row[c] for row in below if c < len(row) and not blank(row[c])] for c in columns}
    first, *others = columns
    worded = any(isinstance(v, str) and not _counts(v) for c in others for v in cells[c])
    return frozenset({first}) if cells[first] and worded and all(map(_counts, cells[first])) else frozenset()


def _counts(cell: Cell) -> bool:
    """1, 1.0, "1." or "1)": a running number."""
    words = RANKED.sub(r"\1", plain(cell).strip())
    return words.isascii() and words.isdigit() and len(words) <= 4


def _gather(place: Place, row: list[Cell], seen: Seen) -> Cell:
    filled = [row[c] for c in place.columns if c not in place.numbers and not blank(row[c])]
    if len(filled) < 2 and not (place.split and len(place.columns) > 1):
        return filled[0] if filled else None
    if place.split:
        return _code(filled, place.column.widths if place.column else ()) or None
    if place.parted:
        volume = place.column is not None and place.column.parse == "volume"
        return (" " if volume else ", ").join(map(plain, filled)) if len(filled) > 1 else filled[0]
    words = list(dict.fromkeys(plain(c) for c in filled))
    seen.joined[place.name] += len(words) > 1
    return " | ".join(words)


def _code(parts: Sequence[Cell], widths: tuple[int, ...]) -> str:
    """1.0 | 3.0 | "02" | 2.1 -> "1.03.02.2.10": numbers get back the zeros a workbook took, as far as the form knows the
    `widths`. A part that repeats what stands before it (1 | 1.03 | 1.03.02) is the whole code so far."""
    whole = ""
    for cell, width in zip(parts, (*widths, *[0] * len(parts)), strict=False):
        part = plain(cell).strip(" .").zfill(0 if isinstance(cell, str) else width)
        if isinstance(cell, float) and not cell.is_integer():
            part = f"{cell:.2f}"
        whole = f"{whole}.{part}" if whole and not part.startswith(f"{whole}.") else part
    return whole


def _held(place: Place, row: list[Cell], i: int, anchors: set[tuple[int, int]]) -> bool:
    """All that stands there is the first cell of one merged downwards: it says nothing of this row alone."""
    return all((i, c) in anchors for c in place.columns if not blank(row[c]))


def _tall(
    merged: Sequence[Range], places: list[Place], bottom: int, last: int
) -> dict[int, dict[int, tuple[int, int]]]:
    """Rows below a cell merged downwards -> columns it holds for -> that cell."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for t, left, b, right in merged:
        if t <= bottom or b == t:
            continue
        for k, place in enumerate(places):
            of_text = place.column is None or (place.column.parse in HOLDS and not place.column.unique)
            if of_text and any(left <= c <= right for c in place.columns):
                for i in range(t, min(b, last) + 1):
                    found.setdefault(i, {})[k] = (t, left)
    return found


def _once(table: RawTable, places: list[Place], bottom: int, seen: Seen) -> None:
    """Numbers merged over several rows: counted once, and told."""
    for t, left, b, _ in table.merged:
        if (
            t > bottom
            and b > t
            and b < len(table.rows)
            and left < len(table.rows[t])
            and not blank(table.rows[t][left])
        ):
            for place in places:
                if left in place.columns and place.column and place.column.parse not in HOLDS | {"coded"}:
                    seen.once[place.name] += 1
