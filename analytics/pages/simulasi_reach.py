"""The picture of Simulasi Porsi: every district list as a row of cells that fill as the share grows, beside what happened."""

from __future__ import annotations

from typing import Any

from analytics.charts import cells as drawing
from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.pages.home_cells import address
from analytics.pages.picture import Picture
from analytics.pages.simulasi_found import found_for, setting_of, sum_words, thing
from analytics.pages.view import View
from analytics.query.whatif_answer import Reach, WhatIf
from analytics.query.whatif_slider import ABSENT, OPEN, PROVEN, Cell, cells
from analytics.query.whatif_words import told
from analytics.vocabulary import regions

KINDS = {PROVEN: "p", OPEN: "u", ABSENT: "", None: ""}


def reach_picture(view: View) -> Picture | None:
    """How far down every list the sum reaches; nothing where no list bears ranks and estimates."""
    found = found_for(view)
    if not found.total.n_counted:
        return None
    s, drawn = setting_of(view), cells(view.mart, found)
    rows = [_row(view, found, r, drawn[r.place or ""]) for r in found.places]
    title, words = _title(view, found), told(found, view.lang)
    body = _legend(view, found) + drawing.lists(rows, view.t("simulation.corner"), view.t("simulation.reached"), title)
    body += html.lead([words[k] for k in ("reach", "followed", "lit") if k in words])
    return Picture(
        "simulation.reach",
        title,
        body,
        "-".join(("simulasi", view.regency.code, str(found.year), s.kind, s.amount, s.rule)),
        sub=view.t(f"simulation.sub_{s.rule}"),
        kicker=view.kicker,
        rows=lambda: _records(view, drawn),
        notes=(words["left_out"], view.t("simulation.order")),
        first=True,
        proof=view.t("simulation.proof"),
    )


def _title(view: View, found: WhatIf) -> str:
    t = found.total
    facts = {"sum": sum_words(view, found), "counted": view.n(t.n_counted), "thing": thing(view, found)}
    words = view.t("simulation.title", n=view.n(t.n_funded), **facts)
    words = words[0].upper() + words[1:]
    if t.happened is None:
        return words
    proven, most = view.n(t.happened.n_proven), view.n(t.happened.n_most)
    version = f"{view.term('version', found.version)} {found.year}"
    return words + view.t("simulation.title_happened", proven=proven, most=most, version=version)


def _legend(view: View, found: WhatIf) -> Drawn:
    version = f"{view.term('version', found.version)} {found.year}"
    keys = [("l", view.t("simulation.key_reached"))]
    if found.total.happened:
        keys += [(k, view.t(f"simulation.key_{name}", version=version)) for k, name in (("p", "proven"), ("u", "open"))]
    if found.n_unpriced:
        keys.append(("x", view.t("simulation.key_unpriced")))
    return drawing.legend(view.t("simulation.tag"), keys)


def _row(view: View, found: WhatIf, r: Reach, listed: tuple[Cell, ...]) -> drawing.Row:
    figure = view.t("before.of", n=view.n(r.n_funded), all=view.n(r.n_counted))
    rank = view.t("simulation.rank_none") if r.reached is None else view.t("simulation.rank", rank=view.n(r.reached))
    said = f"{figure}; {rank}"
    note = view.t("simulation.purse", amount=view.rp(r.budget)) if r.budget is not None else ""
    if r.happened:
        said += view.t("simulation.row_happened", proven=view.n(r.happened.n_proven), most=view.n(r.happened.n_most))
    shown = [drawing.Cell(_kinds(c), f"{c.rank} · {view.rp(c.cost)}") for c in listed]
    href = address(view, found.year, r.place, None)
    return drawing.Row(regions.region(r.place or "").name, figure, rank, said, shown, href, note)


def _kinds(c: Cell) -> str:
    kinds = [KINDS[c.fate], "l" if c.reached else "x" if c.cost is None else ""]
    return " ".join(k for k in kinds if k)


def _records(view: View, drawn: dict[str, tuple[Cell, ...]]) -> list[dict[str, Any]]:
    return [
        {"district": place, "name": regions.short_label(place), "rank": c.rank, "id": c.id, "title": c.title}
        | {"estimated_cost": c.cost, "reached_in_simulation": c.reached, "fate": c.fate}
        for place, listed in drawn.items()
        for c in listed
    ]
