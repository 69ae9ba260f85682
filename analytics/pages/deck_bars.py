"""Bars of a page as native bars: proven solid, at most behind it, the whole behind both; the page's words at their ends."""

from __future__ import annotations

from analytics.charts import axis, fates, html
from analytics.charts import dots as dotted
from analytics.charts import trend as trends
from analytics.locale.fate_words import SYMBOLS
from analytics.locale.format import share
from analytics.pages.view import View
from analytics.reports.deck_data import Chart, Drawing, Said, Series

Made = tuple[Drawing, list[str], list[str]]
SHARE, NUMBER = "0.0%", "#,##0"
LONG = 46  # letters at the end of a bar, beyond which its note is for the speaker


def described(title: str, rows: list[str]) -> str:
    """What is read aloud in place of a drawing."""
    return f"{title}. {'; '.join(rows)}"[:1500]


def bars(view: View, drawn: html.Bars, keys: dict[str, str], title: str) -> Made:
    """Lying bars; amounts are whole rupiah, shares are fractions of 1."""
    rupiah = drawn.unit == "rupiah"
    low = [_value(r.share, drawn.whole, rupiah) for r in drawn.rows]
    high = [max(_value(r.high, drawn.whole, rupiah), v) for r, v in zip(drawn.rows, low, strict=True)]
    series = [] if rupiah else [Series(view.t("deck.whole"), "whole", [1.0] * len(low))]
    if high != low:
        series.append(Series(keys.get("unknown", view.t("journey.legend_unknown")), "unknown", high))
    name = view.t("deck.rupiah") if rupiah else keys.get("found", view.t("home.legend_proven"))
    series.append(Series(name, "found", low, kinds=["quiet" if r.quiet else "" for r in drawn.rows]))
    ends, noted = [], []
    for r in drawn.rows:
        detail = " · ".join(w for w in (r.detail, r.note) if w)
        fits = len(r.figure) + len(detail) <= LONG
        ends.append(Said(r.figure, detail if fits else r.detail))
        if not fits and r.note:
            noted.append(f"{r.label}: {r.note}")
    told = [f"{r.label}: {r.figure} {r.detail} {r.note}".strip() for r in drawn.rows]
    mark = next((r.mark * drawn.whole for r in drawn.rows if r.mark is not None), None)
    top = max([*high, mark or 0.0]) if rupiah else max([1.0, *high])
    apart = rupiah or top > 1  # a line or a bar would run through words at the ends of other bars
    chart = Chart(
        "bars",
        [r.label for r in drawn.rows],
        series,
        top or 1.0,
        NUMBER if rupiah else SHARE,
        [" · ".join(w for w in (s.figure, s.detail) if w) for s in ends] if apart else (),
        () if apart else ends,
        mark=mark,
        hidden=drawn.left,
        alt=described(title, told),
    )
    return chart, [], noted


def _value(part: float, whole: float, rupiah: bool) -> float:
    return round(part * whole) if rupiah else part * whole if whole != 1.0 else part


def dots(view: View, drawn: dotted.Dots, keys: dict[str, str], title: str) -> Made:
    """A rate with its limits: the same bars, the limits as a line with ends on each."""
    rows, labels = drawn.rows, drawn.labels
    most = [max(r.most, r.share) for r in rows]
    series = [
        Series(labels["unknown"], "unknown", most),
        Series(labels["dot"], "found", [r.share for r in rows]),
    ]
    chart = Chart(
        "bars",
        [r.name for r in rows],
        series,
        axis.end(max(m, r.high, drawn.whole) for m, r in zip(most, rows, strict=True)),
        SHARE,
        limits=[(r.low, r.high) for r in rows],
        mark=drawn.whole,
        after=[" · ".join(w for w in (r.figure, r.n, r.mark) if w) for r in rows],
        hidden=drawn.left,
        alt=described(title, [r.words for r in rows]),
    )
    return chart, [view.t("deck.mark", whole=labels["whole"], limits=labels["limits"])], []


def trend(view: View, drawn: trends.Trend, keys: dict[str, str], title: str) -> Made:
    """Upright bars, one a year; a year nobody looked at is a gap, breaks are numbered lines."""
    columns = drawn.columns
    low: list[float | None] = [None if c.why else c.share for c in columns]
    high: list[float | None] = [None if c.why else max(c.high, c.share) for c in columns]
    cuts = [(i, c.break_before) for i, c in enumerate(columns) if c.break_before]
    series = [
        Series(
            keys.get("unknown", view.t("journey.legend_unknown")), "unknown", high, [bool(c.detail) for c in columns]
        ),
        Series(keys.get("found", drawn.labels["figure"]), "found", low),
    ]
    told = [f"{c.year}: {c.why or c.figure} ({c.n}) {c.detail}".strip() for c in columns]
    chart = Chart(
        "columns",
        [f"{c.year}\n{'–' if c.why else c.figure.replace(' %', '%')}\n{c.n}" for c in columns],
        series,
        next((s for s in trends.STEPS if s >= max([0.0, *(h for h in high if h is not None)])), 1.0),
        SHARE,
        ends='"≤"0%',
        cuts=[(i, str(k)) for k, (i, _) in enumerate(cuts, 1)],
        alt=described(title, told),
    )
    of = any("/" in c.n for c in columns)
    below = [view.t("deck.columns_of" if of else "deck.columns", n=drawn.labels["n"])]
    for kind in ("why", "note"):
        for words in dict.fromkeys(w for c in columns if (w := getattr(c, kind))):
            below.append(f"{words}: {', '.join(c.year for c in columns if getattr(c, kind) == words)}")
    numbered = [f"{k}: {name}" for k, (_, name) in enumerate(cuts, 1)]
    more = [f"{c.year}: {drawn.labels['more']} {c.more}" for c in columns if c.more]
    return chart, [" · ".join([*below, *numbered])], [*more, *(f"{c.year}: {c.detail}" for c in columns if c.detail)]


def whole(view: View, drawn: fates.Whole, keys: dict[str, str], title: str) -> Made:
    """Every class of a list as a bar of its own within the whole list."""
    parts = drawn.parts
    total = sum(p.n for p in parts)
    series = [
        Series(view.t("deck.list"), "whole", [total] * len(parts)),
        Series(view.t("deck.class"), "found", [p.n for p in parts], kinds=[p.fate for p in parts]),
    ]
    ends = [Said(p.number, share(p.share, view.lang)) for p in parts]
    names = [f"{SYMBOLS.get(p.fate, '')} {p.words}".strip() for p in parts]
    told = [f"{p.number} {p.words}" for p in parts]
    return Chart("bars", names, series, total or 1, NUMBER, said=ends, key=(), alt=described(title, told)), [], []
