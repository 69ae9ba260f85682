"""Dua Anggaran, its pictures: what came, went, rose and fell between two budgets, and whose lines they were."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from analytics.charts import html
from analytics.charts.diverging import Both, diverging
from analytics.pages.links import way
from analytics.pages.order_words import of_place, slug
from analytics.pages.parts import place_name
from analytics.pages.picture import Draw, Picture
from analytics.pages.view import View
from analytics.query.budgets import KINDS, Budgets, Slice, budgets

SHOWN = 12  # rows of one picture; the file holds all
SPLITS = ("origin", "agency", "district")
MUSRENBANG = "musrenbang"
MOVES = ("gone", "moved_out", "down", "moved", "up", "moved_in", "added")  # from what takes most to what adds most


@dataclass(frozen=True)
class Two:
    """A comparison that is offered: the first version and how many years before the chosen one, and the second."""

    first: str
    second: str
    back: int = 0


OFFERED: dict[str, Two] = {
    "revision": Two("apbd", "apbd_p"),
    "draft": Two("rapbd", "apbd"),
    "years": Two("apbd", "apbd", 1),
}


def year_of(view: View) -> int:
    """The year of the second budget: the one chosen, else the newest with lines."""
    return view.year or max(view.regency.line_years, default=0)


def compared(view: View, two: Two, by: str | None = None) -> Budgets:
    """Two budgets under the reader's choices; electoral districts, kecamatan and agencies narrow it."""
    year = year_of(view)
    where = tuple((d, (v,)) for d, v in view.where)
    return budgets(view.mart, view.regency.code, year - two.back, two.first, two.second, year, by, where, view.lang)


def names(view: View, two: Two) -> dict[str, str]:
    """Both budgets as people call them; without a year where the regency has no lines at all."""
    year = year_of(view)
    years = {"a": year - two.back, "b": year}
    versions = {"a": view.term("version", two.first), "b": view.term("version", two.second)}
    return {k: f"{words} {years[k]}" if year else words for k, words in versions.items()}


def pair_words(view: View, two: Two) -> str:
    """The same in a box: the year only where it tells them apart."""
    if two.back:
        return " → ".join(names(view, two).values())
    return " → ".join(view.term("version", v) for v in (two.first, two.second))


def kinds_picture(view: View, pair: str) -> Picture | None:
    """The finding: how many lines came, went and changed, and the rupiah of each; none where a budget is not here."""
    two = OFFERED[pair]
    found = compared(view, two)
    if found.missing or not found.whole.changes:
        return None
    whole = found.whole
    kinds = [k for k in MOVES if k in whole.changes]
    widest = max((abs(whole.changes[k].change) for k in kinds), default=0)
    widest = max(widest, abs(whole.whole.change)) or 1
    rows = [_kind(view, whole, k, widest) for k in kinds]
    rows.append(_bar(view, view.t("budgets.net"), whole.whole.change, _net(view, whole), widest, strong=True))
    title = of_place(view, _title(view, whole, names(view, two)))
    same = whole.of("same")
    notes = [view.t("budgets.same", n=view.n(same.n), amount=view.rp(same.before)), _matched(view, found)]
    body = diverging(rows, (view.t("budgets.less"), view.t("budgets.more")), title)
    return Picture(
        f"budgets.{pair}",
        title,
        body + html.hit(" ".join(notes)),
        slug(view, f"dua-anggaran-{pair}"),
        sub=view.t("budgets.sub", **names(view, two)),
        kicker=view.kicker,
        rows=lambda: [{**found.pairing.values, **whole.changes[k].json()} for k in KINDS if k in whole.changes],
        notes=(view.t("budgets.caveat"),),
        first=True,
    )


def split_picture(view: View, pair: str, by: str) -> Picture | None:
    """The same by origin, agency or kecamatan, those that moved most rupiah first."""
    two = OFFERED[pair]
    found = compared(view, two, by)
    slices = _ordered(found, by)
    if not slices:
        return None
    widest = max(max(-s.less, s.more) for s in slices) or 1
    rows = [_slice(view, s, by, widest) for s in slices[:SHOWN]]
    title = of_place(view, _finding(view, found, slices, by, names(view, two)))
    notes = [view.t("budgets.left", n=view.n(len(slices) - SHOWN))] if len(slices) > SHOWN else []
    if any("moved_in" in s.changes for s in slices):
        notes.append(view.t("budgets.moved_note"))
    nowhere = next((s for s in found.slices if by == "district" and s.key is None), None)
    if nowhere:
        n, change = view.n(nowhere.whole.n), signed(view, nowhere.whole.change)
        notes.append(view.t("budgets.nowhere", n=n, change=change))
    return Picture(
        f"budgets.{pair}.{by}",
        title,
        diverging(rows, (view.t("budgets.less"), view.t("budgets.more")), title),
        slug(view, f"dua-anggaran-{pair}-{by}"),
        sub=view.t("budgets.order" if by == "agency" else f"budgets.order_{by}"),
        rows=lambda: [
            {**found.pairing.values, by: s.key, **s.changes[k].json()}
            for s in found.slices
            for k in KINDS
            if k in s.changes
        ],
        notes=tuple(notes),
    )


def _ordered(found: Budgets, by: str) -> list[Slice]:
    """Places in the order of their codes, lines of no place left out; all else by the rupiah that moved."""
    if by == "district":
        return [s for s in found.slices if s.key]
    return sorted(found.slices, key=lambda s: (s.less - s.more, s.key is None, s.key or ""))


def _finding(view: View, found: Budgets, slices: list[Slice], by: str, named: dict[str, str]) -> str:
    """Of origins what became of musrenbang's lines; of agencies and places where most rupiah moved."""
    if by == "origin":
        mine = found.of_origin(MUSRENBANG)
        facts = {k: view.n(mine.of(k).n) for k in ("added", "gone")}
        return view.t("budgets.by_origin", change=together(signed(view, mine.whole.change)), **facts, **named)
    top = max(slices, key=lambda s: (s.key is not None, s.more - s.less))
    facts = {"less": together(signed(view, top.less)), "more": together(signed(view, top.more))}
    return view.t(f"budgets.by_{by}", name=key_words(view, by, top.key), **facts, **named)


def _title(view: View, whole: Slice, names: dict[str, str]) -> str:
    facts = {k: view.n(whole.of(k).n) for k in ("added", "gone")}
    changed = view.n(whole.of("up", "down").n)
    sums = {"before": together(view.rp(whole.whole.before)), "after": together(view.rp(whole.whole.after))}
    return view.t("budgets.title", **names, **sums, **facts, changed=changed)


def _kind(view: View, whole: Slice, kind: str, widest: int) -> Both:
    change = whole.changes[kind]
    words = view.t(f"budgets.kind_{kind}")
    return _bar(view, words[0].upper() + words[1:], change.change, view.t("budgets.n", n=view.n(change.n)), widest)


def _bar(view: View, label: str, change: int, detail: str, widest: int, *, strong: bool = False) -> Both:
    return Both(label, signed(view, change), detail, max(-change, 0) / widest, max(change, 0) / widest, strong=strong)


def _net(view: View, whole: Slice) -> str:
    return f"{view.n(whole.n_before)} → {view.t('budgets.n', n=view.n(whole.n_after))}"


def _slice(view: View, s: Slice, by: str, widest: int) -> Both:
    counts = [(k, s.of(k).n) for k in ("added", "gone", "up", "down", "moved_in", "moved_out", "moved")]
    words = {k: view.t(f"budgets.short_{k}") for k, _ in counts}
    note = " · ".join(f"{view.n(n)} {words[k]}" for k, n in counts if n)
    detail = f"{signed(view, s.less)} · {signed(view, s.more)}" if s.less and s.more else ""
    href = way(view, "asal", **{by: s.key}) if by in ("agency", "district") and s.key else ""
    return Both(
        key_words(view, by, s.key),
        signed(view, s.whole.change),
        detail,
        -s.less / widest,
        s.more / widest,
        note,
        href=href,
    )


def key_words(view: View, by: str, key: str | None) -> str:
    if by == "district":
        return place_name(view, key)
    if key is None:
        return view.t("app.no_value")
    return " + ".join(view.term("origin", one) for one in key.split("+")) if by == "origin" else key


def together(amount: str) -> str:
    """An amount in a title stays on one line."""
    return amount.replace(" ", "\u00a0")


def signed(view: View, value: int) -> str:
    """Rupiah with their sign."""
    return ("+" if value > 0 else "−" if value < 0 else "") + view.rp(abs(value))


def _matched(view: View, found: Budgets) -> str:
    """By what evidence lines were put together."""
    said = [view.t(f"budgets.how_{k}", n=view.n(found.how[k])) for k in ("id", "words", "once") if k in found.how]
    return view.t("budgets.matched", how=", ".join(said)) if said else ""


PICTURES: dict[str, Draw] = {
    **{f"budgets.{pair}": partial(kinds_picture, pair=pair) for pair in OFFERED},
    **{f"budgets.{pair}.{by}": partial(split_picture, pair=pair, by=by) for pair in OFFERED for by in SPLITS},
}
