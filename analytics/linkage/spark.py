"""The unchanged engine, one regency per task, on Spark. Needs the optional extra `spark`; never scores anything itself."""

from __future__ import annotations

import os
from typing import Any

import pandas as pd

from analytics.linkage.engine import COLUMNS, links
from analytics.linkage.tables import table

SCHEMA = "proposal_id string, line_id string, probability long, weight long, band string, reasons string"


class NoSpark(Exception):
    """pyspark, or the Java it needs, is not there."""


def _one(proposals: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The links of one regency. One thread: the tasks of a worker already fill its cores."""
    os.environ["OMP_NUM_THREADS"] = "1"
    import pyarrow as pa

    pa.set_cpu_count(1)
    return links(proposals, lines)


def spark_links(proposals: pd.DataFrame, lines: pd.DataFrame, session: Any = None) -> pd.DataFrame:
    """The same links as `links`, regencies in parallel. Raises NoSpark."""
    try:
        from pyspark.sql import SparkSession

        spark = (
            session
            or SparkSession.builder.appName("akomodasi")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
    except Exception as problem:
        raise NoSpark(str(problem)) from problem
    left = spark.createDataFrame(table(proposals, "proposals")).groupby("regency_code")
    right = spark.createDataFrame(table(lines, "lines")).groupby("regency_code")
    found = left.cogroup(right).applyInPandas(_one, SCHEMA).toPandas()
    found = found.sort_values(["proposal_id", "line_id"], kind="stable", ignore_index=True)
    return found[list(COLUMNS)]
