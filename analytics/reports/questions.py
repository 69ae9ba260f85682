"""The sheet of questions of the early warning, as an Excel workbook and as CSV. Adds no words to a proposal's,
and names nobody."""

from __future__ import annotations

from typing import Any

from analytics.locale.said import said
from analytics.query.masked import masked
from analytics.query.warning_answer import Warning
from analytics.query.warning_words import ROOM, headline, records, time_left
from analytics.reports.tables import INVENTED, csv_text
from analytics.reports.tables import records as as_rows
from analytics.reports.workbook import list_workbook
from analytics.vocabulary import regions

TEXT = ("agency", "question", "item", "reason", "answer")
KINDS = dict.fromkeys(TEXT, "text") | {"rank": "number", "cost": "rupiah"}


def workbook(found: Warning, lang: str = "id") -> bytes:
    """One row per question, the finding above them, and what the answers mean on a second sheet."""
    listed = rows(found, lang)
    columns = [*(listed[0] if listed else dict.fromkeys(KINDS))]
    headings = [(_heading(c, lang), KINDS.get(c, "short")) for c in columns]
    title = [
        said(ROOM, "title", lang, place=regions.label(found.regency), year=found.year),
        headline(found, lang),
        time_left(found, lang),
    ]
    about = [(said(ROOM, "col_answer", lang), said(ROOM, "about_state", lang))]
    names = (said(ROOM, "sheet", lang), said(ROOM, "sheet_about", lang))
    return list_workbook(title, headings, ([r[c] for c in columns] for r in listed), about, names, found.notice)


def rows(found: Warning, lang: str = "id") -> list[dict[str, Any]]:
    """The questions as `records` has them, naming nobody: they go from hand to hand in a meeting."""
    return [{k: masked(v) if isinstance(v, str) else v for k, v in r.items()} for r in records(found, lang)]


def csv(found: Warning, lang: str = "id") -> str:
    """The same rows as CSV; every row of invented data says so."""
    listed = rows(found, lang)
    mark = {"keterangan": INVENTED} if found.notice else {}
    headed: list[dict[str, Any]] = [{_heading(c, lang): v for c, v in r.items()} | mark for r in listed]
    return csv_text(as_rows(headed))


def _heading(column: str, lang: str) -> str:
    return said(ROOM, column if column in {"renja_draft", "kua_ppas", "rapbd"} else f"col_{column}", lang)
