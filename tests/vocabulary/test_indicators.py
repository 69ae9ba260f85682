"""The words of the context table: every id has both languages, a unit, decimals and a group; breaks are unproven."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "analytics" / "vocabulary"
INDICATORS: dict[str, Any] = tomllib.loads((VOCABULARY / "indicators.toml").read_text(encoding="utf-8"))["indicator"]
BREAKS: dict[str, Any] = tomllib.loads((VOCABULARY / "series_breaks.toml").read_text(encoding="utf-8"))["break"]
CONTEXT = sorted((ROOT / "data" / "reference" / "context").glob("*.csv"))
UNITS = {"Rp", "persen", "orang", "tahun", "indeks", "rasio", "derajat", "km2", "nomor"}
GROUPS = {"anggaran", "penduduk", "kesejahteraan", "desa", "letak"}
HEADER = "region_code,year,period,indicator,value,unit,precision,source,source_url,note"


def rows(path: Path) -> list[dict[str, str]]:
    """One context table as text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_fully_described(name: str) -> None:
    words = INDICATORS[name]
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert set(words) == {"label_id", "label_en", "unit", "decimals", "group"}
    assert words["label_id"].strip() and words["label_en"].strip()
    assert words["unit"] in UNITS
    assert words["group"] in GROUPS
    assert isinstance(words["decimals"], int) and 0 <= words["decimals"] <= 6


def test_no_two_indicators_share_a_label() -> None:
    for language in ("label_id", "label_en"):
        labels = [words[language] for words in INDICATORS.values()]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("path", CONTEXT, ids=lambda path: path.name)
def test_a_context_table_speaks_only_of_known_indicators_in_their_unit(path: Path) -> None:
    assert path.read_bytes().startswith((HEADER + "\n").encode())
    assert b"\r" not in path.read_bytes()
    for row in rows(path):
        assert row["indicator"] in INDICATORS, row
        assert row["unit"] == INDICATORS[row["indicator"]]["unit"], row


@pytest.mark.parametrize("path", CONTEXT, ids=lambda path: path.name)
def test_every_fact_has_a_place_a_plain_number_a_precision_and_a_source(path: Path) -> None:
    for row in rows(path):
        assert re.fullmatch(rf"{re.escape(path.stem)}(\.\d\d(\.\d{{4}})?)?", row["region_code"]), row
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["value"]), row
        assert row["precision"] in {"tepat", "dibulatkan"}, row
        assert row["source"].strip(), row
        assert row["source_url"] == "" or row["source_url"].startswith("https://"), row
        assert row["year"] == "" or 2000 <= int(row["year"]) <= 2100, row
        assert re.fullmatch(r"|\d{4}-(0[1-9]|1[0-2])|\d{4}-S[12]", row["period"]), row


@pytest.mark.parametrize("path", CONTEXT, ids=lambda path: path.name)
def test_a_fact_is_said_once(path: Path) -> None:
    keys = [(row["region_code"], row["indicator"], row["year"], row["period"]) for row in rows(path)]
    assert len(keys) == len(set(keys))


def test_the_five_breaks_are_in_order_of_time() -> None:
    assert [words["year"] for words in BREAKS.values()] == [2012, 2015, 2018, 2021, 2025]


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_has_both_languages_and_claims_no_more_than_was_checked(name: str) -> None:
    words = BREAKS[name]
    assert all(words[f"{field}_{lang}"].strip() for field in ("label", "why") for lang in ("id", "en"))
    assert words.get("budget_year", words["year"]) >= words["year"]
    assert words["verified"] == bool(words["checked"]), "verified needs the date somebody read the source"
    assert not words["verified"] or words["source"]
    if not words["verified"]:  # a label is always on screen, so it may not name a regulation nobody has checked
        shown = " ".join(words[f"{field}_{lang}"] for field in ("label", "why") for lang in ("id", "en"))
        assert not re.search(r"Permendagri|Kepmendagri|Inpres|Perpres|UU \d|PP \d", shown)


def test_codes_break_once_between_2020_and_2021() -> None:
    assert [words["year"] for words in BREAKS.values() if words["codes_break"]] == [2021]
