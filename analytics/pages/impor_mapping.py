"""Mapping by hand: the first rows of an unknown table, what its columns may mean, and a person's word on it. Writes nothing."""

from __future__ import annotations

import hashlib
import re

import streamlit as st

from analytics.charts import html
from analytics.errors import BadFile
from analytics.intake.forms import form
from analytics.intake.mapping import FIELDS, Mapping
from analytics.intake.propose import Guess, Proposal, first_rows, propose
from analytics.intake.tables import LIMITS, RawTable
from analytics.intake.template import field_words
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.vocabulary import terms

ROWS = 5  # shown below the headings
CUT = 60  # letters of a cell


def mapping_form(view: View, file_name: str, table: RawTable) -> Mapping | None:
    """The form for one sheet; the mapping once a person has confirmed it and it is complete, else None.

    What is lacking is said in a sentence. The mapping is only returned: the caller reads the file by it and keeps it.
    """
    key = f"mapping-{hashlib.sha256(f'{file_name}|{table.sheet}'.encode()).hexdigest()[:12]}"
    show(html.section(view.t("mapping.title", file=file_name, sheet=table.sheet), view.t("mapping.lead")))
    try:
        first = propose(table, file_name)
    except BadFile as refusal:
        show(html.notes([refusal.sentence(view.lang)]))
        return None
    found = _frame(view, table, first, file_name, key)
    if found is None:
        return None
    shown = [[cell[:CUT] for cell in row] for row in first_rows(table, found, ROWS)]
    show(html.table(shown[0], shown[1:], view.t("mapping.rows")))
    return _columns(view, found, file_name, f"{key}-{found.index}-{found.table}", shown[1:])


def _frame(view: View, table: RawTable, first: Proposal, file_name: str, key: str) -> Proposal | None:
    """The heading row and what the table holds, as proposed or as the person has them."""
    last = min(len(table.rows), table.start + LIMITS["header_search_rows"])
    with st.container(horizontal=True):
        row = st.number_input(view.t("mapping.row"), table.start + 1, last, first.index + 1, key=f"{key}-row")
        kinds = list(FIELDS)
        target = st.selectbox(
            view.t("mapping.table"),
            kinds,
            kinds.index(first.table),
            format_func=lambda kind: view.t(f"mapping.table_{kind}"),
            key=f"{key}-table",
        )
    try:
        return propose(table, file_name, int(row) - 1, target)
    except BadFile:
        show(html.notes([view.t("mapping.no_headings", row=int(row))]))
        return None


def _columns(view: View, found: Proposal, file_name: str, key: str, rows: list[list[str]]) -> Mapping | None:
    """One choice per column, then the name and the confirmation."""
    proposed = found.mapping("x")
    with st.form(f"{key}-form"):
        if found.table == "proposal":
            stages = list(form("canonical_proposals").spec["origin_of_stage"])
            at, words = stages.index(proposed.stage), "stage"
            stage, version = _choice(view, words, stages, at, f"{key}-stage"), ""
        else:
            at, words = terms.VERSIONS.index(proposed.version), "version"
            stage, version = "", _choice(view, words, list(terms.VERSIONS), at, f"{key}-version")
        fields = [_meaning(view, found.table, g, [r[i] for r in rows], key) for i, g in enumerate(found.columns)]
        name = st.text_input(
            view.t("mapping.name"), _name(file_name), 40, help=view.t("mapping.name_help"), key=f"{key}-name"
        )
        confirmed = st.form_submit_button(view.t("mapping.confirm"), type="primary")
    if not confirmed:
        return None
    columns = tuple((g.heading, field) for g, field in zip(found.columns, fields, strict=True))
    mapping = Mapping(name.strip(), found.table, columns, stage, version)
    if lacks := mapping.lacks():
        wanted = (view.t("mapping.or").join(field_words(f, view.lang) for f in group) for group in lacks)
        show(html.notes(view.t("mapping.lacks", what=what) for what in wanted))
        return None
    try:
        mapping.check(file_name)
    except BadFile as refusal:
        show(html.notes([refusal.sentence(view.lang)]))
        return None
    return mapping


def _choice(view: View, group: str, ids: list[str], at: int, key: str) -> str:
    return st.selectbox(view.t(f"mapping.{group}"), ids, at, format_func=lambda term: view.term(group, term), key=key)


def _meaning(view: View, table: str, guess: Guess, cells: list[str], key: str) -> str:
    """What one column means, as chosen; beside it how sure the proposal is, and what stands in the column."""
    fields = ["", *FIELDS[table]]
    example = next((cell for cell in cells if cell), "")
    sure = view.t(f"mapping.{guess.level}" if guess.field else "mapping.none")
    return st.selectbox(
        _plain(f"{guess.heading} ({sure})"),
        fields,
        fields.index(guess.field),
        format_func=lambda field: field_words(field, view.lang) if field else view.t("mapping.not_read"),
        help=_plain(example) or None,
        key=f"{key}-{guess.at}",
    )


def _plain(words: str) -> str:
    """Words of a file as words: no signs that a label would take for mark-up."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~$:.-])", r"\\\1", words)


def _name(file_name: str) -> str:
    """A name for the mapping that its rules allow, from the file's."""
    return (
        re.sub(r"[^a-z0-9]+", "-", file_name.rpartition(".")[0].lower() or file_name.lower()).strip("-")[:40] or "tabel"
    )
