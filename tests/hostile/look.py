"""An own look at a finished file, by its kind: whatever in it could run, lead outside or pass for something else. Shares no
word with the program that wrote it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import openpyxl

NUMBER = re.compile(r"[+-]?[\d.,]+(e[+-]?\d+)?%?", re.I)
LEADS = {"href", "src", "action", "formaction", "xlink:href", "style", "content"}
SAFE_NAME = re.compile(r"[\w.()-][\w. ()-]*")
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PDF_DEEDS = re.compile(rb"/(JavaScript|JS|Launch|URI|SubmitForm|OpenAction|EmbeddedFile)\b")


class Markup(HTMLParser):
    """What of a page could run or load something: (tag, attribute, value)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in {"iframe", "object", "embed", "base", "img", "video", "audio"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            bare = re.sub(r"\s", "", (value or "").lower())
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
            elif name in LEADS and ("javascript:" in bare or urlsplit(bare).netloc or (name == "src" and ":" in bare)):
                self.found.append(f"{tag} {name}={value}")


def problems(path: Path) -> list[str]:
    """What is wrong with a file; nothing where it only holds words."""
    look = {".csv": _csv, ".xlsx": _xlsx, ".pptx": _office, ".html": _html, ".json": _json, ".pdf": _pdf}.get(
        path.suffix
    )
    found = look(path) if look else []
    found += [] if SAFE_NAME.fullmatch(path.name) else ["name of the file"]
    return [f"{path.name}: {f}" for f in found]


def cells(text: str) -> list[str]:
    """Cells of a CSV that a spreadsheet would take for a formula."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    return [c for row in rows for c in row if c[:1] in {*"=+-@\t\r"} and c and not NUMBER.fullmatch(c)]


def markup(html: str, scripts: int = 0) -> list[str]:
    """What of a page could run; `scripts` it may hold of its own."""
    read = Markup(html)
    more = [f"{read.scripts} scripts"] if read.scripts > scripts else []
    turned = ["a sign that turns words round"] if re.search("[\u202a-\u202e\u2066-\u2069]", html) else []
    return [*read.found, *more, *turned]


def _csv(path: Path) -> list[str]:
    csv.field_size_limit(10_000_000)
    return [repr(c[:60]) for c in cells(path.read_text("utf-8"))]


def _html(path: Path) -> list[str]:
    return markup(path.read_text("utf-8"), scripts=1)


def _json(path: Path) -> list[str]:
    json.loads(path.read_text("utf-8"))
    return []


def _pdf(path: Path) -> list[str]:
    return sorted({m[1].decode() for m in PDF_DEEDS.finditer(path.read_bytes())})


def _office(path: Path) -> list[str]:
    """Every part is XML that can be read; none leads outside the file."""
    found = []
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(parts.read(name))  # noqa: S314 (we wrote it)
                outside = [r for r in root.iter(RELATIONS) if r.get("TargetMode") == "External"]
                found += [f"{name} leads to {r.get('Target')}" for r in outside]
            found += [f"part {name}"] if "vba" in name.lower() or "externallink" in name.lower() else []
            if name.endswith(".xlsx"):
                found += _inside(parts.read(name), name)
    return found


def _inside(data: bytes, name: str) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [f"{name} {c}" for c in _formulas(book)]


def _xlsx(path: Path) -> list[str]:
    return [*_office(path), *_formulas(openpyxl.load_workbook(path))]


def _formulas(book: openpyxl.Workbook) -> list[str]:
    """Formulas that hold words of the register, and links."""
    found = []
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if cell.hyperlink is not None and cell.hyperlink.target:
                    found.append(f"{page.title}!{cell.coordinate} links to {cell.hyperlink.target}")
                words = str(cell.value)
                if cell.data_type == "f" and re.search(r"cmd|HYPERLINK|luar|^=1\+|^-2\+3|SUM\(1\+1\)", words):
                    found.append(f"{page.title}!{cell.coordinate} {words[:60]}")
    return found
