"""Whether money kept to the order of the signed lists: pair counts per list, and the named pairs with room for a reason. No list,
office or place is ever put above another by how it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from analytics.locale.words import t
from analytics.measures.definitions import Measure
from analytics.measures.definitions import measure as find_measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.ratio import EMPTY
from analytics.query.scope import Scope, check, scope
from analytics.vocabulary import terms

MEASURE = "priority_inversion"
MOST = 200  # named pairs of one answer
COUNTS = ("pairs", "inverted", "reasoned", "named", "unknown_pairs", "equal_pairs", "compared", "no_rank", "elsewhere")
# A fate is compared where it is proven: money of year T, or none of it.
GOT = "'funded', 'funded_size_unknown', 'partial'"
WITHOUT = "'unfunded', 'late'"
# What is known of a proposal's standing; null where nobody has said anything that can be read: such a pair is counted, not named.
STANDING = """case
    when p.u_eligible then 'passed'
    when p.decision in ('redirected', 'postponed', 'rejected', 'returned', 'withdrawn') then 'refused'
    when p.decision in ('forwarded', 'merged', 'split') then 'forwarded'
    when p.answered_on is not null then 'answered'
end"""
REASONED = "(coalesce(p.reason, 'none') <> 'none' or p.answered_on is not null)"


@dataclass(frozen=True)
class Told:
    """What one sentence about a list, an office or a year needs, in pairs: `inverted` of `pairs` were not in order, `reasoned` of
    those have a written reason, `named` can be named; of `unknown_pairs` a fate is not yet known."""

    pairs: int
    inverted: int
    reasoned: int
    named: int
    unknown_pairs: int


def order(mart: Mart, question: Question, measure: Measure, where: Scope) -> tuple[list[Any], list[Any]]:
    """Rows and totals of the measure; beside the contract's keys each row has the counts that `COUNTS` names, and `lists`."""
    summed = ", ".join(f"sum({c})::bigint as {c}" for c in COUNTS)
    asked = "".join(f"{d}, " for d in question.by)
    sql = f"select {asked}count(*) as lists, {summed} from ({_lists_sql(question, where)}) group by all"
    found = sorted(
        (r for r in mart.again(sql, where.values) if r["lists"]),
        key=lambda r: [(r[d] is None, r[d]) for d in question.by],
    )
    total = {k: sum(r[k] for r in found) for k in ("lists", *COUNTS)}
    return [_row(r, question.by) for r in found], [_row(total, ())]


def lists(mart: Mart, question: Question, most: int | None = None, skip: int = 0) -> list[dict[str, Any]]:
    """One row per list in the question's scope, by year, regency, district and agency: never by how it did; of all of them, or
    `most` after `skip`.

    {year, regency, district, district_name, agency, list_part, listed, compared, no_rank, unknown, elsewhere (proposals); pairs,
    inverted, reasoned, named, unknown_pairs, equal_pairs (pairs)}. Raises BadQuestion as `ask` does."""
    question, where = _about(mart, question)
    if most is not None:
        where, skip = _of_page(mart, question, where, most, skip)
    sql = f"""select l.* exclude (district_text), coalesce(d.name, l.district_text) as district_name
    from ({_lists_sql(question, where)}) as l left join region as d on d.code = l.district
    order by l.year, l.regency, l.district, l.agency, l.list_part limit $most offset $skip"""
    return mart.rows(sql, {**where.values, "most": most, "skip": skip})


def _of_page(mart: Mart, question: Question, where: Scope, most: int, skip: int) -> tuple[Scope, int]:
    """The scope narrowed to the years and regencies whose lists are on a page, and how many of those come before it: all lists of
    a country at once would not fit into a server's memory."""
    sql = f"""select p.year, p.regency, count(distinct p.list_id) as n from proposal_fact as p
    where {where.sql} and p.{question.version}_class is not null group by all order by all"""
    before, first = 0, 0
    shown: list[tuple[int, str]] = []
    for r in mart.again(sql, where.values):
        if before < skip + most and before + r["n"] > skip:
            first = first if shown else skip - before
            shown.append((r["year"], r["regency"]))
        before += r["n"]
    named = {f"{k}{i}": v for i, pair in enumerate(shown) for k, v in zip("yr", pair, strict=True)}
    here = " or ".join(f"(p.year = $y{i} and p.regency = $r{i})" for i in range(len(shown))) or "false"
    inside = f"p.regency in ({', '.join(f'$r{i}' for i in range(len(shown))) or 'null'})"  # lets scans skip the others
    values = {**where.values, **named}
    return replace(where, filters=f"{where.filters} and {inside} and ({here})", values=values), first


def whole(mart: Mart, question: Question) -> tuple[int, Told]:
    """How many lists are in the question's scope, and the numbers of a sentence over all of them. Raises as `lists` does."""
    question, where = _about(mart, question)
    found = order(mart, question, find_measure(MEASURE), where)[1][0]
    return found["lists"], told([found])


def pairs(mart: Mart, question: Question, most: int = MOST, lang: str = "id") -> list[dict[str, Any]]:
    """Named pairs whose order was not followed, the highest rank first, then those furthest apart; at most `most`.

    Only where both fates are proven and something is known of how the higher one stands: `standing` is passed (the agency's
    check), forwarded, refused or answered. {year, regency, district, district_name, agency, higher, lower, standing, decision,
    reason, reasoned, reason_text, replies}; higher and lower: {id, external_id, title, village, village_name, rank, fate,
    estimate, rupiah}. `reason_text` says the reason, or that none is written yet. Raises BadQuestion as `ask` does."""
    question, where = _about(mart, question)
    sql = template("order_pairs").format(where=where.sql, **_fragments(question))
    found = mart.rows(sql, {**where.values, "most": most})
    for pair in found:
        pair["replies"] = pair["replies"] or []
        pair["reason_text"] = _reason(pair, lang)
    return found


def beside(named: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """`pairs` gathered by their higher side, in the same order: each with the lower ones that received money."""
    found: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    for pair in named:
        found.setdefault(pair["higher"]["id"], (pair, []))[1].append(pair["lower"])
    return list(found.values())


def longest(rows: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], tuple[float, float, float]]]:
    """Rows of the measure by their number of pairs, never by how they did; each with its pairs in order, not in order and not
    known as 0..1 of the longest row."""
    found = sorted(rows, key=lambda r: (-r["pairs"], -r["unknown_pairs"], [str(v) for v in r.values()]))
    most = max((r["pairs"] + r["unknown_pairs"] for r in found), default=0) or 1
    return [(r, ((r["pairs"] - r["inverted"]) / most, r["inverted"] / most, r["unknown_pairs"] / most)) for r in found]


def told(listed: Iterable[dict[str, Any]]) -> Told:
    """The numbers of a sentence over some of `lists`."""
    rows = list(listed)
    return Told(*(sum(r[k] for r in rows) for k in Told.__dataclass_fields__))


def _about(mart: Mart, question: Question) -> tuple[Question, Scope]:
    question = replace(question, measure=MEASURE, by=())
    measure = find_measure(MEASURE)
    check(question, measure)
    return question, scope(mart, question, measure)


def _fragments(question: Question) -> dict[str, str]:
    told = {"version": question.version, "got": GOT, "without": WITHOUT}
    return {**told, "standing": STANDING, "reasoned": REASONED}


def _lists_sql(question: Question, where: Scope) -> str:
    return template("order_lists").format(where=where.sql, **_fragments(question))


def _row(counts: dict[str, Any], by: tuple[str, ...]) -> dict[str, Any]:
    top, whole, open_ = counts["inverted"], counts["pairs"], counts["unknown_pairs"]
    outer = whole + open_
    return {
        **{d: counts[d] for d in by},
        "numerator": top,
        "denominator": whole,
        "value": top / whole if whole else None,
        "low": top / outer if outer else None,
        "high": (top + open_) / outer if outer else None,
        **EMPTY,
        "n": counts["compared"],
        "n_unknown": open_,
        "most": top + open_,
        "lists": counts["lists"],
        **{c: counts[c] for c in COUNTS},
    }


def _reason(pair: dict[str, Any], lang: str) -> str:
    """The written reason of the higher one: beside its decision, else the first a reply gives, else that there is none."""
    dated = [r for r in pair["replies"] if r["on"]]
    codes = [pair["reason"], *(r["reason"] for r in dated)]
    coded = next((c for c in codes if c and c != "none"), None)
    if coded:
        return terms.label("reason", coded, lang)
    texts = [r["text"] for r in dated if r["text"]]
    return texts[0] if texts else t("order.no_reason", lang)
