"""The unchanged engine, one regency per task, on Spark. Needs the optional extra `spark`; never scores anything itself."""

from __future__ import annotations

import os
import sys
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.linkage import engine
from analytics.linkage.engine import COLUMNS, links
from analytics.linkage.tables import table

SCHEMA = "proposal_id string, line_id string, probability long, weight long, band string, reasons string"


class NoSpark(Exception):
    """pyspark, or the Java it needs, is not there."""


def _one(proposals: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The links of one regency. One thread: the tasks of a worker already fill its cores."""
    pa.set_cpu_count(1)
    engine.THREADS = 1
    return links(proposals, lines)


def spark_links(proposals: pd.DataFrame, lines: pd.DataFrame, session: Any = None) -> pd.DataFrame:
    """The same links as `links`, regencies in parallel: on the cluster that PYSPARK_SUBMIT_ARGS names, else on this machine's
    cores. Raises NoSpark."""
    try:
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need what this process has
        os.environ.setdefault("PYSPARK_SUBMIT_ARGS", f"--master local[{os.cpu_count() or 1}] pyspark-shell")
        made = SparkSession.builder.appName("akomodasi").config("spark.ui.enabled", "false")
        spark = session or made.config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()
    except Exception as problem:
        raise NoSpark(str(problem)) from problem
    left = spark.createDataFrame(table(proposals, "proposals")).groupby("regency_code")
    right = spark.createDataFrame(table(lines, "lines")).groupby("regency_code")
    found = left.cogroup(right).applyInPandas(_one, SCHEMA).toPandas()
    found = found.sort_values(["proposal_id", "line_id"], kind="stable", ignore_index=True)
    return found[list(COLUMNS)]
