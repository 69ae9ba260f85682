"""One uploaded file on the page: how it is read, what a person may say about it, and what would come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from analytics.charts import html
from analytics.errors import AkomodasiError
from analytics.intake.content import read as read_tables
from analytics.intake.forms import kinds
from analytics.intake.parse import Options
from analytics.intake.tables import LIMITS, load
from analytics.pages.bare import bare
from analytics.pages.impor_mapping import mapping_form
from analytics.pages.impor_preview import preview, rejected
from analytics.pages.impor_reading import MAPPED, Reading, read
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.register.imports import imports
from analytics.register.imports import preview as receipts_of
from analytics.vocabulary import regions, terms

ASKS = {"year_needed": "year", "version_needed": "version", "regency_needed": "regency"}  # what the file leaves unsaid
UNKNOWN = ("kind_unknown", "column_missing")
SAYS = (*ASKS, *UNKNOWN, "year_differs", "year_absurd", "regency_differs", "regency_not_there", "version_differs")


def one_file(view: View, path: Path, at: int, of: int) -> Reading:
    """Reads the file, shows its account, and returns what would be imported of it."""
    show(html.section(view.t("impor.file", name=path.name, at=at, of=of)))
    said = _said(view, path.parent.name)
    with st.spinner(view.t("impor.reading", name=path.name), show_time=True):
        found = read(view, path, said)
    if found.refusal is None:
        _accounts(view, found)
    else:
        st.error(bare(_sentence(view, found.refusal)), icon=":material/report:")
    asked = ASKS.get(found.refusal.code) if found.refusal else None
    key = path.parent.name
    if asked:
        CONTROLS[asked](view, key)
    if found.refusal and found.refusal.code in UNKNOWN and found.mapping is None:
        _map(view, path, said)
    with st.expander(view.t("impor.say"), icon=":material/tune:"):
        columns = st.columns(3)
        for i, name in enumerate(n for n in CONTROLS if n != asked):
            with columns[i % 3]:
                CONTROLS[name](view, key)
    return found


def _sentence(view: View, refusal: AkomodasiError) -> str:
    """The refusal in the words of this page: a command's options are no help here."""
    if refusal.code in SAYS:
        return view.t(f"impor.says_{refusal.code}", **refusal.facts)
    return refusal.sentence(view.lang)


def _accounts(view: View, found: Reading) -> None:
    regencies = {p.dataset.regency for p in found.parsed}
    standing = {str(i.facts["dataset_id"]): i for i in imports(view.workspace, regencies=regencies) if i.current}
    for facts, p in zip(receipts_of(view.workspace, [(found.source, found.parsed)]), found.parsed, strict=True):
        preview(view, facts, standing.get(facts["dataset_id"]), found.assumed)
        rejected(view, p.rejects, p.file, p.import_id)


def _said(view: View, key: str) -> Options:
    """What the person said of this file so far; the controls stand below its account."""
    kind, regency, version, year, scope, sheet = (st.session_state.get(f"impor-{n}-{key}") or None for n in CONTROLS)
    return Options(kind, regency, int(year) if year else None, version, (scope or "").strip(), sheet)


def _pick(view: View, key: str, name: str, choices: list[str], words: Callable[[str], str]) -> None:
    st.selectbox(
        view.t(f"impor.say_{name}"),
        choices,
        index=None,
        format_func=words,
        placeholder=view.t("impor.by_itself"),
        key=f"impor-{name}-{key}",
    )


def _kind(view: View, key: str) -> None:
    known = kinds()
    _pick(view, key, "kind", sorted(known, key=lambda k: known[k].name[view.lang]), lambda k: known[k].name[view.lang])


def _regency(view: View, key: str) -> None:
    _pick(view, key, "regency", [r.code for r in regions.regencies()], regions.label)


def _version(view: View, key: str) -> None:
    _pick(view, key, "version", list(terms.VERSIONS), lambda version: view.term("version", version))


def _year(view: View, key: str) -> None:
    high = dt.date.today().year + LIMITS["years_ahead"]
    _pick(view, key, "year", [str(year) for year in range(high, LIMITS["year_low"] - 1, -1)], str)


def _scope(view: View, key: str) -> None:
    st.text_input(view.t("impor.say_scope"), help=view.t("impor.say_scope_help"), key=f"impor-scope-{key}")


def _sheet(view: View, key: str) -> None:
    st.text_input(view.t("impor.say_sheet"), help=view.t("impor.say_sheet_help"), key=f"impor-sheet-{key}")


CONTROLS: dict[str, Callable[[View, str], None]] = {
    "kind": _kind,
    "regency": _regency,
    "version": _version,
    "year": _year,
    "scope": _scope,
    "sheet": _sheet,
}


def _map(view: View, path: Path, said: Options) -> None:
    """A table of no known form: its first rows, and what its columns may mean."""
    try:
        tables = read_tables(path.name, load(path), said.sheet)
    except AkomodasiError:
        return  # the reason stands above
    names = [table.sheet for table in tables]
    at = 0
    if len(names) > 1:
        at = names.index(st.selectbox(view.t("impor.map_sheet"), names, key=f"impor-map-{path.parent.name}"))
    mapping = mapping_form(view, path.name, tables[at])
    if mapping is not None:
        st.session_state.setdefault(MAPPED, {})[path.parent.name] = mapping
        st.rerun()
