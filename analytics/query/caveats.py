"""The sentences that belong beside a figure, counted in the figure's own scope."""

from __future__ import annotations

from analytics.measures.definitions import Measure, caveats
from analytics.query.answer import Caveat, Question
from analytics.query.database import Mart, template
from analytics.query.scope import FACTS, Scope, scope


def caveats_for(mart: Mart, question: Question, measure: Measure, where: Scope, lang: str) -> list[Caveat]:
    """Caveats of the measure that apply here, in the order the measure names them."""
    known = caveats()
    chosen = [c for c in measure.caveats if _applies(known[c], question)]
    counts: dict[str, int] = {}
    narrow = measure.sql.get("where", "true").format(version=question.version)
    everything = scope(mart, question, measure, everything=True)
    groups = {
        "in": ([c for c in chosen if not {"scope", "without_where"} & known[c].keys()], f"{where.sql} and {narrow}", where),
        "wide": ([c for c in chosen if known[c].get("without_where")], where.sql, where),
        "all": ([c for c in chosen if known[c].get("scope") == "all"], everything.sql, everything),
    }
    for names, sql_where, bound in groups.values():
        if names:
            fragments = ", ".join(f"{known[c]['n'].format(version=question.version)} as {c}" for c in names)
            sql = template("caveats").format(counts=fragments, fact=FACTS[measure.fact], where=sql_where)
            counts |= {k: int(v or 0) for k, v in mart.rows(sql, bound.values)[0].items()}
    return [Caveat(c, counts[c], _say(known[c][lang], counts[c], lang)) for c in chosen if counts.get(c)]


def _applies(caveat: dict[str, str], question: Question) -> bool:
    return caveat.get("universe", question.universe) == question.universe and (
        caveat.get("version", question.version) == question.version
    )


def _say(words: str, n: int, lang: str) -> str:
    grouped = f"{n:,}"
    return words.format(n=grouped.replace(",", ".") if lang == "id" else grouped)
