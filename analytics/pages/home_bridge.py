"""The bridge on Beranda: from what is accommodated in the plan to what is proven here, step by step."""

from __future__ import annotations

from dataclasses import asdict

from analytics.charts.waterfall import Fall, legend, waterfall
from analytics.locale.fate_words import PLANS
from analytics.locale.format import spans
from analytics.pages import remembered
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.bridge import CHAIN
from analytics.query.bridge_bars import Reach, reaches

KINDS = {"start": "level", "found": "level", "ours": "ours", "more": "more"}  # every other change takes away


def bridge_picture(view: View) -> Picture | None:
    """Where at least two versions of the chain are here: a figure is no bridge to itself."""
    if view.version not in CHAIN:
        return None
    found = remembered.bridge(view.mart.named, view.question("accommodation_count"), view.lang)
    if len({s.version for s in found.steps}) < 2:
        return None
    bars = reaches(found.steps)
    first, last = bars[0], bars[-1]
    words = "bridge.title_plan" if view.version in PLANS else "bridge.title"
    versions = {k: _version(view, b.version) for k, b in (("first", first), ("last", last))}
    title = view.t(words, **versions, n=view.n(first.n), m=view.n(last.n))
    widest = max(b.high for b in bars) or 1
    keys = legend(*(view.t(f"bridge.key_{k}") for k in ("settled", "open", "ours")))
    drawn = waterfall([_fall(view, b, widest) for b in bars], title, widest)
    return Picture(
        "home.bridge",
        title,
        keys + drawn,
        f"jembatan-{view.regency.code}-{view.year or 'semua'}",
        (found.answer,),
        view.t("bridge.sub", first=view.term("version", first.version)),
        rows=lambda: [asdict(s) for s in found.steps],
        notes=tuple(
            view.t("bridge.lacking", version=view.term("version", v), years=spans(years)) for v, years in found.lacking
        ),
    )


def _version(view: View, version: str) -> str:
    return f"{view.term('version', version)} {view.year or ''}".strip()


def _fall(view: View, b: Reach, widest: int) -> Fall:
    """A change says by how much and what it is made of; a level how many there are."""
    kind = KINDS.get(b.id, "less")
    level = kind in ("level", "ours")
    sign = "" if level else "+" if b.n > 0 else "−"
    facts = {"version": view.term("version", b.version), "universe": view.term("universe", view.universe)}
    notes = [] if level else [view.t(f"bridge.part_{s.id}", n=view.n(abs(s.n))) for s in b.steps]
    return Fall(
        view.t(f"bridge.bar_{b.id}", **facts),
        f"{sign}{view.n(abs(b.n))}",
        f"{sign}{view.rp(abs(b.amount))}",
        b.low / widest,
        b.high / widest,
        kind,
        b.open / widest,
        [" · ".join(notes)] if len(b.steps) > 1 or b.open else [],
    )
