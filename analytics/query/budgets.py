"""Two budgets of a regency compared line by line: what is the same, rose, fell, moved, came and went, and whose it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import measure
from analytics.query.answer import Missing
from analytics.query.budgets_match import Pairing, pairing
from analytics.query.caveats import notice
from analytics.query.database import Mart
from analytics.query.missing import source, source_of_version
from analytics.query.scope import value
from analytics.vocabulary import terms

KINDS = ("same", "up", "down", "moved", "moved_in", "moved_out", "added", "gone")
BY = ("origin", "agency", "district", "dapil")
NARROW = ("agency", "district", "dapil")  # what a comparison can be narrowed to

Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Change:
    """Lines of one kind: how many, and their rupiah in the first and in the second version."""

    kind: str
    n: int = 0
    before: int = 0
    after: int = 0

    @property
    def change(self) -> int:
        return self.after - self.before

    def __add__(self, other: Change) -> Change:
        return Change(self.kind, self.n + other.n, self.before + other.before, self.after + other.after)

    def json(self) -> dict[str, Any]:
        return {**asdict(self), "change": self.change}


@dataclass(frozen=True)
class Slice:
    """All lines of one agency, district, dapil or origin (`key`; None where not known), or of the whole comparison.

    before - gone - moved_out + added + moved_in + what up, down and moved change = after, to the rupiah. A line that moved
    between two slices is moved_out of one and moved_in of the other; of origins there are none, because a pair has the origins
    that either version shows."""

    key: str | None
    changes: dict[str, Change] = field(default_factory=dict)

    def of(self, *kinds: str) -> Change:
        """Several kinds as one."""
        whole = Change("+".join(kinds))
        for kind in kinds:
            whole += self.changes.get(kind, Change(kind))
        return whole

    @property
    def whole(self) -> Change:
        return self.of(*KINDS)

    @property
    def n_before(self) -> int:
        return self.whole.n - self.of("added", "moved_in").n

    @property
    def n_after(self) -> int:
        return self.whole.n - self.of("gone", "moved_out").n

    @property
    def less(self) -> int:
        """Rupiah taken away, 0 or below: what went, what fell, what moved lines lost."""
        return self.of("gone", "moved_out", "down").change + min(self.of("moved").change, 0)

    @property
    def more(self) -> int:
        """Rupiah added, 0 or above; with `less` it is the change of the whole."""
        return self.of("added", "moved_in", "up").change + max(self.of("moved").change, 0)

    def json(self) -> dict[str, Any]:
        whole = self.whole
        sums = {"n_before": self.n_before, "before": whole.before, "n_after": self.n_after, "after": whole.after}
        kinds = [self.changes[k].json() for k in KINDS if k in self.changes]
        return {"key": self.key, **sums, "change": whole.change, "kinds": kinds}


@dataclass(frozen=True)
class Budgets:
    """Two versions compared. `how`: pairs by the evidence that joined them (id, words, once); `missing`: sources of a version
    that is not here, and then there is nothing else."""

    pairing: Pairing
    where: Where
    by: str | None
    whole: Slice
    slices: tuple[Slice, ...]
    how: dict[str, int]
    missing: tuple[Missing, ...]
    notice: str | None

    def of_origin(self, origin: str) -> Slice:
        """Of a comparison by origin: all lines that have this origin, alone or beside others."""
        mine = [s for s in self.slices if origin in (s.key or "").split("+")]
        return _sum(origin, ((s.key, change) for s in mine for change in s.changes.values()))

    def json(self) -> dict[str, Any]:
        p = self.pairing
        sides = {
            "first": {
                "version": p.version,
                "year": p.year,
                "n": self.whole.n_before,
                "amount": self.whole.whole.before,
            },
            "second": {
                "version": p.against,
                "year": p.against_year,
                "n": self.whole.n_after,
                "amount": self.whole.whole.after,
            },
        }
        return {
            "regency": p.regency,
            "notice": self.notice,
            **sides,
            "where": {k: list(v) for k, v in self.where},
            "by": self.by,
            "matched_by": list(p.columns),
            "how": self.how,
            "total": self.whole.json(),
            "rows": [s.json() for s in self.slices],
            "missing": [vars(m) for m in self.missing],
        }


def budgets(
    mart: Mart,
    regency: str,
    year: int,
    version: str,
    against: str,
    against_year: int | None = None,
    by: str | None = None,
    where: Where = (),
    lang: str = "id",
) -> Budgets:
    """The comparison of two versions, the whole and by one dimension. Raises BadQuestion for a version, dimension or value that
    is not there, or for a version against itself."""
    _check(version, against, year, against_year or year, by)
    found = pairing(mart, regency, year, version, against, against_year)
    narrow = _narrow(mart, where)
    sides = ((version, found.n[0]), (against, found.n[1]))
    lacking = tuple(source(source_of_version(v), lang) for v, n in sides if not n)
    rows = [] if lacking else mart.again(found.sql("budgets"), found.values)
    how: dict[str, int] = {}
    for r in rows:
        if r["how"] and (_inside(r, "a", narrow) or _inside(r, "b", narrow)):
            how[r["how"]] = how.get(r["how"], 0) + r["n"]
    return Budgets(
        found,
        narrow,
        by,
        _sum(None, _entries(rows, None, narrow)),
        _slices(rows, by, narrow) if by else (),
        how,
        lacking,
        notice([regency], lang),
    )


def _check(version: str, against: str, year: int, against_year: int, by: str | None) -> None:
    for one in (version, against):
        if one not in terms.VERSIONS:
            raise BadQuestion("version_no_such", version=one, versions=", ".join(terms.VERSIONS))
    if (version, year) == (against, against_year):
        raise BadQuestion("budgets_same", version=terms.label("version", version), year=year)
    if by is not None and by not in BY:
        raise BadQuestion("dimension_no_such", dimension=by, dimensions=", ".join(BY))


def _narrow(mart: Mart, where: Where) -> Where:
    """The filters as the mart holds their values."""
    lines = measure("located_share")
    for dimension, _ in where:
        if dimension not in NARROW:
            raise BadQuestion("dimension_no_such", dimension=dimension, dimensions=", ".join(NARROW))
    return tuple((d, tuple(str(value(mart, lines, d, v)) for v in values)) for d, values in where if values)


def _inside(row: dict[str, Any], side: str, narrow: Where) -> bool:
    """One side of a row is there and within the filters."""
    there = row["kind"] != ("added" if side == "a" else "gone")
    return there and all(row[f"{side}_{d}"] in values for d, values in narrow)


def _entries(rows: Sequence[dict[str, Any]], by: str | None, narrow: Where) -> Iterator[tuple[str | None, Change]]:
    """Each row under the key of its slice; where its sides lie in different ones, out of one and into the other."""
    for r in rows:
        a, b = _inside(r, "a", narrow), _inside(r, "b", narrow)
        one = r["origin"] if by == "origin" else None if by is None else r[f"a_{by}"]
        two = r["origin"] if by == "origin" else None if by is None else r[f"b_{by}"]
        paired = r["kind"] not in ("added", "gone")
        if paired and a and b and one == two:
            yield one, Change(r["kind"], r["n"], r["before"], r["after"])
            continue
        if a:
            yield one, Change("moved_out" if paired else "gone", r["n"], r["before"], 0)
        if b:
            yield two, Change("moved_in" if paired else "added", r["n"], 0, r["after"])


def _sum(key: str | None, entries: Iterable[tuple[str | None, Change]]) -> Slice:
    changes: dict[str, Change] = {}
    for _, change in entries:
        changes[change.kind] = changes.get(change.kind, Change(change.kind)) + change
    return Slice(key, changes)


def _slices(rows: Sequence[dict[str, Any]], by: str, narrow: Where) -> tuple[Slice, ...]:
    """By name or code, what is not known last: never a ranking."""
    found: dict[str | None, list[tuple[str | None, Change]]] = {}
    for key, change in _entries(rows, by, narrow):
        found.setdefault(key, []).append((key, change))
    return tuple(_sum(key, found[key]) for key in sorted(found, key=lambda k: (k is None, k or "")))
