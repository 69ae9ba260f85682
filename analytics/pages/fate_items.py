"""One proposal's fate in words: the verdict, where it is written, who looked, and what an office answered."""

from __future__ import annotations

from analytics.charts.fates import Item
from analytics.locale.fate_words import fate_word
from analytics.locale.format import date
from analytics.pages.links import story
from analytics.pages.view import View
from analytics.query.fates import Fate, Link, Reply
from analytics.vocabulary import regions

BY_MONEY = ("funded", "funded_size_unknown", "partial", "late", "elsewhere")


def item(view: View, f: Fate, version: str) -> Item:
    """A proposal ready for the screen."""
    size = f"{view.n(f.volume)} {f.unit or ''}".strip() if f.volume is not None else ""
    outside = "" if "district" in dict(view.where) or not f.district else regions.short_label(f.district)
    where = " · ".join(w for w in (size, f.location_text, _village(f), outside, f.agency) if w)
    return Item(
        number=view.n(f.rank) if f.rank is not None else "–",
        title=f.title or "–",
        address=story(f.id),
        where=where,
        money=money(view, f),
        fate=f.fate or "none",
        verdict=verdict(view, f, version),
        brief=brief(view, f),
        evidence=[link(view, k) for k in f.links if f.fate in BY_MONEY],
        replies=[reply(view, r) for r in f.replies],
    )


def _village(f: Fate) -> str:
    """The village, unless the place in the list's own words already names it."""
    name = regions.short_label(f.village) if f.village else (f.village_name or "")
    return "" if f.village_name and f.location_text and f.village_name.lower() in f.location_text.lower() else name


def money(view: View, f: Fate) -> str:
    """Asked, and received where something was: "Rp 180 jt → Rp 150 jt"."""
    got = {"late": f.late, "elsewhere": f.elsewhere}.get(f.fate or "", f.allocated)
    asked = view.rp(f.estimated_cost) if f.estimated_cost is not None else view.t("fate.cost_missing")
    return f"{asked} → {view.rp(got)}" if got else asked


def verdict(view: View, f: Fate, version: str) -> str:
    """The fate as a few words; where no budget version is there, the stage the lists carry it to."""
    if f.fate is None:
        return view.t("fate.reached", stage=view.term("stage", f.stage))
    source = view.term("version", f.elsewhere_version).upper() if f.elsewhere_version else view.t("fate.other_source")
    held = view.term("version", version).upper()
    return fate_word(f"verdict_{f.fate}", version, view.lang, version=held, year=f.late_year or "", source=source)


def brief(view: View, f: Fate) -> str:
    """Beside the verdict: who looked, how far the lists carried it, how often it was asked, the reason written there."""
    found = []
    if f.disputed:
        found.append(view.t("fate.disputed"))
    elif f.fate == "unfunded":
        found.append(view.t("fate.looked", n=f.people))
    elif f.fate == "unknown":
        found.append(view.t("fate.reached", stage=view.stage(f.stage)))
    if f.asked_years and f.asked_years > 1:
        found.append(view.t("fate.asked", n=f.asked_years, since=f.asked_since))
    if f.fate not in BY_MONEY and f.reason and not f.replies:
        words = view.term("reason", f.reason)
        found.append(words if f.reason == "none" else view.t("fate.reason", reason=words))
    return " · ".join(found)


def link(view: View, k: Link) -> str:
    """The budget line in its own words, and the row of the file it stands in."""
    where = view.t("trace.source", file=k.file, sheet=k.sheet, row=view.n(k.row))
    how = view.t("fate.by_id") if k.method == "id" else view.t("fate.by_people", n=k.people)
    return f"{view.term('version', k.version)} {k.year}: {k.description} · {where} · {how}"


def reply(view: View, r: Reply) -> str:
    """An office's written answer, word for word, with its date."""
    head = view.t("fate.reply", office=r.office or "–", date=date(r.on, view.lang))
    words = r.text or (view.t("fate.reason", reason=view.term("reason", r.reason)) if r.reason else "–")
    return f"{head}: {words}"
