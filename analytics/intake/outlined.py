"""One sheet of a form that is printed as an outline: its leaves become rows, its group rows are structure and are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analytics.errors import BadFile
from analytics.intake import sums
from analytics.intake.forms import Column, Form
from analytics.intake.heads import squeezed
from analytics.intake.outline import Rows, words
from analytics.intake.recognise import Heading
from analytics.intake.reconciled import WITHOUT
from analytics.intake.rejects import reject
from analytics.intake.signed import ends, numbers_columns, of_people
from analytics.intake.tables import Cell, RawTable
from analytics.intake.titles import titled, versions, village
from analytics.intake.tree import Tree
from analytics.intake.typed import Typed
from analytics.vocabulary.text import squeeze

HEADINGS = 3  # rows that headings may take above the last of them
OUTSIDE = {"4": "pendapatan", "6": "pembiayaan"}


def data_rows(
    table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]], file: str, out: Typed
) -> Tree:
    """Sorts the rows below the heading: spending leaves are data, group rows, totals, titles and signatures are structure.

    Raises BadFile for the budget of a village.
    """
    if desa := village(table, head.index):
        raise BadFile("outline_of_village", file=file, sheet=table.sheet, words=desa, kind=form.kind)
    rows = Rows(places)
    above = table.rows[max(table.start, head.index - HEADINGS) : head.index + 1]
    headings = {squeezed(words(c)) for row in above if sum(map(bool, map(words, row))) > 2 for c in row}
    width = len(table.rows[head.index])
    full: dict[int, list[Cell]] = {}
    for row in table.rows[table.start : head.index]:
        rows.above([words(c) for c in row])
    for version in sorted(versions(table, head.index, form.spec["outline"].get("versions", {})) - {form.version}):
        out.notes.append(
            f"PERHATIAN: judulnya menyebut versi {version}; tanpa --version {version} berkas ini dicatat sebagai {form.version} "
            "(its titles name another version)"
        )
    ended = False
    for i in range(head.index + 1, len(table.rows)):
        row = table.rows[i]
        said = [words(c) for c in row]
        filled = next((w for w in said if w), None)
        if filled is None:
            out.blank[table.sheet] += 1
            continue
        if any(said[width:]):
            out.rejects.append(reject(*table.where(i), "row_shape", "", len(row), row))
            continue
        out.structure[table.sheet] += 1
        if len(row) != width:
            row = [*row[:width], *[None] * (width - len(row))]
            said = [*said[:width], *[""] * (width - len(said))]
        full[i] = row
        if squeezed(filled) in headings and all(squeezed(w) in headings and ":" not in w for w in said):
            ended = False
        elif numbers_columns(row):
            pass
        elif (ended or ends(form, row) or of_people(row)) and not rows.goes_on(said):
            ended = True
        else:
            ended = False
            rows.take(i, row, said)
    tree = rows.close()
    for k in tree.leaves():
        node = tree.nodes[k]
        if tree.side(k) == "5":
            row = list(full[node.row])
            row[rows.name] = node.name or next((n.name for n in tree.chain(k) if n.name), None)
            if node.places and rows.place >= 0:
                row[rows.place] = "; ".join(dict.fromkeys(filter(None, [words(row[rows.place]), *node.places])))
            out.structure[table.sheet] -= 1
            out.cells.append(row)
            out.add(node.row, *table.where(node.row))
    return tree


def said(table: RawTable, head: Heading, labels: dict[str, Any]) -> dict[str, Any]:
    """What the labels above the table say, and where they are silent its titles."""
    return labels | {name: value for name, value in titled(table, head.index).items() if labels.get(name) is None}


def inherit(tree: Tree, out: Typed) -> None:
    """Fills what a leaf's own cells leave empty from the rows above it."""
    position = {tree.nodes[k].row: k for k in tree.leaves()}
    found = [tree.inherited(position[at]) for at in out.at]
    for name in sorted({name for values in found for name in values}):
        own = out.fields.get(name, [None] * len(found))
        out.fields[name] = [v if v is not None else f.get(name) for v, f in zip(own, found, strict=True)]


def reconcile(
    tree: Tree,
    table: RawTable,
    form: Form,
    head: Heading,
    out: Typed,
    at: int,
    read: Callable[[tuple[Cell, ...]], list[Any]],
) -> None:
    """Compares every printed sum with the accepted leaves below it; revenue and financing are told, they are no lines.

    `at` is the column of amounts, `read` its reading.
    """
    rows = sorted({*(n.row for n in tree.nodes if n.money), *(t.row for t in tree.totals)})
    printed = _column(table, rows, at, read)
    amounts = dict(zip(out.at, out.fields["amount"], strict=True))
    outside: dict[str, list[int | None]] = {}
    for k in tree.leaves():
        if (side := tree.side(k)) != "5":
            value = printed[tree.nodes[k].row]
            amounts[tree.nodes[k].row] = value or 0
            outside.setdefault(side, []).append(value)
    found = sums.of_tree(tree, amounts, printed)
    named = [
        [head.columns[squeeze(n)] for n in names if squeeze(n) in head.columns]
        for names in form.spec["outline"].get("across", [])
    ]
    across = [_column(table, rows, found_at[0], read) for found_at in named if found_at]
    for i in rows:
        parts = [part for column in across if (part := column[i]) is not None]
        if parts:
            found.add(i, printed[i], sum(parts))
    if found.total is not None:
        out.totals[table.sheet] = found.total
    out.reconcile(table.sheet, found, found.notes(table.where))
    for side, values in sorted(outside.items()):
        odd = f", {values.count(None)} tidak terbaca" if None in values else ""
        out.notes.append(
            f"{OUTSIDE[side]} {sums.rupiah_words(sum(v or 0 for v in values))} ({len(values)} baris{odd}) bukan belanja, tidak "
            "menjadi baris anggaran (no spending)"
        )
    parents = {node.parent for node in tree.nodes}
    empty = [
        n for k, n in enumerate(tree.nodes) if not n.money and k not in parents and (n.level.rank > 2 or "." in n.code)
    ]
    if empty := [n for n in empty if n.row >= 0 and n.level.family in {"work", "account"}]:
        out.notes.append(f"{len(empty)} {WITHOUT}")


def _column(
    table: RawTable, rows: list[int], at: int, read: Callable[[tuple[Cell, ...]], list[Any]]
) -> dict[int, int | None]:
    cells = tuple(table.rows[i][at] if at < len(table.rows[i]) else None for i in rows)
    return dict(zip(rows, read(cells), strict=True))
