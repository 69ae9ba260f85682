"""Asal Belanja, the origins: every year as a bar of 100 %, and the chosen year by kecamatan or perangkat daerah."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.shares import Part, Whole, shares
from analytics.locale.format import share
from analytics.pages.links import way
from analytics.pages.narrow import fits
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.origins import Origin, Origins, Slice, origins
from analytics.query.series import breaks

MOST = 20  # rows of one picture; the file holds all
MUSRENBANG = "musrenbang"


def years_picture(view: View) -> Picture | None:
    """The finding is of the chosen year; the years stand below each other, the newest first."""
    if not fits(view, "origin_share"):
        return None
    answer = replace(view, year=None).ask("origin_share", ("year", "origin"))
    found = origins(answer)
    if found is None:
        return None
    chosen = found.whole if view.year is None else next((s for s in found.slices if s.key == view.year), None)
    if chosen is None:
        return None
    newest = sorted(found.slices, key=lambda s: s.key, reverse=True)
    cuts = breaks([s.key for s in reversed(newest)], view.lang)
    rows, above = [], ""
    for s in newest:
        rows.append(_row(view, s, str(s.key), above, chosen=s.key == view.year))
        above = cuts.get(s.key, "")
    title = _title(view, chosen)
    return Picture(
        "origin.years",
        title,
        _drawn(view, found, rows, title, "app.year") + html.hit(_bound(view, chosen)),
        f"asal-{view.regency.code}-{view.year or 'semua'}",
        (answer,),
        view.t("origin.years_sub"),
        view.kicker,
        first=True,
    )


def districts_picture(view: View) -> Picture | None:
    """The chosen year by kecamatan, in the order of their codes."""
    return _by(view, "district", lambda s: (s.key is None, s.key), lambda s: place_name(view, s.key))


def agencies_picture(view: View) -> Picture | None:
    """The chosen year by perangkat daerah, those with most rupiah first."""
    return _by(view, "agency", lambda s: (-s.amount, s.key or ""), lambda s: s.key or view.t("app.no_value"))


def _by(view: View, by: str, order: Callable[[Slice], object], name: Callable[[Slice], str]) -> Picture | None:
    if not fits(view, "origin_share"):
        return None
    answer = view.ask("origin_share", (by, "origin"))
    found = origins(answer)
    if found is None:
        return None
    listed = sorted(found.slices, key=order)  # type: ignore[arg-type]
    rows = [
        replace(_row(view, s, name(s)), href=way(view, "kecamatan", **{by: str(s.key)}) if s.key else "")
        for s in listed[:MOST]
    ]
    words = {"version": view.term("version", view.version), "year": view.year or view.t("app.all_years").lower()}
    title = view.t(f"origin.{by}_title", n=view.n(len(listed)), **words)
    left = len(listed) - len(rows)
    below = [view.t(f"origin.{by}_order"), *([view.t("origin.left", n=view.n(left))] if left else [])]
    drawn = _drawn(view, found, rows, title, f"fate.{by}", left)
    file = f"asal-{by}-{view.regency.code}-{view.year or 'semua'}"
    name_ = "origin.districts" if by == "district" else "origin.agencies"
    hint = html.hint(view.t("origin.district_hint")) if by == "district" else ""
    return Picture(name_, title, drawn + html.hit(" ".join(below)) + hint, file, (answer,))


def _drawn(view: View, found: Origins, rows: list[Whole], title: str, head: str, left: int = 0) -> Drawn:
    keys = [(kind(o), origin_words(view, o)) for o in found.known]
    return shares(rows, keys, title, (view.t(head), view.t("origin.share"), view.t("origin.amount")), left)


def _row(view: View, s: Slice, name: str, above: str = "", *, chosen: bool = False) -> Whole:
    parts = [_part(view, o) for o in s.origins if o.amount]
    return Whole(name, view.rp(s.amount), parts, chosen=chosen, above=above)


def _part(view: View, o: Origin) -> Part:
    figure, name = share(o.share, view.lang), origin_words(view, o.origin)
    return Part(kind(o.origin), o.share, short(name), figure, f"{name} {figure} ({view.rp(o.amount)})")


def _title(view: View, s: Slice) -> str:
    parts = _listed(f"{share(o.share, view.lang)} {short(origin_words(view, o.origin))}" for o in s.origins if o.amount)
    version, year = view.term("version", view.version), view.year or view.t("app.all_years").lower()
    return view.t("origin.title", amount=view.rp(s.amount), version=version, year=year, parts=parts)


def _bound(view: View, s: Slice) -> str:
    """How far the proof of musrenbang may still grow, and what pokir lines were asked for in musrenbang as well."""
    own = s.of(MUSRENBANG)
    said = (
        [view.t("origin.bound", high=share(own.high, view.lang), n=view.n(s.n_untraced))]
        if own and s.n_untraced
        else []
    )
    said += [
        view.t("origin.also", amount=view.rp(o.asked_in_musrenbang), origin=origin_words(view, o.origin))
        for o in s.origins
        if o.asked_in_musrenbang
    ]
    said += [
        view.t("origin.by_mark", amount=view.rp(o.by_mark), origin=origin_words(view, o.origin))
        for o in s.origins
        if o.by_mark
    ]
    return " ".join(said)


def kind(origin: str | None) -> str:
    """The class that chooses colour and pattern: lines of two origins are one of their own."""
    return "unsaid" if origin is None else "both" if "+" in origin else origin


def origin_words(view: View, origin: str | None) -> str:
    if origin is None:
        return view.t("origin.unsaid")
    return " + ".join(view.term("origin", o) for o in origin.split("+"))


def short(words: str) -> str:
    """Without what stands in brackets: in a title and on a bar, the key beside it says it in full."""
    return " + ".join(w.partition(" (")[0] for w in words.split(" + "))


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)
