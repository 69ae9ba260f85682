"""How the figures of one sheet are written, decided for whole columns and told in notes; never for one cell.

A point or a comma before three figures (`1.234`) means what other figures of the column prove; in a column of rupiah that
proves nothing, what the sheet's other columns of rupiah prove. What a title or a heading says of the unit ("dalam ribuan
rupiah") multiplies every amount below.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from analytics.intake.forms import Column
from analytics.intake.numerals import EITHER, proves
from analytics.intake.readings import BARE
from analytics.intake.recognise import Heading
from analytics.intake.scales import headed, told
from analytics.intake.tables import Cell, RawTable

NAMES = {".": "titik", ",": "koma"}
MONEY = re.compile(r"(?i)\b(?:rp|pagu|anggaran|biaya|nilai|harga|realisasi|plafon|rupiah|belanja|amount|cost)\b")
LIKELY = re.compile(r"(?<![\d.,])\d{1,3}[.,．，]\d{3}(?![\d.,])")
ENGLISH = {".": "points", ",": "commas"}


@dataclass
class Conventions:
    """Those of one sheet; `columns` are its data, a tuple of cells per column, `notes` where its decisions are told."""

    table: RawTable
    head: Heading
    places: list[tuple[Column, int]]
    columns: Sequence[tuple[Cell, ...]]
    notes: list[str]
    _known: dict[tuple[int, str], str] = field(default_factory=dict)

    def how(self, column: Column, at: int, distinct: Collection[Cell]) -> dict[str, Any]:
        """What the reading of a column must know: `thousands`, the sign between thousands, and `factor`, rupiah per unit.

        Empty where its cells say all themselves; `distinct` are the different cells of the column.
        """
        if column.parse not in BARE:
            return {}
        key = at, "volume" if column.parse == "unit" else column.parse
        if key not in self._known:
            self._known[key] = self._decide(column, at, distinct)
        thousands = {"thousands": self._known[key]} if self._known[key] else {}
        if column.parse != "rupiah" or (factor := self.factor(at)) == 1:
            return thousands
        where = "judul kolomnya" if self._own(at) > 1 else "judul tabelnya"
        shown = f"{factor:,}".replace(",", ".")
        self._note(
            f"kolom '{column.heading}': menurut {where} dalam satuan {shown} rupiah; setiap nilai dikalikan "
            f"(in units of {factor:,} rupiah; multiplied)"
        )
        return {**thousands, "factor": factor}

    def factor(self, at: int) -> int:
        """Rupiah per unit in a column of rupiah: by its heading, else by the title above that stands nearest to it."""
        if (own := self._own(at)) > 1:
            return own
        above = reversed(self.table.rows[self.table.start : self.head.index])
        return next((size for row in above for c in row if isinstance(c, str) and (size := told(c)) > 1), 1)

    def _own(self, at: int) -> int:
        return headed(str(self.table.rows[self.head.index][at] or ""))

    def _decide(self, column: Column, at: int, distinct: Collection[Cell]) -> str:
        if not doubtful(column, distinct):
            return ""  # most columns: nothing more is looked at
        bare = BARE[column.parse]
        written = {words: bare(words) for words in distinct if isinstance(words, str)}
        unsure = {words: either[2] for words, figure in written.items() if (either := EITHER.fullmatch(figure))}
        if not unsure:
            return ""
        found, whose = self._proofs(at, column.parse), ""
        if not found and column.parse == "rupiah":
            found, whose = self._elsewhere(at)
        shown = min(unsure, key=lambda words: (len(words), words))
        n = sum(c in unsure for c in self.columns[at])
        if len(found) != 1:
            self._undecided(column, n, shown, bool(found))
            return ""
        sign = next(iter(found))
        grouped = unsure[shown] == sign
        example = written[shown].replace(unsure[shown], "" if grouped else ",") + ("" if grouped else " (pecahan)")
        by = f" seperti di kolom '{whose}'" if whose else ""
        self._note(
            f"kolom '{column.heading}': {NAMES[sign]} dibaca sebagai pemisah ribuan{by} ({n} nilai), mis. '{shown}' = "
            f"{example} ({ENGLISH[sign]} separate thousands)"
        )
        return sign

    def _elsewhere(self, at: int) -> tuple[set[str], str]:
        """What the sheet's other columns of rupiah prove, read or not, and the first of them that does."""
        found: set[str] = set()
        whose = ""
        for i, title in enumerate(self.table.rows[self.head.index][: len(self.columns)]):
            if i != at and isinstance(title, str) and MONEY.search(title):
                proofs = self._proofs(i, "rupiah")
                found, whose = found | proofs, whose or (title if proofs else "")
        return found, whose

    def _proofs(self, at: int, parse: str) -> set[str]:
        """What the figures of one column prove, those of its printed sums as well."""
        below = {row[at] for row in self.table.rows[self.head.index + 1 :] if at < len(row)}
        return {sign for cell in below if isinstance(cell, str) and (sign := proves(BARE[parse](cell)))}

    def _undecided(self, column: Column, n: int, shown: str, both: bool) -> None:
        fate = "dibiarkan sebagai kata" if column.parse in {"volume", "unit"} else "ditolak"
        why = "titik dan koma sama-sama dipakai untuk ribuan" if both else "tidak ada nilai lain yang menentukannya"
        self._note(
            f"kolom '{column.heading}': {n} nilai seperti '{shown}' {fate}, dapat dibaca ribuan atau pecahan; {why} "
            "(thousands or a fraction)"
        )

    def _note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)


def doubtful(column: Column, distinct: Collection[Cell]) -> bool:
    """True where a column may hold a figure that can be read two ways."""
    return column.parse in BARE and any(isinstance(c, str) and LIKELY.search(c) is not None for c in distinct)
