"""What every plain page shares: head, way back, mark of invented data, foot, relative links. Needs nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from analytics.locale.format import date
from analytics.locale.said import said
from analytics.locale.words import t
from analytics.reports.carried import Carried
from analytics.reports.site_text import ROOM, esc
from analytics.reports.tables import csv_text

INDEX, STYLE, SCRIPT = "index.html", "site.css", "site.js"
# hatching of what is not yet known; one per page, named by the charts
HATCH = (
    '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" class="pale"/><rect width="2" height="6" class="line"/></pattern></defs></svg>'
)
Crumb = tuple[str, str]  # words and the page they lead to


@dataclass(frozen=True)
class Site:
    """What is the same on all pages of one site. `stands` says how official the figures of a year are,
    `respond` how to answer, of years whose response period runs."""

    carried: Carried
    place: str
    publisher: str
    government: bool
    stands: dict[int, str] = field(hash=False, default_factory=dict)
    respond: dict[int, str] = field(hash=False, default_factory=dict)

    @property
    def lang(self) -> str:
        return self.carried.lang

    def say(self, key: str, **facts: object) -> str:
        """Words of site.toml, not escaped."""
        return said(ROOM, key, self.lang, **facts)

    def path(self, *parts: str) -> str:
        """Where a page lies, without its ending: names begin with REKAAN where the data is invented."""
        *folder, name = parts
        return "/".join([*folder, f"REKAAN-{name}" if self.carried.fictional else name])


@dataclass(frozen=True)
class Page:
    """One page ready to be written. `path` without its ending; `body` is safe HTML; `rows` are those of the CSV beside it, made
    when it is written, `table` its path where it is not the page's; `year` where it speaks of one year."""

    path: str
    title: str
    body: str
    crumbs: Sequence[Crumb] = ()
    rows: Callable[[], Iterable[Iterable[object]]] | None = None
    year: int | None = None
    table: str = ""

    @property
    def file(self) -> str:
        return f"{self.path}.html"

    @property
    def csv(self) -> str:
        """Path of the CSV beside it."""
        return f"{self.table or self.path}.csv"


def to(page: str, other: str) -> str:
    """The relative address of a file of the site as a page names it; both as paths from the site's folder, whose folders hold
    none of their own."""
    here, there = page.rpartition("/")[0], other.rpartition("/")
    if here == there[0]:
        return there[2]
    return f"../{other}" if here else other


def link(page: str, other: str, words: str, anchor: str = "") -> str:
    """A link to another page of the site; its words are escaped here."""
    return f'<a href="{esc(to(page, other))}{"#" + anchor if anchor else ""}">{esc(words)}</a>'


def html(site: Site, page: Page) -> str:
    """The whole page."""
    say, lang, mark = site.say, site.lang, site.carried.mark
    title = " · ".join(w for w in (mark, page.title) if w)
    script = f'<script src="{to(page.file, SCRIPT)}" defer></script>' if page.path == "index" else ""
    banner = f'<p class="mark"><b>{esc(mark)}</b>: {esc(t("app.fictional", lang))}</p>' if mark else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{esc(title)}</title>\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{to(page.file, STYLE)}">\n{script}</head>\n<body>\n'
        f'<a class="skip" href="#isi">{esc(say("skip"))}</a>\n{HATCH}\n<header>{banner}{_crumbs(site, page)}</header>\n'
        f'<main id="isi" tabindex="-1">\n{page.body}\n{_take(site, page)}</main>\n'
        f"<footer>{_foot(site, page)}</footer>\n</body>\n</html>\n"
    )


def csv(site: Site, page: Page) -> str:
    """The rows beside the page, with no cell that runs as a formula; each says of which mart it is and whether it is invented."""
    heading, *rows = (list(r) for r in (page.rows() if page.rows else [[]]))
    more = {"mart": site.carried.mart} | ({"keterangan": site.carried.mark} if site.carried.fictional else {})
    added = {k: v for k, v in more.items() if k not in heading}
    return csv_text([[*heading, *added], *([*r, *added.values()] for r in rows)])


def _crumbs(site: Site, page: Page) -> str:
    """Where the page lies: from the front to what it is inside of."""
    links = [link(page.file, at, words) for words, at in page.crumbs]
    listed = "".join(f"<li>{x}</li>" for x in links)
    return f'<nav aria-label="{esc(site.say("where"))}"><ol class="crumbs">{listed}</ol></nav>' if links else ""


def _take(site: Site, page: Page) -> str:
    if page.rows is None:
        return ""
    return f'<p class="take">{link(page.file, page.csv, site.say("csv"))}</p>\n'


def _foot(site: Site, page: Page) -> str:
    """What every file carried away says of itself, and the ways to the method and the sources."""
    c, say = site.carried, site.say
    who = say("by_publisher", publisher=site.publisher) if site.publisher else say("no_publisher")
    words = [c.mark, site.stands.get(page.year or 0, ""), who]
    words += ["" if site.government else t("app.unofficial", c.lang), t("app.mart", c.lang, mart=c.mart)]
    words.append(say("made", date=date(c.made, c.lang)))
    ways = [
        link(page.file, f"{site.path(name)}.html", say(key))
        for key, name in (("method", "metode"), ("sources", "sumber"))
    ]
    ways.insert(0, link(page.file, INDEX, say("front")))
    here = say("print", path=page.file)
    asked = {y: x for y, x in site.respond.items() if page.year in (y, None)}
    how = "".join(f"<p>{esc(x if page.year else f'{y}: {x}')}</p>" for y, x in asked.items())
    return (
        how + f'<p>{esc(" · ".join(w for w in words if w))}</p><p>{" · ".join(ways)}</p><p class="path">{esc(here)}</p>'
    )
