"""The amounts of the form Angka Perda: the whole and, where the Perda names them, agencies. Read as files are; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from analytics.intake.entered import whole_rupiah
from analytics.intake.printed import amount as printed
from analytics.intake.rejects import why
from analytics.intake.values import Unreadable
from analytics.pages.view import View
from analytics.register.entered import Totals
from analytics.vocabulary.text import clean_spaces, squeeze

MORE = 3  # rows for agencies that no budget line names, at a time


@dataclass
class Cells:
    """What was typed: whole rupiah of the total (None: not there yet) and of agencies, and what is wrong with the rest."""

    total: int | None = None
    agencies: list[tuple[str, int]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def cells(view: View, known: Sequence[str], before: Totals | None, key: str) -> Cells:
    """The fields, filled with what is held, and what stands in them. `known`: agencies of the year's budget lines."""
    held = dict(before.agencies) if before else {}
    names = {squeeze(name): name for name in (*held, *known)}  # a name that is held stays as it was typed
    found = Cells()
    label = view.t("perda.total")
    words = st.text_input(
        label, _shown(before.total if before else None), help=view.t("perda.total_help"), key=f"{key}-total"
    )
    found.total = _read(view, found, label, words)
    with st.expander(view.t("perda.agencies"), expanded=bool(held)):
        columns = st.columns(2)
        for i, name in enumerate(sorted(names.values())):
            with columns[i % 2]:
                words = st.text_input(name, _shown(held.get(name)), key=f"{key}-{squeeze(name)}")
            if (amount := _read(view, found, name, words)) is not None:
                found.agencies.append((name, amount))
        _more(view, found, key, first=0 if names else MORE)
    return found


def _more(view: View, found: Cells, key: str, first: int) -> None:
    """Rows for agencies that are not known here: a name and an amount."""
    at = f"{key}-more"
    for i in range(st.session_state.get(at, first)):
        with st.container(horizontal=True):
            name = clean_spaces(st.text_input(view.t("perda.agency", n=i + 1), key=f"{key}-name-{i}"))
            label = name or view.t("perda.amount", n=i + 1)
            words = st.text_input(view.t("perda.amount", n=i + 1), key=f"{key}-amount-{i}")
        amount = _read(view, found, label, words)
        if amount is not None and name:
            found.agencies.append((name, amount))
        elif amount is not None:
            found.problems.append(view.t("perda.no_name", amount=words))
        elif name and not words.strip():
            found.problems.append(view.t("perda.no_amount", agency=name))

    def more() -> None:
        st.session_state[at] = st.session_state.get(at, first) + MORE

    st.button(view.t("perda.more"), key=f"{at}-button", on_click=more)


def _shown(value: int | None) -> str:
    """An amount as the intake prints it, so that it is read back as the same."""
    return "" if value is None else str(printed(value, "text"))


def _read(view: View, found: Cells, label: str, words: str) -> int | None:
    try:
        return whole_rupiah(words)
    except Unreadable as problem:
        found.problems.append(why(problem.reason, label, words, view.lang))
        return None
