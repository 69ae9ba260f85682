"""What a file's bytes are: a workbook, a PDF, JSON, Parquet, delimited text, or no table. Its name is never believed."""

from __future__ import annotations

from analytics.errors import BadFile
from analytics.intake.delimited import read_delimited
from analytics.intake.json_table import is_json, read_json
from analytics.intake.parquet import read_parquet
from analytics.intake.tables import RawTable

MAGIC = {
    b"\x89PNG": "gambar PNG (a picture)",
    b"\xff\xd8\xff": "gambar JPEG (a picture)",
    b"GIF8": "gambar GIF (a picture)",
    b"Rar!": "arsip RAR (an archive)",
    b"7z\xbc\xaf": "arsip 7z (an archive)",
    b"\x1f\x8b": "arsip gzip (an archive)",
    b"SQLite": "basis data SQLite (a database)",
}
ZIP, OLE2, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"


def read(file: str, raw: bytes, sheet: str | None = None) -> list[RawTable]:
    """All sheets in `raw` (or the one named), cells untouched. `file` is its name, for sentences. Raises BadFile."""
    if raw.startswith(b"%PDF"):
        if sheet is not None:
            raise BadFile("sheet_absent", file=file, sheet=sheet, sheets="(PDF)")
        from analytics.intake.pdf import read_pdf  # loaded where there is one: most files are none

        return read_pdf(file, raw)
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            raise BadFile("file_not_a_table", file=file, what=what)
    if raw.startswith((ZIP, OLE2)):
        from analytics.intake.workbook import read_workbook

        return read_workbook(file, raw, sheet)
    if is_json(raw):
        return read_json(file, raw, sheet)
    parquet = raw.startswith(PARQUET)
    if sheet is not None:
        raise BadFile("sheet_absent", file=file, sheet=sheet, sheets="(Parquet)" if parquet else "(CSV)")
    return [read_parquet(file, raw) if parquet else read_delimited(file, raw)]
