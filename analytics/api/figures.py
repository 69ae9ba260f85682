"""Routes of figures: any measure, one rate under every definition, the bridge, before and after, certificates, differences."""

from __future__ import annotations

from analytics.api import parameters as p
from analytics.api.opening import present
from analytics.api.route import LEDGER, Asked, Route, Table, Told
from analytics.api.shapes import (
    ANY,
    BOTH,
    CAVEAT,
    FILTERS,
    FLAG,
    NUMBER,
    ROW,
    TEXT,
    WHOLE,
    arr,
    mart,
    obj,
    of,
    opt,
    said,
    table,
    without,
)
from analytics.errors import BadQuestion
from analytics.query.answer import Missing
from analytics.query.ask import ask
from analytics.query.before_after import before_after
from analytics.query.before_after import said as why
from analytics.query.bridge import Step, bridge
from analytics.query.certificate import Certificate, certificate
from analytics.query.certificate_found import find, status
from analytics.query.database import Mart
from analytics.query.difference import ADDED, difference
from analytics.query.difference_events import Written
from analytics.query.strip import Cell, strip
from analytics.reports.tables import INVENTED, csv_rows, records

ABOUT = (p.MEASURE, p.BY, p.WHERE, p.UNIVERSE, p.VERSION)
MISSING = arr(of(Missing))
ANSWER = mart(
    **dict.fromkeys(("measure", "label", "definition", "universe", "version", "unit"), TEXT),
    by=arr(TEXT),
    where=FILTERS,
    rows=arr(ROW),
    total=opt(ROW),
    totals=arr(ROW),
    caveats=arr(CAVEAT),
    missing=MISSING,
)
CELL = said(of(Cell), low=opt(NUMBER), high=opt(NUMBER), most=opt(WHOLE), why=opt(TEXT), numerator=opt(WHOLE))
STRIP = mart(regency=TEXT, year=opt(WHOLE), versions=arr(obj(version=TEXT, years=arr(WHOLE))), cells=arr(CELL))
BRIDGE = said(
    without(ANSWER, "definition", "unit", "by", "rows", "totals"),
    headline=TEXT,
    steps=arr(of(Step)),
    lacking=arr(obj(version=TEXT, years=arr(WHOLE))),
)
BEFORE = said(without(ANSWER, "definition", "unit", "total", "totals"), rows=arr(said(ROW, words=TEXT)))
CERTIFICATE = said(
    of(Certificate),
    notice=opt(BOTH),
    label=BOTH,
    definition=BOTH,
    issued=opt(obj(by=TEXT, at=TEXT, position=WHOLE)),
    unknown_share=opt(NUMBER),
)
STATE = {"type": "string", "enum": ["agrees", "differs", "cannot", "damaged"]}
FOUND = obj(
    code=TEXT,
    state=STATE,
    sentence=TEXT,
    differences=arr(obj(name=TEXT, issued=ANY, now=ANY)),
    certificate=CERTIFICATE,
)
CHANGE = obj(**dict.fromkeys(ADDED, WHOLE), value=opt(NUMBER))
FIGURE = said(CHANGE, there=FLAG)
SIDE = obj(mart=TEXT, position=opt(WHOLE), code=opt(TEXT), measures=opt(TEXT), figure=FIGURE)
DIFFERENCE = obj(
    question=table(ANY),
    row=table(ANY),
    part=opt(TEXT),
    label=TEXT,
    unit=TEXT,
    old=SIDE,
    new=SIDE,
    steps=arr(obj(id=TEXT, cause=TEXT, figure=FIGURE, change=CHANGE, events=opt(of(Written)))),
    causes=table(CHANGE),
    change=CHANGE,
    redefined=opt(FLAG),
    notice=opt(TEXT),
)


def _ask(mart: Mart, asked: Asked) -> Told:
    answer = ask(mart, asked.question(), asked.lang)
    scope = [value for _, values in answer.question.where for value in values]
    return Told(answer.json(), lambda: csv_rows(answer), ("ask", answer.question.measure, *scope[:3]))


def _strip(mart: Mart, asked: Asked) -> Told:
    found = strip(mart, asked.regency, asked["year"], asked.lang)
    body = found.json(mart, asked.lang)

    def rows() -> Table:
        marked = {"mart": mart.id, **({"keterangan": INVENTED} if body["notice"] else {})}
        return records([r | marked for r in found.records()])

    return Told(body, rows, ("strip", asked.regency, str(asked["year"] or "")))


def _bridge(mart: Mart, asked: Asked) -> Told:
    return Told(bridge(mart, asked.question("accommodation_count"), asked.lang).json())


def _before_after(mart: Mart, asked: Asked) -> Told:
    rows, answer = before_after(mart, asked.question(), asked["policy"], asked.lang)
    told = {k: v for k, v in answer.json().items() if k not in {"definition", "unit", "total", "totals"}}
    mine = {"by": list(asked["by"]), "rows": [r | {"words": why(r, asked.lang)} for r in rows]}
    return Told(told | mine)


def _row(asked: Asked) -> dict[str, str]:
    return dict(asked["row"])


def _certificate(mart: Mart, asked: Asked) -> Told:
    """Of any figure; making one writes nothing, issuing is a person's deed."""
    return Told(status(asked.workspace, certificate(mart, asked.question(), _row(asked), asked["part"])).json())


def _find(_mart: Mart, asked: Asked) -> Told:
    return Told(find(asked.workspace, asked["code"], asked.lang).json(asked.lang))


def _difference(_mart: Mart, asked: Asked) -> Told:
    """Only where no mart has to be built for it: that takes half a minute, which a request may not cost."""

    def refuse(_step: str) -> None:
        raise BadQuestion("difference_builds", old=asked["old"], new=asked["new"])

    for name in ("old", "new"):
        present(asked.workspace, asked[name])
    old, new, question = asked["old"], asked["new"], asked.question()
    found = difference(asked.workspace, old, new, question, _row(asked), asked["part"], asked.lang, refuse)
    return Told(found.json())


ROUTES = (
    Route("ask", _ask, ABOUT, ANSWER, csv=True),
    Route("strip", _strip, (p.REGENCY.needed(), p.YEAR), STRIP, csv=True),
    Route("bridge", _bridge, (p.WHERE, p.UNIVERSE, p.CHAINED), BRIDGE),
    Route("before-after", _before_after, (*ABOUT, p.POLICY), BEFORE),
    Route("certificate", _certificate, (*ABOUT, p.ROW, p.PART), CERTIFICATE, rests=(LEDGER,)),
    Route("certificate/{code}", _find, (p.CODE,), FOUND, rests=(LEDGER,), serving=True),
    Route("difference", _difference, (p.OLD, p.NEW, *ABOUT, p.ROW, p.PART), DIFFERENCE, rests=(LEDGER,), serving=True),
)
