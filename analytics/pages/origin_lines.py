"""Asal Belanja, the way down: the largest lines of the chosen year whose proposal has not been found, each with its
file and row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analytics.charts import fates as drawing
from analytics.charts import html
from analytics.pages import remembered
from analytics.pages.links import story
from analytics.pages.narrow import fits
from analytics.pages.parts import download_rows, place_name, show
from analytics.pages.view import View
from analytics.query.origins import Untraced, untraced
from analytics.query.replies_on import line_replies
from analytics.reports import fate_said

SHOWN, MOST = 8, 10_000  # lines on the page, and in the file


def untraced_list(view: View) -> None:
    """Nothing where every rupiah has an origin."""
    if not fits(view, "origin_share"):
        return
    question = view.question("origin_share")
    found = remembered.untraced(view.mart.named, question, SHOWN)
    if not found:
        return
    answered = remembered.line_replies(view.mart.named, tuple(line.id for line in found))
    show(html.section(view.t("origin.lines", n=view.n(len(found))), view.t("origin.lines_sub")))
    items = [
        drawing.Item(
            str(i),
            line.words or "–",
            story(line.id),
            " · ".join((place_name(view, line.village), line.agency or view.t("app.no_value"))),
            view.rp(line.untraced),
            "unknown",
            view.term("origin", "untraced"),
            evidence=(f"{line.file} · {line.sheet} · {line.row}",),
            replies=[fate_said.reply(r, view.lang) for r in answered.get(line.id, ())],
        )
        for i, line in enumerate(found, 1)
    ]
    show(drawing.items(items, view.t("origin.lines", n=view.n(len(found)))))
    name = view.file_name(f"asal-belum-ditemukan-{view.regency.code}-{view.year or 'semua'}")
    download_rows(view, lambda: _every(view, untraced(view.mart, question, MOST)), name)


def _every(view: View, listed: Sequence[Untraced]) -> list[dict[str, Any]]:
    answered = line_replies(view.mart, (x.id for x in listed))
    said = {i: "; ".join(fate_said.reply(r, view.lang) for r in replies) for i, replies in answered.items()}
    return [{**asdict(x), "replies": said.get(x.id, "")} for x in listed]
