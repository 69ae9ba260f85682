"""What every measure means, in both languages, word for word as its file says; and the SQL that counts it."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.words import t
from analytics.measures.definitions import Measure, caveats, fingerprint, measures, needs
from analytics.pages.choices import choose
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.vocabulary import terms

EVERY = "every"


def definitions(view: View) -> None:
    """All of them in short, or one in full: found by typing a part of its name."""
    known = measures()
    show(html.title(view.t("quality.definitions", n=view.n(len(known))), "", view.t("quality.definitions_lead")))
    options = [EVERY, *sorted(known, key=lambda m: known[m].label[view.lang])]
    chosen = choose(
        "about",
        options,
        EVERY,
        lambda key: st.selectbox(
            view.t("quality.measure"),
            options,
            format_func=lambda m: view.t("quality.every") if m == EVERY else f"{known[m].label[view.lang]} ({m})",
            key=key,
            width=520,
        ),
    )
    if chosen == EVERY:
        show("".join(_short(known[m], view.lang) for m in options[1:]))
        download_rows(view, [_record(m) for m in known.values()], "definisi-ukuran")
    else:
        _one(view, known[chosen])


def _short(m: Measure, lang: str) -> str:
    facts = [(other.upper(), m.definition[other]) for other in terms.LANGUAGES]
    return html.gap(m.label[lang], "", m.id, facts, opened=False)


def _record(m: Measure) -> dict[str, object]:
    words = {f"{k}_{lang}": getattr(m, k)[lang] for k in ("label", "definition") for lang in terms.LANGUAGES}
    return {"measure": m.id, **words, "unit": m.unit, "dimensions": ", ".join(m.dimensions), "of": fingerprint(m.id)}


def _one(view: View, m: Measure) -> None:
    """Its words in both languages, what it needs and may be divided by, what is said beside it, and how it is counted."""
    for lang in terms.LANGUAGES:
        show(html.section(m.label[lang], m.definition[lang]))
    rows = [
        (view.t("quality.unit"), t(f"quality.unit_{m.unit}", view.lang)),
        (view.t("quality.dimensions"), ", ".join(view.term("dimension", d) for d in m.dimensions)),
        (
            view.t("quality.needs"),
            "; ".join(needs()[n][view.lang] for n in (*m.needs, *m.wants)) or view.t("quality.nothing"),
        ),
        (view.t("quality.fingerprint"), f"{m.id} · {fingerprint(m.id)}"),
    ]
    if m.parts:
        rows.insert(1, (view.t("certificate.part"), "; ".join(p.label[view.lang] for p in m.parts)))
    show(html.pairs(rows, view.t("certificate.definition")))
    told = [caveats()[c][view.lang].replace("{n}", "n") for c in m.caveats]
    if told:
        show(html.section(view.t("quality.caveats"), view.t("quality.caveats_sub")))
        show(html.notes(told))
    sql = {"": m.sql} | {p.id: p.sql for p in m.parts}
    lines = [f"-- {part} {name}".rstrip() + f"\n{text}" for part, named in sql.items() for name, text in named.items()]
    if lines:
        with st.expander(view.t("quality.sql")):
            st.code("\n\n".join(lines), language="sql")
