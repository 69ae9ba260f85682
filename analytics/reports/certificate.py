"""A certificate as people carry it away: JSON, plain text, and one A4 page of HTML that needs nothing from outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

from analytics.locale.format import count
from analytics.locale.words import t
from analytics.query.certificate import Certificate
from analytics.reports.certificate_words import Line, basis, bounds, counted, notes, scope, status, value
from analytics.reports.harmless_text import fitting
from analytics.vocabulary import terms

# letters of definition and notes, how they are set, files named
ROOM = ((1000, "", 8), (2400, "dense", 6), (5000, "denser", 5), (10**9, "denser", 0))
WIDE = 1000  # units of the bar


def name(c: Certificate, ending: str = ".html") -> str:
    """What the file is called where nobody says; of invented data it begins with REKAAN."""
    return f"{'REKAAN-' if c.notice else ''}sertifikat-{c.code}{ending}"


def as_json(c: Certificate) -> str:
    return json.dumps(c.json(), ensure_ascii=False, indent=1) + "\n"


def as_text(c: Certificate) -> str:
    """The certificate in Bahasa Indonesia, then in English, for a terminal or a message."""
    return "\n\n".join(_text(c, lang) for lang in terms.LANGUAGES) + "\n"


def _text(c: Certificate, lang: str) -> str:
    lines = [f"{t('certificate.title', lang)} {c.code}", status(c, lang)]
    lines += [c.notice[lang]] if c.notice else []
    lines += ["", c.label[lang], scope(c, lang), f"{value(c, lang)} = {counted(c, lang)}", ""]
    lines += [f"{label}: {words}" for label, words in bounds(c, lang)]
    lines += ["", f"{t('certificate.definition', lang)}: {c.definition[lang]}", ""]
    lines += [f"{label}: {words}" for label, words in basis(c, lang)]
    lines += ["", f"{t('certificate.notes', lang)}:", *(f"- {n}" for n in notes(c, lang)), ""]
    lines += [_files(c, lang), f"  {c.documents['fingerprint']}"]
    lines += [f"  {d['sha256']}  {' '.join(d['file'].split())}" for d in c.documents["listed"]]
    return fitting("\n".join([*lines, "", t("certificate.check", lang, code=c.code)]))


def as_html(c: Certificate) -> str:
    """One page, Bahasa Indonesia first and English beside it; every text of a file is escaped."""
    first, second = terms.LANGUAGES
    mark = ""
    if c.notice:
        behind = f'<div class="behind" aria-hidden="true"><span>{escape(t("app.fictional_short", first))}</span></div>'
        mark = f'{behind}<p class="mark">{escape(c.notice[first])} {_small(c.notice[second])}</p>'
    head = (
        f"<header><div><small>{escape(t('certificate.kicker', first))}</small><h1>{escape(t('certificate.title', first))} "
        f"{_small(t('certificate.title', second))}</h1></div>"
        f'<div class="code"><small>{escape(t("certificate.code", first))}</small><b>{escape(c.code)}</b></div></header>'
    )
    what = (
        f'<div><p class="what">{escape(c.label[first])} {_small(c.label[second])}</p>'
        f"<p>{_pair(scope(c, first), scope(c, second))}</p></div>"
        f'<div class="figure"><b>{escape(value(c, first))}</b><span>{escape(counted(c, first))}'
        f"{_small(counted(c, second))}</span></div>{_bar(c)}"
    )
    parts = [mark, head, f"<p class='rest'>{_pair(status(c, first), status(c, second))}</p>", what]
    parts += [_list(bounds(c, first), bounds(c, second)), _two("definition", c.definition)]
    parts += [_list(basis(c, first), basis(c, second)), _notes(c), _documents(c)]
    foot = "".join(f"<p>{escape(t('certificate.check', lang, code=c.code))}</p>" for lang in terms.LANGUAGES)
    title = f"{c.code} · {c.label[first]}"
    return fitting(
        f'<!doctype html><html lang="{first}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_style()}</style></head>'
        f'<body><main class="{_room(c)[0]}">{"".join(parts)}<footer>{foot}</footer></main></body></html>\n'
    )


WRITERS: dict[str, Callable[[Certificate], str]] = {".html": as_html, ".txt": as_text, ".json": as_json}


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def _small(words: str) -> str:
    return f'<small lang="en">{escape(words)}</small>'


def _pair(words: str, other: str) -> str:
    """The same in both languages; once where they do not differ."""
    return escape(words) if words == other else f'{escape(words)} <span class="en" lang="en">{escape(other)}</span>'


def _list(lines: list[Line], others: list[Line]) -> str:
    rows = ""
    for (label, words), (other, said) in zip(lines, others, strict=True):
        rows += f"<dt>{escape(label)} {'' if label == other else _small(other)}</dt>"
        if words == said:
            rows += f'<dd class="both">{escape(words)}</dd>'
        else:
            rows += f'<dd>{escape(words)}</dd><dd class="en" lang="en">{escape(said)}</dd>'
    return f"<dl>{rows}</dl>"


def _room(c: Certificate) -> tuple[str, int]:
    """How close the words stand and how many files are named, so that all of it is one page."""
    letters = sum(len(c.definition[lang]) + sum(map(len, notes(c, lang))) for lang in terms.LANGUAGES)
    return next((style, files) for most, style, files in ROOM if letters < most)


def _heading(key: str) -> str:
    first, second = terms.LANGUAGES
    return f"<h2>{escape(t(f'certificate.{key}', first))} {_small(t(f'certificate.{key}', second))}</h2>"


def _two(key: str, words: dict[str, str]) -> str:
    columns = "".join(f'<p lang="{lang}">{escape(words[lang])}</p>' for lang in terms.LANGUAGES)
    return f'<section>{_heading(key)}<div class="two">{columns}</div></section>'


def _notes(c: Certificate) -> str:
    columns = ""
    for lang in terms.LANGUAGES:
        items = "".join(f"<li>{escape(n)}</li>" for n in notes(c, lang))
        columns += f'<ul lang="{lang}">{items}</ul>'
    return f'<section>{_heading("notes")}<div class="two">{columns}</div></section>'


def _files(c: Certificate, lang: str) -> str:
    return t("certificate.documents_of", lang, n=count(c.documents["n"], lang))


def _documents(c: Certificate) -> str:
    first, second = terms.LANGUAGES
    shown = c.documents["listed"][: _room(c)[1]]
    heads = "".join(f"<th>{escape(t(f'certificate.{k}', first))}</th>" for k in ("file", "kind", "rows", "fingerprint"))
    cells = ((d["file"], d["kind"], count(d["accepted"], first), d["sha256"]) for d in shown)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(str(x))}</td>' for x in row)}</tr>" for row in cells)
    left = c.documents["n"] - len(shown)
    more = [t("certificate.documents_more", lang, n=count(left, lang)) for lang in terms.LANGUAGES] if left else []
    rest = f'<p class="rest">{_pair(*more)}</p>' if more else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if shown else ""
    said = f'<p class="rest">{_pair(_files(c, first), _files(c, second))}</p>'
    return f'<section>{_heading("documents")}{said}<p class="rest print">{c.documents["fingerprint"]}</p>{table}{rest}</section>'


def _bar(c: Certificate) -> str:
    """Proven solid, not yet known hatched, the rest empty; nothing where the figure is no share."""
    low, high = c.figure.get("value"), c.figure.get("high")
    if c.format == "years" or low is None or high is None or not 0 <= low <= high <= 1:
        return ""
    a, b = low * WIDE, high * WIDE
    hatch = (
        '<defs><pattern id="h" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" y1="0" x2="0" y2="8" stroke="#1B1F24" stroke-width="2"/></pattern></defs>'
    )
    return (
        f'<svg viewBox="0 0 {WIDE} 30" preserveAspectRatio="none" aria-hidden="true">{hatch}'
        f'<rect x="{a:.1f}" y="1" width="{b - a:.1f}" height="28" fill="url(#h)"/>'
        f'<rect x="0" y="1" width="{a:.1f}" height="28" fill="#1B1F24"/>'
        f'<rect x=".75" y="1" width="{WIDE - 1.5}" height="28" fill="none" stroke="#1B1F24" stroke-width="1.5"/></svg>'
    )
