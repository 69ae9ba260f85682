"""The receipt of one import as a workbook: the file's hash, who and when, every row accounted for, every reject."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from analytics.intake.rejects import Reject, sentence
from analytics.locale.words import t
from analytics.query.caveats import notice
from analytics.register.rejects import rejected_rows
from analytics.register.restoring import entries
from analytics.register.workspace import Workspace
from analytics.reports.workbook import TEXT

COUNTS = ("rows_read", "accepted", "rejected", "blank", "structure")
PARTS = ("sheet", "row", "column", "value", "cells")
NAMED = {"sheet": "place"}


def receipt_workbook(workspace: Workspace, import_id: str, what: str, lang: str) -> bytes:
    """`what` names the dataset in words. No cell is ever a formula."""
    entry = next(e for e in entries(workspace) if e.one.id == import_id)
    facts, rejects = entry.one.facts, rejected_rows(workspace, import_id)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT)
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EEF1F4"})
    whole = book.add_format({"num_format": "#,##0", "align": "left"})
    sheet = book.add_worksheet(t("impor.receipt_sheet", lang))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    said = notice([facts["dataset"]["regency"]], lang)
    if said:
        sheet.set_header("&C" + said.replace("&", "&&"))
    for line, (name, value) in enumerate(_lines(facts, entry.one.author, entry.one.at, what, said, lang)):
        sheet.write_string(line, 0, name, bold)
        if isinstance(value, int):
            sheet.write_number(line, 1, value, whole)
        else:
            sheet.write_string(line, 1, value, wrap)
    _rejects(book, rejects, head, wrap, lang)
    book.close()
    return out.getvalue()


def _lines(
    facts: dict[str, Any], author: str, at: str, what: str, said: str | None, lang: str
) -> list[tuple[str, str | int]]:
    def word(key: str) -> str:
        return t(f"impor.receipt_{key}", lang)

    lines: list[tuple[str, str | int]] = [(word("title"), what)]
    if said:
        lines.append((t("app.notes", lang), said))
    lines += [(word("file"), facts["file"]), ("SHA-256", facts["sha256"]), (word("bytes"), facts["bytes"])]
    lines += [
        (word("place"), facts["sheet"]),
        (word("who"), author),
        (word("when"), at),
        (word("import"), facts["import_id"]),
    ]
    lines += [(word(name), facts[name]) for name in COUNTS]
    lines += [(word("sum"), t("impor.receipt_adds", lang, **{k: facts[k] for k in COUNTS}))]
    for name in ("accepted_amount", "printed_total"):
        lines.append((word(name), facts[name] if facts[name] is not None else "–"))
    if facts["accepted_amount"] is not None and facts["printed_total"] is not None:
        lines.append((word("difference"), facts["accepted_amount"] - facts["printed_total"]))
    sums = facts["reconciled"]
    lines.append((word("sums"), t("impor.sums", lang, **sums)))
    if facts["places"]:
        known, left = facts["places"]["resolved"], facts["places"]["unresolved"]
        lines.append((word("places"), t("impor.places", lang, known=known, open=left)))
    lines.append((word("supersedes"), facts["supersedes"] or "–"))
    if facts["changes"]:
        lines += [(word(name), n) for name, n in facts["changes"].items()]
    lines += [(word("note"), note) for note in facts["notes"]]
    for m in facts.get("mended", []):
        lines.append((word("mended"), f"{m['file']} · {len(m['rows'])} · SHA-256 {m['sha256']}"))
    return lines


def _rejects(book: xlsxwriter.Workbook, rejects: list[Reject], head: Any, wrap: Any, lang: str) -> None:
    sheet = book.add_worksheet(t("impor.receipt_rejects", lang))
    for k, name in enumerate((*PARTS, "why")):
        sheet.write_string(0, k, t(f"impor.receipt_{NAMED.get(name, name)}", lang), head)
    for i, r in enumerate(rejects, 1):
        for k, name in enumerate(PARTS):
            value = getattr(r, name)
            if isinstance(value, int):
                sheet.write_number(i, k, value, wrap)
            else:
                sheet.write_string(i, k, str(value), wrap)
        sheet.write_string(i, len(PARTS), sentence(r, lang).partition(": ")[2], wrap)
    sheet.set_column(0, 3, 16)
    sheet.set_column(4, 5, 60)
    sheet.freeze_panes(1, 0)
