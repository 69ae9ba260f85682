"""Wholes in parts, ways from one figure to another, curves and clouds of a page as native charts."""

from __future__ import annotations

from analytics.charts import axis, cells, curve, funnel, order, shares, stacked
from analytics.charts import waterfall as steps
from analytics.locale.fate_words import SYMBOLS
from analytics.pages.deck_bars import NUMBER, Made, described
from analytics.pages.view import View
from analytics.reports.deck_data import Chart, Points, Scatter, Series

ROOM = 0.05  # share of the scale that has room for a number


def stacks(view: View, drawn: stacked.Stacks, keys: dict[str, str], title: str) -> Made:
    """Parts of a list end to end, in numbers; what each row comes to stands with its name."""
    rows = drawn.rows
    counts = {k: [next((p[3] for p in r.pieces if p[0] == k), 0) for r in rows] for k in keys}
    top = max((sum(p[3] for p in r.pieces) for r in rows), default=0) or 1
    series = [
        Series(f"{SYMBOLS.get(k, '')} {words}".strip(), k, counts[k], [n / top >= ROOM for n in counts[k]])
        for k, words in keys.items()
    ]
    after = [r.why or _joined(r.figure, r.detail) for r in rows]
    chart = Chart(
        "stacked",
        [r.label for r in rows],
        series,
        top,
        NUMBER,
        after,
        hidden=drawn.left,
        alt=described(title, [f"{r.label}: {r.said or r.why}" for r in rows]),
    )
    return chart, [view.t("deck.named", what=drawn.heading)], [f"{r.label}: {r.note}" for r in rows if r.note]


def pairs(view: View, drawn: order.Pairs, keys: dict[str, str], title: str) -> Made:
    """Pairs of a list in order, not in order, not known."""
    rows, kinds = drawn.rows, ("kept", "not_kept", "unknown")
    top = max((sum(r.pairs) for r in rows), default=0) or 1
    series = [
        Series(keys[k], k, [r.pairs[i] for r in rows], [r.pairs[i] / top >= ROOM for r in rows])
        for i, k in enumerate(kinds)
    ]
    told = [
        f"{r.name}: {', '.join(f'{h} {c}' for h, c in zip(drawn.headings[2:], r.cells, strict=True))}" for r in rows
    ]
    after = [r.cells[0] for r in rows]
    chart = Chart("stacked", [r.name for r in rows], series, top, NUMBER, after, alt=described(title, told))
    return chart, [view.t("deck.named", what=drawn.headings[2])], told


def parts(view: View, drawn: shares.Shares, keys: dict[str, str], title: str) -> Made:
    """Bars of 100 %: every part by its share."""
    rows = drawn.rows
    found = {k: [next((p.share for p in r.parts if p.kind == k), 0.0) for r in rows] for k in keys}
    series = [Series(words, k, found[k], [v >= ROOM for v in found[k]]) for k, words in keys.items() if any(found[k])]
    told = [f"{r.name} ({r.figure}): {'; '.join(p.words for p in r.parts)}" for r in rows]
    cuts = list(dict.fromkeys(r.above for r in rows if r.above))
    after = [r.figure for r in rows]
    names, alt = [r.name for r in rows], described(title, told)
    chart = Chart("stacked", names, series, 1.0, "0%", after, hidden=drawn.left, alt=alt)
    return chart, [], cuts


def falls(view: View, drawn: steps.Falls, keys: dict[str, str], title: str) -> Made:
    """Levels and steps between them; where a step begins is a series without colour."""
    rows = drawn.rows
    low = [round(r.low * drawn.whole) for r in rows]
    high = [round(r.high * drawn.whole) for r in rows]
    open_ = [round(r.unsure * drawn.whole) for r in rows]
    settled = [h - b - o for h, b, o in zip(high, low, open_, strict=True)]
    series = [
        Series(view.t("deck.start"), "none", low),
        Series(keys["unsure"], "unsure", open_),
        Series(f"{keys['less']} / {keys['ours']}", "less", settled, kinds=[r.kind for r in rows]),
    ]
    told = [f"{r.label}: {r.figure} ({r.detail})" for r in rows]
    noted = [*told, *(f"{r.label}: {n}" for r in rows for n in r.notes)]
    legend = [(k, keys[k]) for k in ("less", "unsure", "ours")]
    names, after = [r.label for r in rows], [r.figure for r in rows]
    chart = Chart("stacked", names, series, drawn.whole, NUMBER, after, key=legend, alt=described(title, told))
    return chart, [], noted


def lists(view: View, drawn: cells.Lists, keys: dict[str, str], title: str) -> Made:
    """How many of every list are reached, beside how many are proven: a simulation never looks like a proof."""
    rows = drawn.rows
    reached = [sum("l" in c.kinds.split() for c in r.cells) for r in rows]
    series = [Series(f"{keys['l']} ({keys['tag']})", "simulated", reached, [True] * len(rows))]
    if "p" in keys:
        proven = [sum("p" in c.kinds.split() for c in r.cells) for r in rows]
        series.append(Series(keys["p"], "found", proven, [True] * len(rows)))
    top = max((v or 0 for s in series for v in s.values), default=0) or 1
    told = [f"{r.label}: {r.said}" for r in rows]
    after = [_joined(r.figure, r.detail) for r in rows]
    return Chart("pairs", [r.label for r in rows], series, top, NUMBER, after, alt=described(title, told)), [], []


def waiting(view: View, drawn: curve.Curve, keys: dict[str, str], title: str) -> Made:
    """How many still wait: at most, and at least where that is known."""
    points, labels = drawn.points, drawn.labels
    shown = [len(points) <= 14] * len(points)
    series = [
        Series(labels[1], "found", [p.most for p in points], shown),
        Series(labels[2], "unknown", [p.least for p in points], shown),
        Series(keys["limits"], "limits", [p.low for p in points]),
        Series(f"{keys['limits']} +", "limits", [p.high for p in points]),
    ]
    names = [f"{p.year}\n{p.cells[2]}" for p in points]
    told = [f"{p.year}: {labels[1]} {p.cells[0]}, {labels[2]} {p.cells[1]}, {labels[3]} {p.cells[2]}" for p in points]
    legend = [("found", labels[1]), ("unknown", labels[2]), ("limits", keys["limits"])]
    chart = Chart("line", names, series, 1.0, "0%", key=legend, alt=described(title, told))
    return chart, [view.t("deck.curve", year=labels[0], n=labels[3])], []


def scatter(view: View, drawn: funnel.Funnel, keys: dict[str, str], title: str) -> Made:
    """Every place at its number and rate within the limits of chance; places of one rate and size are one point."""
    bounds, labels = drawn.bounds, drawn.labels
    most = max(b[0] for b in bounds)
    alike: dict[tuple[float, float], list[funnel.Spot]] = {}
    for s in drawn.spots:
        alike.setdefault((s.n, s.share), []).append(s)
    names = [
        ", ".join(s.name for s in same if s.name) or (str(len(same)) if len(same) > 1 else "")
        for same in alike.values()
    ]
    reach = [max(s.most for s in same) for same in alike.values()]
    # LibreOffice drops points of a series that is longer than the first one's: the longest come first
    lines = [
        (kind, sign, column) for kind, at in (("l95", 1), ("l998", 3)) for sign, column in (("", at), (" +", at + 1))
    ]
    series = [
        Points(f"{labels[kind]}{sign}", kind, [(b[0], b[column]) for b in bounds]) for kind, sign, column in lines
    ]
    series.append(Points(labels["whole"], "whole", [(0.0, drawn.whole), (most, drawn.whole)]))
    series.append(Points(labels["spot"], "spot", list(alike), names, reach))
    series.sort(key=lambda p: -len(p.xy))
    top = axis.end([drawn.whole, *reach])
    told = [f"{s.name}: n = {s.n}, {s.share:.3f}" for s in drawn.spots if s.name]
    return Scatter(series, labels["x"], labels["y"], (most * 1.08, top), described(title, told)), [], []


def _joined(*words: str) -> str:
    return " · ".join(w for w in words if w)
