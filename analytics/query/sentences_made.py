"""One function per sentence: its numbers from answers, its words from sentences.toml. What cannot be said raises LeftOut."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from analytics.locale.fate_words import PLANS
from analytics.locale.format import count, rupiah, share
from analytics.locale.said import said
from analytics.measures.definitions import measure
from analytics.query.database import template
from analytics.query.prices import MOST, five_largest
from analytics.query.scope import scope
from analytics.query.sentences_scope import ROOM, Asked, LeftOut, Scoped, Sentence
from analytics.query.warning import warning
from analytics.query.warning_words import headline, time_left
from analytics.vocabulary import terms

FIRST_YEAR = 2000


def fate(s: Scoped) -> Sentence:
    """How many of the list are proven in the budget, and at most."""
    question = s.question("accommodation_count")
    row = s.whole(question)
    n, proven, most = row["denominator"], row["numerator"], row["most"]
    return _make(
        s,
        "fate",
        "fate_sure" if proven == most and not row["n_unknown"] else "fate",
        {"n": n, "proven": proven, "most": most},
        (Asked(question),),
        proven,
        item=s.item(n),
        place=s.place(),
        within=said(ROOM, "within_plan" if s.version in PLANS else "within_budget", s.lang),
        version=terms.label("version", s.version, s.lang),
        year=s.year,
    )


def value(s: Scoped) -> Sentence:
    """The same in rupiah, with what the five largest hold of what was asked."""
    question = s.question("accommodation_value")
    row = s.whole(question)
    largest = five_largest(s.mart, question)["asked"]
    numbers = {"proven": row["numerator"], "asked": row["denominator"], "most": row["most"], "n": largest.n}
    money = {k: rupiah(numbers[k], s.lang) for k in ("proven", "asked", "most")}
    if largest.n <= MOST:
        return _make(s, "value", "value_few", numbers, (Asked(question),), largest.n, **money)
    numbers |= {"largest": largest.rupiah, "share": largest.share}
    return _make(s, "value", "value", numbers, (Asked(question),), None, **money, share=share(largest.share, s.lang))


def attainable(s: Scoped) -> Sentence:
    """The most that spending still free to direct could have paid, beside what is proven."""
    question = s.question("accommodation_value")
    row = s.whole(question)
    if row.get("attainable") is None:
        raise LeftOut(
            said(ROOM, "why_missing", s.lang, sources=terms.load("sources")["source"]["apbd"][f"name_{s.lang}"])
        )
    most = row["attainable"] / row["denominator"]
    numbers = {"attainable": row["attainable"], "proven": row["numerator"], "asked": row["denominator"]}
    shown = {"attainable": share(most, s.lang), "value": share(row["value"], s.lang)}
    return _make(s, "attainable", "attainable", numbers, (Asked(question),), None, **shown)


def first_ranks(s: Scoped) -> Sentence:
    """The first of every list."""
    if not s.ranked():
        raise LeftOut(said(ROOM, "why_unranked", s.lang))
    question = s.question("top_k")
    row = s.whole(question, "1")
    numbers = {"n": row["denominator"], "proven": row["numerator"], "most": row["most"]}
    verb = said(ROOM, "verb_plan" if s.version in PLANS else "verb_budget", s.lang)
    key = "one_first_rank" if row["denominator"] == 1 else "first_ranks"
    return _make(s, "first_ranks", key, numbers, (Asked(question, "1"),), row["numerator"], verb=verb)


def order(s: Scoped) -> Sentence:
    """Pairs of one list of which the lower rank was funded and the higher was not."""
    if not s.ranked():
        raise LeftOut(said(ROOM, "why_unranked", s.lang))
    question = s.question("priority_inversion")
    row = s.whole(question)
    numbers = {"inverted": row["numerator"], "pairs": row["denominator"]}
    reasons = ""
    if row.get("reasoned") is not None and row["numerator"]:
        numbers["reasoned"] = row["reasoned"]
        reasons = said(ROOM, "order_reasons", s.lang, row["reasoned"], n=count(row["reasoned"], s.lang))
    agency = s.resolved().get("agency")
    where = (
        said(ROOM, "at_agency", s.lang, agency=agency) if agency else said(ROOM, "at_place", s.lang, place=s.place())
    )
    return _make(s, "order", "order", numbers, (Asked(question),), row["numerator"], where=where, reasons=reasons)


def repeated(s: Scoped) -> Sentence:
    """Needs of this year's list asked for three times or more and proven without funding."""
    question = s.question("repeat_and_gave_up")
    row = s.whole(question, "repeated_3")
    where = scope(s.mart, question, measure(question.measure))
    since = s.mart.rows(template("sentences_oldest").format(where=where.sql), where.values)[0]["since"]
    numbers = {"n": row["numerator"], "most": row["most"], "since": since}
    return _make(s, "repeated", "repeated", numbers, (Asked(question, "repeated_3"),), row["numerator"], since=since)


def not_asked_any_more(s: Scoped) -> Sentence:
    """Needs of any year up to this one that no newest list holds and whose funding was never found."""
    years = (("year", tuple(str(y) for y in range(FIRST_YEAR, s.year + 1))),)
    question = s.question("repeat_and_gave_up", years)
    row = s.whole(question, "not_asked_any_more")
    asked = (Asked(question, "not_asked_any_more"),)
    numbers = {"n": row["numerator"], "most": row["most"]}
    return _make(s, "not_asked_any_more", "not_asked_any_more", numbers, asked, row["numerator"])


def reasons(s: Scoped) -> Sentence:
    """Of those proven absent, how many nobody has written a reason for."""
    question = s.question("answered")
    row = s.whole(question, "unfunded_with_reason")
    without = row["denominator"] - row["numerator"]
    numbers = {"n": row["denominator"], "without": without}
    return _make(s, "reasons", "reasons", numbers, (Asked(question, "unfunded_with_reason"),), without)


def stages(s: Scoped) -> Sentence:
    """What the plan, the ceilings and the budget are proven to hold."""
    question = s.question("funnel", by=("stage",))
    last = s.version if s.version in {"apbd", "apbd_p", "realisation"} else "apbd"
    answer = s.ask(question)
    rows = {r["stage"]: r["numerator"] for r in answer.rows}
    open_ = {r["stage"]: r["n_unknown"] for r in answer.rows}
    held = {r["version"] for r in s.mart.again(template("covered"), {"regency": s.regency, "year": s.year})}
    if not {"rkpd", last} <= held & rows.keys():
        lacking = ", ".join(terms.label("version", v, s.lang) for v in ("rkpd", last) if v not in held & rows.keys())
        raise LeftOut(said(ROOM, "why_missing", s.lang, sources=lacking))
    chain = [v for v in ("rkpd", "kua_ppas", last) if v in held and v in rows]
    numbers: dict[str, Any] = {v: rows[v] for v in chain} | {"unknown": open_[last]}
    asked = tuple(Asked(question, None, {"stage": v}) for v in chain)
    falls = [rows[a] - rows[b] for a, b in pairwise(chain)]
    version = terms.label("version", last, s.lang)
    if min(falls) <= 0:
        listed = ", ".join(f"{terms.label('version', v, s.lang)} {count(rows[v], s.lang)}" for v in chain)
        return _make(s, "stages", "stages_plain", numbers, asked, None, list=listed, version=version)
    ends = {"first": count(rows["rkpd"], s.lang), "last": count(rows[last], s.lang), "version": version}
    if len(falls) == 1:
        return _make(s, "stages", "stages_two", numbers, asked, None, **ends, after=count(falls[0], s.lang))
    by_ppas, after = (count(f, s.lang) for f in falls)
    return _make(s, "stages", "stages", numbers, asked, None, **ends, by_ppas=by_ppas, after=after)


def early(s: Scoped) -> Sentence:
    """What the newest draft of this year or the next does not hold so far, where its budget is not decided."""
    for year in (s.year, s.year + 1):
        found = warning(s.mart, s.regency, year, s.narrow, s.universe, s.today, s.lang)
        if found.items and found.draft and not found.decided:
            break
    else:
        raise LeftOut(said(ROOM, "why_decided", s.lang))
    t = found.tally
    numbers = {"year": year, "draft": found.draft, "open": t.open, "not_found": t.not_found, "unknown": t.unknown}
    numbers |= {"rupiah": t.rupiah_open, "n_unpriced": t.n_unpriced}
    name = "renja_match" if found.draft == "renja_draft" else "accommodation_count"
    version = s.version if found.draft == "renja_draft" else str(found.draft)
    question = s.question(name, (("year", (str(year),)),), version=version)
    return Sentence("early", f"{headline(found, s.lang)} {time_left(found, s.lang)}", numbers, (Asked(question),))


def _make(
    s: Scoped,
    id_: str,
    key: str,
    numbers: dict[str, Any],
    behind: tuple[Asked, ...],
    form: int | None,
    /,
    **facts: object,
) -> Sentence:
    shown = {k: count(v, s.lang) for k, v in numbers.items() if isinstance(v, int) and k not in facts}
    return Sentence(id_, said(ROOM, key, s.lang, form, **{**shown, **facts}), numbers, behind)


MADE: dict[str, Callable[[Scoped], Sentence]] = {
    "fate": fate,
    "value": value,
    "attainable": attainable,
    "first_ranks": first_ranks,
    "order": order,
    "repeated": repeated,
    "not_asked_any_more": not_asked_any_more,
    "reasons": reasons,
    "stages": stages,
    "early": early,
}
