"""How well needs find the true needs of Kabupaten Rekaan (plans too), by gap of years and kind, and how long that takes.

Villages are told in two halves: thresholds were chosen by looking at the first."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics.demo.files import write_files
from analytics.demo.run import demo, years_of
from analytics.demo.world import make
from analytics.linkage.needs import needs
from analytics.marts.build import current, mart_path
from analytics.register.workspace import Workspace, open_workspace
from bench.timing import say, spread

SEED = 1
BANDS = ((0.85, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 0.99), (0.99, 0.999), (0.999, 2))
ASKED = """
select
    printf('%016x', p.proposal_id) as proposal_id,
    p.regency as regency_code,
    p.year as fiscal_year,
    coalesce(d.name, p.district_text) as district,
    coalesce(v.name, p.village_text) as village,
    p.title, p.location_text, p.volume, p.unit, p.estimated_cost, p.agency, p.rank,
    p.origin_stage as stage,
    p.origin,
    i.file, p.sheet, p.row
from proposal_fact as p
join import as i using (import_id)
left join region as d on d.code = p.district
left join region as v on v.code = p.village
where not p.gone
order by p.proposal_id"""


def measure(repeat: int) -> dict[str, Any]:
    """Precision, recall and F1 of "same need" by half, gap and kind, and CPU seconds; small and full demonstration."""
    return {size: _size(size, repeat) for size in ("small", "full")}


def _size(size: str, repeat: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Path(folder) / "workspace", "bench")
        demo(workspace, "bench", size=size)
        asked = with_truth(workspace, size)
    return of(asked, repeat)


def with_truth(workspace: Workspace, size: str) -> pd.DataFrame:
    """Every proposal as the engine reads it, with its true need (missing where an agency thought of it) and its village."""
    world = make(SEED, years_of("", size), size)
    wish = {w.id: w.need for year in world.years for w in world.wishes[year]}
    true: dict[tuple[str, str, int], int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for made in write_files(world, Path(folder) / "files"):
            for (role, number), spot in made.rows.items():
                if role in {"village", "district", "pokir", "rkpdes"}:
                    true[made.path.name, *spot] = wish[number].id
                elif role.startswith("rpjmdes"):
                    true[made.path.name, *spot] = number
    db = duckdb.connect(str(mart_path(workspace, current(workspace) or "")), read_only=True)
    asked = db.execute(ASKED).df()
    db.close()
    need = [true.get(spot) for spot in zip(asked["file"], asked["sheet"], asked["row"], strict=True)]
    village = {n.id: n.village.code for n in world.needs}
    return asked.assign(need=need, half=[None if n is None else int(village[n][-4:]) % 2 for n in need])


def of(asked: pd.DataFrame, repeat: int) -> dict[str, Any]:
    """The figures for proposals with their truth."""
    seconds = []
    for _ in range(repeat):
        begun = time.process_time()
        found = needs(asked)
        seconds.append(time.process_time() - begun)
    told = found.merge(asked, on="proposal_id")
    told = told[told["need"].notna()]
    result: dict[str, Any] = {
        "proposals": len(asked),
        "needs": int(found["need_id"].nunique()),
        "relations": found["relation"].value_counts().to_dict(),
        "cpu_seconds": spread(seconds),
    }
    for name, rows in (("looked at", told[told["half"] == 0]), ("reported", told[told["half"] == 1])):
        result[name] = figures(rows)
        say(name, {k: v for k, v in result[name].items() if not isinstance(v, dict)})
    return result


def figures(rows: pd.DataFrame) -> dict[str, Any]:
    """Over pairs of proposals: joined, truly the same, both; in all, by years between and by the pair's kind.

    A member is in a wrong need where most members of it are of another."""
    rows = rows.reset_index(drop=True)
    pairs = pd.concat([_pairs(rows, "need_id"), _pairs(rows, "need")]).drop_duplicates(["a", "b"])
    a, b = rows.loc[pairs["a"]].reset_index(drop=True), rows.loc[pairs["b"]].reset_index(drop=True)
    said, true = a["need_id"] == b["need_id"], a["need"] == b["need"]
    gap = (a["fiscal_year"] - b["fiscal_year"]).abs()
    pokir = (a["stage"] == "pokir") != (b["stage"] == "pokir")
    plan = (a["stage"] == "rpjmdes") | (b["stage"] == "rpjmdes")
    same = a["title"] == b["title"]
    kinds = {"with a plan": plan, "two ways": pokir & (gap == 0), "carried": ~pokir & ~plan & (gap == 0)}
    kinds |= {"same words": same, "other words": ~same}
    most = rows.groupby("need_id")["need"].agg(lambda each: each.mode().iloc[0])
    wrong = rows["need"] != rows["need_id"].map(most)
    return {
        **_score(said, true),
        "wrong_need": round(float(wrong.mean()), 4),
        "by_probability": _calibration(rows),
        "by_gap": {str(g): _score(said[gap == g], true[gap == g]) for g in sorted(gap.unique())},
        "by_kind": {name: _score(said[mask], true[mask]) for name, mask in kinds.items()},
    }


def _calibration(rows: pd.DataFrame) -> dict[str, Any]:
    """Members by the probability of the pair that joined them: how many, what was said on average, the share that is true."""
    true = rows.set_index("proposal_id")["need"]
    tied = rows[rows["probability"].notna() & rows["tied_id"].isin(true.index)]
    right = tied["need"].to_numpy() == true.reindex(tied["tied_id"]).to_numpy()
    said = tied["probability"].to_numpy(float) / 1e6
    found: dict[str, Any] = {}
    for low, high in BANDS:
        inside = (said >= low) & (said < high)
        if inside.any():
            shares = {"said": round(float(said[inside].mean()), 4), "true": round(float(right[inside].mean()), 4)}
            found[f"{low}-{min(high, 1)}"] = {"n": int(inside.sum()), **shares}
    return found


def _pairs(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Pairs of row numbers that share a value, the smaller first."""
    at = pd.DataFrame({"key": rows[key], "at": rows.index})
    both = at.merge(at, on="key", suffixes=("_a", "_b"))
    both = both[both["at_a"] < both["at_b"]]
    return pd.DataFrame({"a": both["at_a"], "b": both["at_b"]})


def _score(said: pd.Series, true: pd.Series) -> dict[str, Any]:
    """Joined, true and both as counts; precision, recall and F1 (None where there is nothing to divide by)."""
    n, m, both = int(said.sum()), int(true.sum()), int((said & true).sum())
    p, r = (both / n if n else None), (both / m if m else None)
    f1 = 2 * both / (n + m) if n + m else None
    parts = {"precision": p, "recall": r, "f1": f1}
    return {"joined": n, "true": m, "both": both, **{k: None if v is None else round(v, 4) for k, v in parts.items()}}
