"""The page for people, docs/api.md, and that whatever the dashboard asks can be asked here."""

from __future__ import annotations

import ast
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from analytics.api import docs
from analytics.api.openapi import OPENAPI
from analytics.api.parameter import words
from analytics.api.table import GROUPS, PREFIX, ROUTES
from analytics.vocabulary import terms

HREF = re.compile(r'href="([^"]*)"')
# rooms of analytics.query that pages ask and the API does not, and why
ONLY_PAGES = {
    "certificate_row": "which rows of an answer there are to pick: rows of `ask`",
    "review": "the desk of people who judge: what is shown there must stay blind",
    "review_disputes": "the desk of people who judge",
    "review_gain": "the desk of people who judge",
    "review_sides": "the desk of people who judge",
    "review_words": "the desk of people who judge",
    "recap": "checks a table the reader brings: nothing is uploaded here; `akomodasi recap`",
    "budgets_match": "how the lines of two budgets are paired: `budgets`",
    "replies_on": "replies beside the lines of a list: `trace`",
    "bridge_bars": "bars drawn from the steps of `bridge`",
    "whatif_slider": "marks on a slider, from `whatif`",
    "book": "a file: `akomodasi report workbook`",
    "boundaries": "outlines laid flat for a drawing; the file is its owner's",
    "record": "the ledger's entries name people: `akomodasi ledger`, and the page for who may see drafts",
    "sheet": "a file: `akomodasi report sheet`",
    "tiles": "where a place stands in a drawing",
    "money": "rows of `ask` beside each other",
    "places": "rows of `ask` of equity beside each other",
    "rank_bands": "rows of `ask` by rank_band beside each other",
    "rates": "rows of `ask` as rates and their matrix",
    "series": "rows of `ask` by year beside each other",
    "village": "rows of `ask` by village, and what can be done next",
    "waiting": "curves that `ask` of waiting_time gives",
    "origin_share": "shape of a measure that `ask` answers",
}


@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_every_link_of_the_page_is_answered(rekaan: TestClient, lang: str) -> None:
    page = rekaan.get("/api/", params={"lang": lang})
    assert page.headers["content-type"] == "text/html; charset=utf-8" and f'<html lang="{lang}"' in page.text
    links = [unescape(link) for link in HREF.findall(page.text) if link.startswith(PREFIX)]
    assert len(links) >= len(ROUTES) + sum(r.csv for r in ROUTES) - 1  # no certificate was issued here
    for link in links:
        assert rekaan.get(link).status_code == 200, link


def test_the_page_fetches_nothing_and_runs_nothing(rekaan: TestClient) -> None:
    page = rekaan.get("/api/")
    assert (
        "<script" not in page.text
        and "src=" not in page.text
        and "http:" not in page.text.replace("http://localhost", "")
    )
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "DATA REKAAN" in page.text
    assert rekaan.get("/api/?x=1").status_code == 400 and rekaan.get("/api").text == page.text


@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_every_route_and_parameter_stands_on_the_page(rekaan: TestClient, lang: str) -> None:
    page = rekaan.get("/api/", params={"lang": lang}).text
    for route in ROUTES:
        part = page.split(f'id="{route.name}"')[1].split("</section>")[0]
        assert f"{PREFIX}/{route.path}" in part and unescape(route.says(lang)) in unescape(part)
        assert [p.name for p in route.own if f"<code>{p.name}</code>" not in part] == []


def test_docs_api_is_up_to_date(root: Path) -> None:
    again = "run: python -m analytics.api.docs"
    assert (root / "docs" / "api.md").read_text(encoding="utf-8") == docs.api_markdown(), again


def test_no_word_is_missing_or_left_over() -> None:
    told = words()
    assert set(told["group"]) == set(GROUPS)
    assert set(told["route"]) == {r.name for r in (*ROUTES, OPENAPI)}
    assert set(told["parameter"]) == {p.name for r in (*ROUTES, OPENAPI) for p in r.parameters}
    assert all(set(text) == set(terms.LANGUAGES) for room in told.values() for text in room.values())


def test_what_the_dashboard_asks_can_be_asked_here(root: Path) -> None:
    def asked(folder: str) -> set[str]:
        trees = [ast.parse(f.read_text(encoding="utf-8")) for f in (root / "analytics" / folder).glob("*.py")]
        nodes = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
        named = {str(n.module).removeprefix("analytics.query.") for n in nodes if n.module != "analytics.query"}
        named |= {a.name for n in nodes if n.module == "analytics.query" for a in n.names}
        return {n for n in named if (root / "analytics" / "query" / f"{n}.py").exists()}

    pages, here = asked("pages"), asked("api")
    assert sorted(pages - here - set(ONLY_PAGES)) == []
    assert sorted(name for name in ONLY_PAGES if name not in pages or name in here) == []
