"""A request's parameters, read by the route's own list: unknown names, repeated ones and values of another kind are refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from analytics.api import opening
from analytics.api.parameter import limits
from analytics.api.route import Asked, Route
from analytics.errors import BadQuestion


def read(route: Route, request: Request) -> Asked:
    """The values of all parameters of the route. Raises BadQuestion."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    if len(query) > limits()["query"]:
        raise BadQuestion("query_long", most=limits()["query"])
    said: dict[str, list[str]] = {}
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace", max_num_fields=limits()["query"])
    for name, value in pairs:
        said.setdefault(name, []).append(value)
    known = {parameter.name: parameter for parameter in route.parameters}
    for name in said:
        if name not in known or known[name].place == "path":
            names = ", ".join(n for n, one in known.items() if one.place == "query")
            raise BadQuestion("parameter_no_such", name=name, names=names)
    path = {name: [str(value)] for name, value in request.path_params.items()}
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        values[name] = parameter.read(path.get(name, []) if parameter.place == "path" else said.get(name, []))
    return Asked(opening.workspace(), values)


def language(request: Request) -> str:
    """The language of a refusal, before parameters are known to be right."""
    return "en" if request.query_params.get("lang") == "en" else "id"
