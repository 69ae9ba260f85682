"""Sums to compare a share with: what is proven, what was asked about, the price of all first ranks, half of the list."""

from __future__ import annotations

from typing import Any

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages.picture import Picture
from analytics.pages.simulasi_found import found_for, setting_of, sum_words, thing
from analytics.pages.view import View
from analytics.query.whatif_answer import WhatIf
from analytics.query.whatif_slider import Mark, marks
from analytics.query.whatif_words import told


def marks_picture(view: View) -> Picture | None:
    """Bars on one scale of rupiah, with a line at the whole of capital spending where that is known."""
    found = found_for(view)
    known = marks(found)
    if not found.total.n_counted or not known:
        return None
    longest = max(*(m.rupiah for m in known), found.base or 0)
    bars = [_bar(view, found, m, longest) for m in known]
    words, s = told(found, view.lang), setting_of(view)
    title = _title(view, found)
    sub = view.t("simulation.marks_sub")
    if found.base:
        sub += " " + view.t("simulation.marks_line", amount=view.rp(found.base))
    body = html.bars(bars, title, longest, "rupiah") + html.hit(words["top"])
    file = "-".join(("simulasi-pembanding", view.regency.code, str(found.year), s.kind, s.amount))
    proof = view.t("simulation.proof")
    return Picture("simulation.marks", title, body, file, sub=sub, rows=lambda: _records(view, found), proof=proof)


def _title(view: View, found: WhatIf) -> str:
    half = {"n": view.n(found.half.n), "thing": thing(view, found), "amount": view.rp(found.half.rupiah)}
    part = found.half.share
    return (
        view.t("simulation.marks_title", **half)
        if part is None
        else view.t("simulation.marks_title_share", share=share(part, view.lang), **half)
    )


def _bar(view: View, found: WhatIf, m: Mark, longest: int) -> Bar:
    name = view.t(
        f"simulation.mark_{m.name}",
        sum=sum_words(view, found),
        version=f"{view.term('version', found.version)} {found.year}",
        rank=found.top_rank,
        n=view.n(found.half.n),
        thing=thing(view, found),
    )
    figure, detail = view.rp(m.rupiah), ""
    if m.share is not None:
        figure, detail = share(m.share, view.lang), view.rp(m.rupiah)
    line = found.base / longest if found.base else None
    width = m.rupiah / longest
    return Bar(name, figure, detail, share=width, high=width, quiet=m.name != "happened", mark=line)


def _records(view: View, found: WhatIf) -> list[dict[str, Any]]:
    facts = {"year": found.year, "version": found.version, "base": found.base}
    return [facts | {"mark": m.name, "rupiah": m.rupiah, "share_of_base": m.share} for m in marks(found)]
