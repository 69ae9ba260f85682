"""The page for people at /api/: every route with its parameters and an example that works. Light HTML, no script, nothing from
elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from analytics.api import examples
from analytics.api.openapi import OPENAPI
from analytics.api.opening import opened, workspace
from analytics.api.parameter import Parameter, words
from analytics.api.parameters import LANG
from analytics.api.reading import language
from analytics.api.responding import no_method, refused
from analytics.api.route import Route
from analytics.api.table import GROUPS, PREFIX
from analytics.errors import AkomodasiError
from analytics.query.caveats import notice
from analytics.vocabulary import terms

STYLE = Path(__file__).with_suffix(".css")
SHARED = ("mart", "lang", "format")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def respond(request: Request) -> Response:
    """The page in the reader's language; a refusal is a sentence."""
    lang = language(request)
    if request.method not in ("GET", "HEAD"):
        return no_method(request)
    for name in request.query_params:
        if name != LANG.name:
            return refused("parameter_no_such", 400, lang, name=name, names=LANG.name)
    try:
        values = examples.of(opened(workspace(), None))
    except AkomodasiError as refusal:
        return refused(refusal.code, 400, lang, **refusal.facts)
    headers = {"cache-control": "no-cache", "content-security-policy": POLICY}
    return Response(html(values, lang), headers=headers, media_type="text/html")


def address(route: Route, values: examples.Values) -> str | None:
    """An example request; None where the data here gives none."""
    query = examples.query(route, values)
    if query is None:
        return None
    path = route.path
    for name, value in query:
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    asked = [(n, v) for n, v in query if f"{{{n}}}" not in route.path]
    return f"{PREFIX}/{path}{'?' + urlencode(asked, safe=',=') if asked else ''}"


def html(values: examples.Values, lang: str) -> str:
    """The whole page."""
    said = {key: text[lang] for key, text in words()["api"].items()}
    other = "id" if lang == "en" else "en"
    invented = notice([values["regency"]], lang) if "regency" in values else None
    parts = [
        f'<p class="top"><a href="/">Akomodasi</a> · <a href="?lang={other}" lang="{other}">{said["other_language"]}</a></p>',
        f"<h1>{escape(said['title'])}</h1>",
        *([f'<p class="notice">{escape(invented)}</p>'] if invented else []),
        *(f"<p>{escape(said[key])}</p>" for key in ("about", "how", "caches", "others", "shared")),
        f'<p><a href="{PREFIX}/{OPENAPI.path}?lang={lang}">{escape(said["document"])}</a></p>',
    ]
    for group, routes in GROUPS.items():
        parts.append(f"<h2>{escape(words()['group'][group][lang])}</h2>")
        parts += [text for route in routes for text in _route(route, values, said, lang)]
    head = f"<title>{escape(said['title'])}</title><style>{STYLE.read_text(encoding='utf-8')}</style>"
    view = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    return (
        f'<!doctype html><html lang="{lang}"><head>{view}{head}</head><body><main>{"".join(parts)}</main></body></html>'
    )


def _route(route: Route, values: examples.Values, said: dict[str, str], lang: str) -> Iterator[str]:
    tag = f" <small>{escape(said['table'])}</small>" if route.csv else ""
    yield f'<section id="{route.name}"><h3><code>{PREFIX}/{escape(route.path)}</code>{tag}</h3>'
    yield f"<p>{escape(route.says(lang))}</p>"
    own = [one for one in route.parameters if one.name not in SHARED]
    if own:
        yield f"<dl>{''.join(_parameter(one, said, lang) for one in own)}</dl>"
    if link := address(route, values):
        yield f'<p class="example">{escape(said["example"])}: <a href="{escape(link)}">{escape(link)}</a>'
        if route.csv:
            table = f"{link}{'&' if '?' in link else '?'}format=csv"
            yield f' · <a href="{escape(table)}">CSV</a>'
        yield "</p>"
    yield "</section>"


def _parameter(parameter: Parameter, said: dict[str, str], lang: str) -> str:
    notes = [parameter.says(lang)]
    notes += [said["needed"]] if parameter.required else []
    notes += [said["again"]] if parameter.repeated else []
    choices = terms.DIMENSIONS if parameter.kind == "dims" else parameter.choices
    listed = f": {', '.join(f'<code>{escape(c)}</code>' for c in choices)}" if choices else ""
    return f"<div><dt><code>{escape(parameter.name)}</code></dt><dd>{escape('; '.join(notes))}{listed}</dd></div>"
