"""What data a question lacks, and who usually holds it: from the list of sources, never a guess."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Missing, Question
from analytics.query.database import Mart
from analytics.query.scope import FACTS, Scope
from analytics.vocabulary import terms

STAGES_OF = {  # the lists that make up a universe
    "village": ("musrenbang_village",),
    "district": ("musrenbang_district",),
    "all": ("musrenbang_village", "musrenbang_district", "pokir"),
    "eligible": ("renja_draft",),
}
LATER = ("rkpd", "kua_ppas", "apbd", "realisation")  # what would carry the journey of a proposal further


def _source(name: str, lang: str, essential: bool) -> Missing:
    s = terms.load("sources")["source"][name]
    return Missing(name, s[f"name_{lang}"], s[f"holder_{lang}"], s[f"unlocks_{lang}"], essential)


def source_of_version(version: str) -> str:
    """The source that brings a budget version."""
    sources: dict[str, Any] = terms.load("sources")["source"]
    return next((k for k, s in sources.items() if version in s.get("versions", [])), "apbd")


def missing_for(mart: Mart, question: Question, measure: Measure, where: Scope, lang: str) -> list[Missing]:
    """Sources the question lacks; `essential` ones leave no rows to answer with."""
    if any(d == "dapil" for d in (*question.by, *(d for d, _ in question.where))):
        return [_source("dapil", lang, True)]
    fact = FACTS[measure.fact]
    if measure.fact == "line":
        sql = f"select count(*) as n from {fact} as p where {where.sql} and p.version = ?"  # noqa: S608 - whitelisted parts
        n = mart.rows(sql, [*where.values, question.version])[0]["n"]
        return [] if n else [_source(source_of_version(question.version), lang, True)]
    covered = f"count(p.{question.version}_class)" if "version" in measure.needs else "count(*)"
    facts = f"count(*) as n, {covered} as covered, count(p.estimated_cost) as cost, bit_or(p.stages) as stages"
    sql = f"select {facts} from {fact} as p where {where.sql}"  # noqa: S608 - whitelisted parts
    found = mart.rows(sql, where.values)[0]
    if not found["n"]:
        lists = [_source(s, lang, True) for s in STAGES_OF[question.universe]]
        return lists + ([_source(source_of_version(question.version), lang, True)] if "version" in measure.needs else [])
    missing = []
    if "version" in measure.needs and not found["covered"]:
        missing.append(_source(source_of_version(question.version), lang, True))
    if "estimated_cost" in measure.needs and not found["cost"]:
        missing.append(_source("musrenbang_district", lang, True))
    if measure.shape == "funnel":
        reached = {s for i, s in enumerate(terms.STAGES) if found["stages"] >> i & 1}
        missing += [_source(s, lang, False) for s in LATER if s not in reached]
    return missing
