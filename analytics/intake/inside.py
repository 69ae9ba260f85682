"""Looks into a workbook's archive before it is read: refuses bombs, finds formulas without a value. Never keeps a cell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from analytics.errors import BadFile
from analytics.intake.inside_binary import reach_binary
from analytics.intake.inside_ods import reach_ods
from analytics.intake.reach import Reach
from analytics.intake.tables import LIMITS

TABLES = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
FORMULA = re.compile(  # one without a value: <f> and no <v>, or an empty one; t="str" with an empty one is an empty text
    rb"""<c (?=[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'])([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
SHEETS = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
ATTRIBUTE = re.compile(r"""(\w+)=["']([^"']*)["']""")
CELL = re.compile(
    rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^/>]*>"""
)  # one that holds something, however far out it says it is
ROW = re.compile(rb"""<row\b[^>]*?\br\s*=\s*["'](\d+)""")
SHARED = re.compile(rb"""\bt=["']s["'][^>]*>\s*<v>(\d{1,9})<""")
PIECE = 4_000_000
OVERLAP = 10_000  # longer than any cell with a formula
MOST = 200_000  # formulas without a value that are remembered
NOTES = {
    "xl/vbaProject.bin": "berkas berisi makro; tidak dijalankan (macros were not run)",
    "xl/externalLinks/": "berkas bertaut ke berkas lain; nilai yang tersimpan yang dibaca (links to other files not followed)",
}
Formulas = dict[str, frozenset[tuple[int, int]]]


def look_inside(file: str, raw: bytes) -> tuple[Formulas, list[str]]:
    """The formulas without a value of each sheet, and notes. Raises BadFile for an archive that is no workbook, that unpacks
    to more than a table needs, or whose cells stand too far out.

    The reader of workbooks sets memory aside for every cell up to the last one, and for every text as often as it stands there;
    where there is not enough of it, the whole program is stopped. And an archive may say less of its sizes than is true;
    unpacking it here stops where it said.
    """
    if raw.count(b"PK\x01\x02") > LIMITS["max_parts"]:
        raise BadFile("file_bomb", file=file, limit=LIMITS["max_unpacked_mb"])
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as z:
            members = z.infolist()
            _check_sizes(file, members)
            if not TABLES & {m.filename for m in members}:
                raise BadFile("file_not_a_table", file=file, what="arsip zip (an archive)")
            found: Formulas = {}
            shared, longest = 0, 0
            for member in members:
                if member.flag_bits & 1:  # an encrypted part: the reader will say so
                    continue
                if member.filename == "xl/sharedStrings.xml":
                    longest = _longest(file, z, member)
                    continue
                for part, reach in _reaches(z, member):
                    _check_reach(file, part, reach)
                    shared += reach.shared
                    if reach.empty:
                        found[part] = reach.empty
            if shared * longest > LIMITS["max_texts_mb"] * 1_000_000:
                _check_texts(file, z)
            notes = [words for part, words in NOTES.items() if any(m.filename.startswith(part) for m in members)]
            return (found if "content.xml" in z.namelist() else _named(z, found)), notes
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as problem:
        raise BadFile("file_damaged", file=file, detail=str(problem)) from problem


def check_size(file: str, sheet: str, rows: int, columns: int) -> None:
    """Raises BadFile for a sheet wider or larger than the limits."""
    if columns > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=file, sheet=sheet, columns=columns, limit=LIMITS["max_columns"])
    if rows * columns > LIMITS["max_cells"]:
        _too_large(file, sheet, rows, columns)


def _too_large(file: str, sheet: str, rows: int, columns: int) -> None:
    limit = LIMITS["max_cells"]
    raise BadFile("sheet_too_large", file=file, sheet=sheet, rows=rows, columns=columns, limit=limit)


def _check_reach(file: str, part: str, reach: Reach) -> None:
    """A few cells far out may not claim the memory of a whole table either."""
    sheet = part.rpartition("/")[2]
    check_size(file, sheet, reach.rows, reach.columns)
    if reach.rows * reach.columns > max(LIMITS["max_sparse_cells"], LIMITS["max_sparseness"] * reach.filled):
        _too_large(file, sheet, reach.rows, reach.columns)


def _check_sizes(file: str, members: list[zipfile.ZipInfo]) -> None:
    """What the parts say they unpack to: all together, each for itself, and against what they take packed."""
    whole = sum(m.file_size for m in members) > LIMITS["max_unpacked_mb"] * 1_000_000
    large = [m for m in members if m.file_size > LIMITS["max_part_mb"] * 1_000_000]
    if whole or any(m.file_size > LIMITS["max_ratio"] * m.compress_size for m in large):
        raise BadFile("file_bomb", file=file, limit=LIMITS["max_unpacked_mb"])
    texts = sum(m.file_size for m in members if m.filename.startswith("xl/sharedStrings."))
    if texts > LIMITS["max_texts_mb"] * 1_000_000:
        raise BadFile("file_bomb", file=file, limit=LIMITS["max_texts_mb"])


def _pieces(z: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with z.open(member) as part:
        while piece := part.read(PIECE):
            yield piece


def _longest(file: str, z: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Bytes of the longest shared text. Raises BadFile where there are too many of them."""
    count = longest = rest = 0
    for piece in _pieces(z, member):
        parts = piece.split(b"<si")
        count += len(parts) - 1
        if count > LIMITS["max_texts"]:
            raise BadFile("file_bomb", file=file, limit=LIMITS["max_texts_mb"])
        longest = max(longest, rest + len(parts[0]), *map(len, parts[1:]), 0)
        rest = len(parts[-1]) + (rest if len(parts) == 1 else 0)
    return longest


def _check_texts(file: str, z: zipfile.ZipFile) -> None:
    """Where one text may stand in many cells: how much all cells' texts are together."""
    lengths = [len(text) for text in z.read("xl/sharedStrings.xml").split(b"<si")[1:]]
    whole = 0
    for name in z.namelist():
        rest = b""
        for piece in _pieces(z, z.getinfo(name)) if name.startswith("xl/worksheets/") else ():
            text = rest + piece
            cut = text.rfind(b"<c ")
            text, rest = (text[:cut], text[cut:]) if cut > 0 else (text, b"")
            whole += sum(lengths[i] for i in map(int, SHARED.findall(text)) if i < len(lengths))
    if whole > LIMITS["max_texts_mb"] * 1_000_000:
        raise BadFile("file_bomb", file=file, limit=LIMITS["max_texts_mb"])


def _reaches(z: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[str, Reach]]:
    """How far each sheet in one part of a workbook goes, with the part's name or, in OpenDocument, the sheet's."""
    if member.filename == "content.xml":
        yield from reach_ods(_pieces(z, member))
    elif member.filename.startswith("xl/worksheets/") and member.filename.endswith(".bin"):
        yield member.filename, reach_binary(z.read(member))
    elif member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
        yield member.filename, _reach(_pieces(z, member))
    else:
        for _ in _pieces(z, member):  # unpacked once, to see that it is what it says
            pass


def _reach(pieces: Iterator[bytes]) -> Reach:
    rows: set[bytes] = set()
    letters: set[bytes] = set()
    empty: set[tuple[bytes, bytes]] = set()
    rest = b""
    filled = shared = bare_rows = widest = 0
    for piece in pieces:
        text = rest + piece
        found = CELL.findall(text)
        if b"<f" in piece and len(empty) < MOST:
            empty |= {m[:2] for m in FORMULA.findall(text) if not (m[3] and b't="str"' in m[2])}
        letters |= {column for column, _ in found}
        rows |= {row for _, row in found}
        filled += len(found)
        shared += piece.count(b't="s"') + piece.count(b"t='s'")
        if (
            piece.count(b"<c>") + piece.count(b"<c t=") + piece.count(b"<c s=") > 0
        ):  # cells that do not say where they stand
            parts = piece.split(b"<row")
            bare_rows += len(parts)
            counts = [part.count(b"<c") for part in parts]
            widest, filled = max(widest, *counts), filled + sum(counts)
            rows |= set(ROW.findall(text))  # theirs is the row they stand in
        rest = piece[-OVERLAP:]
    formulas = frozenset((int(row) - 1, _column(column) - 1) for column, row in empty)
    last = max(max(map(int, rows), default=0), bare_rows)
    return Reach(last, max(max(map(_column, letters), default=0), widest), filled, shared, formulas)


def _named(z: zipfile.ZipFile, found: Formulas) -> Formulas:
    """The same by the names of the sheets, as the workbook lists them; nothing where it lists them otherwise."""
    try:
        book, links = (z.read(f"xl/{part}").decode() for part in ("workbook.xml", "_rels/workbook.xml.rels"))
    except (KeyError, UnicodeDecodeError):
        return {}
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        said = dict(ATTRIBUTE.findall(link))
        targets[said.get("Id", "")] = "xl/" + said.get("Target", "").removeprefix("/").removeprefix("xl/")
    sheets = [dict(ATTRIBUTE.findall(sheet)) for sheet in SHEETS.findall(book)]
    return {
        unescape(s["name"]): found.get(targets.get(s.get("id", ""), ""), frozenset()) for s in sheets if "name" in s
    }


def _column(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    n = 0
    for letter in letters.upper():
        n = n * 26 + letter - 64
    return n
