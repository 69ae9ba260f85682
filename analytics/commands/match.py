"""The verbs `match` and `evaluate`: the linking engine alone, on files. Reads, calls the engine, writes whole or not at all."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from analytics.commands.telling import out, say
from analytics.errors import BadFile, BadQuestion
from analytics.intake.canonical import read_canonical
from analytics.linkage.engine import links
from analytics.linkage.evaluate import evaluate as judge
from analytics.linkage.evaluate import revealed
from analytics.register.files import write_whole


def match(o: argparse.Namespace) -> int:
    proposals, notes = read_canonical(o.proposals, "proposals")
    lines, more = read_canonical(o.lines, "lines")
    for note in (*notes, *more):
        say(note)
    if o.engine == "spark":
        from analytics.linkage.spark import NoSpark, spark_links

        try:
            found = spark_links(proposals, lines)
        except NoSpark as problem:
            raise BadQuestion("match_spark") from problem
    else:
        found = links(proposals, lines)
    _write(found, o.out)
    bands = {band: int((found["band"] == band).sum()) for band in ("accept", "review")}
    result: dict[str, Any] = {
        "out": str(o.out),
        "proposals": len(proposals),
        "lines": len(lines),
        "links": len(found),
        **bands,
        "expected_true": round(float(found["probability"].sum()) / 1e6, 1),
        "notes": [*notes, *more],
    }
    out(o, result, [f"{name}: {value}" for name, value in result.items() if name != "notes"])
    return 0


def evaluate(o: argparse.Namespace) -> int:
    found, truth = read_canonical(o.links, "links")[0], read_canonical(o.truth, "truth")[0]
    result = judge(found, truth)
    if o.proposals and o.lines:
        result["by_line"] = revealed(
            read_canonical(o.proposals, "proposals")[0], read_canonical(o.lines, "lines")[0], found, truth
        )
    if "kind" in truth:
        result["by_kind"] = {
            kind: {"true_pairs": int((truth["kind"] == kind).sum()), **_recall(found, truth[truth["kind"] == kind])}
            for kind in sorted(set(truth["kind"]))
        }
    out(o, result, [f"{name}: {value}" for name, value in result.items()])
    return 0


def _recall(found: pd.DataFrame, truth: pd.DataFrame) -> dict[str, float]:
    result = judge(found, truth)
    return {"proposed": result["proposed"], "recall_half": result["half"]["recall"]}


def _write(found: pd.DataFrame, path: Path) -> None:
    """Probabilities and weights as decimals with six figures; the file is there whole or not at all."""
    table = pa.table(
        {
            name: [f"{v / 1e6:.6f}" for v in found[name].tolist()]
            if name in {"probability", "weight"}
            else pa.array(found[name], pa.string())
            for name in found.columns
        }
    )
    quoted = pa.csv.WriteOptions(quoting_style="needed")
    try:
        path.parent.stat()  # a folder that is not there is a slip, and is not made
        write_whole(path, lambda temporary: pa.csv.write_csv(table, temporary, quoted))
    except OSError as problem:
        raise BadFile("match_unwritable", file=path.name, detail=problem.strerror) from problem
