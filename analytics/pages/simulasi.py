"""Simulasi Porsi: what a yearly share of spending would reach in the ranked lists, beside what happened. Proposes nothing."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages import simulasi_marks, simulasi_policy, simulasi_reach
from analytics.pages.choices import choose
from analytics.pages.parts import lacking, show
from analytics.pages.picture import present
from analytics.pages.simulasi_found import found_for, start_of
from analytics.pages.view import View
from analytics.query.whatif_slider import EACH, ENVELOPES, SHARE, SHARES, STEPS, USUAL, Start


def page(view: View) -> None:
    """The slider and its rule, the lists that light up, sums to compare with; then before and after a dated policy."""
    year = view.year or max(view.regency.proposal_years, default=None)
    if year is None:
        show(html.title(view.t("fate.nothing", regency=view.place), view.place, view.t("fate.nothing_hint")))
        return
    if view.year is None:
        st.info(view.t("fate.latest", year=year))
    view = replace(view, year=year)
    if found_for(view).total.n_counted:
        simulated = replace(view, where=_settings(view, start_of(view)))
        present(simulated, simulasi_reach.reach_picture(simulated))
        present(simulated, simulasi_marks.marks_picture(simulated))
    else:
        _nothing(view)
    _policy(view)


def _settings(view: View, begin: Start) -> tuple[tuple[str, str], ...]:
    """How much, of what, by which rule: each kept in the address."""
    with st.container(horizontal=True, key="settings", gap="medium"):
        kind = _pick(view, "money", begin.kinds)
        rule = _pick(view, "rule", begin.rules)
    found = {"money": kind, "rule": rule}
    if kind != ENVELOPES:
        options, usual = (SHARES, begin.share) if kind == SHARE else (STEPS, USUAL[EACH])
        begins = kind == SHARE and begin.proven
        facts = {"share": usual, "version": view.term("version", begin.version)}
        words = view.t("simulation.begin", **facts) if begins else ""
        label = view.t(f"simulation.slide_{kind}", begin=words)
        found[kind] = choose(
            kind,
            options,
            usual,
            lambda key: st.select_slider(label, options, format_func=lambda o: _amount(view, kind, o), key=key),
        )
    return tuple(found.items())


def _pick(view: View, name: str, options: tuple[str, ...]) -> str:
    label = view.t(f"simulation.{name}")
    return choose(
        name,
        options,
        options[0],
        lambda key: st.segmented_control(
            label, options, required=True, wrap=True, format_func=lambda o: view.t(f"simulation.{name}_{o}"), key=key
        ),
    )


def _amount(view: View, kind: str, option: str) -> str:
    return view.t("simulation.percent", n=option) if kind == SHARE else view.rp(int(option))


def _nothing(view: View) -> None:
    """No list that bears ranks and estimates: what would bring one."""
    found = found_for(view)
    show(html.title(view.t("simulation.nothing", year=found.year), view.kicker, view.t("simulation.nothing_sub")))
    lacking(view, found.missing)


def _policy(view: View) -> None:
    there = simulasi_policy.policies(view)
    if not there:
        return
    show(html.section(view.t("simulation.policy"), view.t("simulation.policy_lead")))
    label = view.t("simulation.policy_pick")
    chosen = choose(
        "policy",
        there,
        there[0],
        lambda key: st.selectbox(
            label, there, format_func=lambda p: simulasi_policy.name_of(view, p), key=key, width=460
        ),
    )
    present(view, simulasi_policy.policy_picture(replace(view, where=(("policy", chosen),))))
