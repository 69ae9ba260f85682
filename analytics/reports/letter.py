"""A gap of Kelengkapan Data as a letter to the office that holds the file: a request for public information (PPID), in Word so
that whoever signs can change it. Fills in nothing about a person."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Pt

from analytics.locale.format import spans
from analytics.vocabulary import regions, terms

FONT, SIZE = "Liberation Sans", 11


@dataclass(frozen=True)
class Gap:
    """A source (id of sources.toml) and the budget years it is missing in."""

    source: str
    years: tuple[int, ...]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("letter.toml").read_text(encoding="utf-8"))


def letter(regency: str, gaps: Sequence[Gap], mart: str, today: dt.date | None = None) -> bytes:
    """One .docx that asks for every source of `gaps`; `mart` says of which state of the data these are the gaps."""
    words, place = _words(), regions.label(regency)
    doc = Document()
    style = doc.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    doc.core_properties.author = ""
    doc.core_properties.title = words["title"]
    if regions.fictional(regency):
        doc.add_paragraph().add_run(words["fictional"]).bold = True
    when = (today or dt.date.today()).year
    doc.add_paragraph(words["place_date"].format(place=regions.region(regency).name, year=when))
    doc.add_paragraph(f"Perihal: {words['title']}").runs[0].bold = True
    doc.add_paragraph("\n".join(words["to"]).format(regency=place))
    doc.add_paragraph(words["opening"].format(regency=place))
    _people(doc, words)
    doc.add_heading(words["asked"], 2)
    _asked(doc, words, gaps)
    doc.add_paragraph(words["form"])
    doc.add_heading(words["purpose"], 2)
    unlocks = "; ".join(_source(g)["unlocks_id"][:1].lower() + _source(g)["unlocks_id"][1:] for g in gaps)
    doc.add_paragraph(words["purpose_words"].format(unlocks=unlocks))
    for part in ("how", "closing"):
        doc.add_paragraph(words[part])
    doc.add_paragraph("\n".join(words["signed"]))
    for line in (words["basis"].format(**words["law"]), words["made"].format(mart=mart)):
        doc.add_paragraph().add_run(line).font.size = Pt(8)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _source(gap: Gap) -> dict[str, Any]:
    found: dict[str, Any] = terms.load("sources")["source"][gap.source]
    return found


def _people(doc: Any, words: dict[str, Any]) -> None:
    """Blanks for the one who asks."""
    table = doc.add_table(rows=0, cols=2)
    for label in words["who"]:
        row = table.add_row().cells
        row[0].text, row[1].text = label, f": {words['blank'][:48]}"


def _asked(doc: Any, words: dict[str, Any], gaps: Sequence[Gap]) -> None:
    table = doc.add_table(rows=1, cols=len(words["columns"]), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, words["columns"], strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for n, gap in enumerate(gaps, 1):
        s = _source(gap)
        said = [str(n), s["name_id"], spans(list(gap.years)), s["what_id"], s["holder_id"]]
        for cell, text in zip(table.add_row().cells, said, strict=True):
            cell.text = text
