"""Parts that several plain pages share: the facts of a rate, the years of an area, places beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.locale.format import share
from analytics.query.series import breaks, finished
from analytics.reports.site_data import Area
from analytics.reports.site_frame import link
from analytics.reports.site_svg import Column, small, years
from analytics.reports.site_text import esc
from analytics.reports.site_words import Words
from analytics.vocabulary import terms

CUTS = "①②③④⑤⑥⑦⑧⑨"


def facts(w: Words, area: Area, year: int, method: str, page: str) -> str:
    """The rate with its bounds and denominators, its version and standing, and the code it can be checked by."""
    d, say = w.data, w.site.say
    universe = d.universe(area, year)
    rate = d.rate(area, year, universe)
    counted = f"{w.n(len(d.proposals(area, year, universe)))} · {terms.label('universe', universe, w.lang)}"
    told: list[tuple[str, str]] = [(say("asked"), esc(counted))]
    if rate is not None:
        told.append((w.proven(), esc(w.of(rate.proven, rate))))
        told.append((w.t("certificate.at_most"), esc(w.of(rate.most, rate))))
        told.append((w.t("certificate.unknown"), esc(w.of(rate.unknown, rate))))
        told.append((say("money"), esc(w.money(area, year, universe))))
    told += [(say("own_list"), esc(x)) for x in [own_list(w, area, year)] if x]
    version = " · ".join(x for x in (f"{w.held()} {year}", w.perda(year)) if x)
    told += [(w.t("app.version"), esc(version))] if rate else []
    if code := d.code(area, year, universe):
        how = link(page, method, say("certificate_how"), "sertifikat")
        told.append((say("certificate"), f"<code>{esc(code)}</code> ({how})"))
    rows = "".join(f"<div><dt>{esc(label)}</dt><dd>{words}</dd></div>" for label, words in told if words)
    return f'<dl class="facts">{rows}</dl>'


def own_list(w: Words, area: Area, year: int) -> str:
    """What became of the village's own list, where the headline speaks of another."""
    if area.kind == "agency" or w.data.universe(area, year) == "village" or "village" not in w.data.lists:
        return ""
    rate = w.data.rate(area, year, "village")
    if rate is None or not rate.n:
        return ""
    shown = {"n": w.n(rate.n), "proven": w.n(rate.proven), "most": w.n(rate.most)}
    return w.site.say("own_row", verb=w.fate("proven"), **shown)


def trend(w: Words, area: Area, first: str) -> str:
    """The rate of every calendar year: a gap where the year has no list or no budget, a mark where the series breaks."""
    d, axis = w.data, w.data.axis
    cuts = breaks(axis, w.lang)
    names = {year: CUTS[i % len(CUTS)] for i, year in enumerate(cuts)}
    columns = [Column(y, d.rate(area, y, first), _spoken(w, area, y, first), names.get(y, "")) for y in axis]
    if not any(c.rate for c in columns):
        return ""
    span = {"first": axis[0], "last": axis[-1], "place": area.label, "proven": w.fate("proven"), "version": w.held()}
    title = w.site.say("trend" if len(axis) > 1 else "trend_one", **span)
    listed = "".join(f"<li>{names[y]} {esc(said)}</li>" for y, said in cuts.items())
    below = f'<p class="note">{esc(w.site.say("breaks"))}</p><ul class="cuts">{listed}</ul>' if cuts else ""
    key = f'<ul class="key"><li><i class="solid"></i>{esc(w.fate("proven"))}</li><li><i class="open"></i>'
    key += f"{esc(w.t('journey.legend_unknown'))}</li></ul>"
    listed_in = f'<p class="note">{esc(terms.label("universe", first, w.lang))}</p>\n'
    return f"<h2>{esc(title)}</h2>\n{listed_in}{key}{years(columns, title, w.site.say('trend_desc'))}\n{below}\n"


def _spoken(w: Words, area: Area, year: int, universe: str) -> str:
    rate = w.data.rate(area, year, universe)
    if rate is not None:
        return f"{year}: {w.of(rate.proven, rate)}; {w.t('village.most', most=w.n(rate.most))}"
    return f"{year}: {_gap(w, area, year, universe)}"


def _gap(w: Words, area: Area, year: int, universe: str) -> str:
    """Why there is no rate: nothing was asked in this list, or there is no budget to hold it against."""
    n = len(w.data.proposals(area, year, universe))
    return w.site.say("trend_no_version", n=w.n(n), version=w.held()) if n else w.site.say("trend_gap")


def year_table(w: Words, area: Area, pages: dict[int, str], page: str, universe: str) -> str:
    """The years of an area in numbers, the newest first; each leads to its page."""
    say, d, body = w.site.say, w.data, ""
    for year in reversed(d.axis):
        rate = d.rate(area, year, universe)
        name = link(page, pages[year], str(year)) if year in pages else str(year)
        notes = [] if finished(d.mart, d.regency.code, year, d.version) or not rate else [say("unfinished")]
        notes += [w.t("strip.not_looked")] if rate and not rate.looked else []
        note = f"<small>{esc('; '.join(notes))}</small>" if notes else ""
        body += f'<tr><th scope="row">{name}{note}</th>{cells(w, area, year, universe)}</tr>\n'
    note = f'<p class="note">{esc(say("unfinished_means"))}</p>\n'
    return _table(w, say("years"), say("year_col"), body) + note


def beside(w: Words, title: str, note: str, rows: Iterable[tuple[str, str, bool]], first: str) -> str:
    """Places beside each other in their order: (safe HTML of the name, its cells, whether it is the page's own)."""
    body = ""
    for name, told, here in rows:
        mine = f" <small>({esc(w.site.say('here'))})</small>" if here else ""
        body += f'<tr{" class=here" if here else ""}><th scope="row">{name}{mine}</th>{told}</tr>\n'
    heading = f"<h2>{esc(title)}</h2>\n" + (f'<p class="note">{esc(note)}</p>\n' if note else "")
    return heading + _table(w, title, first, body)


def cells(w: Words, area: Area, year: int, universe: str) -> str:
    """The rate of a place and year in one row of a table; in words where there is none."""
    rate = w.data.rate(area, year, universe)
    if rate is None:
        return f'<td class="bar"></td><td class="none" colspan="3">{esc(_gap(w, area, year, universe))}</td>'
    of = w.site.say("of", n=w.n(rate.proven), whole=w.n(rate.n))
    figure = f"{esc(of)} <small>{share(rate.value, w.lang)}</small>"
    numbers = "".join(f"<td class=r>{x}</td>" for x in (figure, w.n(rate.most), w.n(rate.unknown)))
    return f"<td class=bar>{small(rate)}</td>{numbers}"


def _table(w: Words, caption: str, first: str, body: str) -> str:
    heads = f'<th scope="col">{esc(first)}</th><td class="bar"></td>'
    told = (w.proven(), w.t("certificate.at_most"), w.site.say("unsure"))
    heads += "".join(f'<th scope="col" class="r">{esc(x)}</th>' for x in told)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{esc(caption)}"><table class="rates">'
        f'<caption class="vh">{esc(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table></div>\n'
    )
