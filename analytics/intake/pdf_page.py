"""One page of a PDF as pdfium sees it: words with boxes, straight rules, pictures. Runs in a process of its own, never in ours.

Coordinates are points from the upper left corner of the page turned so that its text reads from left to right.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import math
import sys
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from analytics.intake.pdf_drawn import SAME, Drawn, Turn, merged

LETTERS = 0.15  # of a line's height: letters further apart are two words
MEMORY = 900_000_000  # bytes one such process may take


def main(first: int, step: int, seconds: float, most: int) -> None:
    """Pages first, first + step ... of the PDF on stdin, as one line of JSON each; the number of pages before them."""
    _bound()
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as problem:
        encrypted = c.FPDF_GetLastError() in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY)
        print(json.dumps({"encrypted": encrypted, "detail": str(problem)}))
        return
    print(json.dumps({"pages": len(document)}))
    for number in range(first, len(document) if len(document) <= most else 0, step):
        faulthandler.dump_traceback_later(seconds, exit=True)
        print(json.dumps({"page": number + 1, **_page(document.raw, number)}), flush=True)


def _bound() -> None:
    """A page that wants more memory than any table needs ends this process, not the program."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _page(document: Any, number: int) -> dict[str, Any]:
    page = c.FPDF_LoadPage(document, number)
    if not page:
        return {"damaged": True}
    text = c.FPDFText_LoadPage(page)
    if not text:
        return {"damaged": True}
    box = c.FS_RECTF()
    c.FPDF_GetPageBoundingBox(page, box)
    count = c.FPDFText_CountChars(text)
    turns = _turns(text, count)
    turn = _turn(box, turns)
    words, letters, odd = _words(text, count, turn)
    sides = abs(box.right - box.left), abs(box.top - box.bottom)
    rules = Drawn(turn, sides[0] * sides[1] or 1)
    rules.take(c.FPDFPage_CountObjects(page), partial(c.FPDFPage_GetObject, page), SAME, 0)
    c.FPDFText_ClosePage(text)
    c.FPDF_ClosePage(page)
    width, height = sides if turns % 2 == 0 else sides[::-1]
    return {
        "size": [round(width, 1), round(height, 1)],
        "words": words,
        "across": merged(rules.across),
        "down": merged(rules.down),
        "letters": letters,
        "odd": odd,
        "hidden": 2 * rules.hidden > rules.texts,
        "picture": round(rules.picture, 2),
        "drawn": rules.drawn,
    }


def _turns(text: Any, count: int) -> int:
    """By how many quarters the page's text is turned; most of it decides."""
    found = [0, 0, 0, 0]
    for i in range(0, count, max(1, count // 200)):
        if chr(c.FPDFText_GetUnicode(text, i)).isalnum():
            found[-round(c.FPDFText_GetCharAngle(text, i) / (math.pi / 2)) % 4] += 1
    return found.index(max(found))


def _turn(box: Any, turns: int) -> Turn:
    left, right, bottom, top = box.left, box.right, box.bottom, box.top
    ways: tuple[Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return ways[turns]


def _words(text: Any, count: int, turn: Turn) -> tuple[list[list[Any]], int, int]:
    """[left, right, top, bottom, text] of each word; how many letters there are, and how many of them say nothing."""
    pieces: list[list[Any]] = []  # and a sixth: a blank follows
    letters = odd = 0
    before = (0.0, 0.0)
    box = c.FS_RECTF()
    at = ctypes.byref(box)
    for i in range(count):
        sign = c.FPDFText_GetUnicode(text, i)
        letter = (
            "-" if sign == 2 else chr(sign) if sign < 0x110000 else "\0"
        )  # pdfium's sign for a hyphen at a line's end
        if letter.isspace() or sign == 0xAD:
            if pieces:
                pieces[-1][5] = True
            continue
        letters += 1
        if not letter.isprintable() or 0xE000 <= sign < 0xF900 or c.FPDFText_HasUnicodeMapError(text, i) == 1:
            odd, letter = odd + 1, "\N{REPLACEMENT CHARACTER}"
        c.FPDFText_GetLooseCharBox(text, i, at)
        (x, y), (x2, y2) = turn(box.left, box.top), turn(box.right, box.bottom)
        left, right, top, bottom = min(x, x2), max(x, x2), min(y, y2), max(y, y2)
        last = pieces[-1] if pieces else None
        ligature = before == (left, right)  # "fi" is one sign on paper, two letters in the same box
        before = left, right
        if last and not last[5] and (ligature or _joins(last, left, top, bottom)):
            last[1], last[4] = max(last[1], right), last[4] + letter
        else:
            pieces.append([left, right, top, bottom, letter, False])
    return _glued(pieces), letters, odd


def _joins(last: list[Any], left: float, top: float, bottom: float) -> bool:
    height = bottom - top
    level = abs(last[2] - top) < 0.2 * height or abs(last[3] - bottom) < 0.2 * height
    return bool(level and -0.3 * height < left - last[1] < LETTERS * height)


def _glued(pieces: list[list[Any]]) -> list[list[Any]]:
    """Words drawn in several pieces, in whatever order, put together again."""
    rows: list[list[list[Any]]] = []
    for piece in sorted(pieces, key=lambda p: p[2] + p[3]):
        first = rows[-1][0] if rows else None
        if first and abs(piece[2] + piece[3] - first[2] - first[3]) < 0.4 * min(
            piece[3] - piece[2], first[3] - first[2]
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    words: list[list[Any]] = []
    for row in rows:
        row.sort(key=lambda p: p[0])
        words.append(row[0])
        for piece in row[1:]:
            last = words[-1]
            if not last[5] and _joins(last, piece[0], piece[2], piece[3]):
                last[1], last[4], last[5] = max(last[1], piece[1]), last[4] + piece[4], piece[5]
            else:
                words.append(piece)
    return [[round(x, 1) for x in w[:4]] + [w[4]] for w in words]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
