"""An empty file of a form for people to fill in: headings as printed, drop-downs of a regency's own places and of the words the
form knows, and a sheet that says who fills it in, what it unlocks and what each column wants."""

from __future__ import annotations

import tempfile
import tomllib
from functools import cache
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name

from analytics.errors import BadFile
from analytics.intake.forms import Column, Form, form
from analytics.intake.write import Choices, Grid, Sheet, grid, save
from analytics.vocabulary import regions, terms

ROW = {"id": ["Kolom", "Wajib", "Isinya", "Contoh"], "en": ["Column", "Required", "What it holds", "Example"]}
WORDS = {
    "id": {
        "sheet": "Petunjuk",
        "yes": "wajib",
        "no": "boleh kosong",
        "above": "{label} (di atas tabel)",
        "ignored": "tidak dibaca",
        "one_of": "salah satu: {words}",
        "holder": "Diisi oleh: {words}",
        "unlocks": "Membuka: {words}",
        "list": "Pilihan: {label}",
    },
    "en": {
        "sheet": "Guide",
        "yes": "required",
        "no": "may be empty",
        "above": "{label} (above the table)",
        "ignored": "not read",
        "one_of": "one of: {words}",
        "holder": "Filled in by: {words}",
        "unlocks": "Unlocks: {words}",
        "list": "Choices: {label}",
    },
}
REGION = "Kabupaten Bulukumba"
BARE = {"number": "600", "date": "2025-01-31"}
MOST = 12  # words of a list shown in the guide
ROWS = 5_000  # below the headings that have drop-downs


@cache
def _fields() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))


def field_words(field: str, lang: str) -> str:
    """What a typed field holds, in words."""
    return _fields()[field][lang]


def template(
    kind: str, path: Path, lang: str = "id", regency: str | None = None, agencies: tuple[str, ...] = ()
) -> None:
    """Writes the empty form; `.xlsx` with its guide and drop-downs, or `.csv`. `regency` (a code) and `agencies` fill the lists.

    Raises BadFile for a kind, ending or folder that will not do.
    """
    f = form(kind)
    if path.suffix not in {".xlsx", ".csv"}:
        raise BadFile("template_suffix", file=path.name)
    table = grid(f, Sheet(f.layout.sheet, []), list(f.layout.columns), "", {})
    guide = _guide(f, lang)
    _choices(f, table, guide, lang, regency, agencies)
    try:
        save(f, path, [table, guide])
    except (OSError, FileCreateError) as problem:
        cause = problem.args[0] if isinstance(problem, FileCreateError) else problem
        detail = getattr(cause, "strerror", cause)
        raise BadFile("template_unwritable", file=path.name, detail=detail) from problem


def template_bytes(kind: str, lang: str = "id", regency: str | None = None, agencies: tuple[str, ...] = ()) -> bytes:
    """The empty workbook as bytes, for a page to hand out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{kind}.xlsx"
        template(kind, path, lang, regency, agencies)
        return path.read_bytes()


def _guide(f: Form, lang: str) -> Grid:
    """Who fills it in and what it unlocks, in two lines; then a row for each label and column."""
    words = WORDS[lang]
    sources = [terms.load("sources")["source"][s] for s in f.spec.get("sources", [])]
    told = [
        words[part].format(words="; ".join(dict.fromkeys(s[f"{part}_{lang}"] for s in sources)))
        for part in ("holder", "unlocks")
        if sources
    ]
    rows = [[f.name[lang]], *[[line] for line in told], ROW[lang]]
    rows += [_row(f, c, words["above"].format(label=c.heading), lang) for c in f.head]
    for heading in f.layout.columns:
        column = f.column(heading)
        rows.append(_row(f, column, heading, lang) if column else [heading, words["no"], words["ignored"], ""])
    return Grid(words["sheet"], [list(row) for row in rows], len(told) + 1, [], [None] * 4)


def _choices(f: Form, table: Grid, guide: Grid, lang: str, regency: str | None, agencies: tuple[str, ...]) -> None:
    """Puts every list of words beside the guide, and drop-downs that point to them into the table."""
    lists = _lists(f, regency, agencies)
    width = 4
    first = table.heading + 1
    cells = [(c, first, first + ROWS, j) for j, c in enumerate(table.columns) if c]
    above = next((i for i, row in enumerate(table.rows) if f.head and row[0] == f.head[0].heading), 0)
    cells += [(c, above + i, above + i, 1) for i, c in enumerate(f.head)]
    for column, top, bottom, at in cells:
        found = lists.get(column.heading)
        if not found:
            continue
        words, only = found
        column_words = [WORDS[lang]["list"].format(label=column.heading), *words]
        for i, word in enumerate(column_words):
            while len(guide.rows) <= i:
                guide.rows.append([])
            guide.rows[i] += [None] * (width - len(guide.rows[i])) + [word]
        letter = xl_col_to_name(width, col_abs=True)
        source = f"='{guide.name}'!{letter}$2:{letter}${len(words) + 1}"
        table.choices.append(Choices(top, bottom, at, source, only))
        width += 1


def _lists(f: Form, regency: str | None, agencies: tuple[str, ...]) -> dict[str, tuple[list[str], bool]]:
    """The words each column may be filled from, and whether no others are read."""
    found: dict[str, tuple[list[str], bool]] = {}
    places = regions.regency(regency) if regency else None
    for column in (*f.head, *f.columns):
        if column.map:
            known = f.maps.get(column.map, {})
            words = [w for w in known if not w.endswith("*")]
            loose = column.loose or len(words) < len(known) or any(x.heading == column.heading for x in f.extras)
            found[column.heading] = list(dict.fromkeys(words)), not loose
        elif places and column.field == "regency_text":
            found[column.heading] = [regions.label(places.region.code)], False
        elif places and column.field == "district_text":
            found[column.heading] = sorted({d.name for d in places.districts}), False
        elif places and column.field == "village_text":
            found[column.heading] = sorted({v.name for v in places.villages}), False
        elif agencies and column.field == "agency":
            found[column.heading] = sorted(agencies), False
    return {heading: listed for heading, listed in found.items() if listed[0]}


def example(f: Form, column: Column) -> str:
    """A cell as this form reads it: a word it knows, else an example; a bare number or an ISO date where it wants one."""
    if column.region == "name":
        return REGION
    known = f.maps.get(column.map, {})
    words = [w for w in known if not w.endswith("*")] or [w[:-1].strip() for w in known if not w.startswith("*")]
    return words[0] if words else BARE.get(column.parse) or _about(column.field)["example"]


def _about(name: str) -> dict[str, str]:
    """What a field wants; a field of a wide table is named for the indicator it holds."""
    if name in _fields():
        return _fields()[name]
    known = terms.load("indicators")["indicator"][name]
    return {"id": known["label_id"], "en": known["label_en"], "example": "0.8876"}


def _row(f: Form, column: Column, label: str, lang: str) -> list[str]:
    words, about = WORDS[lang], _about(column.field)
    exact = [w for w in f.maps.get(column.map, {}) if not w.endswith("*")][:MOST]
    meaning = about[lang] + (f" ({words['one_of'].format(words='; '.join(exact))})" if exact else "")
    return [label, words["yes" if column.required else "no"], meaning, example(f, column)]
