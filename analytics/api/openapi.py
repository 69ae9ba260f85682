"""openapi.json (OpenAPI 3.1), made from the table of routes: what the server reads and what this says are the same facts."""

from __future__ import annotations

from typing import Any

from analytics import __version__
from analytics.api import examples
from analytics.api.parameter import Parameter, words
from analytics.api.route import Asked, Route, Told
from analytics.api.shapes import ANY, TEXT, loose, obj, table
from analytics.api.table import GROUPS, PREFIX
from analytics.query.database import Mart

REFUSALS = {"400": "refused", "403": "forbidden", "404": "absent", "410": "gone", "500": "broken", "503": "unwell"}
HEADERS = {
    "ETag": {"schema": TEXT, "description": "strong: mart, program and query"},
    "Cache-Control": {"schema": TEXT},
}


def document(values: examples.Values, lang: str) -> dict[str, Any]:
    """The whole description, in one language; examples hold these values."""
    said = words()["api"]
    paths: dict[str, Any] = {}
    for group, routes in GROUPS.items():
        for route in (*routes, *((OPENAPI,) if group == "program" else ())):
            paths[f"{PREFIX}/{route.path}"] = {"get": _operation(route, group, values, lang)}
    schemas = {"Error": obj(error=TEXT, sentence=TEXT)}
    schemas |= {r.name: r.returns for routes in GROUPS.values() for r in routes}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": said["title"][lang],
            "version": __version__,
            "description": said["about"][lang],
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": g, "description": words()["group"][g][lang]} for g in GROUPS],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(route: Route, group: str, values: examples.Values, lang: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{route.name}"} if route is not OPENAPI else route.returns
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if route.csv:
        content["text/csv"] = {"schema": TEXT}
    says = words()["status"]
    responses: dict[str, Any] = {
        "200": {"description": says["answered"][lang], "headers": HEADERS, "content": content},
        "304": {"description": says["unchanged"][lang]},
    }
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    responses |= {code: {"description": says[name][lang], "content": error} for code, name in REFUSALS.items()}
    return {
        "operationId": route.name,
        "tags": [group],
        "summary": route.says(lang),
        "parameters": [_parameter(one, route, values, lang) for one in route.parameters],
        "responses": responses,
    }


def _parameter(parameter: Parameter, route: Route, values: examples.Values, lang: str) -> dict[str, Any]:
    path = parameter.place == "path"
    found: dict[str, Any] = {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required or path,
        "description": parameter.says(lang),
        "schema": parameter.schema(),
    }
    if parameter.kind in ("dims", "filters"):
        found |= {"style": "form", "explode": parameter.repeated}
    example = examples.example(parameter, route, values)
    if example is not None:
        found["example"] = _typed(parameter, example)
    return found


def _typed(parameter: Parameter, text: str) -> Any:
    if parameter.kind == "integer":
        return int(text)
    return text.split(",") if parameter.kind == "dims" else [text] if parameter.kind == "filters" else text


def _answer(mart: Mart, asked: Asked) -> Told:
    return Told(document(examples.of(mart), asked.lang))


OPENAPI = Route(
    "openapi.json",
    _answer,
    (),
    loose(openapi={"const": "3.1.0"}, info=table(ANY), paths=table(ANY), components=table(ANY)),
    of_data=False,
    serving=True,
)
