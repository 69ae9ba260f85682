"""Pemerataan, the rates: a dot and its limits a place, the funnel plot, and rupiah per head with how evenly it falls."""

from __future__ import annotations

from functools import partial

from analytics.charts import html
from analytics.charts.dots import Dot, dots
from analytics.charts.drawn import Drawn
from analytics.charts.funnel import Spot, funnel
from analytics.charts.html import Bar
from analytics.locale.fate_words import PLANS
from analytics.locale.format import decimal, share
from analytics.pages.links import way
from analytics.pages.narrow import fits
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.facts import dapils
from analytics.query.places import Place, Places, limits, places
from analytics.query.series import finished

MOST = 30  # rows of one picture; the map and the file hold all
NAMED = 16  # places of a funnel that are all named; of more only those outside its limits
PATHS = {"dapil": "kecamatan", "district": "kecamatan", "village": "desa"}


def found(view: View, level: str) -> Places | None:
    """The places of the reader's choices; None where the data cannot tell them."""
    if not fits(view, "equity"):
        return None
    return places(view.ask("equity", (level,)))


def rates_of(view: View, level: str) -> Picture | None:
    """A row a place, those with most proposals first."""
    p = found(view, level)
    if p is None or not p.asking:
        return None
    rows = [_dot(view, level, x) for x in p.asking[:MOST]]
    mean = share(p.whole.value, view.lang)
    labels = {
        "name": view.term("dimension", level),
        "figure": view.t("home.legend_proven"),
        "n": view.t("fair.n"),
        "dot": view.t("home.legend_proven"),
        "limits": view.t("fair.limits"),
        "unknown": view.t("journey.legend_unknown"),
        "whole": view.t("fair.whole", share=mean),
    }
    title = _finding(view, level, p)
    left = len(p.asking) - len(rows)
    below = [view.t("fair.order")]
    if view.year and view.version not in PLANS and not finished(view.mart, view.regency.code, view.year, view.version):
        below.append(view.t("fate.unfinished"))
    below += [view.t("fair.left", n=view.n(left))] if left else []
    below += [view.t("fair.nowhere", n=view.n(p.nowhere.n))] if p.nowhere.n else []
    silent = len(p.listed) - len(p.asking)
    below += [view.t("fair.silent", n=view.n(silent))] if silent else []
    return Picture(
        _name("places", level),
        title,
        dots(rows, p.whole.value, labels, title, left) + html.hit(" ".join(below)),
        f"pemerataan-{level}-{view.regency.code}-{view.year or 'semua'}",
        (view.ask("equity", (level,)),),
        view.t("fair.sub", unknown=view.n(p.whole.unknown), n=view.n(p.whole.n)),
        view.kicker,
        first=True,
    )


def _finding(view: View, level: str, p: Places) -> str:
    above, below = (len(p.apart(side)) for side in ("above", "below"))
    facts = {"n": view.n(len(p.asking)), "mean": share(p.whole.value, view.lang), "places": view.t(f"fair.{level}")}
    facts |= {"version": view.term("version", view.version), "year": str(view.year or view.t("app.all_years").lower())}
    facts["got"] = got(view)
    if above or below:
        return view.t("fair.title", above=view.n(above), below=view.n(below), **facts)
    return view.t("fair.title_none", **facts)


def got(view: View) -> str:
    """A plan or draft holds a proposal, it never pays for it."""
    return view.t("fair.got_plan" if view.version in PLANS else "fair.got_budget")


def words(view: View, x: Place) -> str:
    """One place in full: how many of how many, and what is not yet known."""
    r = x.rate
    told = view.t("home.matrix_cell", proven=view.n(r.proven), n=view.n(r.n), unknown=view.n(r.unknown))
    return f"{name_of(view, x.code)}: {told if r.n else view.t('home.matrix_empty')}"


def name_of(view: View, code: str) -> str:
    """A place by its code; a dapil is its own name."""
    return place_name(view, code) if code[:1].isdigit() else code


def inside(view: View) -> tuple[str, ...]:
    """Beginnings of the codes of the places the reader narrowed the page to; ("",) for all of them."""
    where = dict(view.where)
    if "district" in where:
        return (where["district"],)
    if "dapil" in where:
        return dapils(view.mart, view.regency.code, view.year).get(where["dapil"], ())
    return ("",)


def _dot(view: View, level: str, x: Place) -> Dot:
    return Dot(
        name_of(view, x.code),
        share(x.rate.value, view.lang),
        f"{view.n(x.rate.proven)}/{view.n(x.rate.n)}",
        x.rate.value,
        x.rate.high,
        x.low or 0.0,
        x.high or 0.0,
        words(view, x),
        view.t(f"fair.{x.apart}") if x.apart else "",
        way(view, PATHS[level], **{level: x.code}),
    )


def funnel_of(view: View, level: str) -> Picture | None:
    """Every place at its number of proposals, within the limits of chance around the whole's rate."""
    p = found(view, level)
    if p is None or len(p.asking) < 3:
        return None
    everyone = len(p.asking) <= NAMED
    spots = [
        Spot(
            x.rate.n,
            x.rate.value,
            x.rate.high,
            name_of(view, x.code) if everyone or x.outside else "",
        )
        for x in p.asking
    ]
    bounds = [(b.n, b.low95, b.high95, b.low998, b.high998) for b in limits(p.whole, p.asking[0].rate.n)]
    outside, far = (sum(getattr(x, k) for x in p.asking) for k in ("outside", "far"))
    facts = {
        "n": view.n(len(p.asking)),
        "outside": view.n(outside),
        "far": view.n(far),
        "places": view.t(f"fair.{level}"),
    }
    title = view.t("fair.funnel_title", **facts)
    labels = {
        "x": view.t("fair.axis_n"),
        "y": view.t("fair.axis_rate", got=got(view)),
        "spot": view.t("home.legend_proven"),
        "open": view.t("fair.open"),
        "whole": view.t("fair.whole", share=share(p.whole.value, view.lang)),
        "l95": view.t("fair.l95"),
        "l998": view.t("fair.l998"),
    }
    answer = view.ask("equity", (level,))
    file = f"corong-{level}-{view.regency.code}-{view.year or 'semua'}"
    said = f"{title}. {'; '.join(words(view, x) for x in p.asking[:MOST])}"
    drawn = funnel(spots, bounds, p.whole.value, labels, said)
    drawn += html.hit(view.t("fair.spots")) if len({(s.n, s.share) for s in spots}) < len(spots) else ""
    return Picture(_name("funnel", level), title, drawn, file, (answer,), view.t("fair.funnel_sub"))


def people_of(view: View, level: str) -> Picture | None:
    """Rupiah proven per head, and in one sentence how evenly rupiah fall over poorer and better-off villages."""
    p = found(view, level)
    if p is None or not p.paid or p.per_head is None:
        return None
    bars = [
        Bar(
            name_of(view, x.code),
            view.rp(round(x.per_head or 0)),
            view.t("fair.people", n=view.n(x.people)),
            share=x.of_most or 0.0,
            high=x.of_most or 0.0,
            mark=p.of_most,
        )
        for x in p.paid[:MOST]
    ]
    left = len(p.paid) - len(bars)
    without = len(p.listed) - len(p.paid)
    below = [view.t("fair.order_too")]
    below += [view.t("fair.left", n=view.n(left))] if left else []
    below += [view.t("fair.no_people", n=view.n(without))] if without else []
    title = view.t(
        "fair.people_title",
        whole=view.rp(round(p.per_head)),
        version=view.term("version", view.version),
        year=view.year or view.t("app.all_years").lower(),
    )
    answer = view.ask("equity", (level,))
    file = f"rupiah-per-jiwa-{level}-{view.regency.code}-{view.year or 'semua'}"
    drawn = html.lead([even]) if (even := _even(view)) else Drawn("")
    sub = view.t("fair.people_sub", year=p.people_year or "–")
    longest = max(x.per_head or 0.0 for x in p.paid)
    drawn += html.bars(bars, title, longest, "rupiah", left) + html.hit(" ".join(below))
    return Picture(_name("people", level), title, drawn, file, (answer,), sub)


def _even(view: View) -> str:
    """The concentration index over villages, in one sentence."""
    p = found(view, "village")
    value = p.index["concentration"] if p else None
    if p is None or value is None:
        return view.t("fair.no_index")
    counted = p.index["concentration_count"]
    side = "poorer" if value < 0 else "richer" if value > 0 else "even"
    facts = {"index": _signed(view, value), "count": "–" if counted is None else _signed(view, counted)}
    return view.t(f"fair.{side}", n=view.n(p.n_index), all=view.n(len(p.listed)), year=p.index_year or "–", **facts)


def _signed(view: View, value: float) -> str:
    return f"{'+' if value > 0 else ''}{decimal(value, view.lang)}".replace("-", "−")


def _name(picture: str, level: str) -> str:
    return f"fair.{picture}" if level == "district" else f"fair.{picture}_{level}"


PLACES = {_name("places", level): partial(rates_of, level=level) for level in PATHS}
FUNNELS = {_name("funnel", level): partial(funnel_of, level=level) for level in PATHS}
PEOPLE = {_name("people", level): partial(people_of, level=level) for level in PATHS}
