"""The same questions in polars, lazily, on tables that lie in memory."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from bench.peers_data import ELSEWHERE, FUNDED, LIMITS, SPENT, TOP, Asked, Found

TEXTS = ("regency", "district", "agency", "stage", "version", "fate")
c = pl.col


class Engine:
    """`wide`: the fate of each proposal is there already and is only counted."""

    def __init__(self, folder: Path, wide: bool = False) -> None:
        self.wide = wide
        names = ("wide", "needs") if wide else ("proposals", "stages", "lines", "links", "absent", "covers", "needs")
        self.t = {name: _read(folder / f"{name}.parquet").lazy() for name in names}
        self.order = {s: i for i, s in enumerate((folder / "stages.txt").read_text(encoding="utf-8").split())}

    def forget(self) -> None:
        """Nothing is remembered."""

    def answer(self, asked: Asked) -> Found:
        if asked.kind == "waiting":
            return _waiting(_chosen(self.t["needs"], asked))
        if asked.kind == "funnel":
            return self._funnel(asked)
        p = self._fates(asked)
        funded, unknown = c("fate").is_in(FUNDED).sum(), (c("fate") == "unknown").sum()
        if asked.kind == "value":
            return _grouped(
                p.filter(c("estimated_cost") > 0), asked.by, c("met").sum(), c("estimated_cost").sum(), unknown
            )
        if asked.kind == "top_k":
            plans = [_plan(p.filter(c("rank") <= k), asked.by, funded, pl.len(), unknown) for k in TOP]
            found = zip(TOP, pl.collect_all(plans), strict=True)
            return {(*r[:-3], k): tuple(map(int, r[-3:])) for k, rows in found for r in rows.iter_rows()}
        return _grouped(p, asked.by, funded, pl.len(), unknown)

    def _fates(self, asked: Asked) -> pl.LazyFrame:
        """Listed proposals of regency-years with an APBD, each with its fate and the rupiah that met its estimate."""
        if self.wide:
            return _chosen(self.t["wide"], asked).filter(c("listed") & c("fate").is_not_null())
        apbd = self.t["covers"].filter(c("version") == "apbd").select("regency", "year")
        p = _chosen(self.t["proposals"], asked).filter("listed").join(apbd, on=["regency", "year"], how="semi")
        paid = self._paid(p, SPENT).filter(c("lag").is_between(0, LIMITS["late_years"]))
        apbd_money, now = c("version") == "apbd", c("lag") == 0
        sums = paid.group_by("id").agg(
            c("amount").filter(apbd_money & now).sum().alias("allocated"),
            c("amount").filter(apbd_money & ~now).sum().alias("late"),
            c("amount").filter(c("version").is_in(ELSEWHERE)).sum().alias("elsewhere"),
        )
        absent = self.t["absent"].select(c("proposal_id").alias("id"), pl.lit(True).alias("absent"))
        p = p.join(sums, on="id", how="left").join(absent, on="id", how="left")
        p = p.with_columns(c("allocated", "late", "elsewhere").fill_null(0), cost=c("estimated_cost").fill_null(0))
        got, enough = c("allocated") > 0, c("allocated") * 100 >= c("cost") * LIMITS["funded_percent"]
        fate = (
            pl.when(got & (c("cost") == 0))
            .then(pl.lit("funded_size_unknown"))
            .when(got & enough)
            .then(pl.lit("funded"))
            .when(got)
            .then(pl.lit("partial"))
            .when(c("late") > 0)
            .then(pl.lit("late"))
            .when(c("elsewhere") > 0)
            .then(pl.lit("elsewhere"))
            .when(c("absent"))
            .then(pl.lit("unfunded"))
            .otherwise(pl.lit("unknown"))
        )
        return p.with_columns(fate=fate, met=pl.min_horizontal("allocated", "cost"))

    def _paid(self, p: pl.LazyFrame, versions: tuple[str, ...]) -> pl.LazyFrame:
        """Rupiah of each proposal by version and years after its own: weights are millionths of a line."""
        lines = self.t["lines"].filter(c("version").is_in(versions)).drop("regency")
        asked = p.select("id", c("year").alias("own_year"))
        found = self.t["links"].join(asked, left_on="proposal_id", right_on="id")
        found = found.join(lines, left_on="line_id", right_on="id")
        return (
            found.group_by(c("proposal_id").alias("id"), "version", (c("year") - c("own_year")).alias("lag"))
            .agg((c("amount") * c("weight")).sum().alias("amount") // 1_000_000)
            .filter(c("amount") > 0)
        )

    def _funnel(self, asked: Asked) -> Found:
        if self.wide:
            p = _chosen(self.t["wide"], asked).filter("listed")
            bits = [((c("found_stages") // (1 << i)) % 2).sum().alias(s) for s, i in self.order.items()]
            row = p.select(pl.len().alias("whole"), *bits).collect().row(0, named=True)
            return {(s,): (int(row[s]), row["whole"]) for s in self.order if row[s]}
        p = _chosen(self.t["proposals"], asked).filter("listed")
        money = self._paid(p, tuple(self.order)).filter(c("lag") == 0)
        money = money.join(p.select("id", "regency", "year"), on="id")
        money = money.join(self.t["covers"], on=["regency", "year", "version"], how="semi")
        rows = self.t["stages"].join(p, left_on="proposal_id", right_on="id", how="semi")
        reached = pl.concat(
            [
                rows.select(c("proposal_id").alias("id"), c("stage").cast(pl.String)),
                money.select("id", c("version").cast(pl.String).alias("stage")),
            ]
        ).unique()
        counts, whole = pl.collect_all([reached.group_by("stage").len(), p.select(pl.len())])
        return {(s,): (int(n), int(whole.item())) for s, n in counts.iter_rows()}


def _read(path: Path) -> pl.DataFrame:
    frame = pl.read_parquet(path)
    return frame.with_columns(c(name).cast(pl.Categorical) for name in TEXTS if name in frame.columns)


def _chosen(frame: pl.LazyFrame, asked: Asked) -> pl.LazyFrame:
    if asked.regency is not None:
        frame = frame.filter(c("regency") == asked.regency)
    return frame if asked.year is None else frame.filter(c("year") == asked.year)


def _plan(p: pl.LazyFrame, by: tuple[str, ...], *figures: pl.Expr) -> pl.LazyFrame:
    named = [figure.alias(f"figure_{i}") for i, figure in enumerate(figures)]
    return p.group_by(*by).agg(*named) if by else p.select(*named)


def _grouped(p: pl.LazyFrame, by: tuple[str, ...], *figures: pl.Expr) -> Found:
    rows = _plan(p, by, *figures).collect().iter_rows()
    return {tuple(r[: len(by)]): tuple(int(v) for v in r[len(by) :]) for r in rows}


def _waiting(needs: pl.LazyFrame) -> Found:
    """Those still followed in each year of waiting and those funded in it: what Kaplan-Meier is made of."""
    waited = c("funded_year").fill_null(c("until_year")) - c("first_asked")
    counts = (
        needs.select(waited.alias("waited"), c("funded_year").is_not_null().alias("ended"))
        .filter(c("waited") >= 0)
        .group_by("waited")
        .agg(pl.len().alias("n"), c("ended").sum())
        .collect()
    )
    by_year = {int(y): (int(n), int(ended)) for y, n, ended in counts.iter_rows()}
    left, found = sum(n for n, _ in by_year.values()), {}
    for year in range(max(by_year) + 1):
        n, ended = by_year.get(year, (0, 0))
        found[(year,)] = (left, ended)
        left -= n
    return found
