"""How far the cells of a sheet of an .xlsb workbook go: its records are walked, none is read."""

from __future__ import annotations

from analytics.intake.reach import Reach

ROW, FIRST, LAST = 0, 1, 11  # the record of a row, and those of cells (BrtCellBlank .. BrtFmlaError)
SHARED = 7
EMPTY = 1


def reach_binary(raw: bytes) -> Reach:
    """The reach of one sheet; as far as its records can be followed."""
    at = row = rows = columns = filled = shared = 0
    while at < len(raw):
        kind = raw[at]
        at += 1
        if kind & 0x80 and at < len(raw):
            kind = (kind & 0x7F) | (raw[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < len(raw) and shift < 28:
            size |= (raw[at] & 0x7F) << shift
            shift += 7
            at += 1
            if not raw[at - 1] & 0x80:
                break
        if kind == ROW:
            row = int.from_bytes(raw[at : at + 4], "little") + 1
        elif FIRST <= kind <= LAST:
            columns = max(columns, int.from_bytes(raw[at : at + 4], "little") + 1)
            rows = max(rows, row)
            filled += kind != EMPTY
            shared += kind == SHARED
        at += size
    return Reach(rows, columns, filled, shared)
