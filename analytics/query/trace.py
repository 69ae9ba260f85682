"""Both ways down: from a proposal to its money and its rows, from a budget line to its proposals and its row."""

from __future__ import annotations

from typing import Any

from analytics.errors import BadQuestion
from analytics.query.caveats import notice
from analytics.query.database import Mart, template
from analytics.query.needs import need_of

PROPOSAL_FIELDS = (
    "id", "external_id", "regency", "year", "district", "village", "district_text", "village_text", "agency", "field",
    "origin", "fund_source", "title", "description", "location_text", "volume", "unit", "estimated_cost", "rank",
    "furthest_stage", "decision", "reason", "n_rows", "gone", "origin_gone", "apbd_class", "apbd_allocated", "apbd_late",
    "procurement_class", "disputed", "place_note", "dapil", "signed_on", "document", "asked_years", "asked_since",
)  # fmt: skip
LINE_FIELDS = (
    "id", "external_id", "regency", "year", "version", "district", "village", "dapil", "place_evidence", "place_note", "agency",
    "agency_code", "program", "activity", "sub_activity", "description", "location_text", "account_code", "account_name",
    "contestable", "category", "method", "amount", "traced_amount", "fund_source", "origin", "named", "gone",
)  # fmt: skip


def find(mart: Mart, text: str, regency: str = "") -> list[dict[str, Any]]:
    """Every proposal or line an id could mean; empty where none. A row id, there once, is looked for in `regency` first."""
    text = text.strip()
    number = int(text, 16) if len(text) == 16 and all(c in "0123456789abcdef" for c in text.lower()) else None
    asked = {"number": number, "text": text}
    if regency and number is not None:
        here = mart.rows(template("find_id"), {**asked, "regency": regency})
        if any(f["id"] == text.lower() for f in here):
            return here
    return mart.rows(template("find_id"), {**asked, "regency": ""})


def trace(mart: Mart, text: str, lang: str = "id", regency: str = "") -> dict[str, Any]:
    """The whole story of one proposal or budget line; `regency` as in `find`. Raises BadQuestion when the id is unknown or means
    several."""
    found = find(mart, text, regency)
    keys = {(f["kind"], f["regency"], f["key"]) for f in found}
    if not keys:
        raise BadQuestion("id_no_such", id=text)
    if len(keys) > 1:
        names = ", ".join(f"{f['id']} ({f['kind']}, {f['regency']}, {f['year']})" for f in found[:6])
        raise BadQuestion("id_several", id=text, n=len(keys), ids=names)
    kind, where, key = keys.pop()
    return proposal(mart, where, key, lang) if kind == "proposal" else line(mart, where, key, lang)


def proposal(mart: Mart, regency: str, key: int, lang: str = "id") -> dict[str, Any]:
    """One proposal: what was asked, every row that carries it with file, sheet and row, its money, its replies, its need."""
    here = {"regency": regency, "key": key}
    fact = mart.rows(template("trace_proposal"), here)[0]
    links = mart.rows(template("trace_links").format(end="proposal_id"), here)
    return {
        "kind": "proposal",
        "mart": mart.id,
        "notice": notice([regency], lang),
        **{f: fact[f] for f in PROPOSAL_FIELDS},
        "place_settled": _settled(mart, fact["place_settled"]),
        "rows": mart.rows(template("trace_rows"), here),
        "links": links,
        "replies": mart.rows(template("trace_replies").format(end="proposal_id"), here),
        "need": need_of(mart, regency, key),
    }


def line(mart: Mart, regency: str, key: int, lang: str = "id") -> dict[str, Any]:
    """One budget line: what is paid, its file, sheet and row, the proposals linked to it, its replies."""
    here = {"regency": regency, "key": key}
    fact = mart.rows(template("trace_line"), here)[0]
    source = {
        f: fact[f]
        for f in (
            "file",
            "sheet",
            "row",
            "import_id",
            "sha256",
            "imported_by",
            "imported_at",
            "mended_file",
            "mended_row",
        )
    }
    return {
        "kind": "line",
        "mart": mart.id,
        "notice": notice([regency], lang),
        **{f: fact[f] for f in LINE_FIELDS},
        "place_settled": _settled(mart, fact["place_settled"]),
        "rows": [{**source, "external_id": fact["external_id"], "id": fact["id"], "gone": fact["gone"]}],
        "links": mart.rows(template("trace_links").format(end="line_id"), here),
        "replies": mart.rows(template("trace_replies").format(end="line_id"), here),
    }


def _settled(mart: Mart, seq: int | None) -> dict[str, Any] | None:
    """Who settled the place and when, and for which words; None where nobody did."""
    return next(iter(mart.rows(template("trace_settled"), [seq])), None)
