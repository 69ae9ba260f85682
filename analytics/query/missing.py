"""What data a question lacks, and who usually holds it: from the list of sources, never a guess."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure, needs
from analytics.query.about import found_stages
from analytics.query.answer import Missing, Question
from analytics.query.database import Mart
from analytics.query.scope import Scope
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


def source(name: str, lang: str) -> Missing:
    """A source without which something cannot be said at all."""
    return _source(name, lang, True)


def source_of_version(version: str) -> str:
    """The source that brings a budget version."""
    sources: dict[str, Any] = terms.load("sources")["source"]
    return next((k for k, s in sources.items() if version in s.get("versions", [])), "apbd")


def on_the_way(version: str, lang: str) -> Missing:
    """What would bring a budget version that a question can do without."""
    return _source(source_of_version(version), lang, False)


def missing_for(
    mart: Mart, counts: dict[str, Any], question: Question, measure: Measure, where: Scope, lang: str
) -> list[Missing]:
    """Sources the question lacks, by the counts of `about`; `essential` ones leave no rows to answer with."""
    asked = (*question.by, *(d for d, values in question.where if values))
    if "dapil" in asked and not counts["divided"]:
        return [_source("dapil", lang, True)]
    money = [_source(source_of_version(question.version), lang, True)]
    if measure.fact == "line":
        return _lacking(mart, counts, question, measure, lang) if counts["n"] else money
    if not counts["n"]:
        lists = [_source(s, lang, True) for s in STAGES_OF[question.universe]]
        return lists + (money if "version" in measure.needs else [])
    missing = money if "version" in measure.needs and not counts["n_covered"] else []
    missing += _lacking(mart, counts, question, measure, lang)
    if "estimated_cost" in measure.needs and not counts["has_cost"]:
        missing.append(_source("musrenbang_district", lang, True))
    if "ranks" in measure.needs and counts["n_covered"] and not counts["n_ranked"]:
        missing.append(_source("musrenbang_district", lang, True))
    if measure.shape == "funnel" and (absent := [s for s in LATER if not counts[f"n_{s}"]]):
        found = found_stages(mart, where)
        missing += [_source(s, lang, False) for s in absent if not found >> terms.STAGES.index(s) & 1]
    return missing


def nothing_told(question: Question, measure: Measure, lang: str) -> list[Missing]:
    """Where every need is there somewhere but nothing of it meets: all sources the measure rests on."""
    names = [s for n in measure.needs for s in needs()[n].get("sources", [])]
    return [_source(s, lang, True) for s in dict.fromkeys(names or [source_of_version(question.version)])]


def _lacking(mart: Mart, counts: dict[str, Any], question: Question, measure: Measure, lang: str) -> list[Missing]:
    """Sources of what the measure needs or wants beyond its rows (needs.toml) and nothing in the scope of the question brings."""
    scope = {"regencies": sorted(counts["regencies"]), "years": sorted(counts["years"] or [])}

    def absent(names: tuple[str, ...]) -> dict[str, None]:
        wanted = [needs()[n] for n in names if "have" in needs()[n]]
        said = [(n, n["have"].replace("{version}", question.version)) for n in wanted]
        lacking = [n for n, sql in said if not next(iter(mart.rows(sql, scope)[0].values()))]
        return dict.fromkeys(s for n in lacking for s in n["sources"])

    found = [_source(s, lang, True) for s in absent(measure.needs)]
    return found + [_source(s, lang, False) for s in absent(measure.wants)]
