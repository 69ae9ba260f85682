"""Routes of lists: a village's or district's proposals with their fates, the order of lists, needs that wait, lines without an
origin."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analytics.api import parameters as p
from analytics.api.route import Asked, Route, Table, Told
from analytics.api.shapes import DATE, FLAG, TEXT, WHOLE, arr, mart, obj, of, opt, said, table, texts, wholes
from analytics.query import order as orders
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.caveats import notice
from analytics.query.database import Mart
from analytics.query.fates import Fate, fates, tally
from analytics.query.list_replies import list_replies
from analytics.query.origins import Untraced, untraced
from analytics.query.queue import LIST, NEEDS, Carried, Waiting, carry_over, not_asked_any_more, queue
from analytics.reports import fate_list, pair_list, queue_list
from analytics.reports.tables import INVENTED, records

NEED, YEARLY = p.REGENCY.needed(), p.YEAR.needed()
HELD = (p.UNIVERSE, p.VERSION)
OF = dict.fromkeys(("universe", "version"), TEXT)
SIDE = obj(
    **dict.fromkeys(("id", "title", "fate"), TEXT),
    **texts("external_id", "village", "village_name"),
    estimate=opt(WHOLE),
    **wholes("rank", "rupiah"),
)
PAIR = obj(
    **wholes("year"),
    **dict.fromkeys(("regency", "standing", "reason_text"), TEXT),
    **texts("district", "district_name", "agency", "decision", "reason"),
    higher=SIDE,
    lower=SIDE,
    reasoned=FLAG,
    replies=arr(obj(on=opt(DATE), **texts("office", "reason", "text"))),
)
COUNTED = ("listed", "no_rank", "unknown", "elsewhere", "compared")
ONE_LIST = obj(
    **wholes("year", *COUNTED, *orders.Told.__dataclass_fields__, "equal_pairs"),
    regency=TEXT,
    **texts("district", "district_name", "agency", "list_part", "dapil"),
)
ORDER = mart(**OF, n_lists=WHOLE, total=of(orders.Told), lists=arr(ONE_LIST))
PAIRS = mart(**OF, rows=arr(PAIR))
OF_LIST = obj(
    on=opt(DATE), **texts("office", "reason", "text"), file=TEXT, sheet=TEXT, row=WHOLE, district=TEXT, agency=TEXT
)
FATES = mart(**OF, total=WHOLE, tally=table(WHOLE), rows=arr(of(Fate)), list_replies=arr(OF_LIST))
REPLY = obj(on=opt(DATE), **texts("office", "reason", "text"))
WAITS = mart(list=TEXT, universe=TEXT, total=WHOLE, rows=arr(said(of(Waiting), reply=opt(REPLY))))
CARRIED = mart(universe=TEXT, total=WHOLE, rows=arr(of(Carried)))
UNTRACED = mart(**OF, rows=arr(of(Untraced)))


def _head(mart: Mart, question: Question, lang: str, *more: str) -> dict[str, Any]:
    regencies = dict(question.where).get("regency", ())
    held = {k: getattr(question, k) for k in ("universe", *more)}
    return {"mart": mart.id, "notice": notice(regencies, lang), **held}


def _marked(mart: Mart, body: dict[str, Any], rows: list[dict[str, Any]]) -> Table:
    """Plain rows with the mart and, where the data is invented, the word that says so."""
    return records([r | {"mart": mart.id} | ({"keterangan": INVENTED} if body["notice"] else {}) for r in rows])


def _names(kind: str, asked: Asked) -> tuple[str, ...]:
    """What goes into a file's name: the list, the places, the year."""
    narrow = (value for _, (value,) in asked.narrow)
    return (kind, asked.regency, *narrow, str(asked["year"] or ""))


def _fates(mart: Mart, asked: Asked) -> Told:
    question = asked.question(LIST)
    listed = fates(mart, question)
    shown = listed[asked["skip"] :][: asked["most"]]
    body = _head(mart, question, asked.lang, "version") | {"total": len(listed), "tally": tally(listed)}
    body["list_replies"] = _list_replies(mart, asked)
    counted = ask(mart, question, asked.lang)
    rows = fate_list.records(asked.lang, counted, shown)
    return Told(body | {"rows": [asdict(f) for f in shown]}, lambda: _marked(mart, body, rows), _names("fates", asked))


def _list_replies(mart: Mart, asked: Asked) -> list[dict[str, Any]]:
    """What was answered on whole lists the question looks into; of a village, on that of its district."""
    district = asked["district"] or (asked["village"] or "").rpartition(".")[0]
    found = list_replies(mart, asked.regency, asked["year"], district, asked["agency"] or "")
    return [{**asdict(r.reply), "district": r.district, "agency": r.agency} for r in found]


def _order(mart: Mart, asked: Asked) -> Told:
    question = asked.question(orders.MEASURE)
    many, total = orders.whole(mart, question)
    found = orders.lists(mart, question, asked["most"], asked["skip"])
    body = _head(mart, question, asked.lang, "version") | {"n_lists": many, "total": vars(total), "lists": found}
    return Told(body, lambda: _marked(mart, body, found), _names("order", asked))


def _pairs(mart: Mart, asked: Asked) -> Told:
    question = asked.question(orders.MEASURE)
    named = orders.pairs(mart, question, asked["most"], asked.lang)
    body = _head(mart, question, asked.lang, "version") | {"rows": named}
    return Told(body, lambda: _marked(mart, body, pair_list.records(mart.id, question, named)), _names("pairs", asked))


def _queue(mart: Mart, asked: Asked) -> Told:
    question, kind = asked.question(NEEDS), asked["list"]
    answer = ask(mart, question, asked.lang)
    find = queue if kind == "still" else not_asked_any_more
    listed, total = find(mart, question, asked["most"], proven=asked["proven"])
    body = _head(mart, question, asked.lang) | {"list": kind, "total": total, "rows": [asdict(w) for w in listed]}
    return Told(body, lambda: queue_list.records(asked.lang, kind, answer, listed), _names(f"queue-{kind}", asked))


def _carry_over(mart: Mart, asked: Asked) -> Told:
    question = asked.question(LIST)
    answer = ask(mart, question, asked.lang)
    listed = carry_over(mart, question)
    shown = listed[asked["skip"] :][: asked["most"]]
    body = _head(mart, question, asked.lang) | {"total": len(listed), "rows": [asdict(c) for c in shown]}
    return Told(body, lambda: queue_list.records(asked.lang, "carry_over", answer, shown), _names("carry-over", asked))


def _untraced(mart: Mart, asked: Asked) -> Told:
    question = asked.question("origin_share")
    rows = [asdict(u) for u in untraced(mart, question, asked["most"])]
    body = _head(mart, question, asked.lang, "version") | {"rows": rows}
    return Told(body, lambda: _marked(mart, body, rows), _names("untraced", asked))


ALL = (p.DISTRICT, p.VILLAGE, p.AGENCY, p.DAPIL)
ROUTES = (
    Route("fates", _fates, (NEED, YEARLY, *ALL, *HELD, p.PAGE, p.SKIP), FATES, csv=True),
    Route("order", _order, (p.REGENCY, p.YEAR, p.DISTRICT, p.AGENCY, p.DAPIL, *HELD, p.PAGE, p.SKIP), ORDER, csv=True),
    Route("order/pairs", _pairs, (p.REGENCY, p.YEAR, p.DISTRICT, p.AGENCY, p.DAPIL, *HELD, p.PAGE), PAIRS, csv=True),
    Route("queue", _queue, (p.REGENCY, p.YEAR, *ALL, p.UNIVERSE, p.STILL, p.PROVEN, p.PAGE), WAITS, csv=True),
    Route("carry-over", _carry_over, (NEED, YEARLY, *ALL, p.UNIVERSE, p.PAGE, p.SKIP), CARRIED, csv=True),
    Route(
        "untraced", _untraced, (NEED, YEARLY, p.DISTRICT, p.VILLAGE, p.AGENCY, p.VERSION, p.PAGE), UNTRACED, csv=True
    ),
)
