"""Routes about what is here: regencies and years, files, versions and their Perda, published facts, gaps, links, publication."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analytics.api import parameters as p
from analytics.api.route import DAY, LEDGER, Asked, Route, Told
from analytics.api.shapes import (
    ANY,
    DATE,
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    arr,
    loose,
    mart,
    obj,
    of,
    opt,
    said,
    table,
    texts,
)
from analytics.marts.kept import Kept, kept
from analytics.query.calendar import calendar
from analytics.query.caveats import notice
from analytics.query.completeness import completeness
from analytics.query.database import Mart
from analytics.query.facts import Regency, agencies, context, dapils, documents, regencies
from analytics.query.link_quality import Drawn, Quality, drawn, link_quality
from analytics.query.overview import link_counts
from analytics.query.publication import same
from analytics.query.published import Published, agency_sums, published
from analytics.query.unknown_places import UnknownPlace, unknown_places
from analytics.query.unknown_words import Phrase, unknown_words
from analytics.query.versions import Held, versions_of
from analytics.register.publication import Standing, standings, trail
from analytics.vocabulary import regions

NEED = p.REGENCY.needed()
REGENCIES = mart(rows=arr(said(of(Regency), label=TEXT, notice=opt(TEXT))))
CHOICES = mart(regency=TEXT, agencies=arr(TEXT), dapils=table(arr(TEXT)), districts=table(TEXT), villages=table(TEXT))
FILE = obj(
    **dict.fromkeys(("file", "sha256", "kind", "at", "author"), TEXT),
    **dict.fromkeys(("year", "last_year", "accepted", "rejected", "rows_read"), opt(WHOLE)),
    import_ids=arr(TEXT),
)
FACT = loose(
    **dict.fromkeys(("region_code", "indicator", "file", "sheet"), TEXT),
    year=opt(WHOLE),
    value=opt(NUMBER),
    row=WHOLE,
    **texts("unit", "source", "source_url", "note", "also"),
)
AGENCY = obj(agency=opt(TEXT), lines=opt(WHOLE), n_lines=WHOLE, published=opt(WHOLE), difference=opt(WHOLE))
CELL = obj(state=TEXT, n=WHOLE, lacks=arr(obj(why=TEXT, facts=table(ANY))))
DUE = obj(source=TEXT, year=WHOLE, begins=DATE, ends=DATE, when=TEXT, here=FLAG)
COUNTS = dict.fromkeys(
    ("links", "links_by_id", "links_by_judgement", "ids_not_found", "ids_several", "disputed"), WHOLE
)
STEP = said(of(Standing), year=WHOLE)


def _of(mart: Mart, asked: Asked, **more: Any) -> Told:
    return Told({"mart": mart.id, "notice": notice([asked.regency], asked.lang), **more})


def _regencies(mart: Mart, asked: Asked) -> Told:
    found = [
        asdict(r) | {"label": regions.label(r.code), "notice": notice([r.code], asked.lang)} for r in regencies(mart)
    ]
    return Told({"mart": mart.id, "notice": notice((r["code"] for r in found), asked.lang), "rows": found})


def _choices(mart: Mart, asked: Asked) -> Told:
    code = asked.regency
    places = regions.regency(code)
    levels: dict[str, Any] = {
        "districts": {d.code: d.name for d in places.districts},
        "villages": {v.code: v.name for v in places.villages},
    }
    found = {"agencies": list(agencies(mart, code)), "dapils": dapils(mart, code, asked["year"])}
    return _of(mart, asked, regency=code, **found, **levels)


def _versions(mart: Mart, asked: Asked) -> Told:
    return _of(mart, asked, regency=asked.regency, rows=[asdict(h) for h in versions_of(mart, asked.regency)])


def _perda(mart: Mart, asked: Asked) -> Told:
    of_ = (asked.regency, asked["year"], asked["version"])
    sums = [asdict(a) | {"difference": a.difference} for a in agency_sums(mart, *of_)]
    return _of(mart, asked, published=[asdict(f) for f in published(mart, *of_)], agencies=sums)


def _documents(mart: Mart, asked: Asked) -> Told:
    return _of(mart, asked, rows=documents(mart, asked.regency, asked["year"]))


def _context(mart: Mart, asked: Asked) -> Told:
    rows = context(mart, asked.regency, villages=asked["villages"])
    return _of(mart, asked, rows=[r | {"value": None if r["value"] is None else float(r["value"])} for r in rows])


def _completeness(mart: Mart, asked: Asked) -> Told:
    found = completeness(mart, asked.regency, asked["today"])
    cells = {
        source: {
            str(y): {"state": c.state, "n": c.n, "lacks": [{"why": w, "facts": f} for w, f in c.lacks]}
            for y, c in of_.items()
        }
        for source, of_ in found.cells.items()
    }
    return _of(mart, asked, years=found.years, sources=cells, gaps=dict(found.gaps()))


def _calendar(mart: Mart, asked: Asked) -> Told:
    due = [
        {k: v for k, v in vars(d).items() if k != "cell"} | {"here": d.here}
        for d in calendar(mart, asked.regency, asked["today"])
    ]
    return _of(mart, asked, rows=due)


def _links(mart: Mart, asked: Asked) -> Told:
    of_ = (asked.regency, asked["version"])
    found = {
        "quality": asdict(link_quality(mart, *of_)),
        "drawn": [asdict(d) for d in drawn(mart, *of_, asked["universe"])],
    }
    return _of(mart, asked, all_regencies=link_counts(mart), **found)


def _unread(mart: Mart, asked: Asked) -> Told:
    code = asked.regency
    found = {"places": [asdict(u) for u in unknown_places(mart, code)][: asked["most"]]}
    found["words"] = [asdict(w) for w in unknown_words(mart, code, asked["year"], asked["most"])]
    return _of(mart, asked, **found)


def _publication(mart: Mart, asked: Asked) -> Told:
    stated, code, year = standings(asked.workspace), asked.regency, asked["year"]
    now = {y: s for (regency, y), s in stated.items() if regency == code and year in (None, y)}
    states = [
        {"year": y, "state": s.state, "same": same(asked.workspace, mart, s, code)} for y, s in sorted(now.items())
    ]
    steps = [{"year": y, **asdict(s)} for y, s in trail(asked.workspace, code, year)]
    return _of(mart, asked, regency=code, now=states, steps=steps)


def _marts(_mart: Mart, asked: Asked) -> Told:
    return Told({"rows": [asdict(k) for k in kept(asked.workspace)]})


ROUTES = (
    Route("regencies", _regencies, (), REGENCIES),
    Route("choices", _choices, (NEED, p.YEAR), CHOICES),
    Route("versions", _versions, (NEED,), mart(regency=TEXT, rows=arr(of(Held)))),
    Route(
        "perda",
        _perda,
        (NEED, p.YEAR.needed(), p.VERSION),
        mart(published=arr(of(Published)), agencies=arr(AGENCY)),
    ),
    Route("documents", _documents, (NEED, p.YEAR), mart(rows=arr(FILE))),
    Route("context", _context, (NEED, p.VILLAGES), mart(rows=arr(FACT))),
    Route(
        "completeness",
        _completeness,
        (NEED, p.TODAY),
        mart(years=arr(WHOLE), sources=table(table(CELL)), gaps=table(arr(WHOLE))),
        rests=(DAY,),
    ),
    Route("calendar", _calendar, (NEED, p.TODAY), mart(rows=arr(DUE)), rests=(DAY,)),
    Route(
        "links",
        _links,
        (NEED, p.UNIVERSE, p.VERSION),
        mart(all_regencies=obj(**COUNTS), quality=of(Quality), drawn=arr(of(Drawn))),
    ),
    Route(
        "unread",
        _unread,
        (NEED, p.YEAR, p.PAGE),
        mart(places=arr(of(UnknownPlace)), words=arr(of(Phrase))),
    ),
    Route(
        "publication",
        _publication,
        (NEED, p.YEAR),
        mart(regency=TEXT, now=arr(obj(year=WHOLE, state=TEXT, same=FLAG)), steps=arr(STEP)),
        rests=(LEDGER, DAY),
    ),
    Route("marts", _marts, (), obj(rows=arr(of(Kept))), rests=(LEDGER,), serving=True),
)
