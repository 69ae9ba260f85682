"""The early warning in words: its headline, how long there usually is left, and a neutral question for every priority."""

from __future__ import annotations

from typing import Any

from analytics.locale.format import count, month, rupiah
from analytics.locale.said import said
from analytics.query.warning import Item, Warning
from analytics.vocabulary import regions, terms

ROOM = "warning"


def headline(found: Warning, lang: str = "id") -> str:
    """What the newest draft holds of the list, in one sentence."""
    t = found.tally
    facts: dict[str, Any] = {"year": found.year, "all": count(t.n, lang)}
    if not t.n:
        return said(ROOM, "no_list", lang, **facts)
    noun = "priority" if found.ranked else "proposal"
    if found.draft is None:
        return said(ROOM, "nothing", lang, item=said(ROOM, noun, lang, t.n), **facts)
    return said(
        ROOM,
        "headline",
        lang,
        t.open,
        draft=said(ROOM, found.draft, lang),
        item=said(ROOM, noun, lang, t.open or t.n),
        n=count(t.open, lang),
        refused=count(t.not_found, lang),
        unknown=count(t.unknown, lang),
        rupiah=rupiah(t.rupiah_open, lang),
        unpriced=said(ROOM, "unpriced", lang, n=count(t.n_unpriced, lang)) if t.n_unpriced else "",
        **facts,
    )


def time_left(found: Warning, lang: str = "id") -> str:
    """What can still be done, and when the next step usually is: practice, never law."""
    if found.decided:
        return said(ROOM, "decided", lang, year=found.year)
    step, days = found.step, found.step.days_to_begin
    when = "before" if days >= 0 else "during"
    days = days if days >= 0 else step.days_to_end
    if step.days_to_end < 0:
        when = "past"
    usual = said(
        ROOM,
        when,
        lang,
        days,
        step=said(ROOM, step.source, lang),
        year=found.year,
        begins=month(step.begins, lang),
        ends=month(step.ends, lang),
        n=count(days, lang),
    )
    still = [said(ROOM, f"open_{found.draft}", lang)] if found.draft and found.tally.open and when != "past" else []
    return " ".join([*still, usual])


def question(found: Warning, item: Item, lang: str = "id") -> str:
    """A neutral question about one proposal and the step that comes next."""
    target = "apbd_p" if found.decided else found.step.source
    facts = {"title": item.title, "place": place(item, lang), "target": said(ROOM, target, lang)}
    if item.rank is None or not item.district:
        return said(ROOM, "question_plain", lang, year=found.year, **facts)
    district = regions.short_label(item.district)
    return said(ROOM, "question_ranked", lang, rank=item.rank, district=district, year=found.year, **facts)


def place(item: Item, lang: str = "id") -> str:
    """The village with its kind, else its name as written."""
    if item.village:
        return regions.short_label(item.village)
    if item.village_name:
        return item.village_name
    return regions.short_label(item.district) if item.district else said(ROOM, "no_place", lang)


def records(found: Warning, lang: str = "id") -> list[dict[str, Any]]:
    """A sheet of questions: one row for every proposal not found so far, by agency, then by rank."""
    ordered = sorted(
        found.open,
        key=lambda i: (i.agency is None, i.agency or "", i.district or "", i.rank is None, i.rank or 0, i.id),
    )
    return [
        {
            "agency": i.agency or said(ROOM, "no_agency", lang),
            "question": question(found, i, lang),
            "rank": i.rank,
            "item": i.title,
            "village": place(i, lang),
            "district": regions.short_label(i.district) if i.district else i.district_name,
            "dapil": i.dapil,
            "cost": i.cost,
            **{draft: said(ROOM, state, lang) for draft, state in i.states.items()},
            "reason": terms.label("reason", i.reason, lang) if i.reason else said(ROOM, "no_reason", lang),
            "answer": None,
            "id": i.id,
        }
        for i in ordered
    ]
