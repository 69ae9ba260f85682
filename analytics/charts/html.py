"""Light HTML from finished figures: cards, bars, tables, the completeness matrix. Every word is escaped; nothing is computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from analytics.charts.drawn import Drawn, Keys, Lines, of

SYMBOLS = {"present": "●", "partial": "◐", "missing": "○"}
STYLES = tuple(Path(__file__).with_name(name) for name in ("style.css", "style_pages.css"))


@dataclass(frozen=True)
class Bar:
    """One row of a bar picture. `share` and `high` are 0..1 of the track; between them lies what is not yet known;
    `mark` draws a line to compare with; `back` a grey bar behind, the whole that `share` is part of."""

    label: str
    figure: str
    detail: str = ""
    note: str = ""
    share: float = 0.0
    high: float = 0.0
    quiet: bool = False
    mark: float | None = None
    back: float = 0.0


@dataclass(frozen=True)
class Bars:
    """What `bars` drew; the full length of a bar is `whole` (1: the share itself) in `unit`."""

    rows: Sequence[Bar]
    whole: float = 1.0
    unit: str = "share"
    left: int = 0


def wrap(body: str, kind: str = "") -> Drawn:
    return Drawn(f'<div class="ak {kind}">{body}</div>', *of(body))


def title(words: str, kicker: str = "", sub: str = "", tag: str = "") -> str:
    """The page's finding: one h1, what it is about above it, its terms below it."""
    above = f'<p class="ak-kicker">{escape(kicker)}</p>' if kicker else ""
    mark = f'<span class="ak-tag">{escape(tag)}</span>' if tag else ""
    below = f'<p class="ak-sub">{escape(sub)}</p>' if sub else ""
    return wrap(f'{above}<h1 class="ak-h1">{_percent(escape(words))}</h1>{mark}{below}')


def invented(mark: str, words: str) -> str:
    """For invented data: a band that stays in sight, and `mark` (short, to fit its tile) written across the page, so that any
    cut-out says it too."""
    word = f"<text x='14' y='104' transform='rotate(-16 14 104)'>{escape(mark)}</text>"
    style = "fill='#7A3E05' fill-opacity='.13' font-family='sans-serif' font-weight='700' font-size='27'"
    tile = f"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='120' {style}>{word}</svg>"
    image = f'url("data:image/svg+xml,{quote(tile)}")'
    return (
        f'<div class="ak ak-invented" role="note"><b>{escape(mark)}</b> {escape(words)}</div>'
        f"<style>body::after {{ background-image: {image}; }}</style>"
    )


def absent(words: str) -> str:
    """One line on what a link asked for and is not here."""
    return wrap(f'<p role="status">{escape(words)}</p>', "ak-absent")


def section(words: str, sub: str = "") -> str:
    below = f'<p class="ak-sub">{escape(sub)}</p>' if sub else ""
    return wrap(f'<h2 class="ak-h2">{_percent(escape(words))}</h2>{below}')


def sub(words: str) -> str:
    """How to read a picture, below its title."""
    return f'<p class="ak-sub">{escape(words)}</p>' if words else ""


def _together(number: str) -> str:
    """A short number and its unit stay on one line; a longer one may break before its unit."""
    return number.replace(" ", "\u00a0") if len(number) <= 12 else number


def cards(items: Iterable[tuple[str, str, str]]) -> str:
    """Big numbers: (number, what it is, note)."""
    body = "".join(
        f'<div class="ak-card"><b>{escape(_together(number))}</b><span>{escape(what)}</span>'
        + (f"<small>{escape(note)}</small>" if note else "")
        + "</div>"
        for number, what, note in items
    )
    return wrap(f'<div class="ak-cards">{body}</div>')


def bars(rows: Sequence[Bar], caption: str, whole: float = 1.0, unit: str = "share", left: int = 0) -> Drawn:
    """Horizontal bars with their figures as text: read aloud they are a table.

    A full bar is `whole` in `unit`; `left`: rows not drawn."""
    body = []
    for r in rows:
        note = f'<span class="note">{escape(r.note)}</span>' if r.note else ""
        detail = f"<small>{escape(r.detail)}</small>" if r.detail else ""
        unknown = max(r.high - r.share, 0.0)
        hatch = f'<u style="left:{r.share:.2%};width:{unknown:.2%}"></u>' if unknown > 0 else ""
        back = f'<b style="width:{r.back:.2%}"></b>' if r.back else ""
        mark = f'<s style="left:{r.mark:.2%}"></s>' if r.mark is not None else ""
        track = f'<div class="ak-track{" quiet" if r.quiet else ""}">{back}<i style="width:{r.share:.2%}"></i>{hatch}{mark}</div>'
        body.append(
            f'<tr><th scope="row">{escape(r.label)}{note}</th><td class="bar" aria-hidden="true">{track}</td>'
            f'<td class="num">{escape(r.figure)}{detail}</td></tr>'
        )
    table = f'<table class="ak-bars-t"><caption class="ak-vh">{escape(caption)}</caption><tbody>{"".join(body)}</tbody></table>'
    return Drawn(wrap(table, "ak-bars"), Bars(tuple(rows), whole, unit, left))


def legend(found: str, unknown: str) -> Drawn:
    drawn = wrap(f'<p class="ak-legend"><i></i>{escape(found)}<u></u>{escape(unknown)}</p>')
    return Drawn(drawn, Keys((("found", found), ("unknown", unknown))))


def notes(lines: Iterable[str]) -> str:
    body = "".join(f"<li>{escape(x)}</li>" for x in lines)
    return wrap(f'<ul class="ak-notes">{body}</ul>') if body else ""


def scroll(table: str, caption: str) -> str:
    """A wide table moves inside its own frame, which a keyboard reaches."""
    return f'<div class="ak-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">{table}</div>'


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], caption: str, right: frozenset[int] = frozenset()
) -> str:
    """A plain table; columns in `right` hold numbers."""
    side = [' class="r"' if i in right else "" for i in range(len(headings))]
    head = "".join(f'<th scope="col"{s}>{escape(h)}</th>' for h, s in zip(headings, side, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{s}>{escape(c)}</td>" for c, s in zip(r, side, strict=True)) + "</tr>" for r in rows
    )
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    return wrap(scroll(f"<table>{inner}</table>", caption), "ak-list")


def pairs(rows: Iterable[tuple[str, str]], caption: str) -> str:
    """Names and values, one pair a row."""
    body = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in rows)
    return wrap(f'<table><caption class="ak-vh">{escape(caption)}</caption><tbody>{body}</tbody></table>', "ak-list")


def steps(items: Iterable[tuple[str, str, Sequence[str], bool]]) -> str:
    """A journey downwards: (stage, what happened, source lines, gone)."""
    body = ""
    for head, words, sources, gone in items:
        src = "".join(f'<span class="ak-src">{escape(s)}</span>' for s in sources)
        mark = "○" if gone else "●"
        body += f"<li><b>{mark} {escape(head)}</b>{' · ' + escape(words) if words else ''}{src}</li>"
    return wrap(f'<ol class="ak-steps">{body}</ol>')


def source(line: str, more: str = "") -> str:
    below = f'<span class="ak-src">{escape(more)}</span>' if more else ""
    return wrap(f'<span class="ak-src">{escape(line)}</span>{below}')


def hit(line: str) -> Drawn:
    return Drawn(wrap(f'<p class="ak-hit">{escape(line)}</p>'), Lines((line,), "hit"))


def foot(line: str) -> str:
    return wrap(f'<p class="ak-foot">{escape(line)}</p>')


def gap(name: str, needed: str, when: str, facts: Sequence[tuple[str, str]], *, opened: bool = True) -> str:
    """One thing to bring: its name and years on one line, what a clerk needs to know below it."""
    mark = f" · {escape(needed)}" if needed else ""
    body = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts)
    head = f"<summary><b>{escape(name)}</b>{mark} <span>{escape(when)}</span></summary>"
    return wrap(f'<details class="ak-gap"{" open" if opened else ""}>{head}<dl>{body}</dl></details>')


def grid(
    headings: Sequence[str], rows: Iterable[tuple[str, Sequence[tuple[str, str, float] | None]]], caption: str
) -> str:
    """A table of figures with a small bar under each: (row, [(number, share in words, share) or None])."""
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in headings)
    body = ""
    for name, cells in rows:
        body += f'<tr><th scope="row">{escape(name)}</th>'
        for cell in cells:
            if cell is None:
                body += "<td>–</td>"
            elif not cell[1]:
                body += f"<td>{escape(cell[0])}</td>"
            else:
                number, words, share = cell
                bar = f'<em aria-hidden="true"><i style="width:{share:.2%}"></i></em>'
                body += f"<td>{escape(number)}<small>{escape(words)}</small>{bar}</td>"
        body += "</tr>"
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    return wrap(scroll(f"<table>{inner}</table>", caption), "ak-grid")


def hint(line: str) -> Drawn:
    """What a reader can do with the picture on its page: no other carrier says it."""
    return wrap(f'<p class="ak-hit">{escape(line)}</p>')


def lead(lines: Sequence[str]) -> Drawn:
    """Sentences right below the title."""
    body = "".join(f"<li>{_percent(escape(x))}</li>" for x in lines)
    return Drawn(wrap(f'<ul class="ak-lead">{body}</ul>'), Lines(tuple(lines), "lead"))


def told(lines: Sequence[tuple[str, str, str, str]], certificate: str) -> Drawn:
    """A short list of computed sentences: (sentence, the page that proves it, its address, the address of its certificate).
    `certificate`: what the way to that one is called."""
    body = "".join(
        f'<li>{_percent(escape(words))} <a href="{escape(href)}">{escape(name)}</a>'
        f' <a href="{escape(proof)}" aria-label="{escape(f"{certificate}: {words}")}">{escape(certificate)}</a></li>'
        for words, name, href, proof in lines
    )
    return Drawn(wrap(f'<ul class="ak-told">{body}</ul>'), Lines(tuple(words for words, *_ in lines), "told"))


def _percent(words: str) -> str:
    """A number and its % stay on one line."""
    return words.replace(" %", "\u00a0%")
