"""What the pictures of Simulasi Porsi share: the settings of the address as a question, and its answer. Reckons nothing.

Settings travel in `view.where` beside the narrowing, so that a slide shows what its reader saw."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.pages import remembered
from analytics.pages.view import View
from analytics.query.whatif_answer import WhatIf
from analytics.query.whatif_slider import ENVELOPES, USUAL, Start, money_of


@dataclass(frozen=True)
class Setting:
    """How much there is (`kind`, `amount`), by which rule, of which budget."""

    kind: str
    amount: str
    rule: str
    version: str


def start_of(view: View) -> Start:
    return remembered.start(view.mart.named, view.regency.code, _year(view))


def setting_of(view: View) -> Setting:
    """What the reader (or a slide) set, else where the slider begins."""
    begin, chosen = start_of(view), dict(view.where)
    kind = chosen.get("money", begin.kinds[0])
    usual = begin.share if kind == "share" else USUAL.get(kind, ENVELOPES)
    return Setting(kind, chosen.get(kind, usual), chosen.get("rule", begin.rules[0]), begin.version)


def found_for(view: View) -> WhatIf:
    """The answer. Raises BadQuestion for a setting that is none."""
    s = setting_of(view)
    of = (view.mart.named, view.regency.code, _year(view))
    return remembered.whatif(*of, money_of(s.kind, s.amount), s.rule, s.version, view.lang)


def _year(view: View) -> int:
    """The year chosen, else the newest that has proposals."""
    return view.year or max(view.regency.proposal_years, default=0)


def thing(view: View, found: WhatIf) -> str:
    """A list without ranks holds proposals, never priorities."""
    return view.t("fate.priority" if found.ranked else "fate.proposal")


def sum_words(view: View, found: WhatIf) -> str:
    """The sum asked about, as people say it: "61 % belanja modal", "Rp 1,00 M tiap kecamatan"."""
    s = setting_of(view)
    if s.kind == "share":
        return view.t("simulation.sum_share", share=s.amount)
    if s.rule == "poverty":  # the districts' own sums are put together and divided anew
        return view.t("simulation.sum_divided", amount=view.rp(found.total.budget))
    if s.kind == "each":
        return view.t("simulation.sum_each", amount=view.rp(int(s.amount)))
    return view.t("simulation.sum_envelopes", amount=view.rp(found.total.budget))
