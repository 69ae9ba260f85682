"""What a file says of people is shown to nobody: not with an accepted row, and not with one that was refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.intake.cells import reader
from analytics.intake.forms import Column, Form
from analytics.intake.tables import Cell, blank
from analytics.intake.values import Unreadable
from analytics.vocabulary.text import squeeze

VEILED = "..."
NAMED = (
    "pengusul|pemohon|pelapor|user|lengkap|orang|warga|ketua|kepala|kades|lurah|camat|kontak|petugas|operator|anggota"
)
SPEAKS = re.compile(  # of a person, in a heading squeezed to its letters
    rf"nama({NAMED}|dewan|penanggung|penerima)|^nama$|^(id)?(pengusul|pemohon)|penanggungjawab|^pic$|^nik|^nip|nonik|nonip"
    r"|^no(mor)?(hp|wa|tel|ktp|kk)|^hp$|^wa$|ponsel|telepon|telpon|^telp|email|surel|kontak|^ktp|ttd|tandatangan|usernam"
    r"|createdby|createduser|updatedby|alamatrumah|rekeningbank|npwp"
)


class Veil:
    """Hides cells of one sheet's rows. `columns` hold what is said of people; there may be none."""

    def __init__(self, form: Form, titles: list[Cell], places: Sequence[tuple[Column, int]]) -> None:
        read = {i for _, i in places}
        declared = {squeeze(name) for name in form.spec.get("people", [])}
        names = [squeeze(str(c)) if not blank(c) else "" for c in titles]
        self.columns = {
            i for i, n in enumerate(names) if n in declared or (i not in read and (SPEAKS.search(n) is not None))
        }
        # a cell too many or too few moves a name into the next column
        self._beside = {i + step for i in self.columns for step in (-1, 0, 1)}
        self._readers = [(i, reader(c, form)) for c, i in places if not c.loose] if self.columns else []

    def row(self, row: list[Cell]) -> list[Cell]:
        """An accepted row without what its columns about people hold."""
        return _hide(row, self.columns) if self.columns else row

    def whole(self, row: list[Cell]) -> list[Cell]:
        """A row whose cells do not stand under their headings: where there are people, nothing of it is kept."""
        return _hide(row, set(range(len(row)))) if self.columns else row

    def refused(self, row: list[Cell], reason: str, at: int | None, value: Cell) -> tuple[Cell, list[Cell]]:
        """The value that is wrong (in column `at`) and the row, as both may be kept."""
        if not self.columns:
            return value, row
        wrong = {i for i, read in self._readers if isinstance(read(row[i]), Unreadable)}
        if reason == "row_shifted" or len(wrong) > 1:
            return (None if value is None else VEILED), self.whole(row)
        return (VEILED if at in self._beside and not blank(value) else value), _hide(row, self._beside)


def _hide(row: list[Cell], which: set[int]) -> list[Cell]:
    return [VEILED if i in which and not blank(cell) else cell for i, cell in enumerate(row)]
