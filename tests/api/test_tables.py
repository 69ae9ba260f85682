"""CSV over HTTP: the same figures as JSON to the digit, names and rows that say REKAAN, no cell that runs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from analytics.api.page import address
from analytics.api.table import ROUTES
from analytics.api.written import wants_csv

TABLES = [route for route in ROUTES if route.csv]
LISTED = {"order": "lists", "strip": "cells", "warning": "questions"}  # the rest list their rows as `rows`


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture(scope="module")
def values(rekaan: TestClient) -> dict[str, str]:
    found = rekaan.get("/api/v1/search", params={"kind": "proposal", "regency": "99.01", "year": "2026"}).json()["rows"]
    agency = rekaan.get("/api/v1/choices", params={"regency": "99.01"}).json()["agencies"][0]
    district = next(r["district"] for r in found if r["district"])
    general = {"measure": "accommodation_count", "by": "district", "q": "jalan", "share": "0.1"}
    return {**general, "regency": "99.01", "year": "2026", "district": district, "agency": agency}


@pytest.mark.parametrize("route", TABLES, ids=lambda r: r.path)
def test_a_table_has_the_rows_of_the_document_and_says_rekaan(
    rekaan: TestClient, route: Any, values: dict[str, str]
) -> None:
    link = str(address(route, values))
    told = rekaan.get(link).json()
    answer = rekaan.get(link, params=None, headers={"accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.text == rekaan.get(f"{link}&format=csv").text
    assert answer.headers["content-disposition"].startswith('attachment; filename="REKAAN-')
    rows = rows_of(answer.text)
    assert rows and len(rows) == len(told[LISTED.get(route.path, "rows")])
    assert {r["keterangan"] for r in rows} == {"DATA REKAAN"}
    assert {r["mart"] for r in rows} == {told["mart"]}


def test_the_figures_of_a_table_are_those_of_the_answer_to_the_digit(rekaan: TestClient) -> None:
    for measure in ("accommodation_value", "origin_share", "envelope_compliance"):
        asked = {"measure": measure, "by": "district", "where": "year=2026"}
        told = rekaan.get("/api/v1/ask", params=asked).json()["rows"]
        rows = rows_of(rekaan.get("/api/v1/ask", params={**asked, "format": "csv"}).text)
        for name in ("numerator", "denominator", "n", "n_unknown", "value", "low", "high"):
            assert [r[name] for r in rows] == ["" if t[name] is None else str(t[name]) for t in told], (measure, name)


def test_a_name_of_a_file_takes_nothing_from_what_was_searched_but_letters(rekaan: TestClient) -> None:
    words = 'a"\r\nset-cookie: x; b/../c é'
    answer = rekaan.get("/api/v1/search", params={"q": words, "format": "csv"})
    assert answer.status_code == 200 and "set-cookie" not in answer.headers
    name = answer.headers["content-disposition"].split('"')[1]
    assert name.endswith(".csv") and set(name) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."
    )


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/csv", True),
        ("*/*", False),
        ("", False),
        ("application/json, text/csv;q=0.5", False),
        ("text/csv, application/json;q=0.9", True),
        ("text/csv;q=zzz", False),
        ("text/html,*/*;q=0.8", False),
    ],
)
def test_what_accept_prefers(accept: str, wanted: bool) -> None:
    assert wants_csv(accept) is wanted
