"""What the halves of Urutan & Antrean share: the narrowing in words and links, and what is said where nothing is."""

from __future__ import annotations

from typing import Any

from analytics.charts import html
from analytics.locale.fate_words import PLANS
from analytics.pages.parts import lacking, show
from analytics.pages.view import View
from analytics.query.answer import Answer, Question
from analytics.query.fates import Reply
from analytics.query.series import fates
from analytics.reports.fate_said import reply
from analytics.vocabulary import regions


def narrowed(view: View) -> list[str]:
    """The reader's narrowing as people say it: "Dapil 2", "Kec. Wanacita", the agency."""
    return [regions.label(v) if k in ("district", "village") else v for k, v in view.where]


def kicker(view: View) -> str:
    return " · ".join([view.kicker, *narrowed(view)])


def of_place(view: View, words: str) -> str:
    """A finding that stands alone says what it was narrowed to."""
    found = ", ".join(narrowed(view))
    words = words.replace(" %", "\u00a0%")  # a number and its % stay on one line
    return f"{found}: {words[0].lower()}{words[1:]}" if found else words


def slug(view: View, name: str) -> str:
    """The name of a picture's files: of another narrowing another name."""
    parts = (name, view.regency.code, str(view.year or ""), view.universe, view.version, *(v for _, v in view.where))
    return "-".join(p for p in parts if p)


def verb(view: View) -> str:
    """A plan or a draft holds a proposal, only a budget funds it."""
    return view.t("in_order.verb_plan" if view.version in PLANS else "in_order.verb_budget")


def thing(view: View, question: Question) -> str:
    """Only a district list that bears ranks holds priorities."""
    ranked = view.universe == "district" and fates(view.mart, question).ranked(view.year)
    return view.t("fate.priority" if ranked else "fate.proposal")


def answered(view: View, told: dict[str, Any]) -> str:
    """A written reply {on, office, reason, text}, word for word."""
    return reply(Reply(**told, file="", sheet="", row=0), view.lang)


def absent(view: View, answer: Answer, nothing: str, here: str) -> None:
    """Nothing to say: what would bring it (below `nothing`), or, where everything is there, that the choice is empty (`here`)."""
    missing = [m for m in answer.missing if m.essential]
    if not missing:
        show(html.title(view.t(here), kicker(view), view.t("in_order.nothing_hint")))
        return
    show(html.title(view.t(nothing), kicker(view)))
    lacking(view, missing)
