"""Parts that several pages share: the certificate under a figure, its CSV, the foot of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.locale.format import share
from analytics.measures.definitions import measure as find_measure
from analytics.measures.interval import LEAST
from analytics.pages.view import View
from analytics.query.answer import Answer, Missing
from analytics.query.facts import documents
from analytics.query.origin_share import NOT_KNOWN
from analytics.register.publication import Standing
from analytics.reports.standing import respond_words
from analytics.reports.tables import csv_rows, csv_text, records
from analytics.vocabulary import regions

CSV = "text/csv"
INVENTED = "DATA REKAAN"


def show(body: str) -> None:
    """One block of light HTML."""
    if body:
        st.html(body)


def mark(view: View) -> None:
    """The band and the words across a page of invented data."""
    show(html.invented(view.t("app.fictional_short"), view.t("app.fictional")))


def place_name(view: View, code: str | None) -> str:
    return regions.region(code).name if code else view.t("app.unknown_place")


def meaning(view: View, *answers: Answer) -> None:
    """What the figures mean: definition, denominator, version, unknown share, files, what is missing. Under every figure."""
    with st.expander(view.t("app.meaning")):
        rows = [row for answer in answers for row in terms_of(view, answer)]
        for d in documents(view.mart, view.regency.code, view.year):
            line = view.t(
                "app.file_line",
                file=d["file"],
                n=view.n(d["accepted"]),
                rejected=view.n(d["rejected"]),
                sha=d["sha256"][:12],
            )
            rows.append((view.t("app.files"), line))
        rows.append(("Mart", answers[0].mart))
        show(html.pairs(rows, view.t("app.meaning")))
        lacks = dict.fromkeys(m for answer in answers for m in answer.missing)
        if lacks:
            show(html.section(view.t("app.missing")))
            missing_lines(view, lacks)


def missing_lines(view: View, missing: Iterable[Missing]) -> None:
    """Which file would bring a figure, who usually holds it, and what it unlocks."""
    show(html.notes(view.t("app.missing_line", name=m.name, holder=m.holder, unlocks=m.unlocks) for m in missing))


def lacking(view: View, missing: Iterable[Missing]) -> None:
    """The same where there is no figure at all, with the way to the whole list of what is here."""
    missing_lines(view, (m for m in missing if m.essential))
    words = view.t("home.see_completeness")
    st.page_link(view.links["completeness"], label=words, icon=":material/arrow_forward:")


def terms_of(view: View, answer: Answer) -> list[tuple[str, str]]:
    """Definition, denominator, budget version and unknown share of one figure."""
    q, rows = answer.question, [(answer.label, answer.definition)]
    row = answer.total or (answer.rows[0] if answer.rows else None)
    if row is None:
        return rows
    version = view.term("version", q.version)
    n, whole = view.n(row["n"]), view.rp(row["denominator"])
    fact = find_measure(q.measure).fact
    if "origin" in row:
        return [
            *rows,
            (view.t("app.denominator"), view.t("app.denominator_amount", version=version, amount=whole)),
            *_open(view, answer),
        ]
    if fact == "line":
        words = view.t("app.denominator_rupiah", version=version, amount=whole, n=n)
    elif fact == "need":
        words = view.t("app.denominator_needs", n=n)
    else:
        words = view.t("app.denominator_of", universe=view.term("universe", q.universe), n=n)
        words += f" · {whole}" if answer.unit == "rupiah" else ""
    rows.append((view.t("app.denominator"), words))
    if answer.total is not None:
        rows.append((view.t("app.version"), version))
        unknown = share(row["n_unknown"] / row["n"], view.lang) if row["n"] else "–"
        rows.append((view.t("app.unknown"), f"{view.n(row['n_unknown'])} / {n} · {unknown}"))
        if row.get("estimate") is not None:
            rows.append((view.t("app.estimate"), _estimate(view, row)))
    return rows


def _open(view: View, answer: Answer) -> list[tuple[str, str]]:
    """Of figures that are classes of one whole: how much of the whole is of no known class."""
    rows = [r for r in answer.totals if r["origin"] in NOT_KNOWN]
    return [(view.t("app.unknown"), f"{view.rp(r['numerator'])} · {share(r['value'], view.lang)}") for r in rows]


def _estimate(view: View, row: dict[str, Any]) -> str:
    """What the engine adds to the proof, and how far the random sample says it may be off."""
    model = view.t("app.estimate_model", share=share(row["estimate"], view.lang))
    if row["ci_low"] is None:
        return f"{model} {view.t('app.estimate_few', n=view.n(row['n_drawn']), least=LEAST)}"
    limits = {k: share(row[k], view.lang) for k in ("corrected", "ci_low", "ci_high")}
    return f"{model} {view.t('app.estimate_limits', n=view.n(row['n_drawn']), **limits)}"


def caveats(answer: Answer) -> None:
    show(html.notes(c.text for c in answer.caveats))


def download(view: View, answer: Answer, name: str) -> None:
    """The figure's rows as CSV, exactly as the page shows them."""
    st.download_button(
        view.t("app.csv"),
        lambda: csv_text(csv_rows(answer)).encode(),
        f"{_named(view, name)}.csv",
        CSV,
        on_click="ignore",
        key=f"csv-{name}",
    )


def download_rows(
    view: View, rows: list[dict[str, Any]] | Callable[[], list[dict[str, Any]]], name: str, label: str = ""
) -> None:
    """Plain rows as CSV; a function is only called when somebody asks for the file."""
    st.download_button(
        label or view.t("app.csv"),
        lambda: csv_text(records(_marked(view, rows() if callable(rows) else rows))).encode(),
        f"{_named(view, name)}.csv",
        CSV,
        on_click="ignore",
        key=f"csv-{name}",
    )


def _named(view: View, name: str) -> str:
    return f"REKAAN-{name.removeprefix('akomodasi-')}" if view.fictional and not name.startswith("REKAAN") else name


def _marked(view: View, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of invented data say so, each for itself."""
    return [{**r, "keterangan": INVENTED} for r in rows] if view.fictional else rows


def foot(view: View) -> None:
    """How to answer while answers are asked for, how official the figures are, of how many files and which mart they are made."""
    how = respond_words(view.standings.get((view.regency.code, view.year or 0), Standing()), view.lang)
    show(html.hit(how) if how else "")
    n = len(documents(view.mart, view.regency.code, view.year))
    show(html.foot(" · ".join(w for w in (view.standing, view.t("app.footer", n=n, mart=view.mart.id)) if w)))
