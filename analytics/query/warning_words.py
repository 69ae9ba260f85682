"""The early warning in words: its headline, how long there usually is left, and a neutral question for every priority."""

from __future__ import annotations

from typing import Any

from analytics.locale.format import count, month, rupiah
from analytics.locale.said import said
from analytics.query.warning_answer import Item, Warning
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


def short(found: Warning, of: str = "", lang: str = "id") -> str:
    """The same for the head of a page; `of` names what the list was narrowed to. What is proven is told apart below it."""
    t = found.tally
    if not t.n or found.draft is None:
        return headline(found, lang).rstrip(".")
    ends = []
    if t.rupiah_open:
        ends.append(f", {rupiah(t.rupiah_open, lang)}")
    if found.decided:
        ends.append(said(ROOM, "short_decided", lang, year=found.year))
    elif t.open and found.step.days_to_end >= 0:
        still = said(ROOM, f"open_{found.draft}", lang)
        ends.append(f"; {still[0].lower()}{still[1:]}".rstrip("."))
    noun = said(ROOM, "priority" if found.ranked else "proposal", lang, t.n)
    facts = {"draft": said(ROOM, found.draft, lang), "year": found.year, "n": count(t.open, lang)}
    return said(
        ROOM, "short", lang, t.open, item=noun, all=count(t.n, lang), of=of and f" {of}", ends="".join(ends), **facts
    )


def parts(found: Warning, lang: str = "id") -> str:
    """What "not found so far" is made of: looked for and not there, refused on the way, not yet known; and what has no price."""
    t = found.tally
    if not found.draft or not t.open:
        return ""
    listed = [("parts_absent", t.absent), ("parts_refused", t.refused), ("parts_unknown", t.unknown)]
    words = ", ".join(said(ROOM, key, lang, n=count(n, lang)) for key, n in listed if n)
    unpriced = said(ROOM, "parts_unpriced", lang, t.n_unpriced, n=count(t.n_unpriced, lang)) if t.n_unpriced else ""
    return f"{words[0].upper()}{words[1:]}.{unpriced}"


def later(found: Warning, lang: str = "id") -> str:
    """What became of those not found then, where the budget is here; nothing before that."""
    rate = found.later
    if rate is None or not found.draft:
        return ""
    facts = {"n": count(rate.n, lang), "proven": count(rate.proven, lang), "most": count(rate.most, lang)}
    return said(ROOM, "later", lang, rate.proven, draft=said(ROOM, found.draft, lang), year=found.year, **facts)


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
