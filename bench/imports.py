"""Import of the two largest published files: read, kept and built; beside pandas, which only reads.

Every repeat is a new process with its libraries loaded beforehand, so that nothing is remembered from the repeat before and
the start of Python is not counted.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl  # noqa: F401 - pandas would load it while it is timed
import pandas as pd
import pyarrow.parquet  # noqa: F401 - likewise
import python_calamine  # noqa: F401 - likewise

from analytics.intake.parse import Options, Parsed, parse
from analytics.marts.build import build
from analytics.register.imports import publish
from analytics.register.workspace import open_workspace
from bench.timing import ABSENT, ratio, real, say, seconds, spread

FILES: dict[str, dict[str, Any]] = {
    "csv": {"path": "proposals/sukabumi_rkpd2019_semua_tahapan.csv", "year": None, "bar": 3.0},
    "workbook": {"path": "apbd/lombokbarat_rup_2026_asli.xlsx", "year": 2026, "bar": 2.0},
}
STEPS = ("parse", "publish", "build", "parse_publish", "import", "import_cpu")
NOT_DONE = [
    "does not find the heading row or the kind of file",
    "does not read rupiah, dates, stages or places, and rejects nothing",
    "gives rows no identity and keeps neither the original nor who brought it",
    "builds nothing that can be asked",
]


def measure(repeat: int) -> dict[str, Any]:
    """Both files, or a note for those that are absent."""
    folder = real()
    found = {}
    for name, about in FILES.items():
        path = folder / about["path"] if folder else None
        found[name] = _file(name, path, about, repeat) if path and path.is_file() else {"skipped": ABSENT}
    return found


def _file(name: str, path: Path, about: dict[str, Any], repeat: int) -> dict[str, Any]:
    readers = [read_csv, read_csv_to_parquet] if name == "csv" else [read_excel_openpyxl, read_excel_calamine]
    ours: list[dict[str, float]] = []
    times: dict[str, list[float]] = {reader.__name__: [] for reader in readers}
    for i in range(repeat):  # taken in turn: what else the machine does meets all of them
        ours.append(_alone(akomodasi, path, about["year"]))
        for reader in readers:
            times[reader.__name__].append(_alone(reader, path))
        say(f"  {name} {i + 1}/{repeat}: import {ours[-1]['import']:.2f} s")
    steps = {step: spread([o[step] for o in ours]) for step in STEPS}
    whole = steps["import"]
    return {
        "rows_read": ours[0]["rows_read"],
        "accepted": ours[0]["accepted"],
        "unit": "seconds",
        "akomodasi": steps,
        "alternatives": {
            reader: {
                "pandas": spread(values),
                "parse_over_pandas": ratio(steps["parse"]["median"], spread(values)["median"]),
                "import_over_pandas": ratio(steps["import"]["median"], spread(values)["median"]),
            }
            for reader, values in times.items()
        },
        "alternatives_do_not": NOT_DONE,
        "bar": {
            "seconds": about["bar"],
            "of": "import: parse, publish and build",
            "met": whole["median"] < about["bar"],
            "met_by_every_repeat": whole["maximum"] < about["bar"],
        },
    }


def _alone(work: Any, *values: Any) -> Any:
    """The result of one call in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *values).result()


def akomodasi(path: Path, year: int | None) -> dict[str, float]:
    """Seconds of each step into an empty workspace."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Path(folder) / "workspace", "bench")
        parsed: list[Parsed] = []
        cpu = time.process_time()
        took = {
            "parse": seconds(lambda: parsed.extend(parse(path, Options(year=year)))),
            "publish": seconds(lambda: publish(workspace, parsed, path, "bench")),
            "build": seconds(lambda: build(workspace, "bench")),
        }
        took["import_cpu"] = time.process_time() - cpu  # what the machine's other work does not lengthen
    took["parse_publish"] = took["parse"] + took["publish"]
    took["import"] = took["parse_publish"] + took["build"]
    return {**took, "rows_read": sum(p.rows_read for p in parsed), "accepted": sum(p.accepted for p in parsed)}


def _warm() -> None:
    """What pandas loads at its first table is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        pd.DataFrame({"a": np.arange(3), "b": ["x"] * 3}).to_parquet(Path(folder) / "warm.parquet")


def read_csv(path: Path) -> float:
    """pandas.read_csv."""
    _warm()
    return seconds(lambda: pd.read_csv(path, low_memory=False))


def read_csv_to_parquet(path: Path) -> float:
    """pandas.read_csv, then to_parquet."""
    _warm()
    with tempfile.TemporaryDirectory() as folder:
        return seconds(lambda: pd.read_csv(path, low_memory=False).to_parquet(Path(folder) / "rows.parquet"))


def read_excel_openpyxl(path: Path) -> float:
    """pandas.read_excel with openpyxl."""
    _warm()
    return seconds(lambda: pd.read_excel(path, engine="openpyxl"))


def read_excel_calamine(path: Path) -> float:
    """pandas.read_excel with calamine, the reader used here too."""
    _warm()
    return seconds(lambda: pd.read_excel(path, engine="calamine"))
