"""What openapi.json says is what the server does: every route is asked by its own description, every answer held against it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from analytics.api.openapi import OPENAPI
from analytics.api.table import PREFIX, ROUTES

PATHS = [f"{PREFIX}/{route.path}" for route in (*ROUTES, OPENAPI)]
NO_EXAMPLE = {f"{PREFIX}/certificate/{{code}}"}  # nothing was issued; test_api.py asks it


def operation(document: dict[str, Any], path: str) -> dict[str, Any]:
    return dict(document["paths"][path]["get"])


def schema(document: dict[str, Any], path: str) -> Draft202012Validator:
    content = operation(document, path)["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**content, "components": document["components"]})


def asked(document: dict[str, Any], path: str, **more: Any) -> str | None:
    """The address that the document's own examples make; None where a parameter that is needed has none."""
    address, query = path, []
    for p in operation(document, path)["parameters"]:
        value = more.get(p["name"], p.get("example"))
        if value is None:
            if p["required"]:
                return None
            continue
        values = value if isinstance(value, list) else [value]
        texts = [str(v).lower() if isinstance(v, bool) else str(v) for v in values]
        if p["in"] == "path":
            address = address.replace(f"{{{p['name']}}}", quote(texts[0], safe=""))
        elif p.get("explode"):
            query += [(p["name"], t) for t in texts]
        else:
            query.append((p["name"], ",".join(texts)))
    return address + "?" + "&".join(f"{n}={quote(v)}" for n, v in query)


def held(document: dict[str, Any], path: str, body: Any) -> list[str]:
    return [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in schema(document, path).iter_errors(body)
    ]


def test_the_document_names_every_route_once(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert list(document["paths"]) == PATHS
    ids = [operation(document, p)["operationId"] for p in PATHS]
    assert len(set(ids)) == len(ids)
    assert {t for p in PATHS for t in operation(document, p)["tags"]} == {t["name"] for t in document["tags"]}


def test_every_schema_is_one_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for path in PATHS:
        Draft202012Validator.check_schema(schema(document, path).schema)
        for one in operation(document, path)["parameters"]:
            Draft202012Validator.check_schema(one["schema"])
            if "example" in one:
                Draft202012Validator(one["schema"]).validate(one["example"])
    names = set(document["components"]["schemas"])
    assert set(references(document)) <= {f"#/components/schemas/{n}" for n in names}


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value["$ref"]] if "$ref" in value else [r for v in value.values() for r in references(v)]
    return [r for v in value for r in references(v)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", sorted(set(PATHS) - NO_EXAMPLE))
def test_every_route_answers_its_example_as_it_says(rekaan: TestClient, document: dict[str, Any], path: str) -> None:
    address = asked(document, path)
    assert address is not None
    answer = rekaan.get(address)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["content-type"] == "application/json"
    assert held(document, path, answer.json()) == []
    if "mart" in answer.json():
        assert answer.json()["mart"]


@pytest.mark.parametrize("path", sorted(set(PATHS) - NO_EXAMPLE))
def test_every_choice_of_a_route_is_answered_or_refused_with_a_sentence(
    rekaan: TestClient, document: dict[str, Any], path: str
) -> None:
    error = Draft202012Validator(document["components"]["schemas"]["Error"])
    told = 0
    for one in operation(document, path)["parameters"]:
        kind = one["schema"]
        choices = kind.get(
            "enum", [True, False] if kind["type"] == "boolean" else kind.get("items", {}).get("enum", [])
        )
        for choice in choices if one["name"] != "format" else ["json"]:
            answer = rekaan.get(str(asked(document, path, **{one["name"]: choice})))
            assert answer.status_code in {200, 400}, (choice, answer.text[:300])
            told += answer.status_code == 200
            if answer.status_code == 200:
                assert held(document, path, answer.json()) == [], choice
            else:
                error.validate(answer.json())
    assert told


@pytest.mark.parametrize("path", PATHS)
def test_a_typo_is_refused_and_never_asks_another_question(
    rekaan: TestClient, document: dict[str, Any], path: str
) -> None:
    for wrong in ("yaer=2026", "lang=id&lang=en", "lang=", "lang=fr"):
        address = (asked(document, path) or path.replace("{code}", "AKM-1") + "?lang=id").replace("lang=id", "")
        answer = rekaan.get(f"{address}&{wrong}")
        assert answer.status_code == 400, wrong
        assert answer.json()["error"].startswith("parameter_") and answer.json()["sentence"].endswith(".")


@pytest.mark.parametrize("path", PATHS)
def test_what_the_document_says_is_needed_is_needed(rekaan: TestClient, document: dict[str, Any], path: str) -> None:
    needed = [p["name"] for p in operation(document, path)["parameters"] if p["required"] and p["in"] == "query"]
    bare = path.replace("{id}", "x").replace("{code}", "x")
    answer = rekaan.get(bare)
    assert (answer.status_code == 400 and answer.json()["error"] == "parameter_needed") == bool(needed)
