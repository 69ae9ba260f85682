"""An empty file of a form for people to fill in: headings as printed, and a sheet that says what each column wants."""

from __future__ import annotations

import tempfile
import tomllib
from functools import cache
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from analytics.errors import BadFile
from analytics.intake.forms import Column, Form, form
from analytics.intake.write import Grid, Sheet, grid, save
from analytics.vocabulary.terms import load

ROW = {"id": ["Kolom", "Wajib", "Isinya", "Contoh"], "en": ["Column", "Required", "What it holds", "Example"]}
WORDS = {
    "id": {
        "sheet": "Petunjuk",
        "yes": "wajib",
        "no": "boleh kosong",
        "above": "{label} (di atas tabel)",
        "ignored": "tidak dibaca",
        "one_of": "salah satu: {words}",
    },
    "en": {
        "sheet": "Guide",
        "yes": "required",
        "no": "may be empty",
        "above": "{label} (above the table)",
        "ignored": "not read",
        "one_of": "one of: {words}",
    },
}
MOST = 12  # words of a list shown in the guide


@cache
def _fields() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))


def template(kind: str, path: Path, lang: str = "id") -> None:
    """Writes the empty form; `.xlsx` with its guide, or `.csv`. Raises BadFile for a kind, ending or folder that will not do."""
    f = form(kind)
    if path.suffix not in {".xlsx", ".csv"}:
        raise BadFile("template_suffix", file=path.name)
    table = grid(f, Sheet(f.layout.sheet, []), list(f.layout.columns), "", {})
    try:
        save(f, path, [table, _guide(f, lang)])
    except (OSError, FileCreateError) as problem:
        cause = problem.args[0] if isinstance(problem, FileCreateError) else problem
        detail = getattr(cause, "strerror", cause)
        raise BadFile("template_unwritable", file=path.name, detail=detail) from problem


def template_bytes(kind: str, lang: str = "id") -> bytes:
    """The empty workbook as bytes, for a page to hand out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{kind}.xlsx"
        template(kind, path, lang)
        return path.read_bytes()


def _guide(f: Form, lang: str) -> Grid:
    words = WORDS[lang]
    rows = [[f.name[lang]], ROW[lang]]
    rows += [_row(f, c, words["above"].format(label=c.heading), lang) for c in f.head]
    for heading in f.layout.columns:
        column = f.column(heading)
        rows.append(_row(f, column, heading, lang) if column else [heading, words["no"], words["ignored"], ""])
    return Grid(words["sheet"], [list(row) for row in rows], 1, [], [None] * 4)


def _indicator(name: str) -> dict[str, str]:
    """A field of a wide table is named for the indicator it holds."""
    known = load("indicators")["indicator"][name]
    return {"id": known["label_id"], "en": known["label_en"], "example": "0.8876"}


def _row(f: Form, column: Column, label: str, lang: str) -> list[str]:
    words, about = WORDS[lang], _fields().get(column.field) or _indicator(column.field)
    exact = [w for w in f.maps.get(column.map, {}) if not w.endswith("*")][:MOST]
    meaning = about[lang] + (f" ({words['one_of'].format(words='; '.join(exact))})" if exact else "")
    example = exact[0] if exact else about["example"]
    return [label, words["yes" if column.required else "no"], meaning, example]
