"""Kelengkapan Data: what is here by year and source, what is partial and why, and what each gap would unlock."""

from __future__ import annotations

from typing import Any

from analytics.charts import completeness as years_drawn
from analytics.charts import html
from analytics.locale.format import date, share, spans
from analytics.pages import gaps
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.completeness import PARTIAL, Cell, Completeness, completeness
from analytics.query.facts import documents
from analytics.register.rejects import rejects
from analytics.vocabulary import terms


def page(view: View) -> None:
    """The matrix, the reasons for what is partial, the gaps with file, holder and use, and the files that came in."""
    table = completeness(view.mart, view.regency.code)
    sources = terms.load("sources")["source"]
    year = (
        view.year or max(y for y in table.years if any(table.cells[s][y].n for s in sources))
        if _any(table)
        else table.years[-1]
    )
    _title(view, table, sources, year)
    states = {s: view.t(f"complete.{s}") for s in ("present", "partial", "missing")}
    newest_first = table.years[::-1]  # the year the title speaks of is in sight without moving sideways
    rows = [
        (
            source[f"name_{view.lang}"],
            source["required"],
            [(table.cells[name][y].state, _why(view, source, table.cells[name][y])) for y in newest_first],
        )
        for name, source in sources.items()
    ]
    show(years_drawn.states(states))
    show(years_drawn.matrix(newest_first, rows, states, view.t("complete.source"), view.t("complete.core")))
    download_rows(view, _records(view, table, sources), f"kelengkapan-{view.regency.code}")
    _partials(view, table, sources)
    gaps.gaps(view, table, sources)
    gaps.letters(view, table, sources)
    gaps.templates(view, sources)
    _documents(view)


def _any(table: Completeness) -> bool:
    return any(c.n for cells in table.cells.values() for c in cells.values())


def _title(view: View, table: Completeness, sources: dict[str, Any], year: int) -> None:
    have = sum(table.cells[s][year].state != "missing" for s in sources)
    need = sum(table.cells[s][year].state == "missing" for s in sources if sources[s]["required"])
    partial = sum(table.cells[s][year].state == PARTIAL for s in sources)
    key = "complete.title_all" if have == len(sources) else "complete.title" if need else "complete.title_core"
    words = view.t(key, have=have, all=len(sources), year=year, regency=view.place, need=need, partial=partial)
    show(html.title(words, view.place, view.t("complete.lead")))


def _why(view: View, source: dict[str, Any], cell: Cell) -> str:
    words = []
    for key, facts in cell.lacks:
        if key == "near":
            words.append(source[f"near_{view.lang}"])
            continue
        shown = {k: view.n(v) if isinstance(v, int) else v for k, v in facts.items()}
        if "column" in facts:
            shown["column"] = view.t(f"column.{facts['column']}")
        if "share" in facts:
            shown["share"] = share(facts["share"], view.lang)
        words.append(view.t(f"complete.level_{facts['level']}" if key == "level" else f"complete.{key}", **shown))
    return ", ".join(words)


def _records(view: View, table: Completeness, sources: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "source": name,
            "name": source[f"name_{view.lang}"],
            "year": y,
            "state": table.cells[name][y].state,
            "rows": table.cells[name][y].n,
            "why": _why(view, source, table.cells[name][y]),
            "holder": source[f"holder_{view.lang}"],
            "unlocks": source[f"unlocks_{view.lang}"],
        }
        for name, source in sources.items()
        for y in table.years
    ]


def _partials(view: View, table: Completeness, sources: dict[str, Any]) -> None:
    found = [
        (
            f"{source[f'name_{view.lang}']} {y}",
            f"{view.n(table.cells[name][y].n)} · {_why(view, source, table.cells[name][y])}",
        )
        for name, source in sources.items()
        for y in table.years
        if table.cells[name][y].state == PARTIAL
    ]
    if found:
        show(html.section(view.t("complete.partials")))
        show(html.pairs(found, view.t("complete.partials")))


def _documents(view: View) -> None:
    show(html.section(view.t("complete.documents")))
    listed = documents(view.mart, view.regency.code)
    if not listed:
        show(html.hit(view.t("complete.no_documents")))
        return
    headings = [
        view.t(f"complete.col_{c}") for c in ("file", "kind", "year", "read", "accepted", "rejected", "by", "at")
    ]
    rows = [
        (
            d["file"],
            d["kind"],
            spans([*range(d["year"], d["last_year"] + 1)]) if d["year"] else "",
            view.n(d["rows_read"]),
            view.n(d["accepted"]),
            view.n(d["rejected"]),
            d["author"],
            date(d["at"], view.lang),
        )
        for d in listed
    ]
    show(html.table(headings, rows, view.t("complete.documents"), frozenset({3, 4, 5})))
    refused = [
        r for d in listed if d["rejected"] for i in d["import_ids"] for r in rejects(view.workspace, i, d["file"])
    ]
    if refused:
        download_rows(view, refused, f"ditolak-{view.regency.code}", view.t("complete.rejected_csv"))
