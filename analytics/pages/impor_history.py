"""Every import there ever was, with what became of it; one can be taken back, restored, and its papers taken along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.intake.whose import EVERYWHERE
from analytics.locale.format import date
from analytics.pages.impor_preview import dataset_words, kind_words, preview
from analytics.pages.impor_receipt import downloads
from analytics.pages.impor_write import change, told
from analytics.pages.parts import download_rows, show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.register.imports import imports, withdraw
from analytics.register.people import may
from analytics.register.restoring import CURRENT, Entry, entries, restore

SHOWN = 25  # newest imports in the table; all of them are in the list to choose from
SAID = "impor-history-said"


def history(view: View) -> None:
    """The newest imports of the regency, and one of them in full."""
    listed = entries(view.workspace, (view.regency.code, EVERYWHERE))
    if view.year is not None:
        listed = [e for e in listed if e.one.facts["dataset"]["year"] in (view.year, None)]
    told(SAID)
    if not listed:
        show(html.hit(view.t("impor.no_history", regency=view.place)))
        return
    show(html.section(view.t("impor.history", n=view.n(len(listed)))))
    by_id = {e.one.id: e for e in listed}
    chosen = st.selectbox(
        view.t("impor.pick"),
        list(by_id),
        index=None,
        format_func=lambda i: _named(view, by_id[i]),
        placeholder=view.t("impor.pick_hint"),
        key="impor-pick",
    )
    if chosen:
        _one(view, by_id[chosen])
    headings = [view.t(f"impor.col_{c}") for c in ("at", "what", "file", "accepted", "rejected", "state")]
    show(html.table(headings, [_row(view, e) for e in listed[:SHOWN]], view.t("impor.part_history"), frozenset({3, 4})))
    if len(listed) > SHOWN:
        show(html.hit(view.t("impor.history_more", n=view.n(len(listed) - SHOWN))))
    download_rows(view, [_record(view, e) for e in listed], f"riwayat-impor-{view.regency.code}")


def _named(view: View, e: Entry) -> str:
    f = e.one.facts
    return f"{date(e.one.at, view.lang)} · {dataset_words(view, f, here=True)} · {f['file']} · {view.t(f'impor.state_{e.state}')}"


def _row(view: View, e: Entry) -> tuple[str, ...]:
    f = e.one.facts
    what = f"{kind_words(view, f['kind'])} · {dataset_words(view, f, here=True)}"
    when = f"{date(e.one.at, view.lang)}, {e.one.author}"
    return when, what, f["file"], view.n(f["accepted"]), view.n(f["rejected"]), _state(view, e)


def _state(view: View, e: Entry) -> str:
    words = view.t(f"impor.state_{e.state}")
    return f"{words} ({e.ended.author}, {date(e.ended.at, view.lang)})" if e.ended else words


def _record(view: View, e: Entry) -> dict[str, object]:
    f = e.one.facts
    kept = {k: f[k] for k in ("import_id", "file", "sha256", "kind", "dataset_id", "rows_read", "accepted", "rejected")}
    kept |= {k: f[k] for k in ("blank", "structure", "accepted_amount", "printed_total", "supersedes")}
    return {"at": e.one.at, "author": e.one.author, "state": e.state, **kept}


def _one(view: View, e: Entry) -> None:
    facts = e.one.facts
    known = imports(view.workspace, regencies=(facts["dataset"]["regency"],))
    before = next((i for i in known if i.id == facts["supersedes"]), None)
    preview(view, facts, before)
    with st.container(horizontal=True):
        downloads(view, facts, "history")
        if may(view.workspace, who(), "importer", facts["dataset"]["regency"]):
            _original(view, e)
            _change(view, e)


def _original(view: View, e: Entry) -> None:
    """The file as it came, for who may import: it can name people."""
    path = view.workspace.original(str(e.one.facts["sha256"]))
    st.download_button(
        view.t("impor.original"),
        path.read_bytes,
        e.one.facts["file"],
        "application/octet-stream",
        on_click="ignore",
        icon=":material/draft:",
        key=f"original-{e.one.id}",
    )


def _change(view: View, e: Entry) -> None:
    """Taking back and restoring, each behind a second click that says what will happen."""
    verb, icon = ("withdraw", ":material/undo:") if e.state == CURRENT else ("restore", ":material/redo:")
    make = withdraw if e.state == CURRENT else restore
    with st.popover(view.t(f"impor.{verb}"), icon=icon):
        st.markdown(view.t(f"impor.{verb}_means"))
        if st.button(view.t(f"impor.{verb}_yes"), type="primary", key=f"{verb}-{e.one.id}"):
            act = partial(make, view.workspace, e.one.id, who())
            change(view, act, SAID, view.t(f"impor.{verb}_done", file=e.one.facts["file"]))
