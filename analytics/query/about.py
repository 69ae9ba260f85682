"""What a question rests on, counted in one pass: rows in scope, what they hold, and the rows each caveat speaks of."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure, caveats
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.grouped import grouped
from analytics.query.scope import Scope, column, divided

CAVEAT = "caveat_"  # what the columns that count caveats begin with
# asked where a measure needs it: the shortest of the tables put together holds no such column
RANKED = (
    "coalesce(sum(p.proposals) filter (where {universe} and {covered} and p.rank_band is not null), 0) as n_ranked,"
)
FOUND = "select coalesce(bit_or(p.found_stages), 0) as found from proposal_fact as p where {where}"


def about(mart: Mart, question: Question, measure: Measure, where: Scope) -> dict[str, Any]:
    """The one row of about_proposal.sql or about_line.sql; a caveat's count stands under `caveat_` and its id.

    `divided` says whether electoral districts are known; `regencies` are those asked for or, where none is, those counted.
    """
    narrow = measure.sql.get("where", "true").format(version=question.version)
    counted = {c: _count(caveats()[c], question, measure, where, narrow) for c in chosen(question, measure)}
    covered = f"p.{question.version}_class is not null" if "version" in measure.needs else "true"
    sql = template(f"about_{measure.fact}").format(
        caveats="".join(f"{count} as {CAVEAT}{name}, " for name, count in counted.items()),
        universe=where.universe,
        narrow=narrow,
        year=f"p.{column(measure, 'year')}",
        covered=covered,
        ranked=RANKED.format(universe=where.universe, covered=covered) if "ranks" in measure.needs else "",
        filters=where.filters,
    )
    counts = dict(mart.again(grouped(mart, sql), where.values)[0])
    counts["divided"] = divided(mart, where.regencies)
    counts["regencies"] = where.regencies or frozenset(counts["regencies"] or ())
    return counts


def found_stages(mart: Mart, where: Scope) -> int:
    """One bit per stage some proposal in scope was found at."""
    return int(mart.again(grouped(mart, FOUND.format(where=where.sql)), where.values)[0]["found"])


def chosen(question: Question, measure: Measure) -> list[str]:
    """Caveats of the measure that this question could need, in the order the measure names them."""
    known = caveats()
    return [
        c
        for c in measure.caveats
        if known[c].get("universe", question.universe) == question.universe
        and known[c].get("version", question.version) == question.version
    ]


def _count(caveat: dict[str, Any], question: Question, measure: Measure, where: Scope, narrow: str) -> str:
    among = {"": f"{where.universe} and {narrow}", "universe": where.universe, "all": "true"}[caveat.get("scope", "")]
    one = "p.proposals" if measure.fact == "proposal" else "1"
    if "none_has" in caveat:
        held = f"coalesce(bool_or({caveat['none_has']} is not null) filter (where {among}), false)"
        return f"if({held}, 0, {_sum(one, among)})"
    if "sum" in caveat:
        return _sum(caveat["sum"].format(version=question.version), among)
    which = f"{among} and ({caveat['where'].format(version=question.version, universe=where.universe)})"
    return f"count({caveat['counted']}) filter (where {which})" if "counted" in caveat else _sum(one, which)


def _sum(what: str, which: str) -> str:
    """A sum of what meets a condition, 0 of nothing: a third of what DuckDB takes for many sums with a filter each."""
    return f"coalesce(sum(if({which}, {what}, 0)), 0)"
