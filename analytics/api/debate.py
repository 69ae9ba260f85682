"""Routes of the debate: what a share would reach, what drafts leave out, prices, sentences."""

from __future__ import annotations

from dataclasses import asdict

from analytics.api import parameters as p
from analytics.api.figures import MISSING
from analytics.api.route import DAY, Asked, Route, Table, Told
from analytics.api.shapes import ANY, FLAG, NUMBER, TEXT, WHOLE, arr, loose, mart, obj, of, opt, said, table, texts
from analytics.query.database import Mart
from analytics.query.prices import Largest, five_largest, prices, ratios
from analytics.query.sentences import sentences
from analytics.query.sentences_scope import Sentence
from analytics.query.warning import warning
from analytics.query.warning_answer import Item, Step, Tally
from analytics.query.warning_words import headline, records, time_left
from analytics.query.whatif import whatif
from analytics.query.whatif_answer import Money, WhatIf, share_of
from analytics.query.whatif_words import sentences as words_of
from analytics.reports.tables import INVENTED
from analytics.reports.tables import records as as_rows

OF = (p.REGENCY.needed(), p.YEAR.needed())
SCOPE = (*OF, p.UNIVERSE, *p.PLACES)
WHATIF = said(of(WhatIf), share=opt(NUMBER), top_share=opt(NUMBER), mart=TEXT, sentences=arr(TEXT))
TALLY = said(of(Tally), not_found=WHOLE, open=WHOLE, rupiah_open=WHOLE)
QUESTION = loose(
    **dict.fromkeys(("agency", "question", "item", "village", "reason", "id"), TEXT),
    **texts("district", "dapil", "answer"),
    rank=opt(WHOLE),
    cost=opt(WHOLE),
)
WARNING = mart(
    **dict.fromkeys(("regency", "universe", "headline", "time_left"), TEXT),
    year=WHOLE,
    today=of(Step)["properties"]["begins"],
    ranked=FLAG,
    draft=opt(TEXT),
    decided=FLAG,
    drafts=table(TALLY),
    budget=opt(TALLY),
    tally=TALLY,
    groups=table(arr(said(TALLY, key=opt(TEXT), top=arr(of(Item))))),
    step=of(Step),
    open=arr(of(Item)),
    missing=MISSING,
    questions=arr(QUESTION),
)
PRICE = obj(
    year=WHOLE,
    asked=WHOLE,
    allocated=WHOLE,
    most=WHOLE,
    index=opt(NUMBER),
    asked_real=opt(WHOLE),
    allocated_real=opt(WHOLE),
)
BIG = obj(id=TEXT, title=TEXT, district=opt(TEXT), village=opt(TEXT), rupiah=WHOLE)
PRICES = mart(
    regency=TEXT,
    base=opt(WHOLE),
    index=opt(obj(**texts("indicator", "place", "note", "source"), hundred=opt(WHOLE), of=table(NUMBER))),
    rows=arr(PRICE),
    missing=MISSING,
    five_largest=table(said(of(Largest), items=arr(BIG), share=opt(NUMBER))),
    ratios=arr(obj(kind=TEXT, n=WHOLE, low=opt(NUMBER), value=opt(NUMBER), high=opt(NUMBER))),
)
SENTENCES = mart(sentences=arr(said(of(Sentence), numbers=table(ANY))), left_out=table(TEXT))


def _whatif(mart: Mart, asked: Asked) -> Told:
    share = share_of(asked["share"]) if asked["share"] else None
    money = Money(share, asked["rupiah"], asked["each"], asked["envelopes"])
    rule, of_, version = (asked[k] for k in ("rule", "of", "version"))
    found = whatif(mart, asked.regency, asked["year"], money, rule, of_, version, asked.lang)
    return Told({"mart": mart.id, **found.json(), "sentences": words_of(found, asked.lang)})


def _warning(mart: Mart, asked: Asked) -> Told:
    year, universe, lang = asked["year"], asked["universe"], asked.lang
    found = warning(mart, asked.regency, year, asked.narrow, universe, asked["today"], lang)
    said_ = {"headline": headline(found, lang), "time_left": time_left(found, lang)}
    questions = records(found, lang)

    def rows() -> Table:
        marked = {"mart": mart.id, **({"keterangan": INVENTED} if found.notice else {})}
        return as_rows([q | marked for q in questions])

    body = {"mart": mart.id, **found.json(), **said_, "questions": questions}
    return Told(body, rows, ("warning", asked.regency, str(year)))


def _prices(mart: Mart, asked: Asked) -> Told:
    question = asked.question("accommodation_value")
    found = prices(mart, asked.regency, question, asked["base"], asked.lang)
    index = None
    if found.index:
        index = asdict(found.index) | {"of": {str(y): float(v) for y, v in found.index.of.items()}}
    largest = five_largest(mart, question)
    body = {
        "mart": mart.id,
        **asdict(found),
        "index": index,
        "five_largest": {k: asdict(v) | {"share": v.share} for k, v in largest.items()},
        "ratios": ratios(mart, question),
    }
    return Told(body)


def _sentences(mart: Mart, asked: Asked) -> Told:
    of_ = (asked.regency, asked["year"], asked["universe"], asked["version"], asked.narrow, asked.lang, asked["today"])
    return Told({"mart": mart.id, **sentences(mart, *of_).json()})


ROUTES = (
    Route("whatif", _whatif, (*OF, p.SHARE, p.RUPIAH, p.EACH, p.ENVELOPES, p.RULE, p.OF, p.VERSION), WHATIF),
    Route("warning", _warning, (*SCOPE, p.TODAY), WARNING, csv=True, rests=(DAY,)),
    Route("prices", _prices, (*SCOPE, p.VERSION, p.BASE), PRICES),
    Route("sentences", _sentences, (*SCOPE, p.VERSION, p.TODAY), SENTENCES, rests=(DAY,)),
)
