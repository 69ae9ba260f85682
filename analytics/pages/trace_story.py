"""The whole story of one proposal or budget line, walked both ways down to file, sheet and row."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.errors import BadQuestion
from analytics.locale.format import date
from analytics.pages.parts import download_rows, show
from analytics.pages.record_link import kept, label
from analytics.pages.reply_form import reply_form
from analytics.pages.trace_need import history
from analytics.pages.view import View
from analytics.query.trace import find, line, proposal, trace
from analytics.reports.own_reply import about_record
from analytics.vocabulary import regions

SHOWN = 25


def detail(view: View, wanted: str) -> None:
    _back(view)
    try:
        story = trace(view.mart, wanted, view.lang, view.regency.code)
    except BadQuestion as refusal:
        _several(view, wanted, refusal)
        return
    if story["kind"] == "proposal":
        _proposal(view, story)
    else:
        _line(view, story)


def _back(view: View) -> None:
    """Where the reader came from: a district's list, when the address names one, else the search."""
    listed = {k: v for k, v in st.query_params.items() if k in ("district", "village", "agency", "version", "fate")}
    page, label = ("fate", "trace.back_list") if listed else ("trace", "trace.back")
    params = {**kept(view), **listed}
    st.page_link(view.links[page], label=view.t(label), icon=":material/arrow_back:", query_params=params)


def _several(view: View, wanted: str, refusal: BadQuestion) -> None:
    found = find(view.mart, wanted)
    show(
        html.title(
            view.t("trace.title"), "", view.t("trace.other", n=len(found)) if found else refusal.sentence(view.lang)
        )
    )
    for f in found[:SHOWN]:
        story = (proposal if f["kind"] == "proposal" else line)(view.mart, f["regency"], f["key"])
        st.page_link(
            view.links["trace"],
            label=label(story.get("title") or story["description"]),
            query_params={"id": f["id"], **kept(view)},
        )
        show(html.hit(f"{view.t('trace.' + f['kind'])} {f['year']} · {regions.label(f['regency'])} · {f['id']}"))


def _proposal(view: View, s: dict[str, Any]) -> None:
    place = regions.label(s["village"] or s["district"] or s["regency"])
    kicker = f"{view.t('trace.proposal')} {s['external_id'] or ''} · {place} · {s['year']}"
    where = " · ".join(
        x
        for x in (
            s["location_text"],
            f"{view.n(s['volume'])} {s['unit'] or ''}".strip() if s["volume"] is not None else None,
            s["agency"],
        )
        if x
    )
    show(html.title(s["title"], kicker, where, view.t("trace.gone") if s["gone"] else ""))
    show(html.cards(_cards(view, s)))
    show(html.section(view.t("trace.journey")))
    stages: dict[str, list[dict[str, Any]]] = {}
    for r in s["rows"]:
        stages.setdefault(r["stage"], []).append(r)
    show(html.steps([_step(view, stage, rows) for stage, rows in stages.items()]))
    _replies(view, s)
    show(html.section(view.t("trace.money")))
    if s["links"]:
        _links(view, s["links"], "line_id", "description")
    else:
        why = view.t("trace.why_no_link") if s["apbd_class"] else view.t("trace.why_no_apbd", year=s["year"])
        show(html.hit(view.t("trace.no_money", why=why)))
    history(view, s["need"], s["id"])
    _facts(view, s)


def _cards(view: View, s: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What the list says of it and what is proven: rank, estimate, fate in the approved budget with the rupiah behind it."""
    rank = [(view.n(s["rank"]), view.t("column.rank"), "")] if s["rank"] is not None else []
    cost = (
        [(view.rp(s["estimated_cost"]), view.t("column.estimated_cost"), "")] if s["estimated_cost"] is not None else []
    )
    if not s["apbd_class"]:
        return rank + cost
    got = view.rp(s["apbd_allocated"]) if s["apbd_allocated"] else ""
    fate = view.t(f"fate.part_{s['apbd_class']}")
    return [*rank, *cost, (fate, f"{view.term('version', 'apbd')} {s['year']}", got)]


def _step(view: View, stage: str, rows: list[dict[str, Any]]) -> tuple[str, str, list[str], bool]:
    words = [date(rows[0]["submitted_on"], view.lang)] if rows[0]["submitted_on"] else []
    if rows[0]["outcome"]:
        words.append(view.term("decision", rows[0]["outcome"]))
    if len(rows) > 1:
        words.append(view.t("trace.split", n=len(rows)))
    gone = all(r["gone"] for r in rows)
    if gone:
        words.append(view.t("trace.gone"))
    return view.term("stage", stage), " · ".join(words), [_source(view, r) for r in rows], gone


def _replies(view: View, s: dict[str, Any]) -> None:
    """What offices answered on it, and where another answer is written down."""
    if s["replies"]:
        show(html.section(view.t("trace.replies")))
        show(html.steps([_reply(view, r) for r in s["replies"]]))
    about = about_record(s)
    reply_form(view, {about.title: about})


def _reply(view: View, r: dict[str, Any]) -> tuple[str, str, list[str], bool]:
    """What an office answered, word for word, its coded reason, the number of its letter and the row it was kept in."""
    reason = view.t("fate.reason", reason=view.term("reason", r["reason"])) if r["reason"] else ""
    words = " · ".join(w for w in (r["text"], reason) if w)
    letter = [view.t("reply.letter", number=r["source"])] if r["source"] else []
    return f"{r['office'] or '–'}, {date(r['replied_on'], view.lang)}", words, [*letter, _source(view, r)], False


def _source(view: View, r: dict[str, Any]) -> str:
    source = view.t("trace.source", file=r["file"], sheet=r["sheet"], row=view.n(r["row"]))
    if not r.get("mended_file"):
        return source
    return f"{source}; {view.t('trace.mended', file=r['mended_file'], row=view.n(r['mended_row']))}"


def _line(view: View, s: dict[str, Any]) -> None:
    place = regions.label(s["village"] or s["district"] or s["regency"])
    kicker = f"{view.term('version', s['version'])} {s['year']} · {place}"
    evidence = view.t(f"trace.place_{s['place_evidence']}") if s["place_evidence"] else ""
    show(
        html.title(
            s["description"],
            kicker,
            " · ".join(x for x in (s["agency"], evidence) if x),
            view.t("trace.gone") if s["gone"] else "",
        )
    )
    show(html.cards([(view.rp(s["amount"]), view.term("version", s["version"]), s["fund_source"] or "")]))
    _replies(view, s)
    show(html.section(view.t("trace.proposals")))
    if s["links"]:
        _links(view, s["links"], "proposal_id", "title")
    else:
        show(html.hit(view.t("trace.no_proposals")))
    show(html.section(view.t("trace.journey")))
    show(html.steps([(view.term("version", s["version"]), "", [_source(view, r) for r in s["rows"]], s["gone"])]))
    _facts(view, s)


def _links(view: View, links: list[dict[str, Any]], end: str, words: str) -> None:
    with st.container(key="hits"):
        for k in links:
            st.page_link(view.links["trace"], label=label(k[words]), query_params={"id": k[end], **kept(view)})
            method = view.t("trace.disputed") if k["disputed"] else view.t(f"trace.method_{k['method']}")
            amounts = {"amount": view.rp(k["allocated"]), "whole": view.rp(k["amount"])}
            money = view.t("trace.allocated", **amounts, method=method)
            show(html.hit(f"{view.term('version', k['version'])} {k['line_year']} · {money} · {_source(view, k)}"))


def _facts(view: View, s: dict[str, Any]) -> None:
    skip = {"kind", "mart", "id", "rows", "links", "need", "regency", "gone", "names_village", "n_rows"}
    known = [(k, v) for k, v in s.items() if k not in skip and v is not None and not isinstance(v, list)]
    with st.expander(view.t("trace.facts")):
        r = s["rows"][0]
        pairs = [(_word(view, k), _fact(view, k, v)) for k, v in known if _word(view, k)]
        pairs.append(
            (
                view.t("app.files"),
                view.t(
                    "trace.imported",
                    date=date(r["imported_at"], view.lang),
                    author=r["imported_by"],
                    sha=r["sha256"][:16],
                ),
            )
        )
        pairs.append(("ID", s["id"]))
        show(html.pairs(pairs, view.t("trace.facts")))
    download_rows(view, s["rows"], f"telusur-{s['id']}")


def _word(view: View, key: str) -> str:
    try:
        return view.t(f"column.{key}").capitalize()
    except KeyError:
        return ""


def _fact(view: View, key: str, value: Any) -> str:
    if key in ("estimated_cost", "amount", "traced_amount"):
        return view.rp(value)
    if key in ("district", "village"):
        return f"{regions.label(value)} ({value})"
    if key == "place_settled":
        return f"{value['words']} · {view.t('places.who', author=value['author'], date=date(value['at'], view.lang))}"
    if key in ("origin", "decision", "reason", "version"):
        return view.term(key, value)
    if key == "furthest_stage":
        return view.term("stage", value)
    return view.n(value) if isinstance(value, float) else str(value)
