"""The marts there are, and why a figure differs between two of them: what was written between, replayed kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.errors import AkomodasiError
from analytics.events import trouble
from analytics.locale.format import date, day, figure, share
from analytics.locale.words import t
from analytics.marts.kept import Kept, kept
from analytics.measures.definitions import measures
from analytics.pages.bare import bare
from analytics.pages.choices import choose
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.answer import Question
from analytics.query.certificate_row import part_of
from analytics.query.difference import Difference, Step, difference

MADE = "difference-made"  # what was asked last, and its answer: as long as the browser's visit lasts
SHOWN = 20  # marts in the table, and events told of one cause


def differences(view: View) -> None:
    """The list of marts; two of them and a measure to compare in the reader's regency, year and universe."""
    listed = kept(view.workspace)
    show(html.title(view.t("quality.marts", n=view.n(len(listed))), view.place, view.t("quality.marts_lead")))
    headings = [view.t(f"quality.mart_{c}") for c in ("id", "at", "position", "state")]
    rows = [(m.mart, date(m.at, view.lang), view.n(m.position), _state(view, m)) for m in listed[:SHOWN]]
    show(html.table(headings, rows, view.t("quality.topic_difference"), frozenset({2})))
    there = {m.mart: m for m in listed if m.here or m.again}
    if len(there) < 2:
        show(html.hit(view.t("quality.difference_one")))
        return
    show(html.section(view.t("quality.difference"), view.t("quality.difference_sub")))
    names, newest = list(there), next(iter(there))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="difference-narrow"):
        old = _pick(view, "old", names, next(n for n in names if n != newest), there)
        new = _pick(view, "new", names, newest, there)
        name = _measure(view)
        go = st.button(view.t("quality.difference_do"), type="primary", key="difference-do")
    first, last = sorted((old, new), key=lambda m: there[m].position)
    asked = view.question(name)
    if first == last:
        show(html.hit(view.t("quality.difference_same")))
        return
    if go:
        _make(view, first, last, asked)
    made = st.session_state.get(MADE)
    if made and made[:3] == (first, last, asked):
        _told(view, made[3])


def _state(view: View, m: Kept) -> str:
    said = [k for k in ("serving", "published", "certified") if getattr(m, k)]
    said += ["here"] if m.here else ["again"] if m.again else ["gone"]
    return ", ".join(view.t(f"quality.mart_{k}") for k in said)


def _pick(view: View, name: str, names: Sequence[str], default: str, there: dict[str, Kept]) -> str:
    return choose(
        f"mart_{name}",
        names,
        default,
        lambda key: st.selectbox(
            view.t(f"quality.difference_{name}"),
            names,
            format_func=lambda m: f"{m} · {day(there[m].at, view.lang)}",
            key=key,
            width=300,
        ),
    )


def _measure(view: View) -> str:
    known = {m: d.label[view.lang] for m, d in measures().items() if d.shape == "ratio"}
    label = view.t("quality.measure")
    return choose(
        "about",
        list(known),
        "accommodation_count",
        lambda key: st.selectbox(label, list(known), format_func=known.__getitem__, key=key, width=420),
    )


def _make(view: View, old: str, new: str, asked: Question) -> None:
    """Builds the marts between, each step told; what cannot be compared is refused in a sentence."""
    st.session_state.pop(MADE, None)
    part = next((p.id for p in measures()[asked.measure].parts), None)
    with st.status(view.t("quality.difference_making"), expanded=False) as status:
        try:
            found = difference(
                view.workspace,
                old,
                new,
                asked,
                None,
                part,
                view.lang,
                progress=lambda step: status.update(label=f"{view.t('quality.difference_making')} {step}"),
            )
        except AkomodasiError as refusal:
            status.update(label=bare(refusal.sentence(view.lang)), state="error")
            return
        except Exception:
            trouble("difference", mart=new)
            status.update(label=view.t("app.unexpected"), state="error")
            return
        status.update(label=view.t("quality.difference_made"), state="complete")
    st.session_state[MADE] = (old, new, asked, found)


def _told(view: View, d: Difference) -> None:
    """Then and now, and every cause between: the changes add up to the whole difference."""
    label = part_of(measures()[d.question["measure"]], {"part": d.part}, d.label, view.lang)
    show(html.section(view.t("quality.difference_of", label=label)))
    headings = [view.t(f"quality.difference_{c}") for c in ("cause", "numerator", "denominator", "share")]
    rows = [_state_row(view, d, view.t("quality.difference_then", mart=d.old["mart"]), d.old["figure"])]
    rows += [_step_row(view, d, s) for s in d.steps]
    rows += [_state_row(view, d, view.t("quality.difference_now", mart=d.new["mart"]), d.new["figure"])]
    show(html.table(headings, rows, label, frozenset({1, 2, 3})))
    if not d.steps:
        show(html.hit(t("difference.nothing", view.lang)))
    if d.redefined is not False:
        show(html.hit(t("difference.redefined" if d.redefined else "difference.untold", view.lang)))
    for step in d.steps:
        if step.events:
            with st.expander(view.t("quality.difference_events", what=_name(view, step), n=view.n(step.events.n))):
                show(html.notes(_event(view, e) for e in step.events.listed[:SHOWN]))
                left = step.events.n - len(step.events.listed[:SHOWN])
                show(html.hit(view.t("quality.difference_more", n=view.n(left))) if left else "")


def _name(view: View, step: Step) -> str:
    return t(f"difference.{step.id}", view.lang)


def _state_row(view: View, d: Difference, name: str, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        name,
        *(figure(row[k], d.unit, view.lang) for k in ("numerator", "denominator")),
        share(row["value"], view.lang),
    )


def _step_row(view: View, d: Difference, step: Step) -> tuple[str, ...]:
    """A cause with its changes, each with its sign."""
    c = step.change
    shifts = [_signed(figure(abs(c[k]), d.unit, view.lang), c[k]) for k in ("numerator", "denominator")]
    points = "–" if c["value"] is None else _signed(share(abs(c["value"]), view.lang), c["value"])
    return _name(view, step), *shifts, points


def _signed(words: str, value: float) -> str:
    return f"+{words}" if value > 0 else f"−{words}" if value < 0 else words


def _event(view: View, event: dict[str, Any]) -> str:
    """When, and what was written; who wrote it is kept in the ledger and not shown here."""
    about = (str(v) for k, v in event.items() if k not in {"seq", "at", "author"} and v is not None)
    return " · ".join((date(event["at"], view.lang), *about))
