"""What the plain pages' figures mean, what is not known, how a figure is checked, and the files everything was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analytics.locale.format import share, spans
from analytics.locale.words import t
from analytics.measures.definitions import fingerprint, measure
from analytics.query.certificate import question_json
from analytics.query.facts import documents
from analytics.reports.site_data import COUNT, VALUE
from analytics.reports.site_frame import INDEX, Page
from analytics.reports.site_plan import Plan, numbered, part_ways
from analytics.reports.site_rows import rate_rows
from analytics.reports.site_text import esc, short, shown
from analytics.reports.tables import records
from analytics.vocabulary import terms

FILES = 250  # on one page


def method(p: Plan) -> Page:
    """Definitions of the measures used, the classes, the unknown, the standing of each year, and how to check a code."""
    w, say = p.w, p.site.say
    title = say("method_title")
    body = f"<h1>{esc(title)}</h1>\n<p>{esc(say('method_lead', mart=p.d.mart.id))}</p>\n"
    body += f"<h2>{esc(say('definitions'))}</h2>\n{''.join(_measure(p, name) for name in (COUNT, VALUE))}"
    body += f"<h2>{esc(say('fates_title'))}</h2>\n{_classes(p)}"
    body += f"<h2>{esc(say('unknown_title'))}</h2>\n<p>{esc(say('unknown_text'))}</p>\n"
    body += f"<h2>{esc(say('standing_title'))}</h2>\n{_standing(p)}"
    body += f'<h2 id="sertifikat">{esc(say("check_title"))}</h2>\n{_check(p)}'
    body += f"<h2>{esc(say('privacy_title'))}</h2>\n<p>{esc(say('privacy_text'))}</p>\n"
    return Page(
        p.site.path("metode"), title, body, [(p.site.place, INDEX)], lambda: rate_rows(w, p.areas["regency"], p.d.years)
    )


def _measure(p: Plan, name: str) -> str:
    m, answer = measure(name), p.d.answers[name, p.d.first, "regency"]
    whole = answer.total or {}
    facts = {"n": p.w.n(whole.get("n_unknown", 0)), "whole": p.w.n(whole.get("n", 0))}
    facts["universe"] = terms.label("universe", p.d.first, p.w.lang)
    told = f"<p>{esc(p.site.say('definitions_n', **facts))}</p>\n" if whole else ""
    words = f"<h3>{esc(answer.label)}</h3>\n<p>{esc(answer.definition)}</p>\n{told}"
    notes = [*(c.text for c in answer.caveats), *(f"{x.name}: {x.unlocks}" for x in answer.missing)]
    listed = "".join(f"<li>{esc(x)}</li>" for x in notes)
    more = f"<p>{esc(p.site.say('caveats'))}</p>\n<ul>{listed}</ul>\n" if notes else ""
    return f"{words}{more}<p><code>{esc(m.id)} · {fingerprint(m.id)}</code></p>\n"


def _classes(p: Plan) -> str:
    rows = "".join(
        f"<div><dt>{esc(p.w.fate(f'part_{c}'))}</dt><dd>{esc(t(f'fate.means_{c}', p.w.lang))}</dd></div>"
        for c in terms.CLASSES
    )
    return f'<dl class="facts plain">{rows}</dl>\n'


def _standing(p: Plan) -> str:
    """Year by year: how official, the Perda, the figure of the whole and its code."""
    w, area, body = p.w, p.areas["regency"][0], ""
    for year in reversed(p.d.years):
        universe = p.d.universe(area, year)
        rate = p.d.rate(area, year, universe)
        figure = f"{w.of(rate.proven, rate)}; {w.t('village.most', most=w.n(rate.most))}" if rate else "–"
        cells = (
            p.site.stands.get(year, ""),
            w.perda(year) or "–",
            figure,
            share(rate.of_unknown.value, w.lang) if rate else "–",
        )
        code = p.d.code(area, year, universe)
        told = "".join(f"<td>{esc(x)}</td>" for x in cells)
        body += f'<tr><th scope="row">{year}</th>{told}<td><code>{code}</code></td></tr>\n'
    say = p.site.say
    heads = (
        say("year_col"),
        say("state"),
        say("perda"),
        w.proven(),
        w.t("certificate.unknown"),
        w.t("certificate.code"),
    )
    return _table(say("check_whole", place=area.label), heads, body)


def _check(p: Plan) -> str:
    """The command that makes a code again, with the question of the newest figure as an example."""
    area, year = p.areas["regency"][0], p.d.years[-1]
    q = question_json(p.d.answers[COUNT, p.d.universe(area, year), "regency"].question)
    where = "".join(f" --where {d}={v}" for d, values in (q["where"] | {"year": [str(year)]}).items() for v in values)
    line = f"akomodasi report certificate --measure {q['measure']}{where} --universe {q['universe']}"
    line += f" --version {q['version']} --mart {p.d.mart.id}"
    more = p.site.say("check_places")
    return (
        f"<p>{esc(p.site.say('check_text'))}</p>\n<pre><code>{esc(line)}</code></pre>\n<p>{esc(more)}</p>\n"
        f"<p>{esc(p.site.say('check_issued'))}</p>\n"
    )


def sources(p: Plan) -> Iterator[Page]:
    """Every file behind the site with its fingerprint, over as many pages as they need. Never who brought it."""
    say, stem, lang = p.site.say, p.site.path("sumber"), p.w.lang
    files = documents(p.d.mart, p.d.regency.code)
    title = say("sources_title", n=p.w.n(len(files)))
    heads = [t("certificate.file", lang), t("certificate.kind", lang), say("year_col"), say("rows_read")]
    heads += [say("rows_refused"), t("certificate.fingerprint", lang)]
    cut = [files[i : i + FILES] for i in range(0, len(files), FILES)] or [[]]
    for i, mine in enumerate(cut):
        said = title if len(cut) == 1 else f"{title} · {say('part', part=i + 1, parts=len(cut))}"
        body = f"<h1>{esc(said)}</h1>\n" + (f"<p>{esc(say('sources_lead'))}</p>\n" if i == 0 else "")
        body += part_ways(p, stem, len(cut), i) + _table(title, heads, "".join(_file(p, f) for f in mine))
        told = (lambda: records([_told(f) for f in files])) if i == 0 else None
        yield Page(numbered(stem, i), said, body, [(p.site.place, INDEX)], told)


def _years(f: dict[str, Any]) -> str:
    return "–" if f["year"] is None else spans(sorted({f["year"], f["last_year"]}))


def _file(p: Plan, f: dict[str, Any]) -> str:
    name = f'<th scope="row">{short(shown(f["file"]), p.w.lang)}</th><td>{esc(f["kind"])}</td><td>{_years(f)}</td>'
    counts = f'<td class="r">{p.w.n(f["accepted"])}</td><td class="r">{p.w.n(f["rejected"])}</td>'
    return f"<tr>{name}{counts}<td><code>{f['sha256']}</code></td></tr>\n"


def _told(f: dict[str, Any]) -> dict[str, Any]:
    kept = ("kind", "year", "last_year", "rows_read", "accepted", "rejected", "sha256")
    return {"file": shown(f["file"])} | {k: f[k] for k in kept}


def _table(caption: str, heads: Sequence[str], body: str) -> str:
    head = "".join(f'<th scope="col">{esc(x)}</th>' for x in heads)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{esc(caption)}"><table class="sheet"><caption class="vh">'
        f"{esc(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>\n"
    )
