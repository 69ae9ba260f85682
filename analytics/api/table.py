"""The one table of routes: the server, openapi.json, the page /api/, docs/api.md and the tests are all made from it."""

from __future__ import annotations

from analytics.api import about, budgets, debate, figures, lists, program, rows
from analytics.api.route import Route

PREFIX = "/api/v1"
GROUPS: dict[str, tuple[Route, ...]] = {
    "figures": figures.ROUTES,
    "lists": lists.ROUTES,
    "rows": rows.ROUTES,
    "debate": (*debate.ROUTES, *budgets.ROUTES),
    "about": about.ROUTES,
    "program": program.ROUTES,
}
ROUTES: tuple[Route, ...] = tuple(route for group in GROUPS.values() for route in group)
