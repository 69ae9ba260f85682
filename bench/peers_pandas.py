"""The same questions in pandas, on tables that lie in memory: joins by key, groups, sums."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from bench.peers_data import ELSEWHERE, FUNDED, LIMITS, SPENT, TOP, Asked, Found

TEXTS = ("regency", "district", "agency", "stage", "version", "fate")  # few different words: as categories


class Engine:
    """`wide`: the fate of each proposal is there already and is only counted."""

    def __init__(self, folder: Path, wide: bool = False) -> None:
        self.wide = wide
        names = ("wide", "needs") if wide else ("proposals", "stages", "lines", "links", "absent", "covers", "needs")
        self.t = {name: _read(folder / f"{name}.parquet") for name in names}
        self.order = {s: i for i, s in enumerate((folder / "stages.txt").read_text(encoding="utf-8").split())}

    def forget(self) -> None:
        """Nothing is remembered."""

    def answer(self, asked: Asked) -> Found:
        if asked.kind == "waiting":
            return _waiting(_chosen(self.t["needs"], asked))
        if asked.kind == "funnel":
            return self._funnel(asked)
        p = self._fates(asked)
        if asked.kind == "top_k":
            return _top(p, asked)
        if asked.kind == "value":
            p = p[p["estimated_cost"] > 0]
            p = p.assign(top=p["met"], whole=p["estimated_cost"])
        else:
            p = p.assign(top=p["fate"].isin(FUNDED), whole=1)
        return _summed(p.assign(unknown=p["fate"] == "unknown"), asked.by)

    def _fates(self, asked: Asked) -> pd.DataFrame:
        """Listed proposals of regency-years with an APBD, each with its fate and the rupiah that met its estimate."""
        if self.wide:
            p = _chosen(self.t["wide"], asked)
            return p[p["listed"] & p["fate"].notna()]
        p = _chosen(self.t["proposals"], asked)
        covers = self.t["covers"]
        p = p[p["listed"]].merge(covers.loc[covers["version"] == "apbd", ["regency", "year"]], on=["regency", "year"])
        paid = self._paid(p)
        years = range(1, LIMITS["late_years"] + 1)
        apbd, later = paid["version"] == "apbd", paid["lag"].isin(years)
        sums = {
            "allocated": paid[apbd & (paid["lag"] == 0)],
            "late": paid[apbd & later],
            "elsewhere": paid[paid["version"].isin(ELSEWHERE) & (later | (paid["lag"] == 0))],
        }
        for name, some in sums.items():
            p[name] = p["id"].map(some.groupby("proposal_id")["amount"].sum()).fillna(0).astype("int64")
        cost, got = p["estimated_cost"].fillna(0), p["allocated"]
        fate = pd.Series("unknown", index=p.index)
        fate[p["id"].isin(self.t["absent"]["proposal_id"])] = "unfunded"
        fate[p["elsewhere"] > 0] = "elsewhere"
        fate[p["late"] > 0] = "late"
        fate[got > 0] = "partial"
        fate[(got > 0) & (got * 100 >= cost * LIMITS["funded_percent"])] = "funded"
        fate[(got > 0) & (cost == 0)] = "funded_size_unknown"
        return p.assign(fate=fate, met=got.clip(upper=cost))

    def _paid(self, p: pd.DataFrame, versions: tuple[str, ...] = SPENT) -> pd.DataFrame:
        """Rupiah of each proposal by version and years after its own: weights are millionths of a line."""
        links, lines = self.t["links"], self.t["lines"]
        links = links[links["proposal_id"].isin(p["id"])]
        lines = lines[lines["id"].isin(links["line_id"])]
        found = links.merge(lines, left_on="line_id", right_on="id")
        found = found[found["version"].isin(versions)]
        found["amount"] = found["amount"] * found["weight"]
        keys = ["proposal_id", "version", "year"]
        paid = found.groupby(keys, observed=True)["amount"].sum().floordiv(1_000_000).reset_index()
        paid["lag"] = paid["year"] - paid["proposal_id"].map(p.set_index("id")["year"])
        return paid

    def _funnel(self, asked: Asked) -> Found:
        if self.wide:
            p = _chosen(self.t["wide"], asked)
            bits = p.loc[p["listed"], "found_stages"]
            counts = {stage: int((bits.to_numpy() >> i & 1).sum()) for stage, i in self.order.items()}
            return {(stage,): (n, len(bits)) for stage, n in counts.items() if n}
        p = _chosen(self.t["proposals"], asked)
        p = p[p["listed"]]
        paid = self._paid(p, tuple(self.order))
        paid = paid[(paid["lag"] == 0) & (paid["amount"] > 0)].merge(self.t["covers"], on=["version", "year"])
        paid = paid[paid["regency"].astype(str) == paid["proposal_id"].map(p.set_index("id")["regency"]).astype(str)]
        rows = self.t["stages"]
        rows = rows[rows["proposal_id"].isin(p["id"])]
        money = paid[["proposal_id", "version"]].set_axis(["proposal_id", "stage"], axis=1)
        reached = pd.concat([rows.astype({"stage": str}), money.astype({"stage": str})]).drop_duplicates()
        return {(str(s),): (int(n), len(p)) for s, n in reached["stage"].value_counts().items()}


def _read(path: Path) -> pd.DataFrame:
    frame = pd.read_parquet(path)
    return frame.astype({c: "category" for c in TEXTS if c in frame})


def _chosen(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    if asked.regency is not None:
        frame = frame[frame["regency"] == asked.regency]
    return frame if asked.year is None else frame[frame["year"] == asked.year]


def _summed(p: pd.DataFrame, by: tuple[str, ...]) -> Found:
    figures = ["top", "whole", "unknown"]
    if not by:
        return {(): tuple(int(v) for v in p[figures].sum())}
    sums = p.groupby(list(by), dropna=False, observed=True)[figures].sum()
    return {_key(k): (int(a), int(b), int(c)) for k, a, b, c in sums.itertuples()}


def _top(p: pd.DataFrame, asked: Asked) -> Found:
    out: Found = {}
    for k in TOP:
        some = p[p["rank"] <= k]
        some = some.assign(top=some["fate"].isin(FUNDED), whole=1, unknown=some["fate"] == "unknown")
        out |= {(*key, k): told for key, told in _summed(some, asked.by).items()}
    return out


def _waiting(needs: pd.DataFrame) -> Found:
    """Those still followed in each year of waiting and those funded in it: what Kaplan-Meier is made of."""
    ended = needs["funded_year"].notna()
    waited = needs["funded_year"].fillna(needs["until_year"]) - needs["first_asked"]
    watched = waited >= 0
    counts = pd.crosstab(waited[watched].astype(int), ended[watched]).reindex(columns=[False, True], fill_value=0)
    counts = counts.reindex(range(int(counts.index.max()) + 1), fill_value=0)
    left = counts.sum(axis=1)[::-1].cumsum()[::-1]
    return {(int(y),): (int(left[y]), int(counts.at[y, True])) for y in counts.index}


def _key(key: Any) -> tuple[str | int | None, ...]:
    return (None if pd.isna(key) else key if isinstance(key, str) else int(key),)
