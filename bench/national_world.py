"""Proposals and budget lines of any number of Indonesia's regencies over ten years, as canonical files (REKAAN: every title
and every file says so). Real region codes, invented wishes; sizes, ranks, gaps and silences are skewed as real lists are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from analytics.vocabulary import regions
from bench.linkage_settings import words

YEARS = tuple(range(2017, 2027))
PROPOSALS = 8_000_000  # of the whole country; a regency's share follows its villages and its own appetite
HUGE = 6  # regencies that ask for three times what their size would say
ROUTINE = 2.34  # lines of a budget per proposal that no village asked for
DECISIONS = (
    ("forwarded", 0.5),
    ("rejected", 0.14),
    ("postponed", 0.08),
    ("returned", 0.03),
    ("withdrawn", 0.02),
    (None, 0.23),
)
REASONS = ("authority", "ceiling", "not_priority", "duplicate", "location", None)
SHORT, OWN = (
    0.15,
    0.15,
)  # share of lists without ranks; of routine lines that are agencies' own works in a named village


@dataclass(frozen=True)
class Made:
    """What one regency hands over: its files, and how many rows each has."""

    code: str
    proposals: int
    rows: int
    files: dict[str, tuple[Path, int]]  # "proposals", "apbd", "apbd_p" -> file, rows


@cache
def sizes() -> dict[str, int]:
    """How many proposals each regency makes in ten years. The first N of this order are a fair sample of the country."""
    chance = np.random.default_rng(514)
    codes = [r.code for r in regions.regencies()]
    appetite = np.exp(chance.normal(0, 0.4, len(codes)))
    order = chance.permutation(len(codes))
    appetite[order[10 : 10 + HUGE]] *= 3
    weight = np.array([len(regions.regency(c).villages) for c in codes]) * appetite
    n = np.maximum(np.round(PROPOSALS * weight / weight.sum()).astype(int), 50)
    return {codes[i]: int(n[i]) for i in order}


def make(code: str, folder: Path, suffix: str = "parquet") -> Made:
    """The files of one regency in `folder`: proposals, the APBD, and for every third regency the APBD-P."""
    country = list(sizes())
    world = _World(code, sizes()[code], country.index(code))
    tables = {"proposals": world.proposals(), "apbd": world.lines()}
    if country.index(code) % 3 == 1:
        tables["apbd_p"] = world.revised(tables["apbd"])
    files = {}
    for name, table in tables.items():
        path = folder / f"{name}-{code}-REKAAN.{suffix}"
        if suffix == "csv":
            pa.csv.write_csv(table, path, pa.csv.WriteOptions(quoting_style="needed"))
        else:
            pa.parquet.write_table(table, path, compression="zstd")
        files[name] = (path, table.num_rows)
    return Made(code, world.n, tables["proposals"].num_rows, files)


class _World:
    """One regency: what is asked for, year by year, and what its budgets pay for."""

    def __init__(self, code: str, n: int, nth: int) -> None:
        self.code, self.n, self.nth = code, n, nth
        self.chance = np.random.default_rng([20261126, int(code.replace(".", ""))])
        place = regions.regency(code)
        names = {d.code: d.name for d in place.districts}
        self.villages = [(names[v.code[:8]], v.name) for v in place.villages]
        self.kinds = words()["kind"]
        self._needs()
        self._asked()
        self._funded()

    def _pick(self, n: int, weights: np.ndarray) -> np.ndarray:
        return self.chance.choice(len(weights), n, p=weights / weights.sum())

    def _needs(self) -> None:
        """Works somebody wishes for: a kind, a village, a hamlet there; the largest village asks for ten times the smallest."""
        c, many = self.chance, max(int(self.n * 0.8), 1)
        names = words()["names"]
        self.village = self._pick(many, np.exp(c.uniform(0, math.log(10), len(self.villages))))
        self.kind = self._pick(many, 1 / np.arange(1, len(self.kinds) + 1) ** 0.7)
        heads, tails = (c.integers(0, len(names[part]), (len(self.villages), 8)) for part in ("heads", "tails"))
        at = c.integers(0, 8, many)
        pairs = zip(heads[self.village, at].tolist(), tails[self.village, at].tolist(), strict=True)
        self.hamlet = [names["heads"][a] + names["tails"][b] for a, b in pairs]
        self.rt = c.integers(1, 12, many)
        low, high = (np.array([k["cost"][i] for k in self.kinds], float)[self.kind] for i in (0, 1))
        self.cost = (low * (high / low) ** c.random(many)).astype(np.int64) * 1_000_000

    def _asked(self) -> None:
        """One proposal per row: a need, asked for first or again, and its place in the list of its district and agency."""
        c, n, many = self.chance, self.n, len(self.kind)
        self.need = np.concatenate([np.arange(many), c.integers(0, many, n - many)])
        self.year = np.array(YEARS)[self._pick(n, np.linspace(1, 1.6, len(YEARS)))]
        district = {name: i for i, name in enumerate(dict.fromkeys(d for d, _ in self.villages))}
        of_village = np.array([district[d] for d, _ in self.villages])
        self.agency = np.array([k["agency"][0] for k in self.kinds], object)[self.kind[self.need]]
        agency = np.unique(self.agency, return_inverse=True)[1]
        listed = (self.year.astype(np.int64) * 10_000 + of_village[self.village[self.need]]) * 100 + agency
        order = np.lexsort((c.random(n), listed))
        starts = np.r_[True, listed[order][1:] != listed[order][:-1]]
        first = np.maximum.accumulate(np.where(starts, np.arange(n), 0))
        steps = c.choice([0, 1, 2], n, p=[0.08, 0.87, 0.05])  # a tie, the next number, a number left out
        total = np.cumsum(steps)
        rank = np.empty(n, np.int64)
        rank[order] = total - total[first] + 1
        silent = np.isin(listed, np.unique(listed)[c.random(len(np.unique(listed))) < SHORT])
        self.rank = pa.array(rank, pa.int64(), mask=silent)

    def _funded(self) -> None:
        """Half of what is asked for is paid for, more of what stands on top; some years have no budget here at all."""
        c = self.chance
        self.budgets = np.array(YEARS)[c.random(len(YEARS)) >= 0.08]
        top = np.asarray(self.rank.fill_null(8))
        self.paid = (c.random(self.n) < np.clip(0.62 - 0.015 * top, 0.3, 0.7)) & np.isin(self.year, self.budgets)
        self.ids = 0.0 if self.nth % 7 == 6 else 0.74

    def _said(self, part: str, of: np.ndarray) -> list[str]:
        draws = self.chance.integers(0, 60, len(of)).tolist()
        known = [[said.replace(" {o}", "").replace("{o}", "") for said in k[part]] for k in self.kinds]
        return [known[k][d % len(known[k])] for k, d in zip(of.tolist(), draws, strict=True)]

    def proposals(self) -> pa.Table:
        """The canonical list; in three of ten regencies half of the proposals also stand in their village's list before."""
        c, need = self.chance, self.need
        asks = self._said("asks", self.kind[need])
        hamlet, rt = [self.hamlet[i] for i in need.tolist()], self.rt[need].tolist()
        title = [f"{a} {h} RT {r} (REKAAN)" for a, h, r in zip(asks, hamlet, rt, strict=True)]
        place = [self.villages[v] for v in self.village[need].tolist()]
        decision = self._pick(self.n, np.array([share for _, share in DECISIONS]))
        reason = np.where((decision >= 1) & (decision <= 3), c.integers(0, len(REASONS), self.n), len(REASONS) - 1)
        ids = [f"U{i}" for i in range(self.n)]
        chained = c.random(self.n) < (0.5 if self.nth % 10 < 3 else 0.0)
        units = np.array([k["unit"] for k in self.kinds], object)[self.kind[need]]
        table = pa.table(
            {
                "regency_code": pa.repeat(self.code, self.n),
                "proposal_id": pa.array(ids),
                "parent_id": pa.array(
                    [f"D{i}" if one else None for i, one in enumerate(chained.tolist())], pa.string()
                ),
                "stage": pa.repeat("musrenbang_district", self.n),
                "fiscal_year": pa.array(self.year),
                "district": pa.array([d for d, _ in place]),
                "village": pa.array([v for _, v in place]),
                "title": pa.array(title),
                "location_text": pa.array([f"Dusun {h}" for h in hamlet]),
                "volume": pa.array(c.integers(1, 600, self.n)),
                "unit": pa.array(units),
                "estimated_cost": pa.array(self.cost[need], mask=c.random(self.n) < 0.04),
                "agency": pa.array(self.agency),
                "rank": self.rank,
                "decision": pa.array([DECISIONS[i][0] for i in decision.tolist()], pa.string()),
                "reason": pa.array([REASONS[i] for i in reason.tolist()], pa.string()),
            }
        )
        before = table.filter(pa.array(chained))
        empty = pa.nulls(len(before), pa.string())
        for name, column in {
            "parent_id": empty,
            "decision": empty,
            "reason": empty,
            "proposal_id": before["parent_id"],
        }.items():
            before = before.set_column(before.column_names.index(name), name, column)
        at = before.column_names.index("stage")
        return pa.concat_tables([table, before.set_column(at, "stage", pa.repeat("musrenbang_village", len(before)))])

    def lines(self) -> pa.Table:
        """The canonical lines of the APBD: works that were asked for, their supervision, agencies' own works, office costs."""
        c = self.chance
        paid = np.flatnonzero(self.paid)
        watched = paid[c.random(len(paid)) < 0.4]
        many = int(self.n * ROUTINE)
        own = c.integers(0, len(self.kind), int(many * OWN))
        office = many - len(own)
        works = self._works(np.concatenate([self.need[paid], self.need[watched], own]), len(paid), len(watched))
        named = c.random(len(paid)) < self.ids
        both = np.isin(watched, paid[named])
        number = [
            f"U{i}" if yes else None
            for i, yes in zip([*paid.tolist(), *watched.tolist()], [*named, *both], strict=True)
        ]
        years = self.budgets if len(self.budgets) else np.array(YEARS[:1])
        count = len(paid) + len(watched) + len(own)
        amount = (self.cost[self.need[paid]] * c.uniform(0.6, 1.15, len(paid))).astype(np.int64)
        least = (self.cost[self.need[watched]] * c.uniform(0.02, 0.06, len(watched))).astype(np.int64)
        money = np.concatenate([amount, least, self.cost[own], c.integers(1, 400, office) * 500_000])
        routine = c.integers(0, len(words()["office"]["lines"]) * 40, office).tolist()
        said = words()["office"]["lines"]
        unit = c.integers(1, 40, office).tolist()
        return pa.table(
            {
                "regency_code": pa.repeat(self.code, count + office),
                "line_id": pa.array([f"B{i}" for i in range(count + office)]),
                "fiscal_year": pa.array(np.concatenate([self.year[paid], self.year[watched], c.choice(years, many)])),
                "agency": pa.array([*works["agency"], *(f"Sekretariat Rekaan {u}" for u in unit)]),
                "program": pa.array(
                    [*(f"Program {s}" for s in works["sub"]), *(f"Program Penunjang {u}" for u in unit)]
                ),
                "activity": pa.array(
                    [*(f"Kegiatan {s}" for s in works["sub"]), *(f"Administrasi Umum {u}" for u in unit)]
                ),
                "sub_activity": pa.array([*works["sub"], *(f"Penyediaan Kebutuhan Kantor {u}" for u in unit)]),
                "description": pa.array([*works["said"], *(f"{said[r // 40]} {r % 40} (REKAAN)" for r in routine)]),
                "location_text": pa.array([*works["place"], *[None] * office], pa.string()),
                "account_code": pa.array([*works["account"], *(f"5.1.02.01.001.{r % 90 + 1:05d}" for r in routine)]),
                "amount": pa.array(money),
                "fund_source": pa.array(["DAU", "PAD", "DAK", "DBH"]).take(pa.array(c.integers(0, 4, count + office))),
                "proposal_id": pa.array([*number, *[None] * (many)], pa.string()),
            }
        )

    def _works(self, need: np.ndarray, paid: int, watched: int) -> dict[str, list[Any]]:
        """The words of lines for works; most name the village, fewer the hamlet, some neither."""
        c, kind = self.chance, self.kind[need]
        place = [self.villages[v] for v in self.village[need].tolist()]
        tells = c.random(len(need)).tolist()
        before = ["Pengawasan " if paid <= i < paid + watched else "" for i in range(len(need))]
        each = zip(before, self._said("lines", kind), need.tolist(), place, tells, strict=True)
        said = [
            f"{b}{w} {self.hamlet[i]} Desa {v} (REKAAN)"
            if t < 0.6
            else f"{b}{w} Desa {v} (REKAAN)"
            if t < 0.85
            else f"{b}{w} (REKAAN)"
            for b, w, i, (_, v), t in each
        ]
        return {
            "said": said,
            "place": [f"Kec. {d}" if 0.5 < t < 0.9 else None for (d, _), t in zip(place, tells, strict=True)],
            "agency": [self.kinds[k]["agency"][0] for k in kind.tolist()],
            "sub": [self.kinds[k]["sub"] for k in kind.tolist()],
            "account": [f"5.2.04.01.001.{k + 1:05d}" for k in kind.tolist()],
        }

    def revised(self, lines: pa.Table) -> pa.Table:
        """The APBD-P of the later years: most lines again, some gone, some with other money."""
        c = self.chance
        late = lines.filter(pa.array((lines["fiscal_year"].to_numpy() >= YEARS[3]) & (c.random(len(lines)) < 0.97)))
        changed = np.where(c.random(len(late)) < 0.1, c.uniform(0.7, 1.3, len(late)), 1.0)
        money = (late["amount"].to_numpy() * changed).astype(np.int64)
        return late.set_column(late.column_names.index("amount"), "amount", pa.array(money))
