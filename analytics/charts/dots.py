"""A rate with its limits, a row a place: a dot on a scale, its interval as a line, what is not yet known hatched,
the whole's rate across all rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.axis import end, marks
from analytics.charts.drawn import Drawn
from analytics.charts.html import wrap


@dataclass(frozen=True)
class Dot:
    """One place. `share` proven, `most` still possible, `low` and `high` the limits of what is proven; `mark` says
    it stands apart."""

    name: str
    figure: str
    n: str
    share: float
    most: float
    low: float
    high: float
    words: str
    mark: str = ""
    href: str = ""


@dataclass(frozen=True)
class Dots:
    """What `dots` drew."""

    rows: Sequence[Dot]
    whole: float
    labels: dict[str, str]
    left: int = 0


def dots(rows: Sequence[Dot], whole: float, labels: dict[str, str], caption: str, left: int = 0) -> Drawn:
    """`labels`: heads of the columns (name, figure, n) and `whole`, which names the line across; `left`: rows not drawn."""
    top = end(max(r.most, r.high, whole) for r in rows)
    line = f'<s style="left:{whole / top:.2%}"></s>'
    ticks = "".join(f'<span style="left:{share / top:.2%}">{escape(words)}</span>' for share, words in marks(top))
    head = (
        f'<th scope="col">{escape(labels["name"])}</th><td class="scale" aria-hidden="true"><div>{ticks}</div></td>'
        f'<th scope="col">{escape(labels["figure"])}</th><th scope="col">{escape(labels["n"])}</th>'
    )
    body = "".join(_row(r, top, line) for r in rows)
    key = (
        f'<p class="keys" aria-hidden="true"><span><b></b>{escape(labels["dot"])}</span>'
        f"<span><i></i>{escape(labels['limits'])}</span>"
        f"<span><u></u>{escape(labels['unknown'])}</span><span><s></s>{escape(labels['whole'])}</span></p>"
    )
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    grid = f"--piece:{marks(top)[1][0] / top:.4%}"
    drawn = wrap(f'{key}<table style="{grid}">{inner}</table>', "ak-dots")
    return Drawn(drawn, Dots(tuple(rows), whole, labels, left))


def _row(r: Dot, top: float, line: str) -> str:
    def at(share: float) -> str:
        return f"{share / top:.2%}"

    hatch = f'<u style="left:{at(r.share)};width:{at(r.most - r.share)}"></u>' if r.most > r.share else ""
    limits = f'<i style="left:{at(r.low)};width:{at(r.high - r.low)}"></i>'
    name = (
        f'<a href="{escape(r.href)}" aria-label="{escape(r.words)}">{escape(r.name)}</a>' if r.href else escape(r.name)
    )
    mark = f"<small>{escape(r.mark)}</small>" if r.mark else ""
    return (
        f'<tr title="{escape(r.words)}"><th scope="row">{name}{mark}</th><td class="bar" aria-hidden="true"><div>{hatch}{limits}'
        f'{line}<b style="left:{at(r.share)}"></b></div></td><td class="num">{escape(r.figure)}</td>'
        f'<td class="n">{escape(r.n)}</td></tr>'
    )
