"""From an official figure ("accommodated in the RKPD") to ours, step by step: every step whole proposals and rupiah, and all of
them together the difference. Never skips or evens out what a step cannot explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from analytics.errors import BadQuestion
from analytics.locale.format import count
from analytics.locale.words import t
from analytics.measures.definitions import measure
from analytics.query.answer import Answer, Missing, Question
from analytics.query.ask import ask
from analytics.query.database import Mart, template
from analytics.query.missing import on_the_way
from analytics.query.scope import scope
from analytics.vocabulary import terms

CHAIN = ("rkpd", "kua_ppas", "rapbd", "apbd", "apbd_p", "realisation")  # from plan to money, in order
MEASURE = "accommodation_count"  # what "ours" is
LOST = {
    "unfunded": "absent",
    "late": "late",
    "elsewhere": "elsewhere",
}  # by the fate in the version; anything else: not_found
Group = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One step. `level`: how many there are at this point; else what changes on the way to the next level (below 0: fewer).

    `amount`: estimated cost in rupiah; `n_without_cost`: how many of `n` have none.
    """

    id: str
    version: str
    level: bool
    n: int
    amount: int
    n_without_cost: int
    sentence: str


@dataclass(frozen=True)
class Bridge:
    """The steps in order; none where the version asked for is not here (`missing` says what would bring it).

    `lacking`: versions on the way that years of the scope have no file of; those years go over that version.
    """

    answer: Answer
    steps: tuple[Step, ...] = ()
    headline: str = ""
    missing: tuple[Missing, ...] = ()
    lacking: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def json(self) -> dict[str, Any]:
        """The bridge as outside programs read it."""
        said = self.answer.json()
        kept = ("measure", "label", "mart", "notice", "universe", "version", "where", "total", "caveats")
        parts = {"headline": self.headline, "steps": [asdict(s) for s in self.steps]}
        parts["lacking"] = [{"version": v, "years": list(years)} for v, years in self.lacking]
        return {**{k: said[k] for k in kept}, **parts, "missing": [vars(m) for m in self.missing]}


def bridge(
    mart: Mart, question: Question, lang: str = "id", answers: Callable[[Question], Answer] | None = None
) -> Bridge:
    """From the first version of the chain that the scope has, among all submissions, to the numerator of the rate by count.

    `answers`: where answers already given are kept. Raises BadQuestion for a budget version outside the chain, and as `ask` does.
    """
    if question.version not in CHAIN:
        raise BadQuestion("bridge_version", version=question.version, versions=", ".join(CHAIN))
    asked = Question(MEASURE, (), question.where, question.universe, question.version)
    answer = answers(asked) if answers else ask(mart, asked, lang)
    if not answer.totals:
        return Bridge(answer, missing=tuple(answer.missing))
    chain = CHAIN[: CHAIN.index(asked.version) + 1]
    groups = _groups(mart, asked, chain)
    lacking = {v: tuple(sorted({g["year"] for g in groups if g[f"at_{v}"] is None})) for v in chain}
    levels = tuple(v for v in chain if any(g[f"at_{v}"] is not None for g in groups))
    steps = tuple(_steps(groups, levels, asked, lang))
    absent = tuple(on_the_way(v, lang) for v in chain if v not in levels)
    missing = tuple(dict.fromkeys((*answer.missing, *absent)))
    return Bridge(answer, steps, _headline(steps, lang), missing, tuple((v, y) for v, y in lacking.items() if y))


def _groups(mart: Mart, asked: Question, chain: tuple[str, ...]) -> list[Group]:
    where = scope(mart, asked, measure(MEASURE))
    found = {v: f"p.found_stages >> {terms.STAGES.index(v)} & 1 = 1" for v in chain}
    inside = {f"regency_{i}": code for i, code in enumerate(sorted(where.regencies))}
    sql = template("bridge").format(
        has=", ".join(f"bool_or({f} or p.{v}_class is not null) as has_{v}" for v, f in found.items()),
        at=", ".join(f"if(h.has_{v}, {f}, null) as at_{v}, p.{v}_class as class_{v}" for v, f in found.items()),
        universe=asked.universe,
        version=asked.version,
        filters=where.filters,
        regencies=f"p.regency in ({', '.join(f'${n}' for n in inside)})" if inside else "true",
    )
    return mart.again(sql, {**where.values, **inside})


def _steps(groups: list[Group], levels: tuple[str, ...], asked: Question, lang: str) -> list[Step]:
    """Sets of groups (by their number) from level to level: who is no longer there and why, who is there now and was not."""
    first, last = levels[0], levels[-1]
    steps: list[Step] = []

    def tell(name: str, version: str, chosen: set[int], sign: int = 0) -> None:
        n, amount, without = (sum(groups[i][k] for i in chosen) for k in ("n", "amount", "n_without_cost"))
        if sign and not n:
            return
        labels = {g: terms.label(g, w, lang) for g, w in (("version", version), ("universe", asked.universe))}
        words = t(f"bridge.{name}", lang, n=count(n, lang), **labels)
        factor = sign or 1
        steps.append(Step(name, version, not sign, factor * n, factor * int(amount), factor * without, words))

    number = range(len(groups))
    at = {v: {i for i in number if groups[i][f"at_{v}"]} for v in levels}
    told = {
        v: {i for i in number if groups[i][f"at_{v}"] is not None} for v in levels
    }  # the rest goes over this version
    inside = {i for i in number if groups[i]["inside"]}
    tell("start", first, at[first])
    tell("outside", first, at[first] - inside, -1)
    before, spoken = at[first] & inside, told[first]
    tell("found", first, before)
    for v in levels[1:]:
        now = (before - told[v]) | (at[v] & inside)
        left = {i: LOST.get(groups[i][f"class_{v}"], "not_found") for i in before - now}
        for name in (*LOST.values(), "not_found"):
            tell(name, v, {i for i, why in left.items() if why == name}, -1)
        tell("joined", v, (now - before) & spoken, 1)
        tell("joined_first", v, (now - before) - spoken, 1)
        tell("found", v, now)
        before, spoken = now, spoken | told[v]
    proven = {i for i in before if groups[i]["proven"]}
    tell("without_proof", last, before - proven, -1)
    tell("partial", last, {i for i in proven if groups[i]["class"] == "partial"}, -1)
    tell("ours", last, {i for i in proven if groups[i]["class"] != "partial"})
    return steps


def _headline(steps: tuple[Step, ...], lang: str) -> str:
    """RKPD holds 34 proposals, APBD 14: fewer by 8 at KUA-PPAS and 12 at APBD."""

    def version(s: Step) -> str:
        return terms.label("version", s.version, lang)

    held = [s for s in steps if s.id == "found"]
    start, end = held[0], held[-1]
    moves = []
    for after in held[1:]:
        changes = [s.n for s in steps if s.version == after.version and s.id in {*LOST.values(), "not_found"}]
        joined = [s.n for s in steps if s.version == after.version and s.id in {"joined", "joined_first"}]
        for word, n in (("fewer", -sum(changes)), ("more", sum(joined))):
            if n:
                moves.append(t(f"bridge.{word}", lang, n=count(n, lang), version=version(after)))
    parts = t("bridge.and", lang).join([", ".join(moves[:-1]), moves[-1]] if len(moves) > 1 else moves)
    same = len(held) == 1
    facts = {"first": version(start), "n": count(start.n, lang), "last": version(end), "m": count(end.n, lang)}
    told = t("bridge.headline_one" if same else "bridge.headline", lang, **facts)
    return f"{told}; {parts}." if parts else f"{told}."
