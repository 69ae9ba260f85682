"""What is printed around a form's rows: totals, headings of groups, signatures and lists of people. None of it is data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analytics.intake.forms import Column, Form
from analytics.intake.levels import CARRIED
from analytics.intake.recognise import Heading
from analytics.intake.signed import ends, first_words, numbers_columns, of_people
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.values import Unreadable, rupiah
from analytics.vocabulary.text import squeeze

AMOUNTS = ("amount", "estimated_cost", "value")
TOTALS = ("jumlah", "total", "subtotal", "grandtotal")
WHOLE = {*TOTALS, "jumlahtotal", "totaljumlah", "jumlahkeseluruhan"}
TITLES = ("title", "description")
BEGINS = re.compile(r"(?i)\s*(?:sub\s*-?\s*total|grand\s*total|jumlah|total)\b")
SUM_OF = re.compile(
    r"(?i)\s*(?:jumlah|total)\s+(?:ke)?(?:seluruh|pagu|anggaran|biaya|dana|usulan|indikatif|belanja"
    r"|kecamatan|desa|kelurahan|dinas|badan|opd|skpd|perangkat|bidang|program|prioritas|kegiatan|rp|rupiah)"
)
LETTER = re.compile(r"(?i)(?:[a-z]|[ivx]{1,5})[.)]?")
TELEPHONE = re.compile(r"(?:\+|0\d)")


@dataclass
class Edges:
    """Rows (by index) below the headings that are no data, and the total printed there."""

    rows: set[int] = field(default_factory=set)
    total: int | None = None
    sums: list[tuple[int, int]] = field(default_factory=list)  # rows of printed totals and their rupiah
    heads: list[tuple[int, int]] = field(default_factory=list)  # rows that head a group and carry its sum, and that
    groups: dict[int, str] = field(default_factory=dict)  # rows that head those below, and their words
    notes: list[str] = field(default_factory=list)


def edges(table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]]) -> Edges:
    """Finds the row that numbers the columns, total rows, group headings and the signature block.

    A row with half its columns filled, or with its words and its amount, is data: long lists are signed page by page. Below a
    signature only an amount makes a row data, or headings once more: what else stands there is none, perhaps the names of
    those who came.
    """
    out = Edges()
    if "layout" not in form.spec or "outline" in form.spec:
        return out
    if numbers_columns(next(iter(table.rows[head.index + 1 : head.index + 2]), [])):
        out.rows.add(head.index + 1)
    if form.layout.end or form.layout.total:
        _official(out, table, form, head, places)
    elif "sums" in form.spec:
        _sums(out, table, form, head, places)
    return out


def _official(out: Edges, table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]]) -> None:
    sheet = _Sheet(table.rows[head.index], form, head, places)
    ended, wide, numbered, others = False, False, 0, 0
    groups: list[int] = []
    for i in range(head.index + 1 + len(out.rows), len(table.rows)):
        row = table.rows[i]
        if any(isinstance(c, str) and CARRIED.fullmatch(c.strip()) for c in row):
            out.rows.add(i)
            continue
        filled = {k for k in sheet.used if k < len(row) and not blank(row[k])}
        first, named = squeeze(first_words(row)), sheet.required <= filled
        half = 2 * len(filled) >= len(sheet.used) and (named or not form.layout.total or first not in WHOLE)
        ended = ended or (bool(form.layout.end) and of_people(row))
        if half and not ended:
            wide = True
            continue
        if (
            not half
            and form.layout.total
            and (first in WHOLE or (first.startswith(TOTALS) and not named) or sheet.is_total(row, filled))
        ):
            out.rows.add(i)
            _take_total(out, table, i, row[sheet.amount] if sheet.amount < len(row) else None)
        elif ended:
            if sheet.again(row):
                ended = False
            elif not ((half or named) and sheet.amount in filled and _is_money(row[sheet.amount])):
                out.rows.add(i)
                numbered += named and first.isdigit()
                others += half and not (named and first.isdigit())
        elif not (named and sheet.amount in filled) and ends(form, row):
            ended = True
            out.rows.add(i)
        elif sheet.is_group(row):
            groups.append(i)
        elif sheet.carries_sum(row, filled):
            out.rows.add(i)
            _take_head(out, i, row[sheet.amount])
    if groups and wide:  # where other rows say more, one that is only a few words heads those below
        out.rows |= set(groups)
        out.groups = {i: " ".join(_first_words(table.rows[i]).split()) for i in groups}
        out.notes.append(f"{len(groups)} baris judul kelompok tidak dibaca sebagai usulan (headings of groups)")
    if out.heads:
        out.notes.append(
            f"{len(out.heads)} baris kelompok memuat jumlah baris di bawahnya (groups with the sum of the rows below)"
        )
    if numbered:
        out.notes.append(f"{numbered} baris bernomor di bawah tanda tangan tidak dibaca (numbered rows not read)")
    if others:
        out.notes.append(f"{others} baris lain di bawah tanda tangan tidak dibaca (other rows not read)")


class _Sheet:
    """Which columns of one sheet say that a row is data, a total or the heading of a group."""

    def __init__(self, titles: list[Cell], form: Form, head: Heading, places: list[tuple[Column, int]]) -> None:
        self.used = sorted({i for _, i in places})
        self.required = {i for c, i in places if c.required}
        self.amount = next((i for c, i in places if c.field in AMOUNTS), len(titles))
        self._title = next((i for c, i in places if c.field in TITLES), None)
        self._where = {i for c, i in places if c.field in {"location_text", "volume"}}
        self._number = head.columns.get("no")
        self._titles = [_key(c) for c in titles]
        self._alone = bool(form.spec.get("title_alone"))

    def again(self, row: list[Cell]) -> bool:
        """The headings once more."""
        return [_key(c) for c in row] == self._titles

    def is_total(self, row: list[Cell], filled: set[int]) -> bool:
        """A total whose word stands where the wishes stand: "Total Pagu Indikatif", without a number or a place."""
        if self._title is None or self._title not in filled or filled & self._where:
            return False
        numbered = self._number is not None and self._number < len(row) and not blank(row[self._number])
        return not numbered and SUM_OF.match(str(row[self._title])) is not None

    def carries_sum(self, row: list[Cell], filled: set[int]) -> bool:
        """A group's heading with its sum: words that are no wish, rupiah, perhaps a number, and nothing else."""
        if self._title is None or self._title in filled or self.amount not in filled or filled & self._where:
            return False
        cells = [k for k, c in enumerate(row) if not blank(c)]
        words = [k for k in cells if k not in {self.amount, self._number}]
        return (
            bool(words)
            and len(words) <= 2
            and all(isinstance(row[k], str) for k in words)
            and _is_money(row[self.amount])
        )

    def is_group(self, row: list[Cell]) -> bool:
        """Only a few words, perhaps behind a letter or a Roman number: an agency or a field of work, for the rows below."""
        filled = [c for c in row if not blank(c)]
        if self._alone and self._title is not None and self._title < len(row) and not blank(row[self._title]):
            return False  # a wish of nothing but words
        if len(filled) == 2 and self._number is not None and self._number < len(row):
            sign = row[self._number]
            filled = (
                filled[1:] if filled[0] is sign and isinstance(sign, str) and LETTER.fullmatch(sign.strip()) else filled
            )
        return len(filled) == 1 and isinstance(filled[0], str) and not filled[0].strip()[:1].isdigit()


def _sums(out: Edges, table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]]) -> None:
    """Rows of a plain list of money that add up others: their words begin with Jumlah or Total, and what makes a row its own
    (`sums` of the form: a code, a number) is empty."""
    own = [i for c, i in places if c.field in form.spec["sums"]]
    texts = [i for c, i in places if c.parse == "text" and i not in own]
    amount = next((i for c, i in places if c.field in AMOUNTS), len(table.rows[head.index]))
    for i in range(head.index + 1 + len(out.rows), len(table.rows)):
        row = table.rows[i]
        if any(k < len(row) and not blank(row[k]) for k in own):
            continue
        words = [str(row[k]) for k in texts if k < len(row) and isinstance(row[k], str)]
        if any(squeeze(w) in WHOLE or (own and BEGINS.match(w)) for w in words):
            out.rows.add(i)
            _take_total(out, table, i, row[amount] if amount < len(row) else None)


def _is_money(cell: Cell) -> bool:
    """Rupiah, also such as can be read two ways; no telephone number."""
    if isinstance(cell, str) and TELEPHONE.match(cell.strip()):
        return False
    try:
        return rupiah(cell) is not None
    except Unreadable as problem:
        return problem.reason != "not_an_amount"


def _key(cell: Cell) -> str:
    return squeeze(str(cell)) if not blank(cell) else ""


def _first_words(row: list[Cell]) -> str:
    return next((c for c in reversed(row) if isinstance(c, str) and not blank(c)), "")


def _take_head(out: Edges, i: int, cell: Cell) -> None:
    """The sum a group's heading carries; one that can be read two ways is compared with nothing."""
    try:
        value = rupiah(cell)
    except Unreadable:
        return
    if value is not None:
        out.heads.append((i, value))


def _take_total(out: Edges, table: RawTable, i: int, cell: Cell) -> None:
    """Of several totals the last one is that of the whole list."""
    try:
        value = rupiah(cell)
    except Unreadable:
        sheet, number = table.where(i)
        out.notes.append(
            f"{sheet}, baris {number}: jumlah tercetak '{cell}' tidak terbaca (printed total cannot be read)"
        )
        return
    if value is not None:
        out.total = value
        out.sums.append((i, value))
