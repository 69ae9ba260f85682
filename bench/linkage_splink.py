"""Splink on the columns that our own reading prepares: the same villages, works, hamlets, names, amounts."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd

from analytics.linkage.lexicon import lexicon
from analytics.linkage.rows import Pairs, Side, number
from analytics.linkage.tables import table

COLUMNS = ("village", "district", "work", "thing", "hamlet", "name", "agency")
BLOCKS = (("village", "work"), ("village", "thing"), ("district", "work"), ("hamlet", "work"), ("name",))
TRAINED = (("village", "work"), ("district", "work"))


def there() -> bool:
    """Whether Splink is installed (extra `bench`)."""
    return find_spec("splink") is not None


def _first(values: np.ndarray, words: list[str]) -> list[str | None]:
    return [words[v] if v >= 0 else None for v in values.tolist()]


def _prepared(pairs: Pairs, side: Side, line: bool) -> pd.DataFrame:
    """One row per record with what was read, the surest value of each column."""
    lex, names = lexicon(), pairs.reading.names
    kinds = [k.id for k in (*lex.works, *lex.objects)]
    n = len(lex.works)
    works = np.where((side.kinds >= 0) & (side.kinds < n), side.kinds, 999).min(axis=1)
    things = np.where(side.kinds >= n, side.kinds, 999).min(axis=1)
    frame = pd.DataFrame({"unique_id": side.id.astype(str)})
    frame["village"] = _first(side.villages[:, 0], pairs.places.villages)
    frame["district"] = _first(side.district, pairs.places.districts)
    frame["work"] = _first(np.where(works == 999, -1, works), kinds)
    frame["thing"] = _first(np.where(things == 999, -1, things), kinds)
    frame["hamlet"] = _first(names.hamlets[side.text, 0], names.known)
    frame["name"] = _first(names.runs[side.text, 0], names.known)
    frame["agency"] = _first(side.agency[:, 0], lex.agencies)
    frame["year"] = side.year.astype(float)
    frame["money"] = np.where(side.amount > 0, np.log2(np.maximum(side.amount, 1)), np.nan)
    return frame


def splink_links(proposals: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """proposal_id, line_id, probability (millionths) by Splink 5, trained on the data itself as its guide says."""
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    p, ln = table(proposals, "proposals"), table(lines, "lines")
    pairs = number(p["regency_code"].iloc[0], p, ln)
    api = DuckDBAPI()
    left, right = _prepared(pairs, pairs.proposals, False), _prepared(pairs, pairs.lines, True)

    def levels(name: str, steps: list[tuple[str, str]]) -> Any:
        custom = [cll.CustomLevel(sql, label_for_charts=label) for sql, label in steps]
        return cl.CustomComparison(
            output_column_name=name, comparison_levels=[cll.NullLevel(name), *custom, cll.ElseLevel()]
        )

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            *(cl.ExactMatch(name) for name in ("village", "work", "thing", "agency")),
            cl.JaroWinklerAtThresholds("hamlet", [0.92]),
            cl.JaroWinklerAtThresholds("name", [0.92]),
            levels("money", [(f"abs(money_l - money_r) < {step}", str(step)) for step in (0.05, 0.2, 0.6, 1.5)]),
            levels("year", [("year_l = year_r", "same"), ("abs(year_l - year_r) = 1", "next")]),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in BLOCKS],
    )
    linker = Linker(
        [api.register(left, dataset_display_name="a"), api.register(right, dataset_display_name="b")],
        settings,
        log_level=logging.ERROR,
    )
    linker.training.estimate_probability_two_random_records_match([block_on("village", "work", "hamlet")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    for rule in TRAINED:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        except Exception:  # a column that never varies cannot be trained on; Splink then keeps its default
            logging.getLogger(__name__).debug("not trained on %s", rule)
    found = linker.inference.predict(threshold_match_probability=0.0).as_pandas_dataframe()
    swap = found["source_dataset_l"] == "b"
    one, two = (
        found["unique_id_l"].where(~swap, found["unique_id_r"]),
        found["unique_id_r"].where(~swap, found["unique_id_l"]),
    )
    out = pd.DataFrame(
        {"proposal_id": one, "line_id": two, "probability": (found["match_probability"] * 1e6).round().astype("int64")}
    )
    years = (
        dict(zip(left["unique_id"], left["year"], strict=True)),
        dict(zip(right["unique_id"], right["year"], strict=True)),
    )
    lag = out["line_id"].map(years[1]) - out["proposal_id"].map(years[0])
    return out[lag.between(0, 3)].reset_index(drop=True)
