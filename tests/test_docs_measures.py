"""The committed documents are what the definitions and the spec tests say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.measures import docs
from analytics.measures.definitions import measures
from analytics.reports import dictionary


def test_docs_measures_is_up_to_date(root: Path) -> None:
    again = "run: python -m analytics.measures.docs"
    assert (root / "docs" / "measures.md").read_text(encoding="utf-8") == docs.measures_markdown(), again


def test_docs_data_dictionary_is_up_to_date(root: Path) -> None:
    again = "run: python -m analytics.reports.dictionary"
    assert (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary.dictionary_markdown(), again


def test_every_measure_has_a_spec_file_and_every_spec_file_a_measure(root: Path) -> None:
    assert {p.stem.removeprefix("test_") for p in (root / "tests" / "spec").glob("test_*.py")} == set(measures())


@pytest.mark.parametrize("name", measures())
def test_titles_are_statements_and_no_two_are_the_same(root: Path, name: str) -> None:
    titles = docs.spec_titles(root / "tests" / "spec" / f"test_{name}.py")
    assert len(set(titles)) == len(titles)
    assert all(len(t.split()) > 3 and "\n" not in t and not t.endswith(".") for t in titles)
