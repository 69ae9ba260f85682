"""A set of Paparan as a file: the same pictures, titles and figures, between a cover and an end that says how to check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.errors import BadQuestion
from analytics.locale.format import date, share
from analytics.locale.said import said
from analytics.pages.deck_drawings import drew
from analytics.pages.deck_notes import ROOM, notes
from analytics.pages.deck_proof import proof
from analytics.pages.picture import Picture
from analytics.pages.pictures import draw
from analytics.pages.slide_words import about, foot
from analytics.pages.slides import Slide
from analytics.pages.view import View
from analytics.query.certificate import Certificate
from analytics.query.facts import documents, regencies
from analytics.query.rates import Rate
from analytics.reports import deck_data
from analytics.reports.deck import deck_bytes
from analytics.reports.nameless import agencies_hidden, put_instead
from analytics.vocabulary import regions

MEASURES = {
    "order": "top_k",
    "queue": "repeat_and_gave_up",
    "fair": "equity",
    "origin": "origin_share",
    "journey": "funnel",
}


@dataclass(frozen=True)
class Left:
    """A slide the data cannot carry: what it would have shown, and what is missing for it."""

    name: str
    why: str


@dataclass(frozen=True)
class Made:
    """The file and what it holds: `pictures` by id in their order, `left` out, the code of its first figure,
    `mark` where any of it is invented."""

    file: bytes
    pictures: tuple[str, ...]
    left: tuple[Left, ...]
    code: str
    n: int
    mark: str


def deck_of(view: View, slides: Sequence[Slide], name: str) -> Made:
    """The file of a set; nobody is named in it. `name` is that of the set (pictures.SETS) or "custom". Raises BadQuestion where
    no slide has data."""
    view = replace(view, mart=view.mart.nameless())
    found = [(s, draw(view, s)) for s in slides]
    there = [(s, p) for s, p in found if p is not None]
    left = tuple(_left(view, s) for s, p in found if p is None)
    if not there:
        raise BadQuestion("deck_empty")
    pages, codes = [], []
    for slide, pic in there:
        mine = _own(view, slide)
        shown = proof(mine, pic.answers[0]) if pic.answers else None
        codes += [shown.code] if shown else []
        pages.append(_page(mine, slide, pic, shown))
    first = next(iter(codes), "")
    title = _title(view, name)
    mark = view.t("app.fictional_short") if any(regions.fictional(s.regency) for s, _ in there) else ""
    ends = (_cover(view, title, there[0][0]), _end(view, there[0][0], first, left))
    whole = (replace(ends[0], mark=mark), *pages, replace(ends[1], mark=mark))
    told = deck_data.Deck(title, view.lang, mark, view.mart.id, whole, _words(view))
    hidden = {k: v for s, _ in there for k, v in agencies_hidden(view.mart, s.regency).items()}
    file = deck_bytes(put_instead(told, hidden))
    return Made(file, tuple(s.picture for s, _ in there), left, first, len(whole), mark)


def _own(view: View, s: Slide) -> View:
    """The view with the choices of one slide."""
    regency = next(r for r in regencies(view.mart) if r.code == s.regency)
    return replace(view, regency=regency, year=s.year, universe=s.universe, version=s.version, where=s.where)


def _words(view: View) -> dict[str, str]:
    words = {k: view.t(f"deck.{k}") for k in ("moved", "sheet", "about", "low", "high")}
    return {**words, "more": view.t("deck.more", n="{n}")}


def _page(view: View, slide: Slide, pic: Picture, shown: Certificate | None) -> deck_data.Slide:
    drawn = drew(view, pic.body, pic.title)
    sub = " ".join(w for w in (f"{pic.tag[:1].upper()}{pic.tag[1:]}." if pic.tag else "", pic.sub) if w)
    if not drawn.drawings and not drawn.told and sub:  # nothing to draw: what there is to say stands large
        drawn.told, sub = [sub], ""
    return deck_data.Slide(
        about(view, slide),
        pic.title,
        drawn.drawings,
        sub,
        drawn.above,
        drawn.below,
        drawn.told,
        foot(view, slide, shown.code if shown else ""),
        notes(view, pic, drawn, shown),
        mark=view.t("app.fictional_short") if view.fictional else "",
    )


def _title(view: View, name: str) -> str:
    """What the set is about; one of a single list names it."""
    facts = {"place": view.place, "version": view.term("version", view.version), "year": view.year or ""}
    what = ", ".join(regions.label(v) if k == "district" else v for k, v in view.where)
    key = name if name in ("plenary", "custom") else "list"
    return view.t(f"deck.title_{key}", what=what, **facts).replace(" ,", ",").replace(" ?", "?")


def _cover(view: View, title: str, first: Slide) -> deck_data.Slide:
    """What the set is of, how to read it, and how official it is."""
    n = len(documents(view.mart, view.regency.code, view.year))
    lines = [
        view.t("deck.read_proven"),
        view.t("deck.read_unknown"),
        view.t("deck.made", date=date(dt.date.today(), view.lang), n=view.n(n)),
        " · ".join(w for w in (view.standing, view.t("app.unofficial")) if w),
    ]
    if view.fictional:
        lines.insert(0, f"{view.t('app.fictional_short')}: {view.t('app.fictional')}")
    told = [(view.t("deck.note_meaning"), [view.t("deck.cover_note")])]
    return deck_data.Slide(about(view, first), title, above=lines, foot=foot(view, first), notes=told, cover=True)


def _end(view: View, first: Slide, code: str, left: Sequence[Left]) -> deck_data.Slide:
    """How to check, what is not known, what is not here."""
    answer = view.ask("accommodation_count")
    rate = Rate.of(answer.total) if answer.total else Rate()
    lines = [
        view.t("deck.check", code=code) if code else view.t("deck.check_mart"),
        view.t("deck.address", mart=view.mart.id),
    ]
    if rate.n:
        facts = {"unknown": view.n(rate.unknown), "n": view.n(rate.n), "share": share(rate.unknown / rate.n, view.lang)}
        lines.append(view.t("deck.unknown", **facts))
    lacking = dict.fromkeys(m.name for m in answer.missing)
    lines += [view.t("deck.lacking", names=", ".join(lacking))] if lacking else []
    lines += (
        [view.t("deck.left", names="; ".join(f"{x.name} ({x.why})" for x in left))]
        if left
        else [view.t("deck.all_here")]
    )
    lines.append(view.t("deck.no_estimate"))
    told = [(view.t("deck.note_more"), [view.t("deck.end_note")])]
    return deck_data.Slide(about(view, first), view.t("deck.end"), told=lines, foot=foot(view, first, code), notes=told)


def _left(view: View, s: Slide) -> Left:
    """Why: the files that would bring it where a measure can say, else that the data at hand cannot carry it."""
    kind = s.picture.partition(".")[0]
    names: list[str] = []
    if any(r.code == s.regency for r in regencies(view.mart)):
        answer = replace(_own(view, s), where=()).ask(MEASURES.get(kind, "accommodation_count"))
        names = [m.name for m in answer.missing if m.essential]
    why = view.t("deck.needs", names=", ".join(dict.fromkeys(names))) if names else view.t("deck.cannot")
    return Left(said(ROOM, f"name_{kind}", view.lang), why)
