"""Routes to single rows: search, and the way down from a proposal or budget line to file, sheet and row."""

from __future__ import annotations

from typing import Any

from analytics.api import parameters as p
from analytics.api.opening import Absent
from analytics.api.route import Asked, Route, Schema, Table, Told
from analytics.api.shapes import DATE, FLAG, NUMBER, TEXT, WHOLE, arr, loose, mart, obj, opt, texts, wholes
from analytics.errors import BadQuestion
from analytics.query.caveats import notice
from analytics.query.database import Mart
from analytics.query.search import Wanted, search
from analytics.query.trace import trace
from analytics.reports.tables import INVENTED, records

HIT = obj(
    **dict.fromkeys(("kind", "id", "regency"), TEXT),
    year=opt(WHOLE),
    **texts("words", "place_words", "village", "district", "agency", "state", "external_id", "notice"),
    amount=opt(WHOLE),
    gone=FLAG,
)
SEARCH = mart(total=WHOLE, rows=arr(HIT))
STANDS: dict[str, Schema] = {"file": TEXT, "sheet": TEXT, "row": WHOLE}
CAME = {**dict.fromkeys(("import_id", "sha256", "imported_by", "imported_at"), TEXT), "mended_row": opt(WHOLE)}
LINK = obj(
    **dict.fromkeys(("proposal_id", "line_id", "method", "version"), TEXT),
    **texts("title", "origin", "proposal_village", "description", "agency"),
    **wholes("weight", "allocated", "proposal_year", "line_year", "amount"),
    disputed=FLAG,
    **STANDS,
)
SETTLED = obj(**texts("words", "code", "author", "at"))
STORY = {"place_settled": opt(SETTLED), "links": arr(LINK)}
REPLY = {"replied_on": opt(DATE), **texts("office", "reason", "text", "source"), **STANDS}
LINE = mart(
    kind={"const": "line"},
    id=TEXT,
    **dict.fromkeys(("regency", "version"), TEXT),
    **texts("external_id", "district", "village", "dapil", "place_evidence", "place_note", "agency", "agency_code"),
    **texts("program", "activity", "sub_activity", "description", "location_text", "account_code", "account_name"),
    **texts("category", "method", "fund_source", "origin", "named"),
    **wholes("year", "amount", "traced_amount"),
    contestable=opt(FLAG),
    gone=FLAG,
    rows=arr(obj(id=TEXT, **texts("external_id", "mended_file"), gone=FLAG, **STANDS, **CAME)),
    replies=arr(obj(**REPLY)),
    **STORY,
)
OF_ROW = obj(
    **dict.fromkeys(("id", "stage"), TEXT),
    **texts("external_id", "decision", "outcome", "reason", "mended_file"),
    depth=WHOLE,
    submitted_on=opt(DATE),
    estimated_cost=opt(WHOLE),
    gone=FLAG,
    **STANDS,
    **CAME,
)
MEMBER = obj(
    **dict.fromkeys(("id", "stage", "origin", "relation", "furthest_stage"), TEXT),
    **texts("external_id", "previous_id", "tied_id", "reasons", "title", "location_text", "agency", "decision", "fate"),
    year=WHOLE,
    **dict.fromkeys(("probability", "rank", "estimated_cost", "allocated"), opt(WHOLE)),
    in_district_list=FLAG,
    **STANDS,
)
NEED_LINE = obj(
    **dict.fromkeys(("line_id", "version"), TEXT),
    **texts("agency", "description", "fund_source"),
    **wholes("year", "amount", "allocated"),
    proposals=arr(TEXT),
    **STANDS,
)
OTHER = obj(id=TEXT, relation=TEXT, member_id=TEXT, year=WHOLE, title=TEXT, estimated_cost=opt(WHOLE))
NEED = loose(
    **dict.fromkeys(("id", "regency", "state"), TEXT),
    members=arr(MEMBER),
    lines=arr(NEED_LINE),
    replies=arr(obj(proposal_id=TEXT, **REPLY)),
    others=arr(OTHER),
)
PROPOSAL = mart(
    kind={"const": "proposal"},
    id=TEXT,
    regency=TEXT,
    **texts("external_id", "district", "village", "district_text", "village_text", "agency", "field", "origin"),
    **texts("fund_source", "title", "description", "location_text", "unit", "furthest_stage", "decision", "reason"),
    **texts("apbd_class", "procurement_class", "place_note", "dapil", "document"),
    **wholes("year", "n_rows"),
    **dict.fromkeys(
        ("estimated_cost", "rank", "apbd_allocated", "apbd_late", "asked_years", "asked_since"), opt(WHOLE)
    ),
    volume=opt(NUMBER),
    signed_on=opt(DATE),
    **dict.fromkeys(("gone", "origin_gone", "disputed"), FLAG),
    rows=arr(OF_ROW),
    replies=arr(obj(**REPLY)),
    need=opt(NEED),
    **STORY,
)


def _search(mart: Mart, asked: Asked) -> Told:
    wanted = Wanted(asked["q"], asked.regency, asked["kind"] or "", asked["year"] or 0, asked["version"] or "")
    rows, total = search(mart, wanted, asked["most"], asked["skip"], asked.lang)
    of = {"mart": mart.id, "notice": notice((r["regency"] for r in rows), asked.lang)}

    def as_table() -> Table:
        plain: list[dict[str, Any]] = [{k: v for k, v in r.items() if k != "notice"} for r in rows]
        invented = any(r["notice"] for r in rows)
        marks = [{"keterangan": INVENTED if r["notice"] else ""} if invented else {} for r in rows]
        return records([r | {"mart": mart.id} | m for r, m in zip(plain, marks, strict=True)])

    return Told({**of, "total": total, "rows": rows}, as_table, ("search", asked["q"][:40]))


def _trace(mart: Mart, asked: Asked) -> Told:
    try:
        return Told(trace(mart, asked["id"], asked.lang))
    except BadQuestion as refusal:
        if refusal.code == "id_no_such":
            raise Absent(refusal.code, **refusal.facts) from refusal
        raise


ROUTES = (
    Route(
        "search",
        _search,
        (p.WORDS, p.REGENCY, p.KIND, p.YEAR, p.VERSION.among(p.VERSION.choices), p.PAGE, p.SKIP),
        SEARCH,
        csv=True,
    ),
    Route("trace/{id}", _trace, (p.ID,), {"oneOf": [PROPOSAL, LINE]}),
)
