"""The list of data sources: both languages, known stages, versions, columns and measures, and neutral words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

VOCABULARY = Path(__file__).resolve().parents[2] / "analytics" / "vocabulary"


def toml(name: str) -> dict[str, Any]:
    """One vocabulary file, parsed."""
    return tomllib.loads((VOCABULARY / f"{name}.toml").read_text(encoding="utf-8"))


SOURCES: dict[str, Any] = toml("sources")["source"]
TABLES = toml("tables")
INDICATORS = toml("indicators")["indicator"]
STAGES = set(toml("terms")["stage"])
VERSIONS = set(toml("terms")["version"])
MEASURES = {
    *("accommodation_count", "accommodation_value", "top_k", "rank_weighted", "priority_inversion", "funnel"),
    *("origin_share", "musrenbang_share", "envelope_compliance", "answered", "waiting_time", "repeat_and_gave_up"),
    *("overlap", "equity", "rooted", "renja_match", "realised", "revision", "before_after"),
}
WORDS = [f"{field}_{lang}" for field in ("name", "what", "holder", "unlocks") for lang in ("id", "en")]
FIELDS = {*WORDS, "measures", "essential_for", "table", "required", "enriches"}
KEYS = {
    "proposal": "stages",
    "line": "versions",
    "context": "indicators",
}  # how presence is recognised, where any row is not enough
NEVER = (
    "tidak didanai|hilang di meja|tanpa jejak|siluman|ghost|menyerah|tumpang tindih|kredit ganda|inversi|dilangkahi|"
    "temuan|politis|kohort|corong|surat jawaban"
)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_fully_described(name: str) -> None:
    source = SOURCES[name]
    keys = {KEYS[source["table"]]} if source["table"] in KEYS else set()
    optional = (
        {"columns", "or_table"}
        if source["table"] == "proposal"
        else {"level"}
        if source["table"] == "context"
        else set()
    )
    if "near" in source:
        optional |= {"near", "near_id", "near_en"}
    assert FIELDS | keys <= set(source) <= FIELDS | keys | optional
    assert all(source[word].strip() and "\n" not in source[word] for word in WORDS)
    assert source["measures"] and all(source[key] for key in keys)
    assert isinstance(source["required"], bool)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_names_only_things_that_exist(name: str) -> None:
    source = SOURCES[name]
    assert set(source.get("stages", [])) <= STAGES
    assert set(source.get("versions", [])) <= VERSIONS
    assert set(source.get("indicators", [])) <= set(INDICATORS)
    assert source.get("level", "regency") in {"regency", "district", "village"}
    assert set(source["enriches"]) | set(source.get("columns", [])) <= set(TABLES[source["table"]])


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_unlocks_measures_of_the_list(name: str) -> None:
    source = SOURCES[name]
    assert set(source["measures"]) <= MEASURES
    assert set(source["essential_for"]) <= set(source["measures"])
    assert len(source["measures"]) == len(set(source["measures"]))


def test_every_measure_has_a_source_it_cannot_do_without_or_several_that_serve_it() -> None:
    served = {measure for source in SOURCES.values() for measure in source["measures"]}
    assert served == MEASURES
    essential = {measure for source in SOURCES.values() for measure in source["essential_for"]}
    # any two lists that ask for the same thing show an overlap: no single file is indispensable
    assert MEASURES - essential == {"overlap"}


def test_the_headline_needs_the_district_list_and_the_budget_and_nothing_else() -> None:
    assert [name for name, source in SOURCES.items() if source["required"]] == ["musrenbang_district", "apbd"]
    needed = [name for name, source in SOURCES.items() if "accommodation_count" in source["essential_for"]]
    assert needed == ["musrenbang_district", "apbd"]
    assert {"rank", "estimated_cost"} <= set(SOURCES["musrenbang_district"]["enriches"])


def test_every_version_and_every_stage_before_the_budget_has_a_source() -> None:
    stages = {stage for source in SOURCES.values() for stage in source.get("stages", [])}
    versions = {version for source in SOURCES.values() for version in source.get("versions", [])}
    assert versions == VERSIONS
    assert stages | versions >= STAGES


def test_the_sources_stand_in_the_order_of_the_year() -> None:
    chain = "rpjmdes rkpdes musrenbang_village musrenbang_district musrenbang_regency rkpd kua_ppas rapbd apbd apbd_p"
    assert [name for name in SOURCES if name in chain.split()] == chain.split()


@pytest.mark.parametrize("name", SOURCES)
def test_the_words_are_neutral(name: str) -> None:
    text = " ".join(SOURCES[name][word] for word in WORDS)
    assert not re.search(rf"\b({NEVER})\b", text, re.IGNORECASE)
    # no regulation numbers: a legal basis is shown only with its source and the date someone checked it
    assert not re.search(r"Permendagri|Kepmendagri|Inpres|UU \d|PP \d", text)


def test_priority_is_said_only_of_ranked_lists_and_in_official_names() -> None:
    said = [name for name, source in SOURCES.items() if "priorit" in " ".join(source[word] for word in WORDS).lower()]
    assert said == ["musrenbang_district", "kua_ppas"]
